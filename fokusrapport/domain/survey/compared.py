"""What others answered to the same question, how many municipalities they are, and when they were asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fokusrapport.blocks import Cell, Inline, Inlines, LineBreak, ShownValue, Source, Value, plain
from fokusrapport.domain.benchmarks import benchmarks
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.scorecard_benchmarks import benchmark_inlines
from fokusrapport.domain.survey.known import surveys
from fokusrapport.domain.survey.points import printed
from fokusrapport.domain.survey.results import Question
from fokusrapport.domain.survey.values import SurveyValues
from fokusrapport.domain.used_rows import UsedRow
from fokusrapport.domain.values import plain_number
from fokusrapport.i18n import NO_BREAK_SPACE
from fokusrapport.params.surveys_models import SurveyBenchmark, SurveyItem


@dataclass(frozen=True)
class Compared:
    """The comparisons of a survey's items: those of their indicators, or those the survey itself declares.

    An indicator's are left out where the survey is printed in points, for they are on its own scale.
    """

    edition: EditionData
    values: SurveyValues

    @property
    def needed(self) -> bool:
        """Whether there is anything to compare with."""
        return bool(self._names)

    @property
    def title(self) -> str:
        """The head of the column: the one series that all are compared with, where there is one."""
        return next(iter(self._names)) if len(self._names) == 1 else self.values.words.gettext("Comparison")

    def cell(self, question: Question, notes: Notes) -> Cell:
        """What a question is compared with; empty where it is with nothing."""
        named = len(self._names) > 1
        inlines: list[Inline] = []
        for name, told in self._told(question, notes):
            inlines += [*([LineBreak()] if inlines else []), *plain(f"{name}: " if named else ""), *told]
        return Cell(children=tuple(inlines))

    def every(self) -> Iterator[Value]:
        """Every value of the comparisons that the survey itself declares."""
        for item in self.values.found.survey.items:
            if item.benchmark is not None:
                yield self._value(item, item.benchmark)

    @property
    def _names(self) -> frozenset[str]:
        items = self.values.found.survey.items
        return frozenset(name for item in items for name, _told in self._told(item, Notes()))

    def _told(self, question: Question, notes: Notes) -> Iterator[tuple[str, Inlines]]:
        """Each series that a question is compared with, and its figure."""
        yield from self._of_indicator(question, notes)
        yield from self._declared(question, notes)

    def _of_indicator(self, question: Question, notes: Notes) -> Iterator[tuple[str, Inlines]]:
        if isinstance(question, SurveyItem) and question.indicator and not self.values.found.survey.in_points:
            for found in benchmarks(self.edition, self.edition.register.find(question.indicator)):
                inlines = benchmark_inlines(self.edition, self.values.area, notes, found)
                yield self.edition.label(found.series.label), inlines

    def _declared(self, question: Question, notes: Notes) -> Iterator[tuple[str, Inlines]]:
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
        year = plain("" if benchmark.year == self.edition.year else f"{NO_BREAK_SPACE}({benchmark.year})")
        yield name, (ShownValue(value=self._value(question, benchmark)), *year, *mark)

    def _value(self, item: SurveyItem, benchmark: SurveyBenchmark) -> Value:
        values = self.values
        number = printed(values.found.survey, Fraction(str(benchmark.value)))
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
                return edition.module_source("surveys", "surveys", nth, "items", place, "benchmark", "value")
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
