"""What can be moved between cells so that every sum still holds: HiGHS, through scipy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array, hstack, vstack

from fokusrapport.domain.disclosure.carriers import Carrier
from fokusrapport.domain.disclosure.moves import Move, Need
from fokusrapport.domain.disclosure.system import System

_EXACT = 1e-6  # HiGHS keeps a sum to within 1e-7
_TRIES = 4  # at a whole move, with prices a little changed, before whole numbers are demanded, which can be slow
_GOLDEN = 0.6180339887  # its multiples never repeat after the point: a spread that is the same on every machine
_NEAR = 0.05  # how much dearer than the cheapest a whole move may be


@dataclass(frozen=True)
class Solver:
    """Finds moves of a system: each is another table with the same sums, of whole numbers, none below 0."""

    system: System
    carriers: tuple[Carrier, ...] = ()

    def cheapest(self, need: Need, prices: Mapping[int, float]) -> Move | None:
        """The cheapest move that meets a need, over the cells that have a price; None where there is none.

        A cell is paid for each one that it is moved by, up or down.
        """
        places = sorted(prices)
        counts = np.array([self.system.counts[place] for place in places], dtype=float)
        up, down, least = np.full(counts.size, np.inf), counts.copy(), np.zeros(2 * counts.size)
        at = places.index(need.place)
        least[at if need.step > 0 else counts.size + at] = abs(need.step)
        (down if need.step > 0 else up)[at] = 0
        sums, sides, behind = self._rows
        steps = sums[:, places]
        rows = hstack([steps, -steps, behind], format="csr")
        told = np.flatnonzero(np.diff(rows.indptr))  # most sums are of cells that stay as they are
        rule = LinearConstraint(rows[told], sides[told], sides[told])
        free = np.zeros(behind.shape[1])
        price = np.array([prices[place] for place in places] * 2)
        bounds = Bounds(np.concatenate([least, free]), np.concatenate([up, down, free + np.inf]))
        found = _whole(np.concatenate([price, free]), bounds, rule)
        return None if found is None else _move(found[: counts.size] - found[counts.size : 2 * counts.size], places)

    @cached_property
    def _rows(self) -> tuple[csc_array, NDArray[np.float64], csc_array]:
        """What every move keeps: its steps, the sides they come to, and the cross tables behind (`carriers`)."""
        steps, columns = [], []
        for number, carrier in enumerate(self.carriers):
            before = sum(each.size for each in self.carriers[:number])
            for cell, parts in carrier.parts.items():
                steps.append(self.system.places[cell])
                columns.append([before + part for part in parts])
        rows = np.repeat(np.arange(len(steps)), [len(each) for each in columns]) if steps else np.array([], dtype=int)
        size = sum(each.size for each in self.carriers)
        flat = [column for each in columns for column in each]
        behind = csc_array((np.ones(len(flat)), (rows, flat)), shape=(len(steps), size))
        stepped = csc_array(
            (-np.ones(len(steps)), (range(len(steps)), steps)), shape=(len(steps), len(self.system.counts))
        )
        still = csc_array((len(self.system.lines), size))
        sides = [0.0] * len(self.system.lines) + [float(self.system.counts[place]) for place in steps]
        return vstack([self._sums, stepped], format="csc"), np.array(sides), vstack([still, behind], format="csc")

    @cached_property
    def _sums(self) -> csc_array:
        """A row a sum, a column a cell: the parts less the total, which is 0 for the true counts and for every move."""
        entries = [
            (row, place, sign)
            for row, line in enumerate(self.system.lines)
            for place, sign in ((line.total, -1.0), *((part, 1.0) for part in line.parts))
        ]
        shape = (len(self.system.lines), len(self.system.counts))
        if not entries:
            return csc_array(shape)
        rows, columns, signs = zip(*entries, strict=True)
        return csc_array((signs, (rows, columns)), shape=shape)


def _whole(prices: NDArray[np.float64], bounds: Bounds, rule: LinearConstraint) -> NDArray[np.float64] | None:
    """A solution of whole numbers that costs about as little as any.

    The cheapest solution is nearly always whole; where it is not, one of another that costs nearly the same is.
    """
    found = None
    for tried in range(_TRIES):
        spread = np.modf(np.arange(1, prices.size + 1) * _GOLDEN * tried)[0]
        found = milp(prices * (1 + _NEAR * spread), bounds=bounds, constraints=rule).x
        if found is None or not _broken(found):
            return found
    whole = np.ones(prices.size, dtype=int)
    return milp(prices, integrality=whole, bounds=bounds, constraints=rule, options={"mip_rel_gap": _NEAR}).x


def _broken(found: NDArray[np.float64]) -> bool:
    """Whether a solution has parts that are no whole numbers."""
    return bool(np.abs(found - np.rint(found)).max() > _EXACT)


def _move(steps: NDArray[np.float64], places: Sequence[int]) -> Move:
    whole = np.rint(steps).astype(int)
    return {places[int(index)]: int(whole[index]) for index in np.flatnonzero(whole)}
