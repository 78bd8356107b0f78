from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.pipeline.opendata.sheet_names import sheet_names


def test_a_long_title_is_cut_between_words() -> None:
    """As much of it as there is room for."""
    assert sheet_names(["Tabell 1 Målekort for fokusområde brukere", "Figur 2 A/B: [c]?"]) == (
        "Tabell 1 Målekort for",
        "Figur 2 A B c",
    )


def test_alike_names_are_numbered() -> None:
    """Excel does not tell upper from lower case; a name that is taken counts."""
    assert sheet_names(["Innhold", "a", "A", "", ""], taken=["innhold"]) == ("Innhold (2)", "a", "A (2)", "(2)", "(3)")


@given(st.lists(st.text(max_size=60), max_size=12))
def test_every_name_is_one_that_excel_takes(titles: list[str]) -> None:
    """From 1 to 31 characters, none forbidden, no apostrophe at an edge, none twice."""
    names = sheet_names(titles)
    assert len(names) == len(titles)
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]", name)
        assert name == name.strip("'")
