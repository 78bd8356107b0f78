"""Reads tables of records: each kind by its name in sources.yaml, every file as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from fokusrapport.domain.benchmarking.snapshots import SNAPSHOT_TABLE
from fokusrapport.domain.benchmarking.snapshots import TABLE as SNAPSHOTS
from fokusrapport.domain.data_files import RawTable, read_table
from fokusrapport.domain.participation.judge import KIND as PARTICIPATION
from fokusrapport.domain.participation.judge import PARTICIPATION_TABLE
from fokusrapport.domain.records import RecordContext, RecordFile, RecordTable
from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest

if TYPE_CHECKING:
    from fokusrapport.params.models import DataSource

RECORD_TABLES: Mapping[str, RecordTable] = MappingProxyType(
    {PARTICIPATION: PARTICIPATION_TABLE, SNAPSHOTS: SNAPSHOT_TABLE}
)
"""Each kind by the name it has under `table:` in sources.yaml."""


def read_records(path: Path, source: DataSource, context: RecordContext) -> tuple[RecordFile | None, list[Fault]]:
    """The records of a file, or every fault in it."""
    kind = RECORD_TABLES[source.table]
    table, faults = read_table(path, context.root, source.format)
    if table is None or faults:
        return None, faults
    file = RecordFile(table.file, table.sha256, _frame(table))
    if faults := _column_faults(file, kind):
        return None, faults
    return kind.judge(file, source, context)


def between_files(records: Mapping[str, Sequence[RecordFile]]) -> list[Fault]:
    """What is wrong between files of the same kind; `records` are the files by their kind."""
    return [fault for kind, files in records.items() for fault in RECORD_TABLES[kind].together(files)]


def _frame(table: RawTable) -> pd.DataFrame:
    numbers = [number for number, _cells in table.rows]
    cells = [["" if cell is None else str(cell) for cell in row] for _number, row in table.rows]
    return pd.DataFrame(cells, index=pd.Index(numbers, name="row"), columns=list(table.columns), dtype="str")


def _column_faults(file: RecordFile, kind: RecordTable) -> list[Fault]:
    known, columns = [column.name for column in kind.columns], list(file.frame.columns)
    return [*_wrong_columns(file.file, columns, known, any_name=kind.open), *_lost_columns(file.file, columns, kind)]


def _wrong_columns(file: str, columns: Sequence[str], known: Sequence[str], *, any_name: bool) -> list[Fault]:
    faults = []
    for index, column in enumerate(columns, start=1):
        place = _("column {number}").format(number=index)
        if not column:
            faults.append(Fault(file, 1, place, _("The column has no name."), ", ".join(known)))
        elif column in columns[: index - 1]:
            faults.append(Fault(file, 1, place, _("The column «{column}» stands twice.").format(column=column)))
        elif column not in known and not any_name:
            what = _("Unknown column «{column}».").format(column=column)
            faults.append(Fault(file, 1, place, what, ", ".join(known), nearest(column, known)))
    return faults


def _lost_columns(file: str, columns: Sequence[str], kind: RecordTable) -> list[Fault]:
    known = [column.name for column in kind.columns]
    what = _("The column «{column}» is missing.")
    return [
        Fault(file, 1, what=what.format(column=column.name), allowed=", ".join(known))
        for column in kind.columns
        if column.required and column.name not in columns
    ]
