"""Tables with a header that repeats on every page, and the width of each column by what stands in it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fokusrapport.blocks_html import SCROLLING_COLUMNS
from fokusrapport.blocktree import text_of
from fokusrapport.pipeline.column_widths import column_widths, least_width, longest
from fokusrapport.pipeline.word.context import TEXT_WIDTH, WIDE_TEXT_WIDTH, bookmark
from fokusrapport.pipeline.word.inlines import runs
from fokusrapport.pipeline.word.styles import SYMBOL_STYLE
from fokusrapport.pipeline.word.xml import TWIPS_PER_POINT, Look, Shape, bookmarked, el, line_break, paragraph, run

if TYPE_CHECKING:
    from fokusrapport.blocks import Cell, Column, Status, StatusKind, Table
    from fokusrapport.pipeline.word.context import Context
    from fokusrapport.pipeline.word.xml import Element

# The same shapes as on the page, as characters; the word beside them says the same.
SYMBOLS: dict[StatusKind, str] = {"met": "✔", "accepted": "▲", "unmet": "✖", "unclassified": "○", "missing": "–"}
_LETTER, _BETWEEN = 0.56, 2.5  # width of a letter in ems, and letters between two columns
# Room in points, size and style of the text, from what is best to what is worst to read.
_CHOICES = tuple(
    (room, size, style)
    for room in (TEXT_WIDTH, WIDE_TEXT_WIDTH)
    for size, style in ((9.0, "TableText"), (8.0, "TableTextSmall"))
)
_SPARKLINE = 14.0  # points
_DRAWING = " ■■■■■■■■■■■■"  # about as wide as a drawing in a cell


def table_grid(table: Table, context: Context) -> Element:
    """The table itself, without caption and notes."""
    fitted = fit(table)
    inside, widths = replace(context, text_style=fitted.style, box=None, level=0), fitted.widths
    rows = (
        _row(
            [_cell(cell, column, index == table.row_header, inside) for index, (cell, column) in enumerate(pairs)],
            widths,
        )
        for pairs in (list(zip(row, table.columns, strict=True)) for row in table.rows)
    )
    return el(
        "tbl",
        _properties(table, sum(widths)),
        el("tblGrid", *(el("gridCol", w=width) for width in widths)),
        _row([_head(column, inside) for column in table.columns], widths, header=True),
        *rows,
    )


def _properties(table: Table, width: int) -> Element:
    """`w:tblPr`. The caption stands here too, for screen readers that read it as the table's name."""
    first = int(table.row_header == 0)
    return el(
        "tblPr",
        el("tblStyle", val="ReportTable"),
        el("tblW", w=width, type="dxa"),
        el(
            "tblLook",
            val="04A0" if first else "0420",
            firstRow=1,
            lastRow=0,
            firstColumn=first,
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        ),
        el("tblCaption", val=text_of(table.caption)),
    )


def _row(cells: list[Element], widths: Sequence[int], *, header: bool = False) -> Element:
    boxes = (
        el("tc", el("tcPr", el("tcW", w=width, type="dxa")), cell) for cell, width in zip(cells, widths, strict=True)
    )
    return el("tr", el("trPr", el("cantSplit"), el("tblHeader") if header else None), *boxes)


def _head(column: Column, context: Context) -> Element:
    shape = Shape(context.text_style, right=column.align == "end", keep_next=True)
    return paragraph(shape, [run(column.title, Look(language=column.language))])


def _cell(cell: Cell, column: Column, heads_row: bool, context: Context) -> Element:  # noqa: FBT001 - one of the columns
    parts = [runs(cell.children, context, Look(bold=heads_row))] if cell.children else []
    if cell.status is not None:
        parts.append(status_runs(cell.status, context))
    if cell.sparkline is not None:
        parts.append([context.shared.picture(cell.sparkline.svg, cell.sparkline.alt, height=_SPARKLINE)])
    content = [element for index, part in enumerate(parts) for element in ([line_break()] if index else []) + part]
    if cell.anchor:
        content = bookmarked(bookmark(cell.anchor), next(context.shared.numbers), content)
    return paragraph(Shape(context.text_style, right=column.align == "end"), content)


def status_runs(status: Status, context: Context) -> list[Element]:
    """Symbol and word in the level's colour, then why it is so."""
    graded = status.kind in ("met", "accepted", "unmet")
    look = Look(bold=graded, colour=level_colour(status.kind, context))
    reason = [line_break(), run(status.reason)] if status.reason else []
    return [symbol(status.kind, context), run(f"\u00a0{status.word}", look), *reason]


def symbol(kind: StatusKind, context: Context) -> Element:
    """The sign of a level; it has a style of its own, for it is no text of the chapter."""
    return run(SYMBOLS[kind], Look(style=SYMBOL_STYLE, colour=level_colour(kind, context)))


def level_colour(kind: StatusKind, context: Context) -> str:
    """The municipality's colour of a level; none for what is not graded."""
    return getattr(context.shared.palette, kind, "")


@dataclass(frozen=True)
class Fit:
    """How a table stands on its page: the style of its text, and the width of each column in twips."""

    style: str
    widths: tuple[int, ...]


def fit(table: Table) -> Fit:
    """The largest text in which every column has room for its words, on a page on its side where it must be.

    A table of little text stays as narrow as it is; others take the whole line. See `sections` for the pages.
    """
    rows = [[column.title for column in table.columns], *([_text(cell) for cell in row] for row in table.rows)]
    columns = [list(column) for column in zip(*rows, strict=True)]
    lying = table.kind == "matrix" and len(columns) > SCROLLING_COLUMNS  # its cells are texts
    choices = [one for one in _CHOICES if one[0] == WIDE_TEXT_WIDTH] if lying else _CHOICES
    room, size, style = next(
        (one for one in choices if least_width(columns) <= one[0] / (one[1] * _LETTER)), choices[-1]
    )
    letters = room / (size * _LETTER)
    natural = [longest(texts) + _BETWEEN for texts in columns]
    widths = natural if sum(natural) <= letters else column_widths(columns, letters)
    return Fit(style, tuple(math.floor(width * size * _LETTER * TWIPS_PER_POINT) for width in widths))


def _text(cell: Cell) -> str:
    status = f" ■ {cell.status.word}" if cell.status else ""
    return text_of(cell.children) + status + (_DRAWING if cell.sparkline else "")
