"""A data frame that a notebook displays, as a table of the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

from fokusrapport.blocks import Block, Cell, Column, ShownValue, Table, Value, plain
from fokusrapport.i18n import Language, _, language
from fokusrapport.pipeline.cells import CellOptions
from fokusrapport.pipeline.inlines import CellContext
from fokusrapport.pipeline.markdown import caption_inlines
from fokusrapport.pipeline.translations import marked_as

_YEARS = {"år", "year"}
_MOST_DECIMALS = 4  # shown; the open data has them all


def frame_table(data: Mapping[str, Any], options: CellOptions, context: CellContext) -> Iterator[Block]:
    """The table of a data frame given as Table Schema; what it lacks goes to the context as faults."""
    if not options.table_caption:
        context.fault(_("The table has no caption."), _("a line «#| tbl-cap: …» at the top of the cell"))
        return
    fields = [field for field in data["schema"]["fields"] if not _is_row_number(field)]
    names = [field["name"] for field in fields]
    if "index" in names:
        context.fault(_("The table's first column has no heading."), _('df.rename_axis("…") in the notebook'))
        return
    words = language(context.language)
    caption, own = caption_inlines(options.table_caption, context), options.foreign.get("tbl-cap", "")
    yield Table(
        label=options.label,
        caption=marked_as(caption, own) if own else caption,
        columns=tuple(Column(title=str(field["name"]), align=_align(field)) for field in fields),
        rows=tuple(zip(*(_column(name, data["data"], words) for name in names), strict=True)),
    )


def _is_row_number(field: Mapping[str, Any]) -> bool:
    """Whether a column is pandas' own numbering of rows: an index without a name; one of texts says something."""
    return bool(field["name"] == "index" and field["type"] == "integer")


def _align(field: Mapping[str, Any]) -> Literal["start", "end"]:
    return "end" if field["type"] in ("integer", "number") else "start"


def _column(name: object, rows: list[Mapping[Any, Any]], words: Language) -> list[Cell]:
    """A column's cells, all numbers with the same decimals: as many as any of them needs.

    pandas makes whole numbers floats where one is missing, so a number's type says nothing about its decimals. In a
    column that is called so, a number is a year and not a count of thousands.
    """
    values = [_exact(row.get(name)) for row in rows]
    needed = [-int(value.as_tuple().exponent) for value in values if isinstance(value, Decimal)]
    decimals = min(max(needed, default=0), _MOST_DECIMALS)
    year = str(name).casefold() in _YEARS
    return [_year(value, words) if year else _cell(value, decimals, words) for value in values]


def _exact(value: object) -> object:
    """A number as a decimal without superfluous zeros; anything else as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    text = f"{Decimal(str(value)):f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def _year(value: object, words: Language) -> Cell:
    return Cell(children=plain(str(value))) if isinstance(value, Decimal) else _cell(value, 0, words)


def _cell(value: object, decimals: int, words: Language) -> Cell:
    """A cell as the report's language writes it; what is missing is said in words."""
    if isinstance(value, Decimal):
        shown = words.number(value, decimals)
        return Cell(children=(ShownValue(value=Value(text=shown, exact=f"{value:f}")),))
    if isinstance(value, bool):
        return Cell(children=plain(words.gettext("yes") if value else words.gettext("no")))
    return Cell(children=plain(words.gettext("not stated") if value is None else str(value)))
