"""A table of some indicators' results: a row an indicator, a column a year, and its change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from fokusrapport.blocks import Cell, Inlines, ShownValue, Table
from fokusrapport.domain.cards.places import name_cell
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.results import Result
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, tabulate, text_cell, value_cell
from fokusrapport.domain.values import ValueMaker
from fokusrapport.params.models import Indicator

_NOTHING = "–"


@dataclass(frozen=True)
class ValueTable:
    """A table in the making, with the notes it needs.

    Without `years` those that the indicators have results for, up to the edition's. The change is that of the last
    year, and names the year it counts from where that is not the column before.
    """

    edition: EditionData
    area: str
    indicators: tuple[Indicator, ...]
    asked_years: tuple[int, ...] = ()
    notes: Notes = field(default_factory=Notes)

    def table(self, caption: str | Inlines, label: str) -> Table:
        """The table as a block."""
        return tabulate(TableFrame(label, caption, self.notes), tuple(self._columns()), self.indicators)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a column, oldest first."""
        if self.asked_years:
            return self.asked_years
        found = {result.year for indicator in self.indicators for result in self._series(indicator)}
        return tuple(sorted(year for year in found if year is not None and year <= self.edition.year))

    def _series(self, indicator: Indicator) -> Sequence[Result]:
        return self.edition.data.series(indicator.id)

    def _columns(self) -> Iterator[ColumnOf[Indicator]]:
        words = self.edition.language
        yield ColumnOf(words.gettext("What is measured"), lambda indicator: name_cell(self.edition, indicator))
        for year in self.years:
            yield ColumnOf(str(year), self._result_in(year), align="end")
        if any(self.edition.result(indicator.id, None) for indicator in self.indicators):
            yield ColumnOf(words.gettext("Year not stated"), self._undated, align="end")
        if len(self.years) > 1:
            yield ColumnOf(words.gettext("Change"), self._change, align="end")

    def _result_in(self, year: int) -> Callable[[Indicator], Cell]:
        return partial(self._result, year)

    def _result(self, year: int, indicator: Indicator) -> Cell:
        return self._cell(indicator, self.edition.result_or_blank(indicator.id, year))

    def _undated(self, indicator: Indicator) -> Cell:
        result = self.edition.result(indicator.id, None)
        return text_cell(_NOTHING) if result is None else self._cell(indicator, result)

    def _cell(self, indicator: Indicator, result: Result) -> Cell:
        value = ValueMaker(self.area, self.edition.language).of(indicator, result)
        return Cell(children=(ShownValue(value=value), *self.notes.mark(self.edition.quoted(result.uncertain))))

    def _change(self, indicator: Indicator) -> Cell:
        year, before = self.years[-1], self.years[-2]
        change = self.edition.change(indicator, year)
        if change.difference is None:
            return text_cell(_NOTHING)
        text = change.text if change.previous_year == before else change.since
        compared = self.edition.compared(indicator, change, year)
        return value_cell(ValueMaker(self.area, self.edition.language).of_change(indicator, text, change, compared))
