"""A sheet of an XLSX workbook as rows of cells. What could be taken in two ways is refused cell by cell."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest

if TYPE_CHECKING:
    from fokusrapport.domain.data_cells import Cell

_FORMULA_OR_MERGE = re.compile(rb"<(?:\w+:)?(?:f|mergeCell)[\s/>]")
_EXCEL_DIGITS = 15  # a spreadsheet keeps and shows 15 significant digits; the rest is binary noise


def read_sheet(
    data: bytes, file: str, sheet: str | None, *, dates: bool = False
) -> tuple[list[tuple[Cell, ...]], list[Fault]]:
    """The rows of the declared sheet, the header first; `sheet` None means the only one.

    With `dates` a cell with a date is its text, «2025-03-14», without the time of day.
    """
    import openpyxl  # noqa: PLC0415 - a tenth of a second that projects without workbooks need not wait
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        what = _("The file is no XLSX workbook.")
        return [], [Fault(file, what=what, allowed=_("a workbook saved as .xlsx, without a password"))]
    names = list(workbook.sheetnames)
    if fault := _wrong_sheet(file, sheet, names):
        return [], [fault]
    name = sheet or names[0]
    faults = _hidden_traps(data, file, name)
    records: list[tuple[Cell, ...]] = []
    for number, row in enumerate(workbook[name].iter_rows(), start=1):
        record: list[Cell] = []
        for cell in row:
            value, what = _day(cell) if dates and isinstance(cell.value, dt.date) else _cell(cell)
            record.append(value)
            if what:
                faults.append(Fault(file, number, place=cell.coordinate, what=what, allowed=_("a number or a text")))
        records.append(tuple(record))
    return _trimmed(records), faults


def _wrong_sheet(file: str, sheet: str | None, names: list[str]) -> Fault | None:
    listed = ", ".join(names)
    if sheet is None and len(names) > 1:
        return Fault(file, what=_("The workbook has several sheets, and sources.yaml names none."), allowed=listed)
    if sheet is not None and sheet not in names:
        what = _("The workbook has no sheet «{sheet}».").format(sheet=sheet)
        return Fault(file, what=what, allowed=listed, nearest=nearest(sheet, names))
    return None


def _day(cell: Any) -> tuple[Cell, str]:  # noqa: ANN401 - openpyxl has no types
    return f"{cell.value:%Y-%m-%d}", ""


def _cell(cell: Any) -> tuple[Cell, str]:  # noqa: ANN401 - openpyxl has no types
    """The cell's value, and what is wrong with it, if anything."""
    value = cell.value
    if cell.data_type == "e":
        return None, _("The cell holds the error {error}.").format(error=value)
    if value is None or isinstance(value, str):
        return (value or "").strip() or None, ""
    if isinstance(value, bool):
        return None, _("The cell holds a logical value.")
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return None, _("The cell is formatted as a date or a time: {value}.").format(value=value)
    if "%" in str(cell.number_format):
        return None, _("The cell is formatted as percent, so that 93,6 % is stored as 0,936; format it as a number.")
    return Decimal(f"{value:.{_EXCEL_DIGITS}g}") if isinstance(value, float) else Decimal(value), ""


def _trimmed(records: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The records without blank columns at the end: formatting alone makes a sheet wider than its table."""
    width = max((index + 1 for record in records for index, cell in enumerate(record) if cell is not None), default=0)
    return [(*record[:width], *[None] * (width - len(record))) for record in records]


def _hidden_traps(data: bytes, file: str, name: str) -> list[Fault]:
    """Merged cells, and formulas whose result was never stored: the quick reader shows neither."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [part for part in archive.namelist() if part.startswith("xl/worksheets/")]
        if not any(_FORMULA_OR_MERGE.search(archive.read(part)) for part in sheets):
            return []
    import openpyxl  # noqa: PLC0415 - see above

    formulas = openpyxl.load_workbook(io.BytesIO(data))[name]
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)[name]
    faults = [
        Fault(
            file,
            merged.min_row,
            place=merged.coord,
            what=_("The cells are merged."),
            allowed=_("one cell a value"),
        )
        for merged in formulas.merged_cells.ranges
    ]
    for row in formulas.iter_rows():
        for cell in row:
            if cell.data_type == "f" and values[cell.coordinate].value is None:
                what = _("The cell is a formula whose result is not stored in the file.")
                allowed = _("open the file in a spreadsheet and save it again, or type the number")
                faults.append(Fault(file, cell.row, place=cell.coordinate, what=what, allowed=allowed))
    return faults
