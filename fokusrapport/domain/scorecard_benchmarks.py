"""The scorecard's column of comparisons: other municipalities' figures beside one's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fokusrapport.blocks import Cell, Inline, Inlines, LineBreak, ShownValue, plain
from fokusrapport.domain.benchmarks import Benchmark, benchmarks, participants_text
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import joined
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
            yield from benchmark_inlines(self.edition, self.area, self.notes, benchmark)


def benchmark_inlines(edition: EditionData, area: str, notes: Notes, benchmark: Benchmark) -> Inlines:
    """A figure compared with: its number, its year where that is not the edition's, and the mark of what is noted."""
    result = benchmark.result
    value = ValueMaker(area, edition.language).of(benchmark.series, result)
    year = plain("" if result.year == edition.year else f"{NO_BREAK_SPACE}({result.year})")
    return (ShownValue(value=value), *year, *notes.mark(_note(edition, benchmark)))


def _note(edition: EditionData, benchmark: Benchmark) -> Inlines:
    """What must be known of the figure: who took part, and what is uncertain about it."""
    words, result = edition.language, benchmark.result
    taken_part = participants_text(result, words)
    template = words.gettext("{series} {year}: {participants}.")
    told = template.format(series=edition.label(benchmark.series.label), year=result.year, participants=taken_part)
    parts = [plain(told if taken_part else ""), edition.quoted(result.uncertain)]
    return joined([part for part in parts if part], " ")
