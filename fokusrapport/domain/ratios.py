"""A printed ratio held against the count it was made from: which denominators fit, and do the years agree?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_ROUND_TO = Decimal(10)


@dataclass(frozen=True)
class PrintedRatio:
    """A count, and the ratio printed beside it with so many decimals."""

    count: Decimal
    ratio: Decimal
    decimals: int

    def denominators(self) -> tuple[Decimal, Decimal]:
        """The smallest and largest denominator that gives the printed ratio after rounding half up.

        ratio − ½ step ≤ count/denominator < ratio + ½ step, solved for the denominator. Positive numbers only.
        """
        half_step = Decimal(1).scaleb(-self.decimals) / 2
        return self.count / (self.ratio + half_step), self.count / (self.ratio - half_step)


@dataclass(frozen=True)
class Agreement:
    """Denominators that fit every printed ratio at once; `low` above `high` when none does."""

    low: Decimal
    high: Decimal

    @property
    def agree(self) -> bool:
        """Whether one denominator can explain all ratios."""
        return self.low <= self.high

    @property
    def about(self) -> Decimal:
        """The middle, rounded to tens: «about 24 490»."""
        middle = (self.low + self.high) / 2
        return (middle / _ROUND_TO).quantize(Decimal(1)) * _ROUND_TO

    @property
    def whole(self) -> tuple[Decimal, Decimal]:
        """The smallest and largest whole number within."""
        return self.low.to_integral_value(ROUND_CEILING), self.high.to_integral_value(ROUND_FLOOR)


def agreement(ratios: Iterable[PrintedRatio]) -> Agreement:
    """The denominators common to all printed ratios."""
    ranges = [ratio.denominators() for ratio in ratios]
    return Agreement(max(low for low, _high in ranges), min(high for _low, high in ranges))
