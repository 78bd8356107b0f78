"""What is wrong, or unclear, about a requirement as printed.

An error makes a requirement unusable: nothing is judged by it. A warning tells the author that some results will get
no level; the requirement is still shown as printed, and judges what it can.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Literal

from fokusrapport.domain.indicators import better_direction
from fokusrapport.domain.intervals import Interval
from fokusrapport.domain.placement import rising_is_better
from fokusrapport.domain.requirements import LEVELS, Band, ParsedRequirement, parse_requirement
from fokusrapport.domain.units import in_percent, is_percent, same_unit
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Indicator, Requirement
from fokusrapport.params.translated import authored

_SCALES: dict[str, tuple[int, int]] = {
    "score_1_5": (1, 5),
    "score_1_6": (1, 6),
    "points_0_100": (0, 100),
    "percent": (0, 100),
    "yes_no": (0, 1),
}


@dataclass(frozen=True)
class Finding:
    """One thing the linter found in the requirement that is valid from `year`."""

    severity: Literal["error", "warning"]
    year: int
    message: str
    allowed: str = ""
    nearest: str = ""


def scale_of(indicator: Indicator) -> Interval | None:
    """The numbers the indicator's scale allows, None where it has no ends."""
    if indicator.ordinal:
        return Interval(Decimal(1), Decimal(len(indicator.ordinal)))
    ends = _SCALES.get(indicator.scale)
    return Interval(Decimal(ends[0]), Decimal(ends[1])) if ends else None


def lint_indicator(indicator: Indicator) -> tuple[Finding, ...]:
    """The findings in all requirements of the indicator, and between them."""
    found = [finding for requirement in indicator.requirements for finding in lint(indicator, requirement)]
    years = [requirement.valid_from for requirement in indicator.requirements]
    twice = sorted({year for year in years if years.count(year) > 1})
    message = _("two requirements begin in {year}")
    return (*found, *(Finding("error", year, message.format(year=year)) for year in twice))


def lint(indicator: Indicator, requirement: Requirement) -> tuple[Finding, ...]:
    """The findings in one requirement: what cannot be read first, then errors, then warnings."""
    year = requirement.valid_from
    try:
        parsed = parse_requirement(indicator, requirement)
    except InputRefused as refused:
        return tuple(Finding("error", year, fault.what, fault.allowed, fault.nearest) for fault in refused.faults)
    errors = tuple(Finding("error", year, message) for message in contradictions(indicator, parsed))
    warnings = (
        *_about_scale(indicator, parsed),
        *_about_benchmark(requirement, parsed),
        *_about_neighbours(indicator, requirement, parsed),
    )
    return errors + tuple(Finding("warning", year, message) for message in warnings)


def contradictions(indicator: Indicator, parsed: ParsedRequirement) -> tuple[str, ...]:
    """What makes a requirement unusable: wrong unit, outside the scale, or bands against the direction."""
    return (*_wrong_units(indicator, parsed), *_outside(indicator, parsed), *_against_direction(indicator, parsed))


def _wrong_units(indicator: Indicator, parsed: ParsedRequirement) -> Iterator[str]:
    expected = authored(indicator.unit) or ("%" if in_percent(indicator) else "")
    for unit in sorted({band.unit for band in parsed.bands if band.unit}):
        percent_of_nothing = not expected and indicator.scale in _SCALES and is_percent(unit)
        if (expected and not same_unit(unit, expected)) or percent_of_nothing:
            message = _("the requirement is in «{unit}», but the indicator in «{expected}»")
            yield message.format(unit=unit, expected=expected or indicator.scale)


def _outside(indicator: Indicator, parsed: ParsedRequirement) -> Iterator[str]:
    scale = scale_of(indicator)
    for band in parsed.bands:
        if scale and not band.benchmark and scale.common(band.interval) is None:
            yield _("«{text}» lies outside the scale, which goes from {low} to {high}").format(
                text=band.printed, low=scale.low, high=scale.high
            )


