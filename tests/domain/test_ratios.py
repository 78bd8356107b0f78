from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.domain.ratios import Denominators, PrintedRatio, agreement
from fokusrapport.i18n import round_half_up
from tests.domain.conftest import refusal
from tests.plaintext import block_text

if TYPE_CHECKING:
    from fokusrapport.domain.area import AreaReport
    from tests.domain.conftest import Makers


def printed(count: int, population: int, decimals: int) -> Decimal:
    """The ratio as a municipality would print it."""
    return round_half_up(Decimal(count) / population, decimals)


@given(st.integers(1, 10**6), st.lists(st.integers(1, 10**8), min_size=1, max_size=5), st.integers(0, 3))
def test_the_true_population_always_fits(population: int, counts: list[int], decimals: int) -> None:
    """Whatever was counted, the population the ratios were made with is among those that explain them."""
    ratios = [(year, printed(count, population, decimals)) for year, count in enumerate(counts)]
    shown = [
        (year, PrintedRatio(Decimal(count), ratio, decimals))
        for (year, ratio), count in zip(ratios, counts, strict=True)
        if ratio > 0
    ]
    if not shown:
        return
    found = agreement(shown)
    assert found.agree
    assert found.common.low <= population <= found.common.high
    assert found.common.low <= found.common.about <= found.common.high


@given(st.integers(1, 10**5), st.integers(1, 5000), st.integers(0, 2))
def test_every_denominator_told_gives_the_printed_ratio(count: int, population: int, decimals: int) -> None:
    """The smallest and the largest do, and the ones just outside do not."""
    ratio = printed(count, population, decimals)
    if ratio == 0:
        return
    fit = PrintedRatio(Decimal(count), ratio, decimals).denominators()
    assert printed(count, fit.low, decimals) == ratio == printed(count, fit.high, decimals)
    assert printed(count, fit.high + 1, decimals) != ratio
    assert fit.low == 1 or printed(count, fit.low - 1, decimals) != ratio


@pytest.mark.parametrize(
    ("low", "high", "about"),
    [(24424, 24563, 24490), (24424, 24424, 24424), (98, 104, 101), (20000, 70000, 45000), (1, 11, 6), (1, 12, 7)],
)
def test_about_is_as_rough_as_the_range(low: int, high: int, about: int) -> None:
    """A step of at most a tenth of the range, so the rounded middle always lies within."""
    assert Denominators(low, high).about == about


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_about_lies_within(low: int, width: int) -> None:
    """For any range."""
    assert low <= Denominators(low, low + width).about <= low + width


def area(make: Makers, earlier: str = "15.1") -> AreaReport:
    """The printed visits and visits per inhabitant of 2014 and 2015."""
    visits = make.indicator(id="visits", scale="count", direction="none")
    per = make.indicator(id="per", scale="index", direction="none", decimals=1)
    rows = [("visits", 2014, "369740"), ("visits", 2015, "428638"), ("per", 2014, earlier), ("per", 2015, "17.5")]
    return make.area([visits, per], [make.result(number, year, indicator=name) for name, year, number in rows])


def test_the_published_ratios_agree(make: Makers) -> None:
    """15,1 and 17,5 visits per inhabitant come from one number of inhabitants."""
    assert area(make).ratio_check("visits", "per", [2014, 2015]).common == Denominators(24424, 24563)
    callout = area(make).ratio_callout("visits", "per", [2014, 2015])
    assert callout.kind == "note"
    assert "Between 24,424 and 24,563 inhabitants" in block_text(callout)
    assert "about 24,490" in block_text(callout)


def test_one_wrong_figure_is_told(make: Makers) -> None:
    """The twin: with 16,1 for 15,1 the callout is a warning, and each year's own range shows which is off."""
    assert not area(make, "16.1").ratio_check("visits", "per", [2014, 2015]).agree
    callout = area(make, "16.1").ratio_callout("visits", "per", [2014, 2015])
    assert callout.kind == "warning"
    assert block_text(callout).splitlines()[2:] == [
        "  - 2014: between 22,895 and 23,036 inhabitants",
        "  - 2015: between 24,424 and 24,563 inhabitants",
    ]


def test_what_cannot_be_recomputed_is_refused(make: Makers) -> None:
    """A ratio that prints as zero fits any large number; no years fit nothing."""
    what = "«per» in 2014 cannot be recomputed: it and «visits» must be more than zero."
    assert refusal(area(make, "0.04").ratio_check, "visits", "per", [2014]) == what
    assert refusal(area(make).ratio_check, "visits", "per", []) == "A check of ratios needs at least one year."
