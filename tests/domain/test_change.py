from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.domain.change import change
from fokusrapport.i18n import language, round_half_up

if TYPE_CHECKING:
    from fokusrapport.domain.results import Result
    from fokusrapport.params.models import Indicator
    from tests.domain.conftest import Makers

ENGLISH = language("en")
OPPOSITE = {"better": "worse", "worse": "better", "unchanged": "unchanged", "neither": "neither"}


def told(indicator: Indicator, results: list[Result], year: int = 2016) -> str:
    """The change in a line: «text (verdict)», or why there is none."""
    found = change(indicator, results, year, ENGLISH)
    return f"{found.since} ({found.verdict})".replace("\u00a0", " ") if found.verdict else found.reason


def test_a_change_in_percent_is_in_points(make: Makers) -> None:
    """Kristiansund's kindergartens: from 91,5 % to 92,2 % is 0,7 percentage points."""
    results = [make.result("93.6", 2014), make.result("91.5", 2015), make.result("92.2", 2016)]
    assert told(make.indicator(decimals=1), results) == "+0.7 percentage points since 2015 (better)"


def test_one_figure_changed_is_seen(make: Makers) -> None:
    """The twin of the kindergartens: from 92,5 % it is a fall."""
    results = [make.result("93.6", 2014), make.result("92.5", 2015), make.result("92.2", 2016)]
    assert told(make.indicator(decimals=1), results) == "−0.3 percentage points since 2015 (worse)"


def test_years_without_measurement_are_skipped(make: Makers) -> None:
    """The change counts from the last measured value, and names its year."""
    results = [make.result("34.9", 2013), make.result(missing="not_measured", year=2014), make.result("40", 2016)]
    points = make.indicator(scale="points_0_100", unit="poeng", decimals=1)
    assert told(points, results) == "+5.1 poeng since 2013 (better)"


@pytest.mark.parametrize(
    ("before", "now", "text"),
    [
        ("4.7", "4.9", "+0.2 since 2015 (better)"),
        ("4.74", "4.85", "+0.2 since 2015 (better)"),
        ("4.71", "4.74", "0.0 since 2015 (unchanged)"),
        ("4.9", "4.7", "−0.2 since 2015 (worse)"),
    ],
)
def test_the_difference_is_that_of_the_printed_figures(make: Makers, before: str, now: str, text: str) -> None:
    """A reader who subtracts what is printed gets what is printed."""
    score = make.indicator(scale="score_1_6", decimals=1)
    assert told(score, [make.result(before, 2015), make.result(now, 2016)]) == text


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"direction": "higher"}, "better"),
        ({"direction": "lower"}, "worse"),
        ({"direction": "none"}, "neither"),
        ({"direction": "target"}, "neither"),
        ({"scale": "deviation"}, "neither"),
        ({"scale": "deviation", "sign": "negative_is_good"}, "worse"),
    ],
)
def test_better_goes_by_direction_not_sign(make: Makers, fields: dict[str, object], verdict: str) -> None:
    """A rise is better only where more is better, and neither where nothing says so."""
    found = change(make.indicator(**fields), [make.result("3", 2015), make.result("5", 2016)], 2016, ENGLISH)
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        ("80", "93", "better"),
        ("96", "107", "worse"),
        ("90", "110", "neither"),
        ("96", "104", "neither"),
        ("120", "96", "better"),
    ],
)
def test_a_corridor_is_neared_or_left(make: Makers, before: str, now: str, verdict: str) -> None:
    """For a corridor only the distance to it counts."""
    corridor = make.indicator("95–105", scale="index", direction="target")
    assert change(corridor, [make.result(before, 2015), make.result(now, 2016)], 2016, ENGLISH).verdict == verdict


def test_levels_and_answers_change_too(make: Makers) -> None:
    """Named levels change by so many levels, yes and no from one to the other."""
    levels = make.indicator(scale="ordinal", ordinal=("Dårlig", "Bra", "Meget bra"))
    assert told(levels, [make.result(text="Dårlig", year=2015), make.result(text="Meget bra", year=2016)]) == (
        "+2 levels since 2015 (better)"
    )
    answer = make.indicator(scale="yes_no")
    assert told(answer, [make.result(text="ja", year=2015), make.result(text="nei", year=2016)]) == (
        "from yes to no since 2015 (worse)"
    )


def test_no_change_is_explained(make: Makers) -> None:
    """Where there is no change the reader is told why."""
    broken = make.indicator(breaks=[{"year": 2016, "reason": "ny mal"}])
    young = make.indicator(valid_from=2016)
    two = [make.result("3", 2015), make.result("5", 2016)]
    assert told(broken, two) == "a break in the series in 2016: ny mal"
    assert told(young, two) == "not measured earlier"
    assert told(make.indicator(), two[:1]) == "no result in 2016: not stated"
    assert told(make.indicator(), [two[0], make.result(missing="suppressed", year=2016)]) == (
        "no result in 2016: suppressed"
    )
    assert told(make.indicator(scale="milestone"), [two[0], make.result(text="I arbeid", year=2016)]) == (
        "the result is a text"
    )


@pytest.mark.parametrize(("year", "compared"), [(2014, True), (2015, False), (2016, False), (2017, True)])
def test_a_break_cuts_only_between_the_two_years(make: Makers, year: int, *, compared: bool) -> None:
    """A new series that began with the earlier value or begins later does not part the two."""
    indicator = make.indicator(breaks=[{"year": year, "reason": "ny mal"}])
    found = change(indicator, [make.result("3", 2014), make.result("5", 2016)], 2016, ENGLISH)
    assert (found.difference is not None) is compared


def test_a_year_marked_as_break_in_method_cuts(make: Makers) -> None:
    """A result missing for a break in method parts the years on either side."""
    results = [make.result("3", 2014), make.result(missing="method_break", year=2015), make.result("5", 2016)]
    assert told(make.indicator(), results) == "a break in method in 2015"


def test_other_indicators_do_not_count(make: Makers) -> None:
    """The last measured value is the indicator's own."""
    assert (
        told(make.indicator(), [make.result("3", 2015, indicator="b"), make.result("5", 2016)])
        == "not measured earlier"
    )


values = st.decimals(min_value=-1000, max_value=1000, places=3, allow_nan=False)


@given(values, values, st.sampled_from(["higher", "lower", "none"]), st.integers(0, 3))
def test_change_is_antisymmetric(make: Makers, one: Decimal, two: Decimal, direction: str, decimals: int) -> None:
    """Back again is the same way with the other sign and the opposite verdict, and agrees with the printed figures."""
    indicator = make.indicator(direction=direction, decimals=decimals)
    there, back = (
        change(indicator, [make.result(str(first), 2015), make.result(str(last), 2016)], 2016, ENGLISH)
        for first, last in ((one, two), (two, one))
    )
    assert there.difference == -(back.difference or Decimal(0))
    assert there.verdict == OPPOSITE[str(back.verdict)]
    assert there.difference == round_half_up(two, decimals) - round_half_up(one, decimals)


def test_a_result_without_a_year_is_compared_with_nothing(make: Makers) -> None:
    """A figure whose year the source does not show is neither this year's nor an earlier one."""
    undated = make.result("3", None, uncertain="kolonnen har ingen overskrift")
    assert told(make.indicator(), [undated, make.result("5", 2016)]) == "not measured earlier"
