"""Tables of single records, a row a respondent or a case: read as a whole with pandas, never a model a row.

Nothing of one record is ever shown. A figure that was computed from records names one source a file, whose `row` is
`WHOLE` and whose key says which records; see `selection`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from fokusrapport.blocks import WHOLE, Source
from fokusrapport.domain.data_files import RawTable, read_table
from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest

if TYPE_CHECKING:
    from fokusrapport.params.models import DataSource, IndicatorRegister, Model


@dataclass(frozen=True)
class RecordColumn:
    """A column of a table of records: what its cells hold, and whether the column must be there.

    `kind` and `meaning` are for the documentation.
    """

    name: str
    kind: str
    meaning: str
    required: bool = True


@dataclass(frozen=True)
class RecordContext:
    """What records are judged against: the project's folder, the register, and the municipality's modules."""

    root: Path
    register: IndicatorRegister
    modules: Mapping[str, Model]


@dataclass(frozen=True, eq=False)
class RecordFile:
    """The records of one file: typed columns, and as index the row a spreadsheet shows. Nobody changes the frame."""

    file: str
    sha256: str
    frame: pd.DataFrame

    def selection(self, which: str) -> Source:
        """The source of a figure that was computed from some of the records."""
        return Source(file=self.file, row=WHOLE, key=which, sha256=self.sha256)


@dataclass(frozen=True, eq=False)
class Records:
    """Everything of one kind, in the order of the files. Its representation is a digest: no record is in it."""

    files: tuple[RecordFile, ...] = ()

    def __repr__(self) -> str:
        return f"Records({self._digest})"

    @cached_property
    def _digest(self) -> str:
        return hashlib.sha256(repr([(each.file, each.sha256) for each in self.files]).encode()).hexdigest()


Judge = Callable[[RecordFile, "DataSource", RecordContext], "tuple[RecordFile, list[Fault]]"]


@dataclass(frozen=True)
class RecordTable:
    """A kind of table of records: its columns, and what types its cells and finds their faults.

    `judge` is handed texts, the empty one for a blank cell (a spreadsheet's numbers as text with decimal point). With
    `open` the table may have columns of any other name, which `judge` answers for.
    """

    columns: tuple[RecordColumn, ...]
    judge: Judge
    open: bool = False


RECORD_TABLES: Mapping[str, RecordTable] = {}
"""Each kind by the name it has under `table:` in sources.yaml."""


def read_records(path: Path, source: DataSource, context: RecordContext) -> tuple[RecordFile | None, list[Fault]]:
    """The records of a file, or every fault in it."""
    kind = RECORD_TABLES[source.table]
    table, faults = read_table(path, context.root, source.format)
    if table is None or faults:
        return None, faults
    if faults := _column_faults(table, kind):
        return None, faults
    return kind.judge(RecordFile(table.file, table.sha256, _frame(table)), source, context)


def _frame(table: RawTable) -> pd.DataFrame:
    numbers = [number for number, _cells in table.rows]
    cells = [["" if cell is None else str(cell) for cell in row] for _number, row in table.rows]
    return pd.DataFrame(cells, index=pd.Index(numbers, name="row"), columns=list(table.columns), dtype="str")


def _column_faults(table: RawTable, kind: RecordTable) -> list[Fault]:
    known = [column.name for column in kind.columns]
    return [*_wrong_columns(table, known, any_name=kind.open), *_lost_columns(table, kind, known)]


def _wrong_columns(table: RawTable, known: Sequence[str], *, any_name: bool) -> list[Fault]:
    faults = []
    for index, column in enumerate(table.columns, start=1):
        place = _("column {number}").format(number=index)
        if not column:
            faults.append(Fault(table.file, 1, place, _("The column has no name."), ", ".join(known)))
        elif column in table.columns[: index - 1]:
            faults.append(Fault(table.file, 1, place, _("The column «{column}» stands twice.").format(column=column)))
        elif column not in known and not any_name:
            what = _("Unknown column «{column}».").format(column=column)
            faults.append(Fault(table.file, 1, place, what, ", ".join(known), nearest(column, known)))
    return faults


def _lost_columns(table: RawTable, kind: RecordTable, known: Sequence[str]) -> list[Fault]:
    what = _("The column «{column}» is missing.")
    return [
        Fault(table.file, 1, what=what.format(column=column.name), allowed=", ".join(known))
        for column in kind.columns
        if column.required and column.name not in table.columns
    ]
