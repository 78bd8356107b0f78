"""Tables of feedback cases: by month, year, area, deadline, level and action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fokusrapport.blocks import Cell, Inlines, ShownValue, Table, plain
from fokusrapport.blocktree import walk
from fokusrapport.domain.feedback.count_tables import REST, UNKNOWN, sorts
from fokusrapport.domain.feedback.values import FeedbackValues
from fokusrapport.domain.feedback.words import FeedbackWords, capital, cell
from fokusrapport.domain.filling import filled
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.tabulate import ColumnOf, Row, TableFrame, or_in_words, tabulate, text_cell, value_cell
from fokusrapport.i18n import Language
from fokusrapport.params.feedback_models import CASE_TYPES, CaseType
from fokusrapport.params.models import Said

_MONTHS = range(1, 13)


@dataclass(frozen=True)
class FeedbackTables:
    """Makes the tables that one area of the report shows; all are of the edition's year unless they show several."""

    values: FeedbackValues

    def by_month(self, caption: Said, label: str) -> Table:
        """Cases by month and type, and of the whole year."""
        rows: Sequence[int | None] = (*_MONTHS, None)
        columns = [
            ColumnOf[int | None](self._words.gettext("Month"), self._month_cell),
            *(self._sort_in_month(sort) for sort in (*self._sorts, None)),
        ]
        return self._with_rest(self._table(caption, label, columns, rows))

    def by_year(self, caption: Said, label: str) -> Table:
        """Cases by type and year, and all of them."""
        rows: Sequence[CaseType | None] = (*CASE_TYPES, None)
        columns = [
            ColumnOf[CaseType | None](self._words.gettext("Type"), lambda kind: text_cell(self._own.head(kind))),
            *(self._year_of_type(year) for year in self.values.figures.years),
        ]
        return self._table(caption, label, columns, rows)

    def by_area(self, caption: Said, label: str) -> Table:
        """Cases by area and type, and of all areas."""
        columns = [
            ColumnOf[str | None](self._words.gettext("Area"), lambda area: cell(self._own.area(area))),
            *(self._sort_in_area(sort) for sort in (*self._sorts, None)),
        ]
        return self._with_rest(self._table(caption, label, columns, (*self._areas, None)))

    def deadlines(self, caption: Said, label: str) -> Table:
        """How fast cases were answered, a row a deadline; it never mixes deadlines, which would hide breaches."""
        rows = [(None, deadline) for deadline in self.values.figures.deadlines()]
        table = or_in_words(self._table(caption, label, self._time_columns(), rows), self._no_deadline)
        return table.model_copy(update={"notes": (*table.notes, *self._time_notes())})

    def deadlines_by_area(self, caption: Said, label: str) -> Table:
        """The same for each area, a row an area and deadline that may be shown; then for all areas.

        Where nothing may be shown, those for all areas stand there as withheld: a table needs a row.
        """
        deadlines = self.values.figures.deadlines()
        pairs = [(area, deadline) for area in (*self._areas, None) for deadline in deadlines]
        times = {pair: self.values.figures.times(pair[1], pair[0]) for pair in pairs}
        shown = [pair for pair, found in times.items() if found is not None and found.settled]
        rows = shown or [(None, deadline) for deadline in deadlines]
        columns = [
            ColumnOf[tuple[str | None, int]](self._words.gettext("Area"), lambda row: cell(self._own.area(row[0]))),
            *self._time_columns(),
        ]
        table = or_in_words(self._table(caption, label, columns, rows), self._no_deadline)
        weighed = self._words.gettext(
            "The figures for all areas are of all cases: an area with many cases weighs more than one with few."
        )
        left_out = self._words.gettext("Left out: areas and deadlines with too few cases to be shown.")
        hidden = (plain(left_out),) if None in times.values() else ()
        return table.model_copy(update={"notes": (*table.notes, *self._time_notes(), plain(weighed), *hidden)})

    def levels(self, caption: Said, label: str) -> Table:
        """Cases by the level they were treated on, and how many were escalated or moved by hand."""
        ids = [*(level.id for level in self.values.figures.settings.levels), UNKNOWN]
        counts = self.values.figures.counts()
        columns: list[ColumnOf[str]] = [
            ColumnOf(self._words.gettext("Level"), lambda level: cell(self._own.level(level))),
            ColumnOf(
                self._words.gettext("Cases"),
                lambda level: value_cell(self.values.count(counts.of_level(level), None, level=level)),
                align="end",
            ),
        ]
        table = self._table(caption, label, columns, ids)
        note = filled(
            self._words.gettext("Escalated: {escalated}. Another level than the table gives, with a reason: {moved}."),
            {"escalated": self.values.escalated(), "moved": self.values.overridden()},
        )
        return table.model_copy(update={"notes": (*table.notes, note)})

    def actions(self, caption: Said, label: str) -> Table:
        """The actions proposed, by the level of the cases: only those that may be told of, the highest level first."""
        settings, counts = self.values.figures.settings, self.values.figures.counts()
        levels = [*reversed([level.id for level in settings.levels]), UNKNOWN]
        pairs = [(level, action.id) for level in levels for action in settings.actions]
        rows = [pair for pair in pairs if counts.of_level(*pair) != 0]
        columns: list[ColumnOf[tuple[str, str]]] = [
            ColumnOf(self._words.gettext("Level"), lambda row: cell(self._own.level(row[0]))),
            ColumnOf(
                self._words.gettext("Proposed action"),
                lambda row: cell(self._own.term(settings.actions, row[1], "")),
            ),
            ColumnOf(
                self._words.gettext("Cases"),
                lambda row: value_cell(self.values.count(counts.of_level(*row), None, level=row[0], action=row[1])),
                align="end",
            ),
        ]
        nothing = self._words.gettext("No actions were proposed in {year}.")
        return or_in_words(
            self._table(caption, label, columns, rows), nothing.format(year=self.values.figures.edition.year)
        )

    # --- columns ---

    def _sort_in_month(self, sort: str | None) -> ColumnOf[int | None]:
        def shown(month: int | None) -> Cell:
            return value_cell(self.values.cases(sort) if month is None else self.values.of_month(month, sort))

        return ColumnOf(self._own.head(sort), shown, align="end")

    def _year_of_type(self, year: int) -> ColumnOf[CaseType | None]:
        return ColumnOf(str(year), lambda kind: value_cell(self.values.cases(kind, year=year)), align="end")

    def _sort_in_area(self, sort: str | None) -> ColumnOf[str | None]:
        return ColumnOf(self._own.head(sort), lambda area: value_cell(self.values.cases(sort, area=area)), align="end")

    def _time_columns(self) -> list[ColumnOf[tuple[str | None, int]]]:
        words, values = self._words, self.values
        return [
            ColumnOf(words.gettext("Deadline"), lambda row: text_cell(self._own.deadline(row[1]))),
            ColumnOf(words.gettext("Cases"), lambda row: value_cell(values.settled(row[1], area=row[0])), align="end"),
            ColumnOf(
                words.gettext("Answered in time"),
                lambda row: value_cell(values.within(row[1], area=row[0])),
                align="end",
            ),
            ColumnOf(
                words.gettext("Median, days"), lambda row: value_cell(values.median(row[1], area=row[0])), align="end"
            ),
            ColumnOf(
                words.gettext("90% answered within, days"),
                lambda row: value_cell(values.ninetieth(row[1], area=row[0])),
                align="end",
            ),
        ]

    def _time_notes(self) -> tuple[Inlines, ...]:
        """How the figures are counted, and what is left out of them."""
        words = self._words
        counted = words.gettext(
            "Days are calendar days from receipt to answer. The median is the middle case; 90% were answered within "
            "the number of days of the case that comes at 90% when they are put in order (nearest rank)."
        )
        left_out = words.gettext(
            "A case that was not answered when its deadline passed counts as late, and as slower than every answered "
            "one. Cases not answered but still within their deadline are left out: {pending}."
        )
        return plain(counted), filled(left_out, {"pending": self.values.pending()})

    @property
    def _no_deadline(self) -> str:
        text = self._words.gettext("No case in {year} has a deadline.")
        return text.format(year=self.values.figures.edition.year)

    # --- within ---

    def _table(self, caption: Said, label: str, columns: Sequence[ColumnOf[Row]], rows: Sequence[Row]) -> Table:
        table = tabulate(TableFrame(label, self.values.figures.edition.text_inlines(caption), Notes()), columns, rows)
        return table.model_copy(update={"notes": (*table.notes, *self._withheld_note(table))})

    def _withheld_note(self, table: Table) -> tuple[Inlines, ...]:
        """Why some counts are withheld, under a table that withholds any."""
        shown = [node.value for node in walk(table.rows) if isinstance(node, ShownValue)]
        if not any(value.text == self.values.withheld for value in shown):
            return ()
        text = self._words.gettext(
            "{suppressed}: fewer than {limit} cases, or a number from which such a one could be worked out."
        )
        word = self.values.withheld
        return (plain(text.format(suppressed=word[:1].upper() + word[1:], limit=self.values.figures.limit)),)

    def _month_cell(self, month: int | None) -> Cell:
        return text_cell(self._words.gettext("Whole year") if month is None else capital(self._own.month(month)))

    def _with_rest(self, table: Table) -> Table:
        """With a note of what the rare types together are."""
        note = (plain(self._own.rest_note()),) if REST in self._sorts else ()
        return table.model_copy(update={"notes": (*table.notes, *note)})

    @property
    def _sorts(self) -> tuple[str, ...]:
        return sorts(self.values.figures.settings)

    @property
    def _areas(self) -> list[str]:
        return [area.area for area in self.values.figures.settings.areas]

    @property
    def _own(self) -> FeedbackWords:
        return self.values.words

    @property
    def _words(self) -> Language:
        return self.values.words.language
