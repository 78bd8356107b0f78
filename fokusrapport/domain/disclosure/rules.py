"""Which cells give somebody away by themselves, and how much a reader may be left knowing of each.

- **Small:** 0 < count < limit. Afterwards it must be able to be anything from 0 to the limit.
- **Nobody:** a 0 in a row or column whose total is itself small: it tells what the few others are. Like the small ones.
- **Everybody:** all of a group of fewer than twice the limit stand in one cell of a row or column (100 %): whoever
  knows that a person was counted knows the answer. Afterwards one fewer at least must be possible.

Other zeros are shown: nobody was there, and the group around is large enough. Time is no property of a person, so the
last two rules do not look along years. How a case was handled is none either: that two of thirty were answered late
tells of nobody, and is not small; that all of six were does, to whoever knows of one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fokusrapport.domain.disclosure.system import Line, System
from fokusrapport.domain.disclosure.tables import HANDLING, TIME

SMALL_GROUP = 2  # times the limit: up to there one cell with everybody in it tells too much


@dataclass(frozen=True)
class Sensitive:
    """A cell to be withheld for its own sake: a reader must find both `low` and `high` possible."""

    place: int
    low: int
    high: int


def sensitive_cells(system: System, limit: int) -> tuple[Sensitive, ...]:
    """The cells that the rules withhold, in declared order."""
    found = {place: Sensitive(place, 0, limit) for place in _small(system, limit)}
    for line in system.lines:
        if line.over != TIME and len(line.parts) > 1 and not _handling(system, line.total):
            for cell in _telling(system, line, limit):
                found.setdefault(cell.place, cell)
    return tuple(found[place] for place in sorted(found))


def _handling(system: System, place: int) -> bool:
    """Whether a cell counts those who were handled in some way."""
    return any(name == HANDLING for name, _part in system.cells[place].of)


def _small(system: System, limit: int) -> Iterator[int]:
    for place, count in enumerate(system.counts):
        if 0 < count < limit and not _handling(system, place):
            yield place


def _telling(system: System, line: Line, limit: int) -> Iterator[Sensitive]:
    """What a line gives away by a cell with nobody or with everybody in it."""
    total = system.counts[line.total]
    for place in line.parts:
        count = system.counts[place]
        if 0 < total < limit and count == 0 and line.over != HANDLING:
            yield Sensitive(place, 0, limit)
        elif limit <= total < limit * SMALL_GROUP and count == total:
            yield Sensitive(place, count - 1, count)
