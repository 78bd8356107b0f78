"""A small trend for a table row, written as SVG by hand: matplotlib would take longer than the rest of the table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from fokusrapport.blocks import Sparkline
from fokusrapport.domain.charts.joined import joined
from fokusrapport.domain.edition import EditionData, needed_number
from fokusrapport.domain.numbers import format_result
from fokusrapport.params.models import Indicator

FEWEST = 3
WIDTH, HEIGHT = 96, 26
_MARGIN = 4  # room for the last point, and half a line
_LINE, _DOT, _LAST = 1.8, 1.7, 3.2


def sparkline(edition: EditionData, indicator: Indicator) -> Sparkline | None:
    """The trend of an indicator up to the edition's year; None where fewer than three years were measured."""
    results = {
        result.year: needed_number(result) for result in edition.numbers(indicator.id) if result.year is not None
    }
    if len(results) < FEWEST:
        return None
    first, last = min(results), max(results)
    broken = {point.year for point in indicator.breaks if first < point.year <= last}
    drawing = Drawing({year: float(number) for year, number in results.items()}, broken, edition.year)
    words = edition.language
    alt = words.gettext("from {before} in {before_year} to {now} in {now_year}").format(
        before=format_result(indicator, results[first], words),
        before_year=first,
        now=format_result(indicator, results[last], words),
        now_year=last,
    )
    told = [words.gettext("new series in {year}").format(year=year) for year in sorted(broken)]
    svg = drawing.svg(edition.municipality.colours.primary)
    return Sparkline(svg=svg, alt=", ".join([alt, *told]))


@dataclass(frozen=True)
class Drawing:
    """Numbers by year, the first years of new series, and the year at the right edge."""

    numbers: Mapping[int, float]
    broken_in: Collection[int]
    end: int

    def svg(self, colour: str) -> str:
        """The drawing: lines through neighbouring years, years without a neighbour as dots, the last one marked."""
        parts = "".join(self._parts())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
            f'fill="{colour}" stroke="{colour}" stroke-width="{_LINE}" stroke-linejoin="round">{parts}</svg>'
        )

    def _parts(self) -> Iterator[str]:
        for years in joined(self.numbers, self.broken_in):
            points = [self.place(year) for year in years]
            if len(points) > 1:
                path = " ".join(f"{x:g},{y:g}" for x, y in points)
                yield f'<polyline points="{path}" fill="none"/>'
            elif years[0] != max(self.numbers):
                yield _dot(points[0], _DOT)
        yield _dot(self.place(max(self.numbers)), _LAST)

    def place(self, year: int) -> tuple[float, float]:
        """Where a year's number is drawn; equal numbers lie in the middle."""
        first, low, high = min(self.numbers), min(self.numbers.values()), max(self.numbers.values())
        across = (year - first) / (max(self.end, *self.numbers) - first)
        up = (self.numbers[year] - low) / (high - low) if high > low else 0.5
        return (
            round(_MARGIN + across * (WIDTH - 2 * _MARGIN), 2),
            round(HEIGHT - _MARGIN - up * (HEIGHT - 2 * _MARGIN), 2),
        )


def _dot(place: tuple[float, float], radius: float) -> str:
    return f'<circle cx="{place[0]:g}" cy="{place[1]:g}" r="{radius:g}" stroke="none"/>'
