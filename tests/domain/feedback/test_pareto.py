from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.domain.feedback.pareto import pareto


def test_causes_by_hand() -> None:
    """The most frequent first; equals stand as given, and a cause without cases is left out."""
    found = pareto({"b": 5, "none": 0, "a": 10, "c": 5})
    told = [(each.name, each.cases, int(each.share), int(each.so_far)) for each in found]
    assert told == [("a", 10, 50, 50), ("b", 5, 25, 75), ("c", 5, 25, 100)]


def test_no_cases_no_causes() -> None:
    """Nothing is divided by nothing."""
    assert pareto({"a": 0}) == ()


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 1000), max_size=9))
def test_shares_fall_and_end_with_the_whole(counts: dict[str, int]) -> None:
    """Each share is no larger than the one before, and together they are 100."""
    found = pareto(counts)
    shares = [each.share for each in found]
    assert shares == sorted(shares, reverse=True)
    assert not found or found[-1].so_far == Decimal(100)
