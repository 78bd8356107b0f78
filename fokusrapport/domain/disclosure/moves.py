"""Moves: other tables with the same sums, and what they must be able to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Move = Mapping[int, int]
"""How many more (or fewer) each cell counts in another table with the same sums; cells that stay are left out."""


@dataclass(frozen=True)
class Need:
    """That a cell must be able to count `step` more (or fewer)."""

    place: int
    step: int

    def met_by(self, move: Move) -> bool:
        """Whether a move takes the cell that far."""
        step = move.get(self.place, 0)
        return step >= self.step if self.step > 0 else step <= self.step
