from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.domain.feedback.control_limits import ControlLimits, Period, centre_of
from fokusrapport.params.feedback_models import SignalRule


def chart(*cases: int | None, centre: float = 4.0, exposure: float = 1.0) -> ControlLimits:
    """Periods with these cases around a centre line: with 4 cases a unit the standard error is 2."""
    return ControlLimits(tuple(Period(each, exposure) for each in cases), centre)


def test_limits_follow_the_exposure_of_each_period() -> None:
    """By hand: 30 cases in 12,5 units is 2,4; in 2,5 units the error is √(2,4/2,5) = 0,9798."""
    periods = (Period(3, 2.5), Period(12, 5.0), Period(15, 5.0))
    centre = centre_of(periods)
    limits = ControlLimits(periods, centre)
    assert centre == pytest.approx(2.4)
    assert limits.upper(periods[0]) == pytest.approx(2.4 + 3 * 0.9797959)
    assert limits.lower(periods[0]) == 0.0  # 2,4 − 2,94 would be less than nothing
    assert limits.upper(periods[1]) == pytest.approx(2.4 + 3 * 0.6928203)
    assert limits.lower(periods[1]) == pytest.approx(2.4 - 3 * 0.6928203)


def test_a_centre_line_is_never_made_of_what_is_withheld() -> None:
    """It would tell of the withheld count; and of no period there is none."""
    with pytest.raises(ValueError):  # noqa: PT011 - it has no message of its own
        centre_of([Period(3, 1.0), Period(None, 1.0)])
    with pytest.raises(ValueError):  # noqa: PT011 - as above
        centre_of([])


@pytest.mark.parametrize(
    ("rule", "cases", "signals"),
    [
        ("beyond_limits", (10, 11, 4), [1]),  # 3 errors are 6: 10 lies on the limit, 11 beyond it
        ("nine_on_one_side", (3, *[5] * 9, 5), [9, 10]),
        ("nine_on_one_side", (*[5] * 8, 4, 5), []),  # on the line is on no side
        ("six_rising_or_falling", (1, 2, 3, 4, 5, 6, 6), [5]),
        ("six_rising_or_falling", (9, 8, 7, 6, 5, 4), [5]),
        ("two_of_three_beyond_two_sigma", (9, 4, 9, 4), [2]),  # 2 errors are 4: 9 is beyond
        ("two_of_three_beyond_two_sigma", (9, 9, 0), []),  # the last itself must lie there
        ("four_of_five_beyond_one_sigma", (7, 7, 4, 7, 7), [4]),
        ("four_of_five_beyond_one_sigma", (7, 7, 4, 1, 7), []),
    ],
)
def test_signals_by_declared_rules(rule: SignalRule, cases: tuple[int, ...], signals: list[int]) -> None:
    """Each rule where it holds, told at the last period of its row, and not a period too early."""
    assert list(chart(*cases).signals([rule])) == signals


def test_only_declared_rules_signal() -> None:
    """A point beyond the limits is no signal where the rule is not declared."""
    assert chart(50).signals([]) == {}
    assert chart(50).signals(["beyond_limits"]) == {0: ("beyond_limits",)}


def test_a_withheld_period_breaks_every_row() -> None:
    """Nine on one side around a withheld one would tell on which side that lies."""
    assert chart(*[5] * 5, None, *[5] * 4).signals(["nine_on_one_side"]) == {}
    assert chart(None).distances == (None,)


@given(st.lists(st.tuples(st.integers(0, 500), st.floats(0.1, 100)), min_size=1, max_size=40))
def test_the_centre_weighs_by_exposure(pairs: list[tuple[int, float]]) -> None:
    """The centre line times all exposure is all cases, and no lower limit lies above it or below nothing."""
    periods = [Period(*pair) for pair in pairs]
    limits = ControlLimits(tuple(periods), centre_of(periods))
    assert limits.centre * sum(each.exposure for each in periods) == pytest.approx(sum(each[0] for each in pairs))
    assert all(0 <= limits.lower(each) <= limits.centre <= limits.upper(each) for each in periods)
