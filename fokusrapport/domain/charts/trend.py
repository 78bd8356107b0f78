"""All dated numbers of one indicator, year by year, against its requirement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from fokusrapport.blocks import Figure, Value
from fokusrapport.domain.charts.frame import ChartFrame
from fokusrapport.domain.charts.requirement import Span, breaks_told, requirement_spans, told
from fokusrapport.domain.charts.style import BAND, MUTED, SMALL_SIZE, WIDTH, drawn, text_width, wrapped
from fokusrapport.domain.tabulate import ColumnOf, text_cell, value_cell
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Indicator

_LINE_LETTERS = 108  # letters in a line over the chart
_LIFT = 8  # points between a mark and its label


@dataclass(frozen=True)
class Point:
    """One year: its result as shown, and its number where it was measured."""

    year: int
    value: Value
    number: float | None


@dataclass(frozen=True)
class Trend:
    """What is drawn."""

    frame: ChartFrame
    indicator: Indicator
    points: tuple[Point, ...]

    @property
    def years(self) -> range:
        """Every year from the first measured to the edition's."""
        return range(self.points[0].year, self.points[-1].year + 1)

    @cached_property
    def spans(self) -> list[Span]:
        """The requirements of those years."""
        return requirement_spans(self.indicator, self.years)

    @cached_property
    def lines(self) -> list[str]:
        """What is said about the trend beside its numbers: requirements and breaks."""
        words = self.frame.words
        return [*told(self.spans, self.years, words), *breaks_told(self.indicator, self.years, words)]

    @cached_property
    def broken_in(self) -> frozenset[int]:
        """The first years of new series."""
        return frozenset(point.year for point in self.indicator.breaks) & frozenset(self.years)

    @cached_property
    def pieces(self) -> tuple[tuple[Point, ...], ...]:
        """Points that may be joined by a line: years in a row, all measured, with no break between them."""
        pieces: list[list[Point]] = [[]]
        for point in self.points:
            if point.number is None or point.year in self.broken_in:
                pieces.append([])
            if point.number is not None:
                pieces[-1].append(point)
        return tuple(tuple(piece) for piece in pieces if piece)

    @cached_property
    def labelled(self) -> frozenset[Point]:
        """The points with a number beside them: all, or where they are too wide for that the ends and the extremes."""
        measured = [(point.number, point) for point in self.points if point.number is not None]
        widest = max(text_width(point.value.text) for _number, point in measured)
        if widest < _room(self.years):
            return frozenset(point for _number, point in measured)
        by_number = sorted(measured, key=lambda pair: pair[0])
        return frozenset(pair[1] for pair in (measured[0], measured[-1], by_number[0], by_number[-1]))


def _room(years: range) -> float:
    """How many inches there are from one year to the next."""
    return (WIDTH - 0.3) / len(years)


def trend_chart(frame: ChartFrame, indicator: Indicator) -> Figure:
    """The chart; years not measured leave a gap and are named, as are breaks in the series.

    Raises InputRefused when the indicator has no dated number up to the edition's year.
    """
    trend = Trend(frame, indicator, _points(frame, indicator))
    svg = drawn(6 + 0.35 * len(_header(trend).splitlines()), frame.label, partial(_paint, trend))
    columns: tuple[ColumnOf[Point], ...] = (
        ColumnOf(frame.words.gettext("Year"), lambda point: text_cell(str(point.year))),
        ColumnOf(frame.name(indicator), lambda point: value_cell(point.value), align="end"),
    )
    return frame.figure(svg, _alt(trend), columns, trend.points)


def _points(frame: ChartFrame, indicator: Indicator) -> tuple[Point, ...]:
    """A point for every year from the first measured; the last is the edition's, or the indicator's own last."""
    measured = frame.edition.numbers(indicator.id)
    if not measured:
        raise InputRefused.because(_("«{indicator}» has never been measured.").format(indicator=indicator.id))
    first, last = measured[0].year or 0, measured[-1].year or 0
    end = max(last, min(frame.edition.year, indicator.valid_to or frame.edition.year))
    results = [frame.edition.result_or_blank(indicator.id, year) for year in range(first, end + 1)]
    return tuple(
        Point(
            year=first + position,
            value=frame.maker.of(indicator, result),
            number=None if result.number is None else float(result.number),
        )
        for position, result in enumerate(results)
    )


