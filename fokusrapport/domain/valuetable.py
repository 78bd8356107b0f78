"""A table of some indicators' results: a row an indicator, a column a year, and its change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fokusrapport.blocks import Cell, Column, ShownValue, Table, plain
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.missing import missing_text
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.values import ValueMaker
from fokusrapport.params.models import Indicator


@dataclass
class ValueTable:
    """A table in the making, with the notes it needs."""

    edition: EditionData
    area: str
    notes: Notes

    def table(self, indicators: Sequence[Indicator], years: tuple[int, ...], caption: str, label: str) -> Table:
        """The table; without years, those the indicators were measured in up to the edition's."""
        years = years or self._years(indicators)
        undated = any(self.edition.result(indicator.id, None) for indicator in indicators)
        rows = tuple(tuple(self._cells(indicator, years, undated=undated)) for indicator in indicators)
        return Table(
            label=label,
            caption=plain(caption),
            columns=tuple(self._columns(years, undated=undated)),
            rows=rows,
            notes=self.notes.under_table(),
        )

    def _years(self, indicators: Sequence[Indicator]) -> tuple[int, ...]:
        found = {result.year for indicator in indicators for result in self.edition.data.series(indicator.id)}
        return tuple(sorted(year for year in found if year is not None and year <= self.edition.year))

    def _columns(self, years: tuple[int, ...], *, undated: bool) -> Iterator[Column]:
        words = self.edition.language
        yield Column(title=words.gettext("What is measured"))
        for year in years:
            yield Column(title=str(year), align="end")
        if undated:
            yield Column(title=words.gettext("Year not stated"), align="end")
        if len(years) > 1:
            yield Column(title=words.gettext("Change"), align="end")

    def _cells(self, indicator: Indicator, years: tuple[int, ...], *, undated: bool) -> Iterator[Cell]:
        yield Cell(children=plain(self.edition.label(indicator.label)))
        for year in years:
            yield self._cell(indicator, year)
        if undated:
            known = self.edition.result(indicator.id, None) is not None
            yield self._cell(indicator, None) if known else Cell(children=plain("–"))
        if len(years) > 1:
            yield self._change(indicator, years[-1])

    def _cell(self, indicator: Indicator, year: int | None) -> Cell:
        result = self.edition.result(indicator.id, year)
        if result is None:
            return Cell(children=plain(missing_text("blank", self.edition.language)))
        value = ValueMaker(self.area, self.edition.language).of(indicator, result)
        return Cell(children=(ShownValue(value=value), *self.notes.mark(result.uncertain)))

    def _change(self, indicator: Indicator, year: int) -> Cell:
        change = self.edition.change(indicator, year)
        if change.difference is None:
            return Cell(children=plain("–"))
        compared = self.edition.compared(indicator, change, year)
        maker = ValueMaker(self.area, self.edition.language)
        return Cell(children=(ShownValue(value=maker.of_change(indicator, change.text, change.difference, compared)),))
