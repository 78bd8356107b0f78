"""A printed ratio held against the count it was made from: which denominators fit, and do the years agree?

Denominators are people or things, so only whole numbers count. All arithmetic is on exact fractions: at the edges a
decimal division rounded to so many digits would let in a denominator that does not fit, or shut one out that does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor, log10

# A rounded denominator is no more precise than the range it stands for: its step is at most a tenth of the range.
_STEPS_IN_A_RANGE = 10


@dataclass(frozen=True)
class Denominators:
    """Whole denominators from `low` to `high`, both included; none when `low` is above `high`."""

    low: int
    high: int

    @property
    def agree(self) -> bool:
        """Whether there is a denominator at all."""
        return self.low <= self.high

    @property
    def about(self) -> int:
        """The middle, rounded to a step that fits the range: «about 24 490» of 24 424 to 24 563."""
        width = self.high - self.low
        step = 10 ** max(0, floor(log10(width / _STEPS_IN_A_RANGE))) if width > _STEPS_IN_A_RANGE else 1
        middle = Fraction(self.low + self.high, 2)
        return floor(middle / step + Fraction(1, 2)) * step

    def common(self, other: Denominators) -> Denominators:
        """The denominators in both."""
        return Denominators(max(self.low, other.low), min(self.high, other.high))


@dataclass(frozen=True)
class PrintedRatio:
    """A count, and the ratio printed beside it with so many decimals.

    Raises:
        ValueError: when the count is not positive, or the ratio prints as zero: any large denominator would fit.
    """

    count: Decimal
    ratio: Decimal
    decimals: int

    def __post_init__(self) -> None:
        """Refuse what no denominator can be found for."""
        if self.count <= 0 or Fraction(self.ratio) <= self._half_step:
            msg = "a ratio is checked only when it and its count are more than zero"
            raise ValueError(msg)

    @property
    def _half_step(self) -> Fraction:
        return Fraction(1, 2 * 10**self.decimals)

    def denominators(self) -> Denominators:
        """The whole denominators that give the printed ratio after rounding half up.

        ratio − ½ step ≤ count/denominator < ratio + ½ step, solved for the denominator.
        """
        count, ratio = Fraction(self.count), Fraction(self.ratio)
        return Denominators(floor(count / (ratio + self._half_step)) + 1, floor(count / (ratio - self._half_step)))


@dataclass(frozen=True)
class Agreement:
    """The denominators of each year, and those that explain every year at once."""

    by_year: tuple[tuple[int, Denominators], ...]
    common: Denominators

    @property
    def agree(self) -> bool:
        """Whether one denominator can explain all ratios."""
        return self.common.agree


def agreement(ratios: Iterable[tuple[int, PrintedRatio]]) -> Agreement:
    """The denominators of printed ratios by year; at least one is needed."""
    by_year = tuple((year, ratio.denominators()) for year, ratio in ratios)
    common = by_year[0][1]
    for _year, found in by_year[1:]:
        common = common.common(found)
    return Agreement(by_year, common)
