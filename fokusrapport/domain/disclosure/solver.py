"""What can be moved between cells so that every sum still holds: HiGHS, through scipy."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array, hstack

from fokusrapport.domain.disclosure.system import System

Move = Mapping[int, int]
"""How many more (or fewer) each cell counts in another table with the same sums; cells that stay are left out."""


@dataclass(frozen=True)
class Solver:
    """Finds the cheapest move that takes one cell somewhere, over cells that may be moved at a price."""

    system: System

    @cached_property
    def _sums(self) -> csc_array:
        """A row a sum, a column a cell: the parts less the total, which is 0 for the true counts and for every move."""
        entries = [
            (row, place, sign)
            for row, line in enumerate(self.system.lines)
            for place, sign in ((line.total, -1), *((part, 1) for part in line.parts))
        ]
        rows, columns, signs = zip(*entries, strict=True)
        shape = (len(self.system.lines), len(self.system.counts))
        return csc_array((np.array(signs, dtype=float), (np.array(rows), np.array(columns))), shape=shape)

    def move(self, place: int, step: int, prices: Sequence[float], fixed: Collection[int] = ()) -> Move | None:
        """The cheapest whole move in which the cell changes by `step` or more; None where there is none.

        The price of a cell is paid for each one that it is moved by, up or down; the cells `fixed` cannot be moved.
        """
        size = len(self.system.counts)
        up, down = np.full(size, np.inf), np.array(self.system.counts, dtype=float)
        for each in fixed:
            up[each] = down[each] = 0
        least = np.zeros(2 * size)
        least[place if step > 0 else size + place] = abs(step)
        (down if step > 0 else up)[place] = 0
        most = np.concatenate([up, down])
        if (least > most).any():
            return None
        if not self.system.lines:
            return {place: step}
        found = milp(
            np.concatenate([prices, prices]),
            integrality=np.ones(2 * size, dtype=int),
            bounds=Bounds(least, most),
            constraints=self._constraint,
        )
        return None if found.x is None else _whole(found.x, size)

    @cached_property
    def _constraint(self) -> LinearConstraint:
        return LinearConstraint(hstack([self._sums, -self._sums], format="csc"), 0, 0)


def _whole(found: NDArray[np.float64], size: int) -> Move:
    """The move of a solution: HiGHS answers whole numbers to within a millionth."""
    steps = np.rint(found[:size] - found[size:]).astype(int)
    return {int(place): int(steps[place]) for place in np.flatnonzero(steps)}
