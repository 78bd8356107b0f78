"""The finished data files read back and compared with the tables of their chapter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal

from fokusrapport.blocks import Chapter
from fokusrapport.errors import Fault
from fokusrapport.i18n import _, language
from fokusrapport.pipeline.expected import shorten
from fokusrapport.pipeline.filenames import csv_name, dictionary_name
from fokusrapport.pipeline.opendata.csv_text import DECIMAL_MARK, FORMULA_STARTS, SEPARATOR
from fokusrapport.pipeline.opendata.dictionary import dictionary
from fokusrapport.pipeline.opendata.sheet import Number, PlainCell, Sheet
from fokusrapport.pipeline.opendata.sheets import sheets_of

_BOM = "\ufeff"


def csv_faults(files: Mapping[str, bytes], chapter: Chapter) -> list[Fault]:
    """A fault for every cell of a data file that is not as its table has it, and for every file lost or not asked for.

    Without any data file there is nothing to compare: a chapter may be shown without them.
    """
    there = {name: content for name, content in files.items() if name.endswith(".csv")}
    if not there:
        return []
    sheets, words = sheets_of(chapter), language(chapter.front.language)
    wanted = {csv_name(sheet.label): sheet for sheet in sheets} | {dictionary_name(words): dictionary(sheets, words)}
    lost = [Fault(name, what=_("The data file is not there.")) for name in sorted(wanted.keys() - there.keys())]
    loose = [Fault(name, what=_("The data file belongs to no table.")) for name in sorted(there.keys() - wanted.keys())]
    return [*lost, *loose, *(fault for name in sorted(wanted.keys() & there) for fault in _faults(name, there, wanted))]


def _faults(name: str, there: Mapping[str, bytes], wanted: Mapping[str, Sheet]) -> Iterator[Fault]:
    return (Fault(name, what=what) for what in check_csv(there[name], wanted[name]))


def check_csv(content: bytes, sheet: Sheet) -> Iterator[str]:
    """What is wrong with the data file of a sheet: its mark of UTF-8, its heads, its cells, its number of rows."""
    text = content.decode()
    if not text.startswith(_BOM):
        yield _("The data file does not begin with the mark of UTF-8.")
    rows = list(csv.reader(io.StringIO(text.removeprefix(_BOM), newline=""), delimiter=SEPARATOR, strict=True))
    heads: tuple[PlainCell, ...] = tuple(column.title for column in sheet.columns)
    wanted = [heads, *sheet.rows]
    if [len(row) for row in rows] != [len(row) for row in wanted]:
        message = _("There should be {rows} rows of {columns} cells under the heads, but they are not so many.")
        yield message.format(rows=len(sheet.rows), columns=len(heads))
    for number, (cells, found) in enumerate(zip(wanted, rows, strict=False)):
        for column, (cell, text) in enumerate(zip(cells, found, strict=False), start=1):
            if not _same(cell, text):
                message = _("Row {row}, column {column}: should be «{wanted}», but is «{found}».")
                told = str(cell.exact) if isinstance(cell, Number) else cell
                yield message.format(row=number, column=column, wanted=shorten(told), found=shorten(text))


def _same(cell: PlainCell, text: str) -> bool:
    """A number is the same number, read with the decimal mark that the file is written with; a text the same text."""
    if isinstance(cell, Number):
        plain = text.replace(DECIMAL_MARK, ".")
        return plain.replace(".", "", 1).lstrip("-").isdecimal() and Decimal(plain) == cell.exact
    return text == (f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell)