def _against_direction(indicator: Indicator, parsed: ParsedRequirement) -> Iterator[str]:
    if indicator.ordinal and indicator.direction == "lower":
        yield _("levels are listed worst first, so the direction cannot be «lower»")
    opposite = {"positive_is_good": "lower", "negative_is_good": "higher"}
    if indicator.sign and indicator.direction == opposite[indicator.sign]:
        yield _("the direction «{direction}» contradicts the sign «{sign}»").format(
            direction=indicator.direction, sign=indicator.sign
        )
    rising = rising_is_better(indicator)
    if rising is None:
        return
    for band in parsed.bands:
        if _goes_wrong_way(band, scale_of(indicator), rising=rising):
            yield _("«{text}» goes the wrong way: the direction is «{direction}»").format(
                text=band.printed, direction=better_direction(indicator)
            )
    for one, other in combinations(parsed.bands, 2):
        if not _in_order(one, other, rising=rising):
            yield _("«{better}» should be better than «{worse}», but the direction is «{direction}»").format(
                better=one.printed, worse=other.printed, direction=better_direction(indicator)
            )


def _goes_wrong_way(band: Band, scale: Interval | None, *, rising: bool) -> bool:
    """Whether a wanted band holds the worst results but not the best, or an unacceptable one the best only."""
    if band.level == "accepted":
        return False
    ends = scale if scale and not band.benchmark else Interval()
    open_below, open_above = band.interval.low <= ends.low, band.interval.high >= ends.high
    reaches_best, reaches_worst = (open_above, open_below) if rising else (open_below, open_above)
    wanted = band.level == "met"
    return (reaches_worst and not reaches_best) if wanted else (reaches_best and not reaches_worst)


def _in_order(one: Band, other: Band, *, rising: bool) -> bool:
    """Whether the band of the better level lies on the better side, both its ends counted."""
    better, worse = sorted((one, other), key=lambda band: LEVELS.index(band.level))
    if one.level == other.level or one.benchmark != other.benchmark:
        return True
    low, high = (worse.interval, better.interval) if rising else (better.interval, worse.interval)
    return low.start <= high.start and low.end <= high.end


def _about_scale(indicator: Indicator, parsed: ParsedRequirement) -> Iterator[str]:
    if indicator.scale == "deviation" and indicator.sign is None:
        yield _("which sign of the deviation is good is not declared, so no result is judged")
    scale = scale_of(indicator)
    for band in parsed.bands:
        ends = [end for end in (band.interval.low, band.interval.high) if end.is_finite()]
        over = [end for end in ends if scale and end not in scale]
        if scale and over and not band.benchmark and scale.common(band.interval):
            yield _("«{text}» reaches beyond the scale, which goes from {low} to {high}").format(
                text=band.printed, low=scale.low, high=scale.high
            )


def _about_benchmark(requirement: Requirement, parsed: ParsedRequirement) -> Iterator[str]:
    if parsed.benchmark and requirement.benchmark is None:
        yield _("no «benchmark» says which indicator holds «{name}»").format(name=parsed.benchmark)
    if requirement.benchmark and parsed.bands and not parsed.benchmark:
        yield _("«benchmark» is given, but the requirement compares with none")


def _about_neighbours(indicator: Indicator, requirement: Requirement, parsed: ParsedRequirement) -> Iterator[str]:
    """Gaps and overlaps between bands, and results finer than the bands when no rounding is declared."""
    printed = Decimal(1).scaleb(-parsed.precision)
    finer = requirement.rounding is None and indicator.decimals > parsed.precision
    in_order = sorted(parsed.bands, key=lambda band: (band.benchmark, band.interval.start))
    for one, other in combinations(in_order, 2):
        if one.level != other.level and one.benchmark == other.benchmark and one.interval.common(other.interval):
            yield _("«{one}» and «{other}» overlap: results in both get no level").format(
                one=one.printed, other=other.printed
            )
    gaps = [pair for pair in pairwise(in_order) if pair[0].benchmark == pair[1].benchmark and _gap(*pair, printed)]
    for one, other in gaps:
        yield _("between «{one}» and «{other}» lies a gap: results in it get no level").format(
            one=one.printed, other=other.printed
        )
    if finer and any(_has_rough_end(band, scale_of(indicator)) for band in parsed.bands):
        message = _("decimals in results: {results}, in the limits: {bands}; declare a «rounding»")
        yield message.format(results=indicator.decimals, bands=parsed.precision)


def _gap(one: Band, other: Band, step: Decimal) -> bool:
    """Whether a number of the bands' own precision lies between two neighbours."""
    following = one.interval.high + step if one.interval.high_closed else one.interval.high
    return other.interval.starts_above(following)


def _has_rough_end(band: Band, scale: Interval | None) -> bool:
    """Whether a printed range ends inside the scale, so that finer results can fall just outside it."""
    ends = {band.interval.low, band.interval.high} - ({scale.low, scale.high} if scale else set())
    return not band.exact and any(end.is_finite() for end in ends)
