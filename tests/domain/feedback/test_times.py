from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.domain.feedback.times import Times


def times(*days: int, within: int = 0, unanswered: int = 0, pending: int = 0) -> Times:
    """Times of cases answered after so many days."""
    return Times(np.array(days, dtype=np.int64), within, unanswered, pending)


def test_share_median_and_ninetieth_by_hand() -> None:
    """Ten cases: the median lies between the fifth and the sixth, the 90th percentile is the ninth."""
    found = times(9, 1, 2, 3, 4, 5, 8, 7, 30, 40, within=8)
    assert (found.settled, found.share, found.median, found.percentile(90)) == (10, 80.0, 6.0, 30.0)


def test_eleven_cases_have_a_middle_one() -> None:
    """The sixth of eleven; 90 % of eleven are 9,9, so the tenth."""
    found = times(*range(1, 12))
    assert (found.median, found.percentile(90)) == (6.0, 10.0)


def test_a_breach_without_an_answer_counts_as_late_and_slowest() -> None:
    """Of five cases three are answered in time: 60 %; the fourth and fifth have no number of days yet."""
    found = times(3, 4, 5, within=3, unanswered=2)
    assert (found.settled, found.share, found.median) == (5, 60.0, 5.0)
    assert found.percentile(90) == math.inf


def test_a_case_still_within_its_deadline_is_left_out() -> None:
    """It could yet go either way."""
    assert times(3, within=1, pending=7).share == times(3, within=1).share == 100.0


def test_of_no_case_there_is_no_figure() -> None:
    """None, never zero."""
    found = times()
    assert (found.share, found.median, found.percentile(90)) == (None, None, None)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60), st.integers(1, 99))
def test_a_percentile_is_the_shortest_time_within_which_so_many_were_answered(days: list[int], share: int) -> None:
    """At least so many per cent took no longer, and fewer took less."""
    found = times(*days).percentile(share)
    assert found is not None
    assert sum(day <= found for day in days) * 100 >= share * len(days)
    assert sum(day < found for day in days) * 100 < share * len(days)


@given(st.permutations([1, 5, 5, 9, 14, 20, 31]))
def test_the_order_of_cases_does_not_matter(days: list[int]) -> None:
    """The same figures whatever row a case stands in."""
    assert (times(*days).median, times(*days).percentile(90)) == (9.0, 31.0)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=12))
def test_the_whole_weighs_by_cases(areas: list[tuple[int, int]]) -> None:
    """The share of all cases is the mean of the areas' shares weighted by their cases, whatever the areas' sizes."""
    whole = times(*[1] * sum(a for a, _b in areas), *[99] * sum(b for _a, b in areas), within=sum(a for a, _b in areas))
    parts = [times(*[1] * a, *[99] * b, within=a) for a, b in areas]
    weighed = sum((part.share or 0) * part.settled for part in parts)
    assert (whole.share or 0) * whole.settled == pytest.approx(weighed)
