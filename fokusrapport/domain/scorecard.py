"""The scorecard (målekort) of an area, and how all results of an edition stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fokusrapport.blocks import Cell, Column, Inlines, ShownValue, Table, plain
from fokusrapport.domain.change import Change
from fokusrapport.domain.classification import Outcome
from fokusrapport.domain.counts import Counts, count
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.indicators import requirement_in
from fokusrapport.domain.missing import missing_text
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.requirements import printed_requirement
from fokusrapport.domain.results import Result
from fokusrapport.domain.values import ValueMaker
from fokusrapport.i18n import Language
from fokusrapport.params.models import Indicator, StatusWords


@dataclass(frozen=True)
class ScorecardRow:
    """One indicator: its results in the years shown (None where the data have no row), and its change."""

    indicator: Indicator
    requirement: str
    results: tuple[Result | None, ...]
    change: Change


def scorecard_rows(edition: EditionData, area: str) -> tuple[ScorecardRow, ...]:
    """The rows of an area's scorecard, in the register's order."""
    years = edition.loaded.edition.result_years
    return tuple(
        ScorecardRow(
            indicator=indicator,
            requirement=_printed(indicator, edition.year),
            results=tuple(edition.result(indicator.id, year) for year in years),
            change=edition.change(indicator),
        )
        for indicator in edition.register.of_area(area, edition.year)
    )


def _printed(indicator: Indicator, year: int) -> str:
    requirement = requirement_in(indicator, year)
    return printed_requirement(requirement) if requirement else ""


@dataclass
class ScorecardTable:
    """A scorecard in the making: rows to cells, with the notes they need."""

    edition: EditionData
    area: str
    notes: Notes

    @classmethod
    def of(cls, edition: EditionData, area: str) -> ScorecardTable:
        """The scorecard of one area."""
        return cls(edition, area, Notes())

    def table(self, caption: str, label: str) -> Table:
        """The scorecard as a table block; columns nobody filled in are left out."""
        rows = scorecard_rows(self.edition, self.area)
        with_change = any(row.change.difference is not None for row in rows) or self._asks_for_change(rows)
        with_comment = any(self._comment(row) for row in rows)
        columns = tuple(self._columns(with_change=with_change, with_comment=with_comment))
        cells = tuple(tuple(self._cells(row, with_change, with_comment)) for row in rows)
        return Table(
            label=label,
            caption=plain(caption),
            columns=columns,
            rows=cells,
            row_header=1,
            notes=self.notes.under_table(),
            kind="scorecard",
        )

    def _asks_for_change(self, rows: tuple[ScorecardRow, ...]) -> bool:
        """A change column also where a measurement exists that nothing can be compared with: the reason is told."""
        return any(result is not None and result.number is not None for row in rows for result in row.results)

    def _columns(self, *, with_change: bool, with_comment: bool) -> Iterator[Column]:
        words = self.edition.language
        yield Column(title=words.gettext("Success factor"))
        yield Column(title=words.gettext("Indicator"))
        yield Column(title=words.gettext("Requirement"))
        for year in self.edition.loaded.edition.result_years:
            yield Column(title=words.gettext("Result {year}").format(year=year))
        if with_change:
            yield Column(title=words.gettext("Change since last measured"))
        if with_comment:
            yield Column(title=words.gettext("Comment"))

    def _cells(self, row: ScorecardRow, with_change: bool, with_comment: bool) -> Iterator[Cell]:  # noqa: FBT001
        yield Cell(children=plain(self._success_factor(row.indicator)))
        yield Cell(children=plain(self.edition.label(row.indicator.label)))
        yield Cell(children=plain(row.requirement))
        for result in row.results:
            yield self._result_cell(row.indicator, result)
        if with_change:
            yield Cell(children=self._change(row))
        if with_comment:
            yield Cell(children=plain(self._comment(row)))

    def _change(self, row: ScorecardRow) -> Inlines:
        """The change with its year and whether it is better, in words; or why there is none."""
        words, change = self.edition.language, row.change
        if change.difference is None:
            return plain(words.gettext("none: {reason}").format(reason=change.reason))
        compared = self.edition.compared(row.indicator, change)
        maker = ValueMaker(self.area, words)
        value = maker.of_change(row.indicator, change.since, change.difference, compared)
        verdict = verdict_word(change, words)
        return (ShownValue(value=value), *plain(f" ({verdict})" if verdict else ""))

    def _success_factor(self, indicator: Indicator) -> str:
        factors = self.edition.loaded.municipality.success_factors
        return next((self.edition.label(f.label) for f in factors if f.id == indicator.success_factor), "")

    def _comment(self, row: ScorecardRow) -> str:
        latest = row.results[-1]
        return latest.comment if latest is not None else ""

    def _result_cell(self, indicator: Indicator, result: Result | None) -> Cell:
        if result is None:
            return Cell(children=plain(missing_text("blank", self.edition.language)))
        value = ValueMaker(self.area, self.edition.language).of(indicator, result)
        shown: Inlines = (ShownValue(value=value), *self.notes.mark(result.uncertain))
        if result.missing is not None:
            return Cell(children=shown)
        status = self.edition.status(indicator, result)
        # The reason stands once under the table, not in every narrow cell.
        marked = (*shown, *self.notes.mark(_sentence(status.reason)))
        return Cell(children=marked, status=status.model_copy(update={"reason": ""}))


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


# --- the whole edition -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tally:
    """How the results of an edition's year stand, over all its scorecards."""

    counts: Counts
    words: StatusWords
    code: str

    def as_json(self) -> dict[str, int]:
        """Counts by status and by kind of missing."""
        by_status = {str(kind): number for kind, number in self.counts.by_status.items()}
        return by_status | {f"missing.{kind}": number for kind, number in self.counts.by_missing.items()}

    def rows(self, language: Language) -> list[tuple[str, int]]:
        """What is counted, in words, and how many; kinds of missing with none are left out."""
        own = {"met": self.words.met, "accepted": self.words.accepted, "unmet": self.words.unmet}
        rows = [(own[kind], number) for kind, number in self.counts.by_status.items() if kind in own]
        if number := self.counts.by_status["unclassified"]:
            rows.append((language.gettext("not assessed"), number))
        rows += [(missing_text(kind, language), number) for kind, number in self.counts.by_missing.items() if number]
        return rows

    def text(self, language: Language) -> str:
        """The counts in one line: «ønsket 1, akseptabelt 0, …»."""
        return ", ".join(f"{word} {number}" for word, number in self.rows(language))


def outcomes(edition: EditionData, area: str) -> list[tuple[Indicator, Result | None, Outcome]]:
    """Each indicator of an area's scorecard with its result of the edition's year and how that stands."""
    found = []
    for indicator in edition.register.of_area(area, edition.year):
        result = edition.result(indicator.id, edition.year)
        outcome = (
            Outcome(kind="missing", missing="blank", word=missing_text("blank", edition.language))
            if result is None
            else edition.outcome(indicator, result)
        )
        found.append((indicator, result, outcome))
    return found


def edition_tally(edition: EditionData) -> Tally:
    """The tally over every area of the edition; an indicator on two scorecards counts once."""
    areas = [entry.area for entry in edition.loaded.edition.areas]
    by_indicator = {found[0].id: found[2] for area in areas for found in outcomes(edition, area)}
    return Tally(count(by_indicator.values()), edition.loaded.municipality.status_words, edition.language.code)
