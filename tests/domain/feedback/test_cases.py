from __future__ import annotations

import datetime as dt
import random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.domain.feedback.cases import AGREED
from fokusrapport.domain.feedback.cells import NONE
from fokusrapport.domain.feedback.times import OUTCOMES
from fokusrapport.params.feedback_models import CASE_TYPES
from tests.domain.feedback.conftest import SETTINGS, CaseMakers

LEVELS = [level["id"] for level in SETTINGS["levels"]]


@pytest.mark.parametrize(
    ("row", "level", "overridden"),
    [
        ({"severity": "1", "extent": "1"}, "unit", False),
        ({"severity": "1", "extent": "4"}, "service", False),
        ({"severity": "4", "extent": "1"}, "service", False),
        ({"severity": "3", "extent": "3"}, "director", False),
        ({"severity": "4", "extent": "4"}, "executive", False),
        ({"severity": "1", "extent": "1", "level": "executive", "level_reason": "x"}, "executive", True),
        ({"severity": "1", "extent": "1", "level": "unit", "level_reason": "x"}, "unit", False),
        ({}, None, False),
    ],
)
def test_severity_and_extent_give_the_level(
    feedback: CaseMakers, row: dict[str, str], level: str | None, *, overridden: bool
) -> None:
    """By the table, row by severity and column by extent; a level of the case's own wins, and is no override alone."""
    frame = feedback.cases(row).frame
    assert frame["level"].iloc[0] == (NONE if level is None else LEVELS.index(level))
    assert bool(frame["overridden"].iloc[0]) is overridden


@pytest.mark.parametrize(
    ("row", "deadline", "outcome"),
    [
        ({"answered": "2015-03-16"}, 14, "within"),  # the fourteenth day
        ({"answered": "2015-03-17"}, 14, "late"),
        ({"type": "avvik", "answered": "2015-04-01"}, 30, "within"),
        ({"category": "danger", "answered": "2015-03-06"}, 3, "late"),
        ({"type": "avvik", "category": "danger", "answered": "2015-03-05"}, 3, "within"),
        ({"deadline": "5", "category": "danger", "answered": "2015-03-06"}, 5, "within"),
        ({"deadline": "2015-03-06", "answered": "2015-03-07"}, AGREED, "late"),
        ({"type": "positivt tiltak", "answered": ""}, NONE, None),
        ({"type": "positivt tiltak", "category": "danger", "answered": ""}, NONE, None),
        ({"type": "positivt tiltak", "deadline": "5", "answered": "2015-03-06"}, 5, "within"),
        ({"received": "2016-01-17", "answered": ""}, 14, "unanswered"),  # due the day before the file was delivered
        ({"received": "2016-01-18", "answered": ""}, 14, "pending"),  # due on the very day
    ],
)
def test_deadlines_and_outcomes(feedback: CaseMakers, row: dict[str, str], deadline: int, outcome: str | None) -> None:
    """The case's own deadline comes before its category's, its type's and the usual one."""
    frame = feedback.cases(row).frame
    assert frame["deadline"].iloc[0] == deadline
    assert frame["outcome"].iloc[0] == (NONE if outcome is None else OUTCOMES.index(outcome))


def test_repeats_by_hand(feedback: CaseMakers) -> None:
    """Same area, category and cause within thirty days of the one before; another cause, or none, is no repeat."""
    rows = [
        {"received": "2015-01-01", "cause": "routine"},
        {"received": "2015-01-31", "cause": "routine"},  # thirty days later
        {"received": "2015-03-03", "cause": "routine"},  # thirty-one
        {"received": "2015-01-02", "cause": "other"},
        {"received": "2015-01-03"},
        {"received": "2015-01-04"},
        {"received": "2015-01-04", "cause": "routine", "area": "two"},
        {"received": "2015-01-05", "cause": "routine", "type": "ros"},  # praise is not watched
    ]
    found = feedback.cases(*[{**row, "answered": ""} for row in rows]).frame["repeat"]
    assert list(found) == [False, True, *[False] * 6]


def test_year_month_and_quarter(feedback: CaseMakers) -> None:
    """The last day of a year is in its last quarter."""
    frame = feedback.cases({"received": "2014-12-31"}, {"received": "2015-04-01", "answered": ""}).frame
    assert frame[["year", "month", "quarter"]].to_numpy().tolist() == [[2014, 12, 4], [2015, 4, 2]]


@given(st.integers(0, 10**6))
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    """Counts by everything are the same however the rows stand."""
    drawn = random.Random(seed)  # noqa: S311 - an order, no secret
    rows = [
        {
            "received": (dt.date(2015, 1, 1) + dt.timedelta(days=drawn.randrange(90))).isoformat(),
            "answered": "",
            "type": drawn.choice(CASE_TYPES),
            "area": drawn.choice(["one", "two"]),
            "cause": drawn.choice(["", "routine"]),
        }
        for _case in range(30)
    ]
    made = CaseMakers()
    one = made.cases(*rows).frame
    drawn.shuffle(rows)
    other = made.cases(*rows).frame
    by = ["type", "area", "month", "repeat"]
    pd.testing.assert_series_equal(one.groupby(by).size(), other.groupby(by).size())
