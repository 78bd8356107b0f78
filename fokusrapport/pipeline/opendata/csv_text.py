"""A sheet as a CSV file that people can open in a spreadsheet.

UTF-8 with byte order mark, semicolon, decimal comma: what a Norwegian spreadsheet opens without questions.
"""

from __future__ import annotations

import csv
import io

from fokusrapport.pipeline.opendata.sheet import Number, PlainCell, Sheet

SEPARATOR = ";"
DECIMAL_MARK = ","
LINE_END = "\r\n"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_bytes(sheet: Sheet) -> bytes:
    """The sheet with its column titles as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=SEPARATOR, lineterminator=LINE_END)
    writer.writerow([_safe(column.title) for column in sheet.columns])
    writer.writerows([_text(cell) for cell in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _text(cell: PlainCell) -> str:
    return f"{cell.exact:f}".replace(".", DECIMAL_MARK) if isinstance(cell, Number) else _safe(cell)


def _safe(text: str) -> str:
    """Text a spreadsheet will not take for a formula: a CSV file cannot say that a cell is a text."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
