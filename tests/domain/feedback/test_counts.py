from __future__ import annotations

from itertools import product

import pytest

from fokusrapport.domain.feedback.cases import Cases
from fokusrapport.domain.feedback.count_tables import REST, UNKNOWN, sorts
from fokusrapport.domain.feedback.counts import YearCounts, year_counts
from fokusrapport.params.feedback_models import CASE_TYPES
from tests.domain.feedback.conftest import CaseMakers, many

ROWS = [
    *many(30, type="ris", cause="capacity", severity="1", extent="1", action="training"),
    *many(20, type="avvik", area="two", cause="routine", severity="4", extent="4", received="2015-06-01", answered=""),
    *many(10, type="ros", area="two"),
    *many(12, type="tilsynsfunn"),
    *many(8, type="revisjonsfunn", area="two"),
    *many(9, received="2014-12-31", answered=""),
]


@pytest.fixture(scope="module")
def cases() -> Cases:
    """Cases of which nothing is small."""
    return CaseMakers().cases(*ROWS)


@pytest.fixture(scope="module")
def counts(cases: Cases) -> YearCounts:
    """What may be shown of 2015."""
    return year_counts(cases, 2015, 5)


def test_counts_by_hand(counts: YearCounts) -> None:
    """By area, type, month, cause, level, action and deadline; the year before is not among them."""
    assert counts.of_sort() == 80
    assert counts.of_sort("two", "avvik") == 20
    assert (counts.of_type("tilsynsfunn"), counts.of_type("revisjonsfunn"), counts.of_sort("two", REST)) == (12, 8, 8)
    assert (counts.of_month(3), counts.of_month(6), counts.of_month(6, "avvik"), counts.of_month(1)) == (60, 20, 20, 0)
    assert (counts.watched(), counts.watched("two", 2), counts.watched_in_month(3)) == (50, 20, 30)
    assert (counts.of_cause("capacity"), counts.of_cause("routine"), counts.of_cause(UNKNOWN)) == (30, 20, 0)
    assert (counts.of_level("unit", "training"), counts.of_level("executive"), counts.escalated()) == (30, 20, 20)
    assert counts.of_level(UNKNOWN) == 30
    assert (counts.with_deadline(None, 14), counts.with_deadline("two", 30), counts.pending()) == (60, 20, 0)


def test_areas_and_months_are_parts_of_the_same_whole(cases: Cases, counts: YearCounts) -> None:
    """Whatever way it is cut, a year has as many cases."""
    assert sum(counts.of_sort(area) or 0 for area in ("one", "two")) == counts.of_sort()
    assert sum(counts.of_month(month) or 0 for month in range(1, 13)) == counts.of_sort()
    assert sum(counts.of_sort(None, sort) or 0 for sort in sorts(cases.settings)) == counts.of_sort()
    assert sum(counts.of_type(kind) or 0 for kind in CASE_TYPES) == counts.of_sort()


def test_few_cases_are_withheld_and_cannot_be_worked_out(feedback: CaseMakers) -> None:
    """Three cases of praise are withheld in area, month and year, and no sum leaves only one of them unknown."""
    rows = [*ROWS, *many(3, type="forslag"), *many(6, type="forslag", area="two")]
    counts = year_counts(feedback.cases(*rows), 2015, 5)
    assert counts.of_sort("one", "forslag") is None
    shown = {
        (area, sort): counts.of_sort(area, sort)
        for area, sort in product(("one", "two", None), (*sorts(counts.settings), None))
    }
    in_row = [area_sort for area_sort, number in shown.items() if area_sort[0] == "one" and number is None]
    in_column = [area_sort for area_sort, number in shown.items() if area_sort[1] == "forslag" and number is None]
    assert len(in_row) > 1
    assert len(in_column) > 1


def test_months_and_quarters_give_no_case_away(feedback: CaseMakers) -> None:
    """A withheld month is not what its quarter, known from the areas' charts, leaves when the other months are taken.

    Two deviations in February: with the quarter and two months known they would be told.
    """
    rows = [
        *many(10, received="2015-01-05", answered=""),
        *many(2, received="2015-02-05", answered=""),
        *many(10, received="2015-03-05", answered=""),
        *many(40, received="2015-05-05", answered=""),
    ]
    counts = year_counts(feedback.cases(*rows), 2015, 5)
    months = [counts.watched_in_month(month) for month in (1, 2, 3)]
    assert counts.watched_in_month(2) is None
    assert counts.watched(None, 1) is None or months.count(None) > 1


def test_pending_cases_are_no_part_of_the_base(feedback: CaseMakers) -> None:
    """A case that is still within its deadline is told by itself."""
    rows = [*many(20), *many(6, received="2015-12-30", deadline="2016-03-01", answered="")]
    counts = year_counts(feedback.cases(*rows), 2015, 1)
    assert (counts.with_deadline(None, 14), counts.pending()) == (20, 6)


def test_the_limit_is_the_callers(feedback: CaseMakers) -> None:
    """Three cases may be shown where the limit is three."""
    cases = feedback.cases(*ROWS, *many(3, type="forslag"), *many(3, type="forslag", area="two"))
    assert year_counts(cases, 2015, 3).of_sort("one", "forslag") == 3
    assert year_counts(cases, 2015, 4).of_sort("one", "forslag") is None


def test_a_rare_type_that_is_watched_is_told_by_itself(feedback: CaseMakers) -> None:
    """The rest are only those that the control chart does not count."""
    chart = {
        "types": ["ris", "tilsynsfunn"],
        "unit": {"en": "inhabitants"},
        "exposure": [{"from": 2014, "number": 2000}],
    }
    settings = feedback.settings(control_chart=chart)
    counts = year_counts(feedback.cases(*ROWS, settings=settings), 2015, 1)
    assert counts.of_sort("one", "tilsynsfunn") == 12
    assert (counts.watched(), counts.of_sort("two", REST)) == (42, 8)
