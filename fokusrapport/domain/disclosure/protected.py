"""The answer: what may be shown of some tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fokusrapport.domain.disclosure.boxes import Boxes
from fokusrapport.domain.disclosure.carriers import Carrier, carriers
from fokusrapport.domain.disclosure.rules import sensitive_cells
from fokusrapport.domain.disclosure.system import System
from fokusrapport.domain.disclosure.tables import Cell, CountTable, Key
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest


@dataclass(frozen=True)
class Protected:
    """Tables of which nothing more can be seen than may be shown."""

    _tables: Mapping[str, CountTable]
    _shown: Mapping[Cell, int]

    def count(self, table: str, key: Key) -> int | None:
        """The count of a cell, None where it is withheld; parts of `key` that are None are totals.

        Raises InputRefused for a table or cell that is not there.
        """
        return self._shown.get(self._cell(table, key))

    def shows(self, table: str, key: Key) -> bool:
        """Whether a cell is shown; a mean or median of its group may be shown only then."""
        return self._cell(table, key) in self._shown

    def withheld(self, table: str) -> tuple[Key, ...]:
        """The cells of a table that are withheld, in declared order."""
        return tuple(key for key in self._table(table).all_keys() if not self.shows(table, key))

    def decided(self) -> Iterator[tuple[Cell, bool]]:
        """Each cell, and whether it is shown."""
        for name, table in self._tables.items():
            for key in table.all_keys():
                yield table.cell(key), self.shows(name, key)

    def _table(self, name: str) -> CountTable:
        if name not in self._tables:
            what = _("No table «{name}» is protected.").format(name=name)
            known = list(self._tables)
            raise InputRefused.because(what, allowed=", ".join(known), nearest=nearest(name, known))
        return self._tables[name]

    def _cell(self, name: str, key: Key) -> Cell:
        table = self._table(name)
        if key not in table.counts:
            what = _("The table «{table}» has no cell {key}.")
            printed = "/".join(part or "–" for part in key)
            raise InputRefused.because(what.format(table=name, key=printed), allowed=", ".join(table.dimensions))
        return table.cell(key)


def protect(tables: Sequence[CountTable], limit: int, lasting: Collection[str] = ()) -> Protected:
    """What may be shown of tables where groups of fewer than `limit` are not to be told of.

    All tables of a source that anybody will see belong in one call. `lasting` names those whose counts are final: what
    is withheld of them is chosen without the others, so that a later report, for which more is known, withholds the
    same. Raises InputRefused where two tables have one name or disagree about a group.
    """
    named = {table.name: table for table in tables}
    if len(named) < len(tables):
        raise InputRefused.because(_("Two tables to be protected have the same name."), allowed=", ".join(named))
    system = System.of(tables)
    withheld = _withheld(tables, system, limit, [table for table in tables if table.name in lasting])
    shown = {cell: system.counts[place] for place, cell in enumerate(system.cells) if place not in withheld}
    return Protected(named, shown)


def _withheld(tables: Sequence[CountTable], system: System, limit: int, final: Sequence[CountTable]) -> frozenset[int]:
    """The cells to withhold; the solver takes long to import, and is so only where there are any.

    What is shown of `final` tables when they are protected by themselves is shown, and what is withheld is withheld.
    """
    sensitive = sensitive_cells(system, limit)
    if not sensitive:
        return frozenset()
    before = protect(final, limit).decided() if 0 < len(final) < len(tables) else ()
    decided = {system.places[cell]: shown for cell, shown in before}
    from fokusrapport.domain.disclosure.complement import Complement  # noqa: PLC0415 - see above
    from fokusrapport.domain.disclosure.solver import Solver  # noqa: PLC0415 - see above

    behind = tuple(carriers(tables))
    return Complement(system, sensitive, Solver(system, behind), _boxes(tables, system, behind), decided).chosen()


def _boxes(tables: Sequence[CountTable], system: System, behind: Sequence[Carrier]) -> tuple[Boxes, ...]:
    """The boxes of each table; a cell of two tables, or tied to a third, cannot be moved in one alone."""
    stands = Counter(system.places[table.cell(key)] for table in tables for key in table.all_keys())
    tied = {system.places[cell] for carrier in behind for cell in carrier.parts}
    shared = tied.union(place for place, times in stands.items() if times > 1)
    return tuple(Boxes(table, system, frozenset(shared)) for table in tables)
