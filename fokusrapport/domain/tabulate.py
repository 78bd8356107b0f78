"""Tables from rows of anything: a column is its head and how it makes its cell of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from fokusrapport.blocks import Cell, Column, Inlines, ShownValue, Table, Value, plain
from fokusrapport.domain.notes import Notes

Row = TypeVar("Row")


@dataclass(frozen=True)
class ColumnOf(Generic[Row]):
    """One column of a table whose rows are made from `Row`s; numbers are aligned at the end.

    `language` is the title's, where that is not the report's.
    """

    title: str
    cell: Callable[[Row], Cell]
    align: Literal["start", "end"] = "start"
    language: str = ""


@dataclass(frozen=True)
class TableFrame:
    """What a table is called, and the notes its cells refer to. A plain caption is in the report's language."""

    label: str
    caption: str | Inlines
    notes: Notes


def tabulate(frame: TableFrame, columns: Sequence[ColumnOf[Row]], rows: Sequence[Row]) -> Table:
    """A table with a row for each of `rows`; its first column heads the rows."""
    cells = tuple(tuple(column.cell(row) for column in columns) for row in rows)
    return Table(
        label=frame.label,
        caption=plain(frame.caption) if isinstance(frame.caption, str) else frame.caption,
        columns=tuple(Column(title=column.title, align=column.align, language=column.language) for column in columns),
        rows=cells,
        notes=frame.notes.under_table(),  # after the cells, which ask for them
    )


def or_in_words(table: Table, nothing: str) -> Table:
    """The table; where it has no rows, with one that says so in words: what refers to the table still leads there."""
    if table.rows:
        return table
    row = (text_cell(nothing), *(text_cell("–") for _column in table.columns[1:]))
    return table.model_copy(update={"rows": (row,)})


def text_cell(text: str) -> Cell:
    """A cell of plain text."""
    return Cell(children=plain(text))


def value_cell(value: Value) -> Cell:
    """A cell that shows a value and nothing else."""
    return Cell(children=(ShownValue(value=value),))
