"""The change since the last measured value, which may be several years back.

The difference is taken between the results *as displayed*, rounded half up to the indicator's decimals: a reader who
subtracts the printed figures gets the printed difference, 4,7 to 4,9 is always +0,2, and «unchanged» means that the
page shows the same figure twice. The price is at most one unit in the last decimal; `exact` keeps the difference
between the unrounded results.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from fokusrapport.domain.classification import result_number
from fokusrapport.domain.indicators import better_direction, exists_in, requirement_in
from fokusrapport.domain.missing import missing_text
from fokusrapport.domain.numbers import format_difference, format_result, with_unit
from fokusrapport.domain.requirements import parse_requirement
from fokusrapport.domain.results import Result
from fokusrapport.i18n import Language, round_half_up
from fokusrapport.params.models import Indicator

Verdict = Literal["better", "worse", "unchanged", "neither"]


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change, or in `reason` why there is none.

    `text` is the difference with sign and unit, `since` the same with the year it counts from. `verdict` goes by what
    is better for the indicator, not by the sign; «neither» where nothing says which way is better.
    """

    previous_year: int | None = None
    difference: Decimal | None = None
    exact: Decimal | None = None
    verdict: Verdict | None = None
    text: str = ""
    since: str = ""
    reason: str = ""


def change(indicator: Indicator, results: Iterable[Result], year: int, language: Language) -> Change:
    """How the year's result differs from the last one measured before it.

    `results` may hold other indicators and years. There is no change from a missing result, across a break in the
    series, a year marked as one, or the years before the indicator came into use; nor between texts.
    """
    dated = [(item.year, item) for item in results if item.indicator == indicator.id and item.year is not None]
    own = {when: item for when, item in dated if exists_in(indicator, when)}
    now = own.get(year)
    if now is None or now.missing is not None:
        why = missing_text(now.missing if now and now.missing else "blank", language)
        return Change(reason=language.gettext("no result in {year}: {why}").format(year=year, why=why))
    if result_number(indicator, now) is None:
        return Change(reason=language.gettext("the result is a text"))
    earlier = [when for when, item in own.items() if when < year and result_number(indicator, item) is not None]
    if not earlier:
        return Change(reason=language.gettext("not measured earlier"))
    span = (max(earlier), year)
    if reason := _broken(indicator, own, span, language):
        return Change(reason=reason)
    return _between(indicator, (own[span[0]], now), span, language)


def _broken(indicator: Indicator, own: dict[int, Result], span: tuple[int, int], language: Language) -> str:
    """Why the later year cannot be compared with the earlier one, empty when it can."""
    first, last = span
    for point in sorted(indicator.breaks, key=lambda item: item.year):
        if first < point.year <= last:
            message = language.gettext("a break in the series in {year}: {reason}")
            return message.format(year=point.year, reason=point.reason)
    for year in sorted(own):
        if first < year <= last and own[year].missing == "method_break":
            return language.gettext("a break in method in {year}").format(year=year)
    return ""


def _between(indicator: Indicator, pair: tuple[Result, Result], span: tuple[int, int], language: Language) -> Change:
    numbers = [result_number(indicator, item) or Decimal(0) for item in pair]
    shown = [round_half_up(number, indicator.decimals) for number in numbers]
    text = _text(indicator, (shown[0], shown[1]), language)
    since = language.gettext("{change} since {year}").format(change=text, year=span[0])
    return Change(
        previous_year=span[0],
        difference=shown[1] - shown[0],
        exact=numbers[1] - numbers[0],
        verdict=_verdict(indicator, (shown[0], shown[1]), span[1]),
        text=text,
        since=since,
    )


def _text(indicator: Indicator, shown: tuple[Decimal, Decimal], language: Language) -> str:
    """The difference in words for readers; for levels how many, for yes and no from which to which."""
    before, now = shown
    if indicator.scale == "yes_no" and before == now:
        return language.gettext("unchanged")
    if indicator.scale == "yes_no":
        return language.gettext("from {before} to {now}").format(
            before=format_result(indicator, before, language), now=format_result(indicator, now, language)
        )
    if indicator.ordinal and not indicator.unit:
        levels = language.ngettext("level", "levels", abs(int(now - before)))
        return with_unit(language.number(now - before, 0, signed=True), levels, language)
    return format_difference(indicator, now - before, language)


def _verdict(indicator: Indicator, shown: tuple[Decimal, Decimal], year: int) -> Verdict:
    """Better or worse by the indicator's direction; for a corridor by how far outside it the results lie."""
    before, now = shown
    if before == now:
        return "unchanged"
    direction = better_direction(indicator)
    if direction == "target":
        return _verdict_by_corridor(indicator, shown, year)
    if direction not in ("higher", "lower"):
        return "neither"
    return "better" if (now > before) == (direction == "higher") else "worse"


def _verdict_by_corridor(indicator: Indicator, shown: tuple[Decimal, Decimal], year: int) -> Verdict:
    """Both results are held against the corridor of the later year; inside it one is as good as another."""
    requirement = requirement_in(indicator, year)
    bands = parse_requirement(indicator, requirement).bands if requirement else ()
    corridor = [band.interval for band in bands if band.level == "met" and not band.benchmark]
    if not corridor:
        return "neither"
    before, now = (
        min(max(interval.low - number, number - interval.high, Decimal(0)) for interval in corridor) for number in shown
    )
    if before == now:
        return "neither"
    return "better" if now < before else "worse"
