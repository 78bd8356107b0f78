"""How long answers took, and how many came in time: the figures of cases that share a deadline.

Days are calendar days from received to answered. A case that is not answered and whose deadline has passed is a breach,
and its time counts as longer than any that was measured, which it will be or come near to. One that is still within its
deadline could yet go either way: it is left out, and told beside the figures.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Outcome = str
WITHIN, LATE, UNANSWERED, PENDING = "within", "late", "unanswered", "pending"
OUTCOMES: tuple[Outcome, ...] = (WITHIN, LATE, UNANSWERED, PENDING)
_WHOLE = 100


@dataclass(frozen=True)
class Times:
    """Cases with one deadline: days of those answered, how many of them in time, how many not answered.

    `unanswered` have passed their deadline, `pending` have not.
    """

    days: NDArray[np.int64]
    within: int
    unanswered: int
    pending: int

    @property
    def settled(self) -> int:
        """How many the figures are of: all that were answered, or should have been."""
        return len(self.days) + self.unanswered

    @property
    def share(self) -> float | None:
        """Those answered in time in per cent of those settled; None of none."""
        return self.within * _WHOLE / self.settled if self.settled else None

    @cached_property
    def _ordered(self) -> NDArray[np.float64]:
        return np.concatenate([np.sort(self.days).astype(float), np.full(self.unanswered, math.inf)])

    @property
    def median(self) -> float | None:
        """The middle time, between the two middle ones where their number is even; infinite where not yet answered."""
        if not self.settled:
            return None
        middle = self._ordered[(self.settled - 1) // 2 : self.settled // 2 + 1]
        return float(middle.mean())

    def percentile(self, share: int) -> float | None:
        """The shortest time within which at least so many per cent were answered (the nearest rank: ⌈p·n/100⌉).

        Infinite where so many have not been answered yet. Source: R. J. Hyndman and Y. Fan, «Sample Quantiles in
        Statistical Packages», The American Statistician 50 (1996), definition 1.
        """
        if not self.settled:
            return None
        return float(self._ordered[-(-share * self.settled // _WHOLE) - 1])
