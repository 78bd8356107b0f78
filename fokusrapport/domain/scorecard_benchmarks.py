"""The scorecard's column of comparisons: other municipalities' figures beside one's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fokusrapport.blocks import Cell, Inline, LineBreak, ShownValue, plain
from fokusrapport.domain.benchmarks import Benchmark, benchmarks, participants_text
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.values import ValueMaker
from fokusrapport.i18n import NO_BREAK_SPACE
from fokusrapport.params.models import Indicator


@dataclass(frozen=True)
class BenchmarkColumn:
    """The comparisons of some indicators as cells, and how the column is headed.

    Where all rows are compared with the same one series, that heads the column; else each cell names its series. A
    figure of another year than the edition's has its year beside it.
    """

    edition: EditionData
    area: str
    notes: Notes
    indicators: Sequence[Indicator]

    @property
    def needed(self) -> bool:
        """Whether there is anything to compare with."""
        return bool(self._names())

    @property
    def title(self) -> str:
        """The head of the column."""
        names = self._names()
        return names.pop() if len(names) == 1 else self.edition.language.gettext("Comparison")

    def cell(self, indicator: Indicator) -> Cell:
        """What one indicator is compared with."""
        return Cell(children=tuple(self._inlines(benchmarks(self.edition, indicator))))

    def _names(self) -> set[str]:
        found = (benchmark for indicator in self.indicators for benchmark in benchmarks(self.edition, indicator))
        return {self._name(benchmark) for benchmark in found}

    def _name(self, benchmark: Benchmark) -> str:
        return self.edition.label(benchmark.series.label)

    def _inlines(self, found: Sequence[Benchmark]) -> Iterator[Inline]:
        named = len(self._names()) > 1
        for position, benchmark in enumerate(found):
            if position:
                yield LineBreak()
            if named:
                yield from plain(f"{self._name(benchmark)}: ")
            result = benchmark.result
            value = ValueMaker(self.area, self.edition.language).of(benchmark.series, result)
            yield ShownValue(value=value)
            if result.year != self.edition.year:
                yield from plain(f"{NO_BREAK_SPACE}({result.year})")
            yield from self.notes.mark(self._note(benchmark))

    def _note(self, benchmark: Benchmark) -> str:
        """What must be known of the figure: who took part, and what is uncertain about it."""
        words, result = self.edition.language, benchmark.result
        taken_part = participants_text(result, words)
        template = words.gettext("{series} {year}: {participants}.")
        told = template.format(series=self._name(benchmark), year=result.year, participants=taken_part)
        return " ".join(filter(None, [told if taken_part else "", result.uncertain]))
