"""All tables of a chapter in one XLSX workbook: contents, a sheet a table, and the data dictionary.

A cell is written as the number or the text it is, never as something for Excel to find out. So a text that begins with
«=» stays a text and keeps every character: the file itself says that the cell is no formula. A CSV file cannot say
that, which is why the CSV alone puts an apostrophe before it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from fokusrapport.blocks import Chapter
from fokusrapport.i18n import Language, language
from fokusrapport.pipeline.opendata.credit import credit, each
from fokusrapport.pipeline.opendata.dictionary import dictionary
from fokusrapport.pipeline.opendata.sheet import Number, PlainCell, Sheet, SheetColumn
from fokusrapport.pipeline.opendata.sheet_names import sheet_names

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

HEADER_ROW = 3  # under title, source and the way back
_NARROWEST, _WIDEST = 9, 50  # characters
_LINE = 15  # points
_A4 = 9


def workbook(chapter: Chapter, sheets: Sequence[Sheet]) -> bytes:
    """The workbook. Same bytes every time: its date is the edition's, and nothing in it is of the machine."""
    buffer = BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(buffer, plain) as book:
        _properties(book, chapter)
        _Writing(book, chapter, language(chapter.front.language)).write(sheets)
    return buffer.getvalue()


def _properties(book: Workbook, chapter: Chapter) -> None:
    front = chapter.front
    book.set_properties(
        {
            "title": f"{front.title} – {front.municipality} {front.year}",
            "author": front.municipality,
            "created": dt.datetime.fromisoformat(front.date),
        }
    )
    book.set_custom_property("Language", language(front.language).tag, "text")


class _Style:
    """The formats of the cells: each is made once, for a workbook may have many cells but few looks."""

    def __init__(self, book: Workbook, primary: str) -> None:
        self._book = book
        self._made: dict[str, Format] = {}
        self.title = self._format(bold=True, font_size=14, font_color=primary)
        self.text = self._format(text_wrap=True, valign="top", indent=1)
        self.link = self._format(underline=True, font_color=primary, valign="top")
        self.listed_link = self._format(underline=True, font_color=primary, valign="top", text_wrap=True)
        head = {"bold": True, "font_color": "#ffffff", "bg_color": primary, "text_wrap": True, "valign": "bottom"}
        self.text_head = self._format(**head, indent=1)
        self.number_head = self._format(**head, align="right")

    def _format(self, **look: object) -> Format:
        return self._book.add_format(look)

    def number(self, shown: Number) -> Format:
        """A number with its decimals, thousands apart or not."""
        whole = "#,##0" if shown.grouped else "0"
        pattern = f"{whole}.{'0' * shown.decimals}" if shown.decimals else whole
        if pattern not in self._made:
            self._made[pattern] = self._format(num_format=pattern, valign="top")
        return self._made[pattern]


class _Writing:
    """One workbook being written; its sheets are named before any is written, for they link to each other."""

    def __init__(self, book: Workbook, chapter: Chapter, words: Language) -> None:
        self._book, self._chapter, self._words = book, chapter, words
        self._style = _Style(book, chapter.front.palette.primary)
        self._contents = words.gettext("Contents")

    def write(self, sheets: Sequence[Sheet]) -> None:
        """Contents, every sheet, and the dictionary of them all."""
        told = dictionary(sheets, self._words)
        names = sheet_names([*(sheet.title for sheet in sheets), told.title], taken=[self._contents])
        contents = self._book.add_worksheet(self._contents)
        for sheet, name in zip([*sheets, told], names, strict=True):
            self._write_sheet(self._book.add_worksheet(name), sheet)
        self._write_contents(contents, [*sheets, told], names)

    def _write_contents(self, page: Worksheet, sheets: Sequence[Sheet], names: Sequence[str]) -> None:
        front, words = self._chapter.front, self._words
        page.write_string(0, 0, f"{front.title} – {front.municipality} {front.year}", self._style.title)
        page.write_string(1, 0, front.notice or words.gettext("All tables, and the numbers behind all figures"))
        columns = (
            SheetColumn(words.gettext("Table or figure"), tuple(sheet.title for sheet in sheets)),
            SheetColumn(words.gettext("Source"), tuple(each(sheet.sources, lambda one: one.name) for sheet in sheets)),
            SheetColumn(
                words.gettext("Licence"), tuple(each(sheet.sources, lambda one: one.licence) for sheet in sheets)
            ),
        )
        self._write_table(page, columns)
        for row, (sheet, name) in enumerate(zip(sheets, names, strict=True), start=HEADER_ROW + 1):
            page.write_url(row, 0, _place(name), self._style.listed_link, sheet.title)

    def _write_sheet(self, page: Worksheet, sheet: Sheet) -> None:
        page.write_string(0, 0, sheet.title, self._style.title)
        page.write_string(1, 0, credit(sheet.sources, self._words))
        back = self._words.gettext("To the contents")
        page.write_url(2, 0, _place(self._contents), self._style.link, back)
        self._write_table(page, sheet.columns)

    def _write_table(self, page: Worksheet, columns: Iterable[SheetColumn]) -> None:
        columns = tuple(columns)
        widths = [_width(column) for column in columns]
        for row, lines in enumerate(_lines(columns, widths), start=HEADER_ROW):
            page.set_row(row, lines * _LINE)  # Excel fits the height of a row when it opens a file, others do not
        for index, (column, width) in enumerate(zip(columns, widths, strict=True)):
            page.set_column(index, index, width)
            page.write_string(
                HEADER_ROW, index, column.title, self._style.number_head if column.numeric else self._style.text_head
            )
            for row, cell in enumerate(column.cells, start=HEADER_ROW + 1):
                self._write_cell(page, row, index, cell)
        page.freeze_panes(HEADER_ROW + 1, 1)
        page.repeat_rows(HEADER_ROW)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)

    def _write_cell(self, page: Worksheet, row: int, column: int, cell: PlainCell) -> None:
        if isinstance(cell, Number):
            page.write_number(row, column, cell.exact, self._style.number(cell))
        elif cell:
            page.write_string(row, column, cell, self._style.text)


def _place(name: str) -> str:
    doubled = name.replace("'", "''")
    return f"internal:'{doubled}'!A1"


def _width(column: SheetColumn) -> int:
    """As wide as its longest cell, within bounds; a number with its thousands' spaces and decimals."""
    longest = max((_length(cell) for cell in (column.title, *column.cells)), default=0)
    return min(max(longest + 3, _NARROWEST), _WIDEST)


def _lines(columns: Sequence[SheetColumn], widths: Sequence[int]) -> list[int]:
    """How many lines each row needs, the row of titles first: words do not fill a line to its end, so two fewer fit."""
    rows = zip(*((column.title, *column.cells) for column in columns), strict=True)
    return [
        max(math.ceil(_length(cell) / (width - 2)) or 1 for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]


def _length(cell: PlainCell) -> int:
    return len(f"{cell.exact:,.{cell.decimals}f}") if isinstance(cell, Number) else len(cell)
