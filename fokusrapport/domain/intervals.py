"""An interval of exact numbers, open or closed at either end, or without an end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

INFINITY = Decimal("Infinity")


@dataclass(frozen=True)
class Interval:
    """The numbers between two ends; an infinite end is no end at all.

    Raises:
        ValueError: when no number lies in it.
    """

    low: Decimal = -INFINITY
    high: Decimal = INFINITY
    low_closed: bool = True
    high_closed: bool = True

    def __post_init__(self) -> None:
        """Refuse an interval that holds nothing."""
        if self.low > self.high or (self.low == self.high and not (self.low_closed and self.high_closed)):
            msg = "an interval holds at least one number"
            raise ValueError(msg)

    def __contains__(self, number: Decimal) -> bool:
        return not (self.starts_above(number) or self.ends_below(number))

    def starts_above(self, number: Decimal) -> bool:
        """Whether every number of the interval is greater than this one."""
        return number < self.low or (number == self.low and not self.low_closed)

    def ends_below(self, number: Decimal) -> bool:
        """Whether every number of the interval is less than this one."""
        return number > self.high or (number == self.high and not self.high_closed)

    def holds(self, other: Interval) -> bool:
        """Whether every number of the other interval lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def common(self, other: Interval) -> Interval | None:
        """The numbers in both, None when there are none."""
        low, low_open = max(self.start, other.start)
        high, high_closed = min(self.end, other.end)
        try:
            return Interval(low, high, not low_open, high_closed)
        except ValueError:
            return None

    def shifted(self, by: Decimal) -> Interval:
        """The interval moved along the axis."""
        return replace(self, low=self.low + by, high=self.high + by)

    @property
    def start(self) -> tuple[Decimal, bool]:
        """Sorts intervals by where they begin: an open end begins after a closed one at the same number."""
        return self.low, not self.low_closed

    @property
    def end(self) -> tuple[Decimal, bool]:
        """Sorts intervals by where they end: an open end stops before a closed one at the same number."""
        return self.high, self.high_closed

    @property
    def one_sided(self) -> bool:
        """Whether exactly one end is infinite."""
        return self.low.is_infinite() != self.high.is_infinite()
