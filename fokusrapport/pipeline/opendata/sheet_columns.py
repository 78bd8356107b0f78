"""A table of the page taken apart: a cell holds its number and nothing else.

Statuses, units and notes, which the page says around the number, get columns of their own at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from fokusrapport.blocks import Cell, Inlines, LineBreak, ShownValue, Table, Text, Value
from fokusrapport.blocktree import text_of, walk
from fokusrapport.i18n import MINUS, NO_BREAK_SPACE, Language
from fokusrapport.pipeline.opendata.sheet import Number, PlainCell, SheetColumn

_MARK = re.compile(rf"{NO_BREAK_SPACE}([a-z]+)\)")
_NOTE = re.compile(rf"([a-z]+)\){NO_BREAK_SPACE}(.+)", re.DOTALL)
_YEAR = re.compile(r"\(\d{4}\)")  # «4,5 (2014)» is a number of another year, told in the remark
_MOST_DECIMALS = 10
_THOUSAND = 1000


def sheet_columns(table: Table, words: Language) -> tuple[SheetColumn, ...]:
    """The columns of a table, then those with what the page says in and under its cells, where it says anything."""
    taken = _Taken(table, words)
    return (*taken.columns(), *(column for column in taken.added() if any(column.cells)))


@dataclass(frozen=True)
class _Taken:
    """A table on its way to a spreadsheet."""

    table: Table
    words: Language

    def columns(self) -> Iterator[SheetColumn]:
        """The columns of the page, numbers alone."""
        for index, column in enumerate(self.table.columns):
            cells = tuple(row[index] for row in self.table.rows)
            units = _units(cells)
            yield SheetColumn(
                _plain(column.title),
                tuple(self._cell(cell, in_number_column=column.align == "end") for cell in cells),
                units[0] if len(units) == 1 else "",
            )

    def added(self) -> Iterator[SheetColumn]:
        """Statuses by column, then units and notes by row."""
        for index, column in enumerate(self.table.columns):
            statuses = (row[index].status for row in self.table.rows)
            title = self.words.gettext("Status: {column}").format(column=_plain(column.title))
            yield SheetColumn(title, tuple(_plain(status.word) if status else "" for status in statuses))
        rows = self.table.rows
        yield SheetColumn(self.words.gettext("Unit"), tuple(_plain(self._units_of(row)) for row in rows))
        yield SheetColumn(self.words.gettext("Remark"), tuple(_plain(" ".join(self._remarks(row))) for row in rows))

    def _units_of(self, row: tuple[Cell, ...]) -> str:
        """The unit of a row's numbers; where they have several, each with the columns it is of."""
        units = _units(row)
        if len(units) < 2:  # noqa: PLR2004 - several
            return "".join(units)
        titles: dict[str, list[str]] = {unit: [] for unit in units}
        for column, cell in zip(self.table.columns, row, strict=True):
            for unit in _units((cell,)):
                titles[unit].append(column.title)
        return "; ".join(f"{', '.join(of)}: {unit}" for unit, of in titles.items())

    def _cell(self, cell: Cell, *, in_number_column: bool) -> PlainCell:
        value = _number(self._unmarked(cell))
        text = text_of(self._unmarked(cell))
        if value is not None and value.exact is not None:
            return self._as_shown(Decimal(value.exact), value.text)
        if in_number_column or text.startswith(MINUS):
            try:
                return self._as_shown(self.words.parse_number(text), text)
            except ValueError:
                pass
        return _plain(text)

    def _as_shown(self, exact: Decimal, text: str) -> Number:
        """The number with the decimals that its text has; one written in another way has those it needs."""
        for decimals in reversed(range(_MOST_DECIMALS)):
            if self.words.number(exact.copy_abs(), decimals) in text:
                return Number(exact, decimals, grouped=exact.copy_abs() >= _THOUSAND)
        exponent = exact.normalize().as_tuple().exponent
        return Number(exact, max(0, -exponent) if isinstance(exponent, int) else 0)

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
        if value is not None and (_YEAR.search(shown) or any(map(str.isalpha, self._without_unit(shown, value.unit)))):
            yield shown
        yield from (self._notes[mark] for inline in cell.children if (mark := _mark(inline)) in self._notes)
        if cell.status is not None and cell.status.reason:
            yield cell.status.reason

    def _without_unit(self, shown: str, unit: str) -> str:
        """A text without its unit, also as it stands after 1."""
        return shown.replace(unit, "", 1).replace(self.words.after_one(unit), "", 1)

    def _unmarked(self, cell: Cell) -> Inlines:
        unmarked = tuple(inline for inline in cell.children if _mark(inline) not in self._notes)
        return tuple(
            Text(text=_between(unmarked[:place])) if isinstance(inline, LineBreak) else inline
            for place, inline in enumerate(unmarked)
        )

    @cached_property
    def _notes(self) -> Mapping[str, str]:
        """The notes under the table by their letters, as `domain.notes` writes them."""
        found = (_NOTE.fullmatch(text_of(note)) for note in self.table.notes)
        return {match[1]: match[2] for match in found if match}


def _between(before: Inlines) -> str:
    """What stands for a line break: the levels of a requirement have their slash already."""
    return " " if text_of(before).endswith("/") else "; "


def _mark(inline: object) -> str:
    """The letter of a note that stands after a cell's value, empty for anything else."""
    match = _MARK.fullmatch(inline.text) if isinstance(inline, Text) else None
    return match[1] if match else ""


def _number(children: Inlines) -> Value | None:
    """The number that a cell is about: a value with words after it at most. «5 of 10» and «4–6» are texts."""
    match children:
        case (ShownValue(value=value), *after) if value.exact is not None:
            return None if any(map(str.isdigit, _YEAR.sub("", text_of(tuple(after))))) else value
    return None


def _units(cells: tuple[Cell, ...]) -> list[str]:
    """The units of the numbers in some cells, each once."""
    values = (node.value for node in walk(cells) if isinstance(node, ShownValue) and node.value.exact is not None)
    units = (value.unit or ("%" if value.text.endswith("%") else "") for value in values)
    return list(dict.fromkeys(filter(None, units)))


def _plain(text: str) -> str:
    """Text without the spaces that only hold a line together."""
    return text.replace(NO_BREAK_SPACE, " ")
