"""Figures that are not what they were when they were fetched the last time: unrevised ones that have been revised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fokusrapport.blocks import Table, plain
from fokusrapport.domain.benchmarking.changes import changes
from fokusrapport.domain.benchmarking.comparison import Compared, Comparisons
from fokusrapport.domain.benchmarking.regions import Region
from fokusrapport.domain.benchmarking.snapshots import SnapshotFigure
from fokusrapport.domain.benchmarking.table import FigureCells
from fokusrapport.domain.benchmarking.telling import Telling
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, tabulate, text_cell


@dataclass(frozen=True)
class Revised:
    """A figure as it was fetched before and as it is now, either None where it had no row."""

    compared: Compared
    earlier: Compared
    region: Region
    year: int
    before: SnapshotFigure | None
    after: SnapshotFigure | None


def revised_figures(comparisons: Comparisons) -> Iterator[Revised]:
    """Every figure shown that has changed between the two newest snapshots, in the order of benchmarks.yaml."""
    before = {each.measure.id: each for each in comparisons.of(1)}
    for compared in comparisons.all:
        earlier = before.get(compared.measure.id)
        if earlier is not None:
            yield from _of(compared, earlier)


def _of(compared: Compared, earlier: Compared) -> Iterator[Revised]:
    """Only years that both have: that a new year has come, or an old one is no longer asked for, changes no figure."""
    years, regions = set(compared.years) & set(earlier.years), {each.code: each for each in compared.regions}
    was = [each for each in earlier.figures.values() if each.year in years]
    now = [each for each in compared.figures.values() if each.year in years]
    for change in changes(was, now):
        figure = change.figure
        if figure.region in regions and change.kind == "changed":
            region, at = regions[figure.region], (figure.region, figure.year)
            yield Revised(compared, earlier, region, figure.year, earlier.figures[at], compared.figures[at])


def revised_table(edition: EditionData, area: str, rows: Sequence[Revised], frame: TableFrame) -> Table:
    """The figures as they were and as they are."""
    words, cells = edition.language, FigureCells(edition, area, frame.notes)
    columns = [
        ColumnOf[Revised](
            words.gettext("What is measured"), lambda row: edition.label_cell(row.compared.indicator.label)
        ),
        ColumnOf(words.gettext("Region"), lambda row: text_cell(row.region.name)),
        ColumnOf(words.gettext("Year"), lambda row: text_cell(str(row.year))),
        ColumnOf(words.gettext("Before"), lambda row: cells.cell(row.earlier, row.before), align="end"),
        ColumnOf(words.gettext("Now"), lambda row: cells.cell(row.compared, row.after), align="end"),
    ]
    made = tabulate(frame, columns, rows)
    figures = [figure for row in rows for figure in (row.before, row.after) if figure is not None]
    between = dict.fromkeys(Telling(words).between(row.earlier, row.compared) for row in rows)
    told = (*Telling(words).symbols(figures), *map(plain, between))
    return made.model_copy(update={"notes": (*made.notes, *told)})
