"""Which further cells to withhold: the cheapest moves that keep every sensitive cell uncertain.

A *move* is another table with the same sums (`solver.Move`). Where all cells that a move touches are withheld, a
reader cannot tell the true table from the moved one, so each sensitive cell needs two: one down to what must be
possible, one up. Every cell that is withheld for another's sake is touched by a move, so it is uncertain itself.

The moves are found one at a time, cells already withheld being free (Kelly, Golden & Assad 1992; Fischetti & Salazar
2001 call it the incremental attacker problem); afterwards each further cell is shown again where the others can do
without it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from fokusrapport.domain.disclosure.rules import Sensitive
from fokusrapport.domain.disclosure.solver import Move, Solver
from fokusrapport.domain.disclosure.system import System

_TOTAL = 4.0  # a total is what most readers look for: worth several inner cells
_NOBODY = 3.0  # a 0 that is withheld is often guessed
_ORDER = 1e-3  # of the price: among equals, what stands first is shown
_FREE = 1e-6  # a withheld cell costs nothing, but a move must not wander


@dataclass(frozen=True)
class Need:
    """One of a sensitive cell's two: that it may count `step` more (or fewer)."""

    place: int
    step: int


@dataclass
class Complement:
    """The choice of further cells, made one move at a time."""

    system: System
    sensitive: tuple[Sensitive, ...]
    moves: dict[Need, Move] = field(default_factory=dict)
    withheld: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin with the sensitive cells themselves, and what showing each other cell is worth."""
        self._solver = Solver(self.system)
        self._own = frozenset(cell.place for cell in self.sensitive)
        self._worth = [self._price(place) for place in range(len(self.system.counts))]
        self.withheld = set(self._own)

    def chosen(self) -> frozenset[int]:
        """All cells to withhold."""
        for need in self._needs():
            self._meet(need)
        for place in sorted(self.withheld - self._own, key=lambda place: -self._worth[place]):
            self._show_again(place)
        return self._own.union(*self.moves.values())

    def _needs(self) -> list[Need]:
        """What must be possible, the longest ways first: shorter ones often follow from them."""
        counts = self.system.counts
        steps = [(cell.place, end - counts[cell.place]) for cell in self.sensitive for end in (cell.high, cell.low)]
        return sorted((Need(*step) for step in steps if step[1]), key=lambda need: (-abs(need.step), need.place))

    def _meet(self, need: Need) -> None:
        known = next((move for move in self.moves.values() if _meets(move, need)), None)
        move = known or self._solver.move(need.place, need.step, self._prices())
        if move is None:
            msg = "a table whose cells are all withheld can be any table"
            raise AssertionError(msg)
        self.moves[need] = move
        self.withheld.update(move)

    def _show_again(self, place: int) -> None:
        """Show a further cell if every move over it can go another way through what is withheld anyway."""
        fixed = {other for other in range(len(self.system.counts)) if other not in self.withheld} | {place}
        others: dict[Need, Move] = {}
        for need in [need for need, move in self.moves.items() if place in move]:
            around = self._solver.move(need.place, need.step, self._prices(), fixed)
            if around is None:
                return
            others[need] = around
        self.moves.update(others)
        self.withheld.discard(place)

    def _prices(self) -> list[float]:
        return [_FREE if place in self.withheld else worth for place, worth in enumerate(self._worth)]

    def _price(self, place: int) -> float:
        """What showing a cell is worth: large counts and totals more, among equals what stands first."""
        count, size = self.system.counts[place], len(self.system.counts)
        cell = self.system.cells[place]
        summed = max(len(each.of) for each in self.system.cells if each.source == cell.source) - len(cell.of)
        worth = (1 + math.log2(1 + count) if count else _NOBODY) * _TOTAL**summed
        return worth * (1 + _ORDER * ((size - place) / size) ** 2)


def _meets(move: Move, need: Need) -> bool:
    step = move.get(need.place, 0)
    return step >= need.step if need.step > 0 else step <= need.step
