"""Tables of figures beside those of others: one year by region, several years, and what has changed since last time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from fokusrapport.blocks import Cell, Inlines, ShownValue, Table, plain
from fokusrapport.domain.benchmarking.comparison import Compared
from fokusrapport.domain.benchmarking.regions import Region
from fokusrapport.domain.benchmarking.snapshots import SnapshotFigure
from fokusrapport.domain.benchmarking.telling import Telling
from fokusrapport.domain.benchmarking.values import BenchmarkValues
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, tabulate, text_cell
from fokusrapport.i18n import Language


@dataclass(frozen=True)
class Row:
    """One measure in one year."""

    compared: Compared
    year: int

    def figure(self, region: Region) -> SnapshotFigure | None:
        """The figure of a region."""
        return self.compared.figure(region.code, self.year)


@dataclass(frozen=True)
class FigureCells:
    """The cells of figures in tables, each with a note where it needs one."""

    edition: EditionData
    area: str
    notes: Notes

    def cell(self, compared: Compared, figure: SnapshotFigure | None) -> Cell:
        """The cell of a figure; a dash where there is none."""
        words = self.edition.language
        value = BenchmarkValues(self.area, words).figure(compared.indicator, figure)
        note = Telling(words).figure_note(figure) if figure else ""
        return Cell(children=(ShownValue(value=value), *self.notes.mark(note)))


@dataclass(frozen=True)
class RegionTable:
    """A row a measure and year, a column a region; under it what every figure must be read with."""

    edition: EditionData
    area: str
    rows: Sequence[Row]
    notes: Notes = field(default_factory=Notes)

    def table(self, caption: str | Inlines, label: str) -> Table:
        """The table as a block."""
        made = tabulate(TableFrame(label, caption, self.notes), list(self._columns()), self.rows)
        return made.model_copy(update={"notes": (*made.notes, *self._under())})

    @property
    def _words(self) -> Language:
        return self.edition.language

    def _columns(self) -> Iterator[ColumnOf[Row]]:
        yield ColumnOf(self._words.gettext("What is measured"), self._name)
        yield ColumnOf(self._words.gettext("Year"), self._year)
        for region in self._regions():
            yield ColumnOf(region.name, partial(self._figure, region), align="end")

    def _regions(self) -> Iterator[Region]:
        """Every region of any row, one's own first; each once."""
        found = chain.from_iterable(row.compared.regions for row in self.rows)
        yield from {(region.kind is not None, region.code): region for region in found}.values()

    def _name(self, row: Row) -> Cell:
        return self.edition.label_cell(row.compared.indicator.label)

    def _year(self, row: Row) -> Cell:
        """The year, and in words whether its figures are revised."""
        words = {"unrevised": self._words.gettext("unrevised"), "revised": self._words.gettext("revised")}
        figure = row.figure(row.compared.own)
        word = words.get(figure.revision or "", "") if figure else ""
        note = Telling(self._words).revision_note(row.compared, row.year)
        return Cell(children=(*plain(f"{row.year} ({word})" if word else str(row.year)), *self.notes.mark(note)))

    def _figure(self, region: Region, row: Row) -> Cell:
        return FigureCells(self.edition, self.area, self.notes).cell(row.compared, row.figure(region))

    def _under(self) -> Iterator[Inlines]:
        regions = list(self._regions())
        figures = [figure for row in self.rows for region in regions if (figure := row.figure(region)) is not None]
        yield from Telling(self._words).under_table([row.compared for row in self.rows], figures)


@dataclass(frozen=True)
class YearsTable:
    """One measure: a row a region, a column a year."""

    edition: EditionData
    area: str
    compared: Compared
    notes: Notes = field(default_factory=Notes)

    def table(self, caption: str | Inlines, label: str) -> Table:
        """The table as a block."""
        words = self.edition.language
        columns = [ColumnOf[Region](words.gettext("Region"), lambda region: text_cell(region.name))]
        columns += [ColumnOf(self._head(year), self._in(year), align="end") for year in self.compared.years]
        made = tabulate(TableFrame(label, caption, self.notes), columns, self.compared.regions)
        return made.model_copy(update={"notes": (*made.notes, *self._under(Telling(words)))})

    def _head(self, year: int) -> str:
        figure = self.compared.figure(self.compared.own.code, year)
        if figure is not None and figure.revision == "unrevised":
            return self.edition.language.gettext("{year} (unrevised)").format(year=year)
        return str(year)

    def _in(self, year: int) -> Callable[[Region], Cell]:
        return partial(self._cell, year)

    def _cell(self, year: int, region: Region) -> Cell:
        figure = self.compared.figure(region.code, year)
        return FigureCells(self.edition, self.area, self.notes).cell(self.compared, figure)

    def _under(self, telling: Telling) -> Iterator[Inlines]:
        shown = {region.code for region in self.compared.regions}
        figures = [figure for (region, _year), figure in self.compared.figures.items() if region in shown]
        yield from map(plain, telling.revisions(self.compared))
        yield from telling.under_table([self.compared], figures)
