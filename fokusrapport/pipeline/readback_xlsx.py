"""A finished workbook read back and compared with the tables of its chapter."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl

from fokusrapport.blocks import Chapter
from fokusrapport.i18n import _, language
from fokusrapport.pipeline.expected import differences
from fokusrapport.pipeline.opendata.dictionary import dictionary
from fokusrapport.pipeline.opendata.sheet import Number, PlainCell, Sheet
from fokusrapport.pipeline.opendata.sheets import sheets_of
from fokusrapport.pipeline.opendata.workbook import HEADER_ROW

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet


def check_xlsx(content: bytes, chapter: Chapter) -> list[str]:
    """What is wrong with the workbook of a chapter; nothing for a good one.

    A sheet of contents, then every table and every figure's numbers, then the dictionary: titles, column heads and
    cells as they should be, numbers as numbers, and no formula anywhere.
    """
    sheets = sheets_of(chapter)
    wanted = [*sheets, dictionary(sheets, language(chapter.front.language))]
    _contents, *pages = openpyxl.load_workbook(BytesIO(content)).worksheets
    problems = differences(_("Sheet"), [sheet.title for sheet in wanted], [str(page["A1"].value) for page in pages])
    for sheet, page in zip(wanted, pages, strict=False):
        problems.extend(_sheet(sheet, page))
    return problems


def _sheet(sheet: Sheet, page: Worksheet) -> Iterator[str]:
    rows = list(page.iter_rows(min_row=HEADER_ROW + 1, max_col=len(sheet.columns)))
    heads = tuple(column.title for column in sheet.columns)
    for number, (cells, found) in enumerate(zip((heads, *sheet.rows), rows, strict=False)):
        what = _("Sheet «{sheet}», row {row}, column").format(sheet=sheet.title, row=number)
        yield from differences(what, [_wanted(cell) for cell in cells], [_found(cell) for cell in found])
    if len(rows) != len(sheet.rows) + 1:
        message = _("Sheet «{sheet}» should have {wanted} rows, but has {found}.")
        yield message.format(sheet=sheet.title, wanted=len(sheet.rows), found=len(rows) - 1)


def _wanted(cell: PlainCell) -> str:
    """A cell and its kind as text. A workbook holds sixteen digits of a number, rounded from the exact one."""
    if isinstance(cell, Number):
        return f"n {float(f'{cell.exact:.16G}')!r}"
    return f"s {cell}" if cell else ""


def _found(cell: Cell) -> str:
    if cell.value is None:
        return ""
    return f"n {float(cell.value)!r}" if cell.data_type == "n" else f"{cell.data_type} {cell.value}"
