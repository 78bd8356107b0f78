from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.starting.names import IDENTIFIER, folder_of, misnamed, slug


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kultur og fritid", "kultur-og-fritid"),
        ("Bærum", "bærum"),
        ("Malmö", "malmo"),
        ("  10. trinn", "trinn"),
        ("Vann, avløp & renovasjon", "vann-avløp-renovasjon"),
    ],
)
def test_a_text_becomes_a_name(text: str, name: str) -> None:
    """Small letters and hyphens; Norwegian letters stay."""
    assert slug(text) == name


@given(st.text("abzæøåÄÉŠ019 -_./\n«»", max_size=20))
def test_a_name_is_one_or_nothing(text: str) -> None:
    """Whatever the text, what comes of it can stand in a file's name, and is not changed a second time."""
    name = slug(text)
    assert not name or IDENTIFIER.fullmatch(name)
    assert slug(name) == name


@pytest.mark.parametrize(
    ("name", "folder"),
    [("Skogdal kommune", "skogdal"), ("Esbo stad", "esbo"), ("Skogdal", "skogdal"), ("Kommune", "kommune")],
)
def test_a_municipality_lies_in_a_folder_of_its_name(name: str, folder: str) -> None:
    """Without the word for what it is."""
    assert folder_of(name) == folder


def test_what_cannot_be_a_name_is_told_with_the_nearest() -> None:
    """And so is the code of a language, which tags could not tell from a municipality."""
    (fault,) = misnamed("AREA", "Bad og idrett")
    assert (fault.file, fault.nearest) == ("AREA", "bad-og-idrett")
    assert misnamed("AREA", "sv")
    assert misnamed("AREA", "bad-og-idrett") == []