def _alt(trend: Trend) -> str:
    words, name = trend.frame.words, trend.frame.name(trend.indicator)
    points = words.join([f"{point.year} {point.value.text}" for point in trend.points])
    text = words.gettext("Line chart of {name}, {first} to {last}: {points}.")
    said = [text.format(name=name, first=trend.years[0], last=trend.years[-1], points=points)]
    return " ".join([*said, *(f"{line}." for line in trend.lines)])


# --- drawing ------------------------------------------------------------------------------------------------------


def _header(trend: Trend) -> str:
    return "\n".join(wrapped(line, _LINE_LETTERS) for line in trend.lines)


def _paint(trend: Trend, axes: Axes) -> None:
    low, high = _ends(trend)
    axes.set(xlim=(trend.years[0] - 0.5, trend.years[-1] + 0.5), ylim=(low, high), yticks=[])
    for span in trend.spans:
        _paint_band(span, axes)
    for piece in trend.pieces:
        rows = pd.DataFrame({"year": [p.year for p in piece], "value": [p.number for p in piece]})
        colour = trend.frame.colour
        sns.lineplot(
            rows, x="year", y="value", color=colour, linewidth=2, marker="o", markersize=7, errorbar=None, ax=axes
        )
        for position, point in enumerate(piece):
            if point in trend.labelled:
                _write_value(piece, position, axes)
    for year in sorted(trend.broken_in):
        axes.axvline(year - 0.5, color=MUTED, linewidth=1, linestyle=(0, (1, 2)))
    axes.set_xticks(list(trend.years), list(_year_texts(trend)))
    axes.set(xlabel="", ylabel="")
    axes.set_title(_header(trend), loc="left", fontsize=SMALL_SIZE, color=MUTED)


def _ends(trend: Trend) -> tuple[float, float]:
    """The ends of the vertical axis: all points and limits, with room for labels above and below."""
    numbers = [point.number for point in trend.points if point.number is not None]
    numbers += [float(end) for span in trend.spans for end in span.ends]
    room = 0.25 * (max(numbers) - min(numbers)) or max(abs(numbers[0]) * 0.1, 1.0)
    return min(numbers) - room, max(numbers) + room


def _paint_band(span: Span, axes: Axes) -> None:
    """The wanted results as a band behind the trend, with its limits drawn; an endless one ends with the axes."""
    low, high = axes.get_ylim()
    sides = [span.first - 0.5, span.last + 0.5]
    for wanted in span.wanted:
        axes.fill_between(
            sides, max(float(wanted.low), low), min(float(wanted.high), high), color=BAND, linewidth=0, zorder=0
        )
    for end in span.ends:
        axes.plot(sides, [float(end)] * 2, color=MUTED, linewidth=1, linestyle=(0, (4, 3)), zorder=0.5)


def _write_value(piece: Sequence[Point], position: int, axes: Axes) -> None:
    """The number above its mark, or below where the line runs above it; beside the line where it passes through."""
    number = piece[position].number or 0.0
    before = (piece[position - 1].number or 0.0) if position else number
    after = (piece[position + 1].number or 0.0) if position + 1 < len(piece) else number
    low = number <= min(before, after) and max(before, after) > number
    through = position > 0 and position + 1 < len(piece) and before != after and not low
    align = "center" if not through or number > max(before, after) else "right" if after > before else "left"
    axes.annotate(
        piece[position].value.text,
        (piece[position].year, number),
        xytext=({"center": 0, "right": -2, "left": 2}[align], -_LIFT if low else _LIFT),
        textcoords="offset points",
        ha=align,
        va="top" if low else "bottom",
        path_effects=[withStroke(linewidth=2.5, foreground="white")],  # where the limit of the band runs through it
    )


def _year_texts(trend: Trend) -> Iterator[str]:
    """The years under the chart; one not measured says so, in lines as narrow as the year has room for."""
    letters = max(1, int(_room(trend.years) / text_width("n")) - 1)
    for point in trend.points:
        note = "" if point.number is not None else "\n" + wrapped(point.value.text, letters)
        mark = "\n" + wrapped(trend.frame.words.gettext("new series"), letters) if point.year in trend.broken_in else ""
        yield f"{point.year}{mark}{note}"
