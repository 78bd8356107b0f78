"""What the proof and the source appendix are told of comparisons."""

from __future__ import annotations

from collections.abc import Iterator

from fokusrapport.blocks import Value, plain
from fokusrapport.domain.benchmarking.comparison import MODULE, Comparisons
from fokusrapport.domain.benchmarking.snapshots import SnapshotFigure
from fokusrapport.domain.benchmarking.symbols import symbol_text
from fokusrapport.domain.benchmarking.values import BenchmarkValues
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.used_rows import UsedRow
from fokusrapport.i18n import Language


def module_values(edition: EditionData, area: str) -> Iterator[Value]:
    """Every value that a comparison may show: of the newest snapshots, and of those before."""
    if edition.module(MODULE) is None:
        return
    found, maker = Comparisons(edition), BenchmarkValues(area, edition.language)
    for age in (0, 1):
        for compared in found.of(age):
            yield from maker.all(compared)


def module_rows(edition: EditionData) -> Iterator[UsedRow]:
    """Every row of the newest snapshots and of those before, as it was read."""
    if edition.module(MODULE) is None:
        return
    found = Comparisons(edition)
    for age in (0, 1):
        for compared in found.of(age):
            label, names = edition.label(compared.indicator.label), {each.code: each for each in compared.regions}
            for figure in compared.figures.values():
                if figure.region in names:
                    what = plain(f"{label}: {names[figure.region].name}")
                    yield UsedRow(figure.source, what, figure.year, figure_text(figure, edition.language))


def figure_text(figure: SnapshotFigure, words: Language) -> str:
    """A figure with all decimals it was fetched with; a symbol in words."""
    if figure.value is None:
        return symbol_text(figure.symbol, words)
    exponent = figure.value.as_tuple().exponent
    number = words.number(figure.value, max(0, -exponent) if isinstance(exponent, int) else 0)
    return f"{number}{figure.symbol}"
