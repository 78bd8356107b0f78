"""Reads tables of records: each kind by its name in sources.yaml, every file as a whole.

A CSV file without quotes, as most are, is read by pandas in one go; any other cell by cell, as small tables are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from fokusrapport.domain.benchmarking.snapshots import SNAPSHOT_TABLE
from fokusrapport.domain.benchmarking.snapshots import TABLE as SNAPSHOTS
from fokusrapport.domain.data_files import RawTable, read_table
from fokusrapport.domain.feedback.columns import COLUMNS as CASE_COLUMNS
from fokusrapport.domain.feedback.columns import KIND as CASES
from fokusrapport.domain.feedback.judge import ids_in_two_files, judge_cases
from fokusrapport.domain.participation.judge import KIND as PARTICIPATION
from fokusrapport.domain.participation.judge import PARTICIPATION_TABLE
from fokusrapport.domain.records import RecordContext, RecordFile, RecordTable
from fokusrapport.domain.survey.responses import LONG, RESPONSES, RESPONSES_LONG, WIDE
from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.textfile import decode, read_bytes, relative

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fokusrapport.params.models import DataFormat, DataSource

RECORD_TABLES: Mapping[str, RecordTable] = MappingProxyType(
    {
        PARTICIPATION: PARTICIPATION_TABLE,
        SNAPSHOTS: SNAPSHOT_TABLE,
        WIDE: RESPONSES,
        LONG: RESPONSES_LONG,
        CASES: RecordTable(CASE_COLUMNS, judge_cases, together=ids_in_two_files),
    }
)
"""Each kind by the name it has under `table:` in sources.yaml."""


def read_records(path: Path, source: DataSource, context: RecordContext) -> tuple[RecordFile | None, list[Fault]]:
    """The records of a file, or every fault in it."""
    kind = RECORD_TABLES[source.table]
    if (quick := _quick(path, context.root, source.format)) is not None:
        file = quick
    else:
        table, faults = read_table(path, context.root, source.format, dates=True)
        if table is None or faults:
            return None, faults
        file = RecordFile(table.file, table.sha256, _frame(table))
    if faults := _column_faults(file, kind):
        return None, faults
    return kind.judge(file, source, context)


def between_files(records: Mapping[str, Sequence[RecordFile]]) -> list[Fault]:
    """What is wrong between files of the same kind; `records` are the files by their kind."""
    return [fault for kind, files in records.items() for fault in RECORD_TABLES[kind].together(files)]


def _quick(path: Path, root: Path, form: DataFormat) -> RecordFile | None:
    """The file as pandas reads it; None for one that asks for the careful reader: what that would tell, it tells."""
    data, _faults = read_bytes(path, root)
    if data is None or path.suffix.lower() != ".csv":
        return None
    text, _faults = decode(data, relative(path, root))
    text = None if text is None else text.replace("\r\n", "\n").removesuffix("\n")
    if not text or _unusual(text) or not _even(text, form.separator):
        return None
    frame = pd.read_csv(
        io.StringIO(text), sep=form.separator, header=None, dtype=str, na_filter=False, quoting=csv.QUOTE_NONE
    )
    columns = [str(name) for name in frame.iloc[0]]
    frame = frame.iloc[1:].set_axis(columns, axis=1)
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
    return RecordFile(relative(path, root), sha256(data).hexdigest(), frame)


def _unusual(text: str) -> bool:
    """Whether a text has quotes, or other blanks and line ends than usual: only the careful reader reads it rightly."""
    return text != text.strip(" ") or any(sign in text for sign in ('"', "\t", "\r", "\u00a0"))


def _even(text: str, separator: str) -> bool:
    """Whether every line has as many cells as the first, at least two, something in one, and no space around any.

    Looked at for all lines at once: line by line it took longer than everything else that is done to a file.
    """
    signs = np.frombuffer(text.encode(), dtype=np.uint8)
    new_line, mark = signs == ord("\n"), signs == ord(separator)
    if _beside(signs == ord(" "), new_line | mark) or (new_line[1:] & new_line[:-1]).any():
        return False
    ends = np.append(np.flatnonzero(new_line), signs.size)
    marks = np.diff(np.searchsorted(np.flatnonzero(mark), ends), prepend=0)
    lengths = np.diff(ends, prepend=-1) - 1
    return bool(marks[0] > 0 and (marks == marks[0]).all() and (lengths > marks).all())


def _beside(these: NDArray[np.bool_], those: NDArray[np.bool_]) -> bool:
    return bool((these[1:] & those[:-1]).any() or (these[:-1] & those[1:]).any())


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
