"""How all results of an edition stand: by level, short of the requirement, not assessed, and missing by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fokusrapport.blocks import Inlines, Table, Value
from fokusrapport.domain.classification import Outcome
from fokusrapport.domain.counts import Counts, count
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.missing import missing_text
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.results import Result
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, tabulate, text_cell, value_cell
from fokusrapport.domain.values import ValueMaker
from fokusrapport.i18n import Language
from fokusrapport.params.models import Indicator, StatusWords


@dataclass(frozen=True)
class Tally:
    """How the results of an edition's year stand, over all its scorecards, in the municipality's own words."""

    counts: Counts
    words: StatusWords

    def as_json(self) -> dict[str, int]:
        """Counts by status and by kind of missing; what falls short of the requirement is not «unclassified» here."""
        by_status = {str(kind): number for kind, number in self.counts.by_status.items()}
        short = {
            "short_of_requirement": self.counts.short_of_requirement,
            "unclassified": self.counts.not_assessed,
        }
        return by_status | short | {f"missing.{kind}": number for kind, number in self.counts.by_missing.items()}

    def rows(self, language: Language) -> list[tuple[str, int]]:
        """What is counted, in words, and how many; what none are of is left out, except the three levels."""
        own = {"met": self.words.met, "accepted": self.words.accepted, "unmet": self.words.unmet}
        rows = [(own[kind], number) for kind, number in self.counts.by_status.items() if kind in own]
        rows += [(word, number) for word, number in self.counts.short_by_word.items()]
        if number := self.counts.not_assessed:
            rows.append((language.gettext("not assessed"), number))
        rows += [(missing_text(kind, language), number) for kind, number in self.counts.by_missing.items() if number]
        return rows

    def text(self, language: Language) -> str:
        """The counts in one line: «ønsket 1, akseptabelt 0, …»."""
        return ", ".join(f"{word} {number}" for word, number in self.rows(language))


def outcomes(edition: EditionData, area: str, year: int | None = None) -> list[tuple[Indicator, Outcome]]:
    """Each indicator of an area's scorecard, and how its result of a year (default: the edition's) stands."""
    return [
        (indicator, edition.outcome(indicator, edition.result_or_blank(indicator.id, year or edition.year)))
        for indicator in edition.register.of_area(area, edition.year)
    ]


def edition_tally(edition: EditionData) -> Tally:
    """The tally over every area of the edition; an indicator on two scorecards counts once."""
    areas = list(edition.areas)
    by_indicator = {indicator.id: outcome for area in areas for indicator, outcome in outcomes(edition, area)}
    return Tally(count(by_indicator.values()), edition.municipality.status_words)


def _results_by_word(edition: EditionData, language: Language) -> Mapping[str, Sequence[Result]]:
    """The results that are counted in each row of the tally, by what stands in the row."""
    areas = edition.areas
    found: dict[str, dict[str, Result]] = {}
    for area in areas:
        for indicator, outcome in outcomes(edition, area):
            [(word, _one)] = [
                row for row in Tally(count([outcome]), edition.municipality.status_words).rows(language) if row[1]
            ]
            found.setdefault(word, {})[indicator.id] = edition.result_or_blank(indicator.id, edition.year)
    return {word: tuple(results.values()) for word, results in found.items()}


def tally_table(edition: EditionData, area: str, caption: str | Inlines, label: str) -> Table:
    """The edition's tally as a table; `area` is the one that shows it."""
    words, maker = edition.language, ValueMaker(area, edition.language)

    found = _results_by_word(edition, words)

    def counted(word: str, number: int) -> Value:
        return maker.counted(number, found.get(word, ())).model_copy(update={"year": edition.year})

    columns: tuple[ColumnOf[tuple[str, int]], ...] = (
        ColumnOf(
            words.gettext("Status in {year}").format(year=edition.year),
            lambda row: text_cell(row[0][:1].upper() + row[0][1:]),
        ),
        ColumnOf(words.gettext("Number of indicators"), lambda row: value_cell(counted(*row)), align="end"),
    )
    return tabulate(TableFrame(label, caption, Notes()), columns, edition_tally(edition).rows(words))
