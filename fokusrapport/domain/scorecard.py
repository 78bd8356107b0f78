"""The scorecard (målekort) of an area: a row an indicator, its results of some years, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from fokusrapport.blocks import Cell, Inlines, LineBreak, ShownValue, Sparkline, Status, Table, plain
from fokusrapport.domain.cards.places import name_cell
from fokusrapport.domain.change import Change
from fokusrapport.domain.charts.sparkline import sparkline
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import filled
from fokusrapport.domain.indicators import requirement_in
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.requirements import printed_levels
from fokusrapport.domain.results import Result
from fokusrapport.domain.scorecard_benchmarks import BenchmarkColumn
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, tabulate
from fokusrapport.domain.values import ValueMaker
from fokusrapport.i18n import NO_BREAK_SPACE, Language
from fokusrapport.params.models import Indicator

_SHORT = 14  # letters of a level that stays on one line


@dataclass(frozen=True)
class ScorecardRow:
    """One indicator: its requirement as printed, its results in the years shown, and its change.

    The requirement, level by level as printed, and the change are those of the edition's year; `results` has one for
    each year, oldest first.
    `trend` draws all years measured, where they are enough.
    """

    indicator: Indicator
    requirement: tuple[str, ...]
    results: tuple[Result, ...]
    change: Change
    trend: Sparkline | None

    @property
    def comment(self) -> str:
        """The comment on the newest result."""
        return self.results[-1].comment

    @property
    def measured(self) -> bool:
        """Whether any of the results shown was measured."""
        return any(result.missing is None for result in self.results)


def scorecard_rows(edition: EditionData, area: str) -> tuple[ScorecardRow, ...]:
    """The rows of an area's scorecard, in the register's order."""
    years = edition.result_years
    return tuple(
        ScorecardRow(
            indicator=indicator,
            requirement=_printed(indicator, edition.year),
            results=tuple(edition.result_or_blank(indicator.id, year) for year in years),
            change=edition.change(indicator),
            trend=sparkline(edition, indicator),
        )
        for indicator in edition.register.of_area(area, edition.year)
    )


def _printed(indicator: Indicator, year: int) -> tuple[str, ...]:
    requirement = requirement_in(indicator, year)
    return tuple(text for _level, text in printed_levels(requirement)) if requirement else ()


def _line_by_line(levels: tuple[str, ...]) -> Inlines:
    """The levels under each other, apart by a slash as in running text; short ones are never broken."""
    whole = [level.replace(" ", NO_BREAK_SPACE) if len(level) <= _SHORT else level for level in levels]
    lines: list[Inlines] = [plain(f"{level} /") for level in whole[:-1]] + [plain(level) for level in whole[-1:]]
    return tuple(part for place, line in enumerate(lines) for part in (*((LineBreak(),) if place else ()), *line))


@dataclass(frozen=True)
class ScorecardTable:
    """A scorecard in the making: rows to cells, with the notes they need."""

    edition: EditionData
    area: str
    notes: Notes = field(default_factory=Notes)

    def table(self, caption: str | Inlines, label: str) -> Table:
        """The scorecard as a table block; the indicator heads its row, for a success factor has several."""
        rows = scorecard_rows(self.edition, self.area)
        table = tabulate(TableFrame(label, caption, self.notes), tuple(self._columns(rows)), rows)
        return table.model_copy(update={"kind": "scorecard", "row_header": 1})

    def _columns(self, rows: tuple[ScorecardRow, ...]) -> Iterator[ColumnOf[ScorecardRow]]:
        """The columns; of comparisons, changes and comments only where there is something to tell."""
        words = self.edition.language
        yield ColumnOf(words.gettext("Success factor"), lambda row: self._success_factor(row.indicator))
        yield ColumnOf(words.gettext("Indicator"), lambda row: name_cell(self.edition, row.indicator))
        yield ColumnOf(words.gettext("Requirement"), lambda row: Cell(children=_line_by_line(row.requirement)))
        for position, year in enumerate(self.edition.result_years):
            yield ColumnOf(words.gettext("Result {year}").format(year=year), self._result_of(position))
        compared = BenchmarkColumn(self.edition, self.area, self.notes, [row.indicator for row in rows])
        if compared.needed:
            yield ColumnOf(compared.title, lambda row: compared.cell(row.indicator))
        if any(row.measured for row in rows):
            yield ColumnOf(words.gettext("Change since last measured"), self._change)
        if any(row.comment for row in rows):
            yield ColumnOf(
                words.gettext("Comment"),
                lambda row: Cell(children=self.edition.quoted(row.comment)),
            )

    def _success_factor(self, indicator: Indicator) -> Cell:
        factors = self.edition.municipality.success_factors
        named = (self.edition.label_cell(f.label) for f in factors if f.id == indicator.success_factor)
        return next(named, Cell())

    def _result_of(self, position: int) -> Callable[[ScorecardRow], Cell]:
        return partial(self._result, position)

    def _result(self, position: int, row: ScorecardRow) -> Cell:
        """A result judged by the requirement of its own year; why it has no level stands once under the table."""
        result = row.results[position]
        value = ValueMaker(self.area, self.edition.language).of(row.indicator, result)
        told: Inlines = (ShownValue(value=value),)
        quoted = self.edition.quoted(told) if row.indicator.scale == "milestone" and result.text else told
        shown = (*quoted, *self.notes.mark(self.edition.quoted(result.uncertain)))
        if result.missing is not None:
            return Cell(children=shown)
        status = self.edition.status(row.indicator, result)
        marked = (*shown, *self.notes.mark(self._reason(result, status)))
        return Cell(children=marked, status=status.model_copy(update={"reason": ""}))

    def _reason(self, result: Result, status: Status) -> Inlines:
        """Why a status is as it is, as a sentence; what somebody wrote in a data file stays as it was written."""
        if result.status_by_hand is None:
            return plain(_sentence(status.reason))
        template = _sentence(self.edition.language.gettext("set by hand: {reason}"))
        return filled(template, {"reason": self.edition.quoted(result.status_reason.rstrip("."))})

    def _change(self, row: ScorecardRow) -> Cell:
        """The change with its year and whether it is better, or why there is none; under it all years as a drawing."""
        words, change = self.edition.language, row.change
        if change.difference is None:
            return Cell(
                children=plain(words.gettext("none: {reason}").format(reason=change.reason)), sparkline=row.trend
            )
        compared = self.edition.compared(row.indicator, change)
        value = ValueMaker(self.area, words).of_change(row.indicator, change.since, change, compared)
        verdict = verdict_word(change, words) if change.difference or row.indicator.scale != "yes_no" else ""
        children = (ShownValue(value=value), *plain(f" ({verdict})" if verdict else ""))
        return Cell(children=children, sparkline=row.trend)


def verdict_word(change: Change, language: Language) -> str:
    """Whether a change is for the better, in a word; nothing where nobody has said which way is better."""
    words = {
        "better": language.gettext("better"),
        "worse": language.gettext("worse"),
        "unchanged": language.gettext("unchanged"),
    }
    return words.get(change.verdict or "", "")


def _sentence(text: str) -> str:
    """A reason as a sentence of its own; nothing for no reason."""
    return f"{text[0].upper()}{text[1:].rstrip('.')}." if text else ""
