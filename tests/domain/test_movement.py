from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.conftest import refusal

if TYPE_CHECKING:
    from fokusrapport.domain.area import AreaReport
    from tests.domain.conftest import Makers


def area_of(make: Makers, before: str, now: str, **fields: object) -> AreaReport:
    """The area whose indicator «a» was measured in 2014 and 2015."""
    indicator = make.indicator(**{"decimals": 1, "areas": ["one"], "scale": "count", **fields})
    return make.area([indicator], [make.result(before, 2014), make.result(now, 2015)])


@pytest.mark.parametrize(
    ("direction", "before", "now", "word", "since"),
    [
        ("higher", "4.7", "4.9", "better", "better than in 2014"),
        ("higher", "4.9", "4.7", "worse", "worse than in 2014"),
        ("lower", "31", "27", "better", "better than in 2014"),
        ("lower", "27", "31", "worse", "worse than in 2014"),
        ("higher", "4.71", "4.74", "unchanged", "the same as in 2014"),
    ],
)
def test_better_and_worse_go_by_direction(  # noqa: PLR0913, PLR0917 - a row of the table
    make: Makers, direction: str, before: str, now: str, word: str, since: str
) -> None:
    """Fewer days are better, and what is printed alike is unchanged; both rows stand behind the word."""
    area = area_of(make, before, now, direction=direction)
    assert (area.better_or_worse("a").text, area.compared_with_last("a").text) == (word, since)
    assert (area.better_or_worse("a").kind, area.better_or_worse("a").exact) == ("verdict", None)


def test_neither_better_nor_worse_is_refused(make: Makers) -> None:
    """Where nothing says which way is better, no word does either; the author is told what to use."""
    told = refusal(area_of(make, "4.7", "4.9", direction="none").better_or_worse, "a")
    assert told.startswith("Nothing says whether «a» became better or worse: rose by 0.2 is neither. | moved")


def test_values_know_which_way_they_went(make: Makers) -> None:
    """The sign of the change as printed, for results of the edition's year, changes and words; not for other years."""
    for before, now, direction in (("4.7", "4.9", 1), ("4.9", "4.7", -1), ("4.71", "4.74", 0)):
        area = area_of(make, before, now)
        values = (area.value("a"), area.number("a"), area.moved("a"), area.moved_by("a"), area.better_or_worse("a"))
        assert [value.direction for value in values] == [direction] * 5
        assert area.value("a", 2014).direction is None


numbers = st.decimals(min_value=0, max_value=100, places=2, allow_nan=False)


@given(numbers, numbers)
def test_the_opposite_direction_has_the_opposite_word(make: Makers, before: Decimal, now: Decimal) -> None:
    """Whatever the figures: better with more is worse with less."""
    opposite = {"better": "worse", "worse": "better", "unchanged": "unchanged"}
    higher = area_of(make, str(before), str(now), direction="higher").better_or_worse("a").text
    assert area_of(make, str(before), str(now), direction="lower").better_or_worse("a").text == opposite[higher]
