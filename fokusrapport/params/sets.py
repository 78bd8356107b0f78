"""`params/editions.csv`: a table of parameter sets, one row an edition, for many editions from the same notebooks.

The column `edition` names the edition, and every other column a parameter. A cell is given to those of the edition's
notebooks that declare the parameter, instead of what `<year>.yaml` gives; an empty one gives nothing. Cells are text
here: of which kind a value is to be the notebook says.
"""

from __future__ import annotations

import csv
import io
import keyword
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.chosen import edition_names
from fokusrapport.params.nearest import nearest
from fokusrapport.params.textfile import decode, read_bytes
from fokusrapport.receipt import TABLE

_EDITION = "edition"
RESERVED = ("language", "municipality", "year")
"""What every notebook is given by the edition itself."""


@dataclass(frozen=True)
class GivenCell:
    """One cell: the parameter's name, the text, and the line of the table."""

    name: str
    text: str
    line: int

    @property
    def column(self) -> str:
        """The column, as messages name it."""
        return _column(self.name)


@dataclass(frozen=True)
class ParameterSet:
    """One row: an edition, and what its notebooks are given."""

    edition: str
    line: int
    cells: tuple[GivenCell, ...]


@dataclass(frozen=True)
class Table:
    """The rows in their order; what is wrong with the table itself, and with a row by its line."""

    rows: tuple[ParameterSet, ...] = ()
    of_table: tuple[Fault, ...] = ()
    of_rows: tuple[Fault, ...] = ()

    def of(self, edition: str) -> tuple[tuple[GivenCell, ...], list[Fault]]:
        """What an edition is given, and what is wrong with that: other editions' rows are theirs."""
        own = [row for row in self.rows if row.edition == edition]
        lines = {row.line for row in own}
        cells = tuple(cell for row in own for cell in row.cells)
        return cells, [*self.of_table, *(fault for fault in self.of_rows if fault.line in lines)]


def editions_of_table(root: Path, wanted: Sequence[str] = ()) -> tuple[str, ...]:
    """The editions of the table in its order, of those wanted if any are.

    Raises InputRefused with every fault in the table, and where there is none, or no row that is wanted.
    """
    if not (root / TABLE).exists():
        what = _("There is no table of parameter sets.")
        raise InputRefused(faults=[Fault(TABLE, what=what, allowed=_("a CSV file with the column «edition»"))])
    table = read_table(root)
    if faults := [*table.of_table, *table.of_rows]:
        raise InputRefused(faults=sorted(faults))
    found = tuple(row.edition for row in table.rows if not wanted or row.edition in wanted)
    if not found:
        what = _("No row of the table is of an edition that is to be built.")
        raise InputRefused(faults=[Fault(TABLE, what=what, allowed=_("a row for each edition"))])
    return found


def read_table(root: Path) -> Table:
    """The table, empty where there is none. Columns are parted by «;», or by «,» where the first line has no «;»."""
    if not (root / TABLE).exists():
        return Table()
    data, faults = read_bytes(root / TABLE, root)
    text = None
    if data is not None:
        text, faults = decode(data, TABLE)
    if text is None:
        return Table(of_table=tuple(faults))
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    columns = [name.strip() for name in next(reader, [])]
    rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(map(str.strip, row))]
    if found := tuple(_wrong_columns(columns)):
        return Table(of_table=found)
    sets = tuple(_set(columns, line, row) for line, row in rows)
    return Table(sets, of_rows=(*_wrong_rows(columns, rows), *_wrong_editions(sets, edition_names(root))))


def _set(columns: Sequence[str], line: int, row: Sequence[str]) -> ParameterSet:
    given = dict(zip(columns, row, strict=False))
    cells = (GivenCell(name, text, line) for name, text in given.items() if name != _EDITION and text)
    return ParameterSet(given.get(_EDITION, ""), line, tuple(cells))


def _wrong_columns(columns: Sequence[str]) -> Iterator[Fault]:
    if _EDITION not in columns:
        what = _("The table has no column «edition».")
        yield Fault(TABLE, 1, what=what, allowed=", ".join(columns), nearest=nearest(_EDITION, columns))
    for position, name in enumerate(columns):
        if name in columns[:position]:
            yield Fault(TABLE, 1, _column(name), _("There are two columns of that name."), _("each name once"))
        elif name in RESERVED:
            what = _("«{name}» is given to every notebook by the edition itself.").format(name=name)
            yield Fault(TABLE, 1, _column(name), what, _("another name"))
        elif not name.isidentifier() or keyword.iskeyword(name):
            what = _("«{name}» cannot be the name of a parameter in a notebook.").format(name=name)
            allowed = _("letters, digits and «_», beginning with a letter, and no word of Python's own")
            yield Fault(TABLE, 1, _column(name), what, allowed)


def _wrong_rows(columns: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> Iterator[Fault]:
    for line, row in rows:
        if len(row) > len(columns):
            what = _("The row has {count} cells, and the table {columns} columns.")
            what = what.format(count=len(row), columns=len(columns))
            yield Fault(TABLE, line, what=what, allowed=_("text with «;» or «,» in double quotes"))
        for name, text in zip(columns, row, strict=False):
            if "\n" in text:
                yield Fault(TABLE, line, _column(name), _("There is a line break in the cell."), _("one line a row"))


def _wrong_editions(sets: Sequence[ParameterSet], names: Sequence[str]) -> Iterator[Fault]:
    lines: dict[str, int] = {}
    for row in sets:
        first = lines.setdefault(row.edition, row.line)
        if row.edition not in names:
            what = _("There is no edition «{name}».").format(name=row.edition)
            yield Fault(
                TABLE,
                row.line,
                _column(_EDITION),
                what,
                _("municipality/year, with params/<municipality>/<year>.yaml"),
                nearest(row.edition, names),
            )
        elif first != row.line:
            what = _("The edition stands in line {line} already.").format(line=first)
            yield Fault(TABLE, row.line, _column(_EDITION), what, _("each edition once"))


def _column(name: str) -> str:
    return _("column «{name}»").format(name=name)
