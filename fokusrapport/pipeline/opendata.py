"""The tables of a chapter as CSV files people can open in a spreadsheet.

UTF-8 with byte order mark, semicolon, decimal comma: what a Norwegian spreadsheet opens without questions. A cell holds
its number and nothing else; what the page says around it stands in columns of its own at the end.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fokusrapport.blocks import Cell, Chapter, Figure, Inlines, ShownValue, Table, Text, Value
from fokusrapport.blocktree import text_of, walk
from fokusrapport.i18n import MINUS, NO_BREAK_SPACE, Language, language

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_MARK = re.compile(rf"{NO_BREAK_SPACE}([a-z]+)\)")
_NOTE = re.compile(rf"([a-z]+)\){NO_BREAK_SPACE}(.+)", re.DOTALL)


def csv_files(chapter: Chapter) -> dict[str, bytes]:
    """File name to content, for every table and for the numbers behind every figure."""
    words = language(chapter.front.language)
    files: dict[str, bytes] = {}
    for node in walk(chapter.areas):
        if isinstance(node, Figure) and node.table is not None:
            files[f"data/{node.label}.csv"] = _csv(_Sheet(node.table, words))
        elif isinstance(node, Table) and node.number:  # a figure's own table has no number
            files[f"data/{node.label}.csv"] = _csv(_Sheet(node, words))
    return files


def _csv(sheet: _Sheet) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    columns = [*sheet.columns(), *(column for column in sheet.added() if any(column[1:]))]
    writer.writerows(zip(*columns, strict=True))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


@dataclass(frozen=True)
class _Sheet:
    """A table on its way to a spreadsheet, column by column: the title first, then a text for each row."""

    table: Table
    words: Language

    def columns(self) -> Iterator[list[str]]:
        """The columns of the page, numbers alone."""
        for index, column in enumerate(self.table.columns):
            cells = (self._cell(row[index], in_number_column=column.align == "end") for row in self.table.rows)
            yield [_safe(column.title), *cells]

    def added(self) -> Iterator[list[str]]:
        """What the page says in and under the cells: statuses by column, then units and notes by row."""
        for index, column in enumerate(self.table.columns):
            statuses = (row[index].status for row in self.table.rows)
            title = self.words.gettext("Status: {column}").format(column=column.title)
            yield [_safe(title), *(_safe(status.word) if status else "" for status in statuses)]
        yield [self.words.gettext("Unit"), *(_safe("; ".join(_units(row))) for row in self.table.rows)]
        yield [self.words.gettext("Remark"), *(_safe(" ".join(self._remarks(row))) for row in self.table.rows)]

    def _cell(self, cell: Cell, *, in_number_column: bool) -> str:
        value = _number(self._unmarked(cell))
        if value is not None and value.exact is not None:
            return value.exact.replace(".", ",")
        text = text_of(self._unmarked(cell))
        if in_number_column or text.startswith(MINUS):
            try:
                return f"{self.words.parse_number(text):f}".replace(".", ",")
            except ValueError:
                pass
        return _safe(text)

    def _remarks(self, row: tuple[Cell, ...]) -> Iterator[str]:
        """Each note once, after the titles of the columns it is about."""
        about: dict[str, list[str]] = {}
        for column, cell in zip(self.table.columns, row, strict=True):
            for remark in self._about(cell):
                about.setdefault(remark, []).append(column.title)
        for remark, titles in about.items():
            yield f"{', '.join(titles)}: {remark}"

    def _about(self, cell: Cell) -> Iterator[str]:
        """The words around a cell's number, the notes it refers to, and why its status is what it is."""
        unmarked = self._unmarked(cell)
        value = _number(unmarked)
        shown = text_of(unmarked)
        if value is not None and any(map(str.isalpha, shown.replace(value.unit, "", 1))):
            yield shown
        yield from (self._notes[mark] for inline in cell.children if (mark := _mark(inline)) in self._notes)
        if cell.status is not None and cell.status.reason:
            yield cell.status.reason

    def _unmarked(self, cell: Cell) -> Inlines:
        return tuple(inline for inline in cell.children if _mark(inline) not in self._notes)

    @property
    def _notes(self) -> Mapping[str, str]:
        """The notes under the table by their letters, as `domain.notes` writes them."""
        found = (_NOTE.fullmatch(text_of(note)) for note in self.table.notes)
        return {match[1]: match[2] for match in found if match}


def _mark(inline: object) -> str:
    """The letter of a note that stands after a cell's value, empty for anything else."""
    match = _MARK.fullmatch(inline.text) if isinstance(inline, Text) else None
    return match[1] if match else ""


def _number(children: Inlines) -> Value | None:
    """The number that a cell is about: a value with words after it at most. «5 of 10» and «4–6» are texts."""
    match children:
        case (ShownValue(value=value), *after) if value.exact is not None:
            return None if any(map(str.isdigit, text_of(tuple(after)))) else value
    return None


def _units(row: tuple[Cell, ...]) -> list[str]:
    """The units of a row's numbers, each once."""
    values = (node.value for node in walk(row) if isinstance(node, ShownValue) and node.value.exact is not None)
    units = (value.unit or ("%" if value.text.endswith("%") else "") for value in values)
    return list(dict.fromkeys(filter(None, units)))


def _safe(text: str) -> str:
    """Text a spreadsheet will not take for a formula."""
    text = text.replace(NO_BREAK_SPACE, " ")
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
