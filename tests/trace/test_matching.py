"""A number is found however it is typed."""

from __future__ import annotations

import pytest

from fokusrapport.blocks import Value
from fokusrapport.trace.matching import matches, nearly
from fokusrapport.valuestore import Shown


def _shown(text: str, exact: str | None = None, unit: str = "", indicator: str | None = None) -> Shown:
    value = Value(text=text, exact=exact, unit=unit, indicator=indicator)
    return Shown(id=text, value=value, area="nav", section="nav", place="sentence")


VALUES = (
    _shown("4,9", "4.88", indicator="nav-tilfredshet"),
    _shown("34,9\u00a0poeng", "34.9", "poeng", "service"),
    _shown("−1,5\u00a0prosentpoeng", "-1.5", "prosentpoeng"),
    _shown("+0,2 fra 2014", "0.2"),
    _shown("58\u00a0898", "58898"),
    _shown("tre", "3"),
    _shown("under kravet", indicator="service"),
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("4,9", "4,9"),
        ("4.9", "4,9"),
        ("4.88", "4,9"),
        (" 34,9 ", "34,9\u00a0poeng"),
        ("34,9 poeng", "34,9\u00a0poeng"),
        ("-1,5", "−1,5\u00a0prosentpoeng"),
        ("–1.5 prosentpoeng", "−1,5\u00a0prosentpoeng"),
        ("0,2", "+0,2 fra 2014"),
        ("+0,2", "+0,2 fra 2014"),
        ("58898", "58\u00a0898"),
        ("58 898", "58\u00a0898"),
        ("Tre", "tre"),
        ("3", "tre"),
    ],
)
def test_a_number_is_found_however_it_is_typed(asked: str, found: str) -> None:
    """Any space, minus and decimal mark; with or without plus and unit; as shown or exact; and nothing else."""
    assert [shown.value.text for shown in matches(asked, VALUES)] == [found]


@pytest.mark.parametrize("asked", ["1,5", "2014", "9", "4,8", "poeng", ""])
def test_what_is_not_shown_is_not_found(asked: str) -> None:
    """Another sign is another number, and a part of a text is not the text."""
    assert matches(asked, VALUES) == []


def test_an_id_finds_everything_of_the_indicator() -> None:
    """Numbers and words alike."""
    assert [shown.value.text for shown in matches("service", VALUES)] == ["34,9\u00a0poeng", "under kravet"]


def test_the_nearest_is_told() -> None:
    """The closest numbers by size, the closest id by letters; nothing where nothing is like it."""
    assert nearly("4,8", VALUES)[0] == "4,9"
    assert nearly("nav-tilfredhet", VALUES) == ["nav-tilfredshet"]
    assert nearly("xyzzy", VALUES) == []
    assert nearly("4", ()) == []
