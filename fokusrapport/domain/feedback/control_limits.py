"""The u-chart: cases per unit of exposure, period by period, with limits that follow each period's exposure.

Formulas: centre ū = Σcᵢ / Σnᵢ, limits ū ± 3·√(ū / nᵢ), the lower at least 0. NIST/SEMATECH e-Handbook of Statistical
Methods, 6.3.3.1 «Counts Control Charts»; D. C. Montgomery, Introduction to Statistical Quality Control, chapter 7.
Rules for signals: L. S. Nelson, «The Shewhart Control Chart: Tests for Special Causes», Journal of Quality Technology
16 (1984), tests 1, 2, 3, 5 and 6. Limits differ from period to period, so the rules look at how many standard errors a
period lies from the centre.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType

from fokusrapport.params.feedback_models import SignalRule

SIGMAS = 3


@dataclass(frozen=True)
class Period:
    """Cases in a period, None where they are withheld, and how much exposure it had, in units that rates are per."""

    cases: int | None
    exposure: float

    @property
    def rate(self) -> float | None:
        """Cases per unit."""
        return None if self.cases is None else self.cases / self.exposure


@dataclass(frozen=True)
class ControlLimits:
    """The chart of some periods in order, with the centre line computed from others or from the same."""

    periods: tuple[Period, ...]
    centre: float

    def error(self, period: Period) -> float:
        """The standard error of a rate: √(ū / n)."""
        return math.sqrt(self.centre / period.exposure)

    def upper(self, period: Period) -> float:
        """The upper limit: ū + 3·√(ū / n)."""
        return self.centre + SIGMAS * self.error(period)

    def lower(self, period: Period) -> float:
        """The lower limit: ū − 3·√(ū / n), and never less than nothing."""
        return max(0.0, self.centre - SIGMAS * self.error(period))

    @cached_property
    def distances(self) -> tuple[float | None, ...]:
        """How many standard errors each rate lies from the centre; None where the cases are withheld."""
        return tuple(map(self._distance, self.periods))

    def _distance(self, period: Period) -> float | None:
        if period.rate is None or not self.centre:
            return None
        return (period.rate - self.centre) / self.error(period)

    def signals(self, rules: Sequence[SignalRule]) -> Mapping[int, tuple[SignalRule, ...]]:
        """The rules that each period fulfils as the last of its row, by the period's position.

        A withheld period is in no row and breaks every one: a signal across it would tell where it lies.
        """
        found: dict[int, list[SignalRule]] = {}
        for rule in rules:
            length, holds = _RULES[rule]
            for last, row in _rows(self.distances, length):
                if holds(row):
                    found.setdefault(last, []).append(rule)
        return {last: tuple(kept) for last, kept in sorted(found.items())}


def centre_of(periods: Sequence[Period]) -> float:
    """ū: all cases through all exposure.

    Raises:
        ValueError: when the cases of a period are withheld, or there is no period.
    """
    if not periods or any(period.cases is None for period in periods):
        raise ValueError
    return sum(period.cases or 0 for period in periods) / sum(period.exposure for period in periods)


def _rows(distances: Sequence[float | None], length: int) -> Iterator[tuple[int, list[float]]]:
    """Every so many periods in a row, with the position of the last; none with a withheld period in it."""
    for last in range(length - 1, len(distances)):
        row = [distance for distance in distances[last - length + 1 : last + 1] if distance is not None]
        if len(row) == length:
            yield last, row


def _beyond(row: Sequence[float], sigmas: float) -> int:
    """How many lie beyond so many standard errors on the side of the last, if that one does."""
    side = math.copysign(1, row[-1])
    beyond = [distance * side > sigmas for distance in row]
    return sum(beyond) if beyond[-1] else 0


def _one_side(row: Sequence[float]) -> bool:
    return all(distance > 0 for distance in row) or all(distance < 0 for distance in row)


def _steady(row: Sequence[float]) -> bool:
    steps = [after - before for before, after in pairwise(row)]
    return all(step > 0 for step in steps) or all(step < 0 for step in steps)


_RULES: Mapping[SignalRule, tuple[int, Callable[[Sequence[float]], bool]]] = MappingProxyType(
    {
        "beyond_limits": (1, lambda row: abs(row[0]) > SIGMAS),
        "nine_on_one_side": (9, _one_side),
        "six_rising_or_falling": (6, _steady),
        "two_of_three_beyond_two_sigma": (3, lambda row: _beyond(row, 2) >= 2),  # noqa: PLR2004 - two of three
        "four_of_five_beyond_one_sigma": (5, lambda row: _beyond(row, 1) >= 4),  # noqa: PLR2004 - four of five
    }
)
