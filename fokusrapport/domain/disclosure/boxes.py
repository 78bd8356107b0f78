"""The moves that are seen without a linear program: a rectangle, a box, and so on in as many dimensions as a table has.

Taking one from a cell and giving it to another in its row spoils two columns, which two cells of another row mend. With
every total counted as a category of its own and turned negative, each row and column sums to 0, and totals take part
like any other cell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from fokusrapport.domain.disclosure.moves import Move, Need
from fokusrapport.domain.disclosure.system import System
from fokusrapport.domain.disclosure.tables import CountTable


@dataclass(frozen=True)
class Boxes:
    """Finds the boxes of one table; none that touches a cell `shared` with another table, where more would move."""

    table: CountTable
    system: System
    shared: frozenset[int]

    @cached_property
    def _places(self) -> NDArray[np.intp]:
        """Where each cell of the table stands in the system; an axis a dimension, its total last."""
        keys = [self.system.places[self.table.cell(key)] for key in self.table.all_keys()]
        shape = [len(names) + (name not in self.table.no_total) for name, names in self._dimensions]
        return np.array(keys, dtype=np.intp).reshape(shape)

    @property
    def _dimensions(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        return zip(self.table.dimensions, self.table.categories, strict=True)

    @cached_property
    def _summed(self) -> Sequence[int]:
        """For each dimension that is added up, its axis: in the others each category is a table of its own."""
        return [axis for axis, name in enumerate(self.table.dimensions) if name not in self.table.no_total]

    @cached_property
    def _where(self) -> Mapping[int, tuple[int, ...]]:
        return {int(place): index for index, place in np.ndenumerate(self._places)}

    def move(self, need: Need, cells: Collection[int]) -> Move | None:
        """A box among `cells` that meets a need; the first in declared order, None where there is none."""
        index = self._where.get(need.place)
        if index is None or not self._summed:
            return None
        corners, signs = self._corners(index)
        steps = signs * (need.step * signs[:, :1])
        counts = np.array(self.system.counts)[corners]
        free = np.zeros(len(self.system.counts), dtype=bool)
        free[[place for place in cells if place not in self.shared]] = True
        found = np.flatnonzero((free[corners] & (counts + steps >= 0)).all(axis=1))
        if not found.size:
            return None
        return dict(zip(map(int, corners[found[0]]), map(int, steps[found[0]]), strict=True))

    def _corners(self, index: tuple[int, ...]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The corners of every box that begins in a cell, a row a box, the cell first; and the sign of each step."""
        sizes = self._places.shape
        others = [[to for to in range(sizes[axis]) if to != index[axis]] for axis in self._summed]
        ends = np.array(list(product(*others)), dtype=np.intp)
        rows, signs = [], []
        for turned in product((False, True), repeat=len(self._summed)):
            at = [np.full(len(ends), each) for each in index]
            for place, axis in enumerate(self._summed):
                if turned[place]:
                    at[axis] = ends[:, place]
            rows.append(self._places[tuple(at)])
            totals = sum((at[axis] == sizes[axis] - 1).astype(np.intp) for axis in self._summed)
            signs.append((-1) ** (sum(turned) + totals))
        return np.stack(rows, axis=1), np.stack(signs, axis=1)
