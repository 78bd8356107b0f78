"""Tables held against the data: scorecards, legends and counts are made anew, other tables proved cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from fokusrapport.blocks import Area, Cell, CrossReference, ShownValue, Table, Text, Value
from fokusrapport.blocktree import text_of, transform, walk
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.legend import legend_table
from fokusrapport.domain.matrix.table import Matrix
from fokusrapport.domain.matrix.tracked import Kind, has_themes
from fokusrapport.domain.modules import module_table
from fokusrapport.domain.proof.places import cell_told, notebook_of
from fokusrapport.domain.scorecard import ScorecardTable
from fokusrapport.domain.tally import tally_table
from fokusrapport.errors import Fault
from fokusrapport.i18n import _

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def matrix_anew(edition: EditionData, _area: Area, table: Table) -> Table:
    """The matrix of priorities or of challenges, with the areas that the table has as its rows."""
    areas = [node.label for row in table.rows for node in walk(row[0]) if isinstance(node, CrossReference)]
    heads = [column.title for column in table.columns]
    kinds: tuple[Kind, ...] = ("challenges", "priorities")
    made = [Matrix(edition, kind, tuple(areas)).table("", "") for kind in kinds if has_themes(edition, kind)]
    return next((each for each in made if [column.title for column in each.columns] == heads), made[0])


Anew = Callable[[EditionData, Area, Table], Table]
_MADE_ANEW: Mapping[str, Anew] = MappingProxyType(
    {
        "scorecard": lambda edition, area, _table: ScorecardTable(edition, area.id).table("", ""),
        "legend": lambda edition, _area, _table: legend_table(edition),
        "matrix": matrix_anew,
        "tally": lambda edition, area, _table: tally_table(edition, area.id, "", ""),
    }
)


def table_faults(edition: EditionData, area: Area) -> Iterator[Fault]:
    """Every cell of an area's tables whose words, status or year is not what the data give."""
    for table in walk(area.blocks):
        if not isinstance(table, Table):
            continue
        if (own := module_table(edition, area.id, table.label)) is not None:
            yield from _differences(area, table, own)
        elif name := _maker_of(edition, table):
            yield from _differences(area, table, _MADE_ANEW[name](edition, area, table))
        else:
            yield from _cells(edition, area, table)


def _cells(edition: EditionData, area: Area, table: Table) -> Iterator[Fault]:
    for row, cells in enumerate(table.rows, start=1):
        for column, cell in enumerate(cells):
            for what, allowed in _cell_faults(edition, table, column, cell):
                yield _fault(area, table, (row, column), what, allowed)


def _maker_of(edition: EditionData, table: Table) -> str:
    """Which table of ours it is, empty for one that holds what its notebook asked for."""
    if table.kind in ("scorecard", "legend", "matrix"):
        return table.kind
    return "tally" if table.columns[-1].title == edition.language.gettext("Number of indicators") else ""


def _differences(area: Area, table: Table, anew: Table) -> Iterator[Fault]:
    """The cells that are others when the table is made anew."""
    heads = [column.title for column in anew.columns]
    if [column.title for column in table.columns] != heads or len(table.rows) != len(anew.rows):
        what = _("The table is not the one that the data give.")
        allowed = _("{rows} rows; columns: {columns}").format(rows=len(anew.rows), columns=", ".join(heads))
        yield _fault(area, table, (0, 0), what, allowed)
        return
    for row, (cells, others) in enumerate(zip(table.rows, anew.rows, strict=True), start=1):
        for column, (cell, other) in enumerate(zip(cells, others, strict=True)):
            if _told(cell) != _told(other):
                what = _("«{text}» is not what the data say.").format(text=_told(cell))
                yield _fault(area, table, (row, column), what, f"«{_told(other)}»")


def _told(cell: Cell) -> str:
    """All that a cell tells its reader, the drawing by its words, the colour by its kind."""
    status = f"[{cell.status.kind}: {cell.status.word}]" if cell.status else ""
    return " ".join(
        filter(
            None, (text_of(transform(cell.children, _by_label)), status, cell.sparkline.alt if cell.sparkline else "")
        )
    )


def _by_label(node: object) -> object:
    """A reference by what it refers to: its words are known only when the chapter is put together."""
    return Text(text=node.label) if isinstance(node, CrossReference) else node


def _cell_faults(edition: EditionData, table: Table, column: int, cell: Cell) -> Iterator[tuple[str, str]]:
    results = [node.value for node in cell.children if isinstance(node, ShownValue) and node.value.kind == "result"]
    years = _YEAR.findall(table.columns[column].title)
    for value in results:
        if years and str(value.year) not in years:
            what = _("«{text}» is the result of {year}, but stands under «{head}».")
            yield what.format(text=value.text, year=value.year, head=table.columns[column].title), str(value.year)
    if cell.status is not None and results:
        yield from _status_faults(edition, cell, results[0])


def _status_faults(edition: EditionData, cell: Cell, value: Value) -> Iterator[tuple[str, str]]:
    """A status beside a result is the one the result's requirement gives."""
    if value.indicator is None or value.year is None or cell.status is None:
        return
    known = {indicator.id: indicator for indicator in edition.register.indicators}
    if (indicator := known.get(value.indicator)) is None:
        return
    wanted = edition.status(indicator, edition.result_or_blank(indicator.id, value.year))
    if (cell.status.kind, cell.status.word) != (wanted.kind, wanted.word):
        what = _("«{word}» is not how «{text}» stands.").format(word=cell.status.word, text=value.text)
        yield what, f"«{wanted.word}»"


def _fault(area: Area, table: Table, place: tuple[int, int], what: str, allowed: str) -> Fault:
    row, column = place
    where = f"«{area.title}», {cell_told(table.label, row, column) if row else table.label}"
    return Fault(notebook_of(area), place=where, what=what, allowed=allowed)
