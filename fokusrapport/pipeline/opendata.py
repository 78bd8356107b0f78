"""The tables of a chapter as CSV files people can open in a spreadsheet.

UTF-8 with byte order mark, semicolon, decimal comma: what a Norwegian spreadsheet opens without questions.
"""

from __future__ import annotations

import csv
import io

from fokusrapport.blocks import Cell, Chapter, Figure, ShownValue, Table
from fokusrapport.blocktree import text_of, walk

_FORMULA_STARTS = ("=", "+", "-", "@", "\t")
_MINUS = "\u2212"


def csv_files(chapter: Chapter) -> dict[str, bytes]:
    """File name to content, for every table and for the numbers behind every figure."""
    files: dict[str, bytes] = {}
    for node in walk(chapter.areas):
        if isinstance(node, Figure) and node.table is not None:
            files[f"data/{node.label}.csv"] = _csv(node.table)
        elif isinstance(node, Table) and node.number:  # a figure's own table has no number
            files[f"data/{node.label}.csv"] = _csv(node)
    return files


def _csv(table: Table) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_safe(column.title) for column in table.columns])
    for row in table.rows:
        writer.writerow([_cell(cell) for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cell(cell: Cell) -> str:
    """A number in full with decimal comma; everything else as displayed, a status after its result."""
    match cell.children:
        case (ShownValue(value=value),) if value.exact is not None:
            return value.exact.replace(".", ",")
    text = text_of(cell.children)
    if cell.status is not None and cell.status.word not in text:
        text = f"{text} ({cell.status.word})" if text else cell.status.word
    return _safe(text)


def _safe(text: str) -> str:
    """Text a spreadsheet will not take for a formula."""
    text = text.replace("\u00a0", " ")
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
