"""Which further cells to withhold: the cheapest moves that keep every sensitive cell uncertain.

A *move* is another table with the same sums (`moves.Move`). Where all cells that a move touches are withheld, a
reader cannot tell the true table from the moved one. So each sensitive cell needs two moves: one down to what must be
possible, one up. Every cell that is withheld for another's sake is touched by a move, so it is uncertain itself.

What was decided before (of tables whose counts are final) stays so, unless no move can do without it.

For each need the cheapest move is found, what is withheld already being free, and the cells it touches are withheld as
well (one linear program a need is the classic heuristic: Kelly, Golden & Assad, Networks 22, 1992). Last, each further
cell is shown again where the others can do without it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import chain

from fokusrapport.domain.disclosure.boxes import Boxes
from fokusrapport.domain.disclosure.moves import Move, Need
from fokusrapport.domain.disclosure.rules import Sensitive
from fokusrapport.domain.disclosure.solver import Solver
from fokusrapport.domain.disclosure.system import System
from fokusrapport.domain.disclosure.tables import HANDLING

_TOTAL = 4.0  # a total is what most readers look for: worth several inner cells
_NOBODY = 3.0  # a 0 that is withheld is often guessed
_ORDER = 1e-2  # of the price: among equals, what stands first is shown
_FREE = 1e-3  # a withheld cell costs nearly nothing, but a move must not wander


@dataclass
class Complement:
    """The choice of further cells, made one move at a time."""

    system: System
    sensitive: tuple[Sensitive, ...]
    solver: Solver
    boxes: tuple[Boxes, ...]
    decided: Mapping[int, bool] = field(default_factory=dict)
    moves: dict[Need, Move] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with the sensitive cells themselves, and what showing each other cell is worth."""
        before = frozenset(place for place, shown in self.decided.items() if not shown)
        self._own = before.union(cell.place for cell in self.sensitive)
        depths: dict[str, int] = {}
        for cell in self.system.cells:
            depths[cell.source] = max(depths.get(cell.source, 0), len(cell.of))
        self._worth = [
            self._price(place, depths[cell.source] - len(cell.of)) for place, cell in enumerate(self.system.cells)
        ]

    def chosen(self) -> frozenset[int]:
        """All cells to withhold, the sensitive ones among them."""
        for need in self._needs():
            self._meet(need)
        for place in sorted(self._withheld - self._own, key=lambda place: -self._worth[place]):
            if not self._never_shown(place):
                self._show_again(place)
        return self._withheld

    @property
    def _withheld(self) -> frozenset[int]:
        return self._own.union(*self.moves.values())

    def _needs(self) -> list[Need]:
        """What must be possible, the longest ways first: shorter ones often follow from them."""
        counts = self.system.counts
        steps = [(cell.place, end - counts[cell.place]) for cell in self.sensitive for end in (cell.high, cell.low)]
        return sorted((Need(*step) for step in steps if step[1]), key=lambda need: (-abs(need.step), need.place))

    def _meet(self, need: Need) -> None:
        """Find a move that meets a need, at best among what is withheld anyway; what else it touches is withheld."""
        withheld = self._withheld
        move = self._seen(need, withheld) or self._bought(need, withheld)
        if move is None:
            msg = "a table whose cells are all withheld can be any table"
            raise AssertionError(msg)
        self.moves[need] = move

    def _bought(self, need: Need, withheld: AbstractSet[int]) -> Move | None:
        """The cheapest move that meets a need; over what was shown before only where there is no other."""
        prices = {place: _FREE if place in withheld else worth for place, worth in enumerate(self._worth)}
        left = {place: price for place, price in prices.items() if place in withheld or not self.decided.get(place)}
        return self.solver.cheapest(need, left) or self.solver.cheapest(need, prices)

    def _seen(self, need: Need, cells: AbstractSet[int], more: Mapping[Need, Move] | None = None) -> Move | None:
        """A move of `cells` only that meets a need and is found without a linear program, among `more` as well."""
        known = (
            move
            for move in chain((more or {}).values(), self.moves.values())
            if need.met_by(move) and cells >= move.keys()
        )
        found = (boxes.move(need, cells) for boxes in self.boxes)
        return next(chain(known, (move for move in found if move)), None)

    def _never_shown(self, place: int) -> bool:
        """Whether a cell tells how cases were handled of which it is not told how many they are."""
        cell = self.system.cells[place]
        group = replace(cell, of=frozenset(each for each in cell.of if each[0] != HANDLING))
        return group != cell and self.system.places.get(group) in self._withheld

    def _show_again(self, place: int) -> None:
        """Show a further cell if every move over it can go another way through what is withheld anyway."""
        cells = self._withheld - {place}
        prices = dict.fromkeys(sorted(cells), 1.0)
        others: dict[Need, Move] = {}
        for need in [need for need, move in self.moves.items() if place in move]:
            around = self._seen(need, cells, others) or self.solver.cheapest(need, prices)
            if around is None:
                return
            others[need] = around
        self.moves.update(others)

    def _price(self, place: int, summed: int) -> float:
        """What showing a cell is worth: large counts and totals more, among equals what stands first."""
        count, size = self.system.counts[place], len(self.system.counts)
        worth = (1 + math.log2(1 + count) if count else _NOBODY) * _TOTAL**summed
        return worth * (1 + _ORDER * ((size - place) / size) ** 2)
