"""Tables as a reader with a pencil sees them: cells, and the sums that tie them to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fokusrapport.domain.disclosure.tables import Cell, CountTable
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _


@dataclass(frozen=True)
class Line:
    """One sum: the cell `total` is what `parts` come to, over the dimension `over`. Cells are places in the system."""

    over: str
    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class System:
    """All cells of some tables in declared order, a group that stands in several tables once, and their sums."""

    cells: tuple[Cell, ...]
    counts: tuple[int, ...]
    lines: tuple[Line, ...]
    places: Mapping[Cell, int]

    @classmethod
    def of(cls, tables: Sequence[CountTable]) -> System:
        """The system of some tables; raises InputRefused where two of them count the same group differently."""
        counts: dict[Cell, int] = {}
        first: dict[Cell, CountTable] = {}
        for table in tables:
            for key, count in table.counts.items():
                cell = table.cell(key)
                if counts.setdefault(cell, count) != count:
                    raise _disagree(first[cell], table, cell)
                first.setdefault(cell, table)
        places = {cell: place for place, cell in enumerate(counts)}
        return cls(tuple(counts), tuple(counts.values()), tuple(_lines(tables, places)), places)


def _lines(tables: Sequence[CountTable], places: Mapping[Cell, int]) -> dict[Line, None]:
    """Every sum once; a total of one part only says that the two are the same, which is a sum as well."""
    found: dict[Line, None] = {}
    for table in tables:
        for over, total, parts in table.lines():
            inner = tuple(places[table.cell(part)] for part in parts)
            found[Line(over, places[table.cell(total)], inner)] = None
    return found


def _disagree(one: CountTable, other: CountTable, cell: Cell) -> InputRefused:
    """The refusal; it names the group but not the counts, for messages end up in logs."""
    group = ", ".join(f"{name}={part}" for name, part in sorted(cell.of)) or _("all")
    what = _("The tables «{one}» and «{other}» of the source «{source}» count the same group differently: {group}.")
    return InputRefused.because(
        what.format(one=one.name, other=other.name, source=cell.source, group=group),
        allowed=_("tables of one source that count the same; a table of a part of it says which with «within»"),
    )
