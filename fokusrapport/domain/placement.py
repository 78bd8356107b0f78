"""Where a number falls among a requirement's bands, and why no level follows when none does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal

from fokusrapport.domain.indicators import better_direction
from fokusrapport.domain.intervals import INFINITY
from fokusrapport.domain.requirements import Band, ParsedRequirement
from fokusrapport.params.models import Indicator, Rounding

Obstacle = Literal["overlap", "rounding", "gap", "limit_unknown"]
_MODES = {"half_up": ROUND_HALF_UP, "up": ROUND_CEILING, "down": ROUND_FLOOR}


@dataclass(frozen=True)
class Placement:
    """The band's level, or what stands in the way of one; `meets` is None where even that is ambiguous."""

    level: Literal["met", "accepted", "unmet"] | None
    meets: bool | None
    obstacle: Obstacle | None = None


def rising_is_better(indicator: Indicator) -> bool | None:
    """True where more is better, False where less is, None where neither: a corridor, yes or no, undeclared."""
    if indicator.scale == "yes_no":
        return None
    return {"higher": True, "lower": False}.get(better_direction(indicator) or "")


def round_for_bands(number: Decimal, precision: int, rounding: Rounding | None) -> Decimal:
    """The number with the bands' decimals, by the declared rule; as it is when none is declared."""
    if rounding is None:
        return number
    return number.quantize(Decimal(1).scaleb(-precision), _MODES[rounding])


def place(number: Decimal, requirement: ParsedRequirement, *, rising: bool | None) -> Placement:
    """The level of a number, or why it has none.

    What is better than the best band is wanted, and what is worse than the worst is unacceptable, though the printed
    band may end. Worse than a printed acceptable band can only be unacceptable. The ends of a printed range say
    nothing of results with more decimals: 4,45 is neither in «4,5 – 6» nor in «4 – 4,4», and no level is guessed.
    """
    bands = _outermost_open(requirement.bands, rising=rising)
    levels = {band.level for band in bands if number in band.interval}
    if len(levels) == 1:
        level = levels.pop()
        return Placement(level, level == "met")
    if levels:
        return Placement(None, None if "met" in levels else False, "overlap")
    step = Decimal(1).scaleb(-requirement.precision)
    touched = {band.level for band in bands if not band.exact and _just_outside(number, band, step)}
    if touched:
        return Placement(None, None if "met" in touched else False, "rounding")
    return _between_or_beyond(number, bands)


def _between_or_beyond(number: Decimal, bands: tuple[Band, ...]) -> Placement:
    """The placement of a number outside all bands, seen from the side of the wanted band it lies on."""
    wanted = [band.interval for band in bands if band.level == "met"]
    others = [band for band in bands if band.level != "met"]
    if any(interval.starts_above(number) for interval in wanted):
        near = min(interval.low for interval in wanted)
        between = [band for band in others if band.interval.starts_above(number) and band.interval.high <= near]
        beyond = any(band.interval.ends_below(number) for band in bands)
    else:
        near = max(interval.high for interval in wanted)
        between = [band for band in others if band.interval.ends_below(number) and band.interval.low >= near]
        beyond = any(band.interval.starts_above(number) for band in bands)
    if beyond:
        return Placement(None, meets=False, obstacle="gap")
    if any(band.level == "accepted" for band in between):
        return Placement("unmet", meets=False)
    return Placement(None, meets=False, obstacle="limit_unknown")


def _just_outside(number: Decimal, band: Band, step: Decimal) -> bool:
    interval = band.interval
    return interval.low - step < number < interval.low or interval.high < number < interval.high + step


def _outermost_open(bands: tuple[Band, ...], *, rising: bool | None) -> tuple[Band, ...]:
    """The bands with the end of the best one, and of a worst one that is unacceptable, taken away."""
    opened = list(bands)
    top = max(range(len(opened)), key=lambda index: opened[index].interval.end)
    if opened[top].level == ("met" if rising else "unmet"):
        opened[top] = replace(opened[top], interval=replace(opened[top].interval, high=INFINITY))
    bottom = min(range(len(opened)), key=lambda index: opened[index].interval.start)
    if opened[bottom].level == ("met" if rising is False else "unmet"):
        opened[bottom] = replace(opened[bottom], interval=replace(opened[bottom].interval, low=-INFINITY))
    return tuple(opened)
