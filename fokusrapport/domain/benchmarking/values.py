"""The values that a comparison shows: figures as fetched, and how one's own differ from others'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fokusrapport.blocks import Value
from fokusrapport.domain.benchmarking.comparison import Compared
from fokusrapport.domain.benchmarking.regions import Region
from fokusrapport.domain.benchmarking.snapshots import SnapshotFigure
from fokusrapport.domain.benchmarking.symbols import symbol_text
from fokusrapport.domain.numbers import format_difference, format_result
from fokusrapport.domain.values import plain_number
from fokusrapport.i18n import DisplayText, Language, round_half_up
from fokusrapport.params.models import Indicator


@dataclass(frozen=True)
class BenchmarkValues:
    """Makes the values of one area in one language.

    They name no indicator: it is the measure that they are of, and others' figures are no results of the municipality.
    """

    area: str
    words: Language

    def figure(self, indicator: Indicator, figure: SnapshotFigure | None) -> Value:
        """A figure with its unit; in words why there is none, and nothing but a dash where there is no row."""
        if figure is None:
            return Value(text="–", area=self.area)
        number = figure.value
        text = symbol_text(figure.symbol, self.words) if number is None else None
        return Value(
            kind="result",
            text=DisplayText(text) if text else format_result(indicator, number or Decimal(0), self.words),
            exact=None if number is None else plain_number(number),
            unit=indicator.unit,
            area=self.area,
            year=figure.year,
            sources=(figure.source,),
        )

    def year(self, figure: SnapshotFigure) -> Value:
        """The year that a figure is of."""
        text = DisplayText(str(figure.year))
        return Value(kind="verdict", text=text, area=self.area, year=figure.year, sources=(figure.source,))

    def difference(self, indicator: Indicator, own: SnapshotFigure, other: SnapshotFigure) -> Value | None:
        """One's own figure less another's, as printed: the difference of the rounded figures; None without both."""
        rounded = _rounded_difference(indicator, own, other)
        if rounded is None:
            return None
        return Value(
            kind="computed",
            text=format_difference(indicator, rounded, self.words),
            exact=plain_number(rounded),
            unit=indicator.unit,
            area=self.area,
            year=own.year,
            sources=(own.source, other.source),
        )

    def standing(self, indicator: Indicator, own: SnapshotFigure, other: SnapshotFigure) -> Value | None:
        """Whether one's own figure is higher than another's, lower, or the same as printed; None without both."""
        rounded = _rounded_difference(indicator, own, other)
        if rounded is None:
            return None
        told = {
            1: self.words.gettext("higher than"),
            -1: self.words.gettext("lower than"),
            0: self.words.gettext("the same as"),
        }[(rounded > 0) - (rounded < 0)]
        sources = (own.source, other.source)
        return Value(kind="verdict", text=DisplayText(told), area=self.area, year=own.year, sources=sources)

    def all(self, compared: Compared) -> Iterator[Value]:
        """Every value that may be shown of a measure."""
        for figure in compared.figures.values():
            yield self.figure(compared.indicator, figure)
            yield self.year(figure)
        for year in compared.years:
            own = compared.figure(compared.own.code, year)
            for other in compared.regions[1:]:
                yield from self._beside(compared.indicator, own, compared.figure(other.code, year))

    def _beside(
        self, indicator: Indicator, own: SnapshotFigure | None, other: SnapshotFigure | None
    ) -> Iterator[Value]:
        if own is not None and other is not None:
            for value in (self.difference(indicator, own, other), self.standing(indicator, own, other)):
                if value is not None:
                    yield value


def newest_year(compared: Compared, region: Region) -> int | None:
    """The newest year with a number for the region."""
    found = (year for year in compared.years if (own := compared.figure(region.code, year)) and own.value is not None)
    return max(found, default=None)


def _rounded_difference(indicator: Indicator, own: SnapshotFigure, other: SnapshotFigure) -> Decimal | None:
    if own.value is None or other.value is None:
        return None
    return round_half_up(own.value, indicator.decimals) - round_half_up(other.value, indicator.decimals)
