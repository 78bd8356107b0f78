"""What others answered to the same question, how many municipalities they are, and when they were asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fokusrapport.blocks import Cell, Inline, LineBreak, ShownValue, Source, Value, plain
from fokusrapport.domain.benchmarks import benchmarks
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.scorecard_benchmarks import benchmark_inlines
from fokusrapport.domain.survey.found import surveys
from fokusrapport.domain.survey.results import Question
from fokusrapport.domain.survey.values import SurveyValues
from fokusrapport.domain.used_rows import UsedRow
from fokusrapport.domain.values import plain_number
from fokusrapport.params.surveys_models import SurveyBenchmark, SurveyItem


@dataclass(frozen=True)
class Compared:
    """The comparisons of a survey's items: those of their indicators, or those the survey itself declares.

    An indicator's are left out where the survey is printed in points, for they are on its own scale.
    """

    edition: EditionData
    values: SurveyValues

    def cell(self, question: Question, notes: Notes) -> Cell:
        """What a question is compared with; empty where it is with nothing."""
        parts = [*self._of_indicator(question, notes), *self._declared(question, notes)]
        lines = ((*((LineBreak(),) if place else ()), *part) for place, part in enumerate(parts))
        return Cell(children=tuple(inline for line in lines for inline in line))

    def every(self) -> Iterator[Value]:
        """Every value of the comparisons that the survey itself declares."""
        for item in self.values.found.survey.items:
            if item.benchmark is not None:
                yield self._value(item, item.benchmark)

    def _of_indicator(self, question: Question, notes: Notes) -> Iterator[tuple[Inline, ...]]:
        if isinstance(question, SurveyItem) and question.indicator and not self.values.found.survey.in_points:
            for found in benchmarks(self.edition, self.edition.register.find(question.indicator)):
                inlines = benchmark_inlines(self.edition, self.values.area, notes, found)
                yield (*plain(f"{self.edition.label(found.series.label)}: "), *inlines)

    def _declared(self, question: Question, notes: Notes) -> Iterator[tuple[Inline, ...]]:
        if not isinstance(question, SurveyItem) or question.benchmark is None:
            return
        words, benchmark = self.values.words, question.benchmark
        name = self.edition.label(benchmark.label)
        template = words.ngettext(
            "{count} municipality took part", "{count} municipalities took part", benchmark.participants
        )
        taken_part = template.format(count=words.number(benchmark.participants))
        note = words.gettext("{series} {year}: {participants}.")
        mark = notes.mark(note.format(series=name, year=benchmark.year, participants=taken_part))
        yield (*plain(f"{name}: "), ShownValue(value=self._value(question, benchmark)), *mark)

    def _value(self, item: SurveyItem, benchmark: SurveyBenchmark) -> Value:
        values = self.values
        number = values.printed(Fraction(str(benchmark.value)))
        return Value(
            kind="computed",
            text=values.words.number(number, values.decimals),
            exact=plain_number(number),
            unit=values.unit,
            area=values.area,
            year=benchmark.year,
            sources=benchmark_line(self.edition, values.found.survey.id, item.id),
        )


def benchmark_line(edition: EditionData, survey: str, item: str) -> tuple[Source, ...]:
    """The line on which an item's own comparison stands."""
    for nth, own in enumerate(surveys(edition)):
        for place, each in enumerate(own.items):
            if (own.id, each.id) == (survey, item):
                return edition.module_line("surveys", "surveys", nth, "items", place, "benchmark", "value")
    return ()


def benchmark_rows(edition: EditionData) -> Iterator[UsedRow]:
    """The declared comparisons as the source appendix tells of them."""
    for survey in surveys(edition):
        for item in survey.items:
            if (benchmark := item.benchmark) is None:
                continue
            number = edition.language.number(Decimal(str(benchmark.value)), 1)
            for source in benchmark_line(edition, survey.id, item.id):
                yield UsedRow(source, edition.label_inlines(item.label), benchmark.year, number)
