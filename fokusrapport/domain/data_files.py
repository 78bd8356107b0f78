"""A data file as rows of cells, before anything is known about what they mean: CSV and XLSX as declared."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.textfile import decode, read_bytes, relative

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from fokusrapport.domain.data_cells import Cell
    from fokusrapport.params.models import DataFormat

_SEPARATORS = (";", ",", "\t")


@dataclass(frozen=True)
class RawTable:
    """A table as read: its columns, and its rows with the number a spreadsheet shows (header: row 1)."""

    file: str
    sha256: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def read_table(path: Path, root: Path, form: DataFormat, *, dates: bool = False) -> tuple[RawTable | None, list[Fault]]:
    """The table in the file, read as declared; faults, and None when there is no table to be had.

    With `dates` a spreadsheet's dates are read as 2025-03-14; without, none is expected and each is a fault.
    """
    data, faults = read_bytes(path, root)
    if data is None:
        return None, faults
    file = relative(path, root)
    if path.suffix.lower() == ".xlsx":
        from fokusrapport.domain.xlsx import read_sheet  # noqa: PLC0415 - a workbook's reader takes long to import

        records, faults = read_sheet(data, file, form.sheet, dates=dates)
    else:
        records, faults = _read_csv(data, file, form.separator)
    if not records:
        return None, faults or [Fault(file, what=_("The file holds no table."), allowed=_("column names in row 1"))]
    columns = tuple("" if cell is None else str(cell) for cell in records[0])
    rows = tuple(_filled(records[1:]))
    faults += [_wrong_width(file, number, row, columns) for number, row in rows if len(row) != len(columns)]
    kept = tuple((number, row) for number, row in rows if len(row) == len(columns))
    return RawTable(file, hashlib.sha256(data).hexdigest(), columns, kept), faults


def _filled(records: Iterable[Sequence[Cell]]) -> Iterable[tuple[int, tuple[Cell, ...]]]:
    """The rows in which anything stands, numbered from 2."""
    for number, record in enumerate(records, start=2):
        if any(cell is not None for cell in record):
            yield number, tuple(record)


def _wrong_width(file: str, number: int, row: Sequence[Cell], columns: Sequence[str]) -> Fault:
    what = _("The row has {cells} cells, the header has {columns}.").format(cells=len(row), columns=len(columns))
    return Fault(file, number, what=what, allowed=_("one cell a column; a text that holds the separator in quotes"))


def _read_csv(data: bytes, file: str, separator: str) -> tuple[list[tuple[Cell, ...]], list[Fault]]:
    text, faults = decode(data, file)
    if text is None:
        return [], faults
    if fault := _other_separator(text, file, separator):
        return [], [fault]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return [tuple(cell.strip() or None for cell in record) for record in reader], []
    except csv.Error:
        what = _("A quotation mark in a cell is not closed, or stands inside a text.")
        return [], [Fault(file, reader.line_num, what=what, allowed=_('a text in quotes with each " in it doubled'))]


def _other_separator(text: str, file: str, separator: str) -> Fault | None:
    """A fault when the header is plainly written with another separator than the declared one."""
    header = text.partition("\n")[0]
    others = [sign for sign in _SEPARATORS if sign != separator and sign in header]
    if separator in header or not others:
        return None
    what = _("The columns are separated by {found}, but sources.yaml declares {declared}.")
    words = what.format(found=_named(others[0]), declared=_named(separator))
    return Fault(file, 1, what=words, allowed=_("the separator declared under «format» in sources.yaml"))


def _named(separator: str) -> str:
    return _("tabs") if separator == "\t" else f"«{separator}»"
