"""All dated numbers of one indicator, year by year, against its requirement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from fokusrapport.blocks import Cell, Figure, Table, Value
from fokusrapport.domain.charts.frame import ChartFrame
from fokusrapport.domain.charts.joined import joined
from fokusrapport.domain.charts.requirement import Span, breaks_told, requirement_spans, told
from fokusrapport.domain.charts.style import BAND, EDGE, LINE, MUTED, SPACING, WIDTH, Size, drawn, text_width, wrapped
from fokusrapport.domain.tabulate import ColumnOf, text_cell, value_cell
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Indicator

_MOST_COLUMNS = 8  # years that a table has room for side by side
_HEIGHT = 2.1  # inches of the axes
_ACROSS = WIDTH - 2 * EDGE
_OVER, _UNDER = 0.1, 0.14  # inches between the axes and what stands over and under them
_LIFT = 8  # points between a mark and its label
_MOST_LINES = 4  # that may stand under a year


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
    def gaps(self) -> list[str]:
        """The years without a number, together with others of the same kind: «2012 og 2013: ikke målt»."""
        years: dict[str, list[str]] = {}
        for point in self.points:
            if point.number is None:
                years.setdefault(point.value.text, []).append(str(point.year))
        return [f"{self.frame.words.join(found)}: {text}" for text, found in years.items()]

    def said_of(self, point: Point) -> list[str]:
        """What is to be said under a year: that a new series begins, and why there is no number."""
        new = self.frame.words.gettext("new series") if point.year in self.broken_in else ""
        return list(filter(None, [new, "" if point.number is not None else point.value.text]))

    @cached_property
    def margin(self) -> float:
        """How many years stand free before the first and after the last: half a year, or what their numbers need."""
        half = max(text_width(point.value.text) for point in (self.points[0], self.points[-1])) / 2
        return max(0.5, half * (len(self.years) - 1) / (_ACROSS - 2 * half))

    @property
    def room(self) -> float:
        """How many inches there are from one year to the next."""
        return _ACROSS / (len(self.years) - 1 + 2 * self.margin)

    @cached_property
    def roomy(self) -> bool:
        """Whether all that is to be said of a year has room under it."""
        room = self.room - 0.06
        texts = [wrapped(said, room) for point in self.points for said in [str(point.year), *self.said_of(point)]]
        return max(map(text_width, texts)) <= room and max(text.count("\n") for text in texts) < _MOST_LINES

    @cached_property
    def pieces(self) -> tuple[tuple[Point, ...], ...]:
        """Points that may be joined by a line: years in a row, all measured, with no break between them."""
        measured = {point.year: point for point in self.points if point.number is not None}
        return tuple(tuple(measured[year] for year in row) for row in joined(measured, self.broken_in))

    @cached_property
    def labelled(self) -> frozenset[Point]:
        """The points with a number beside them: all, or where they are too wide for that the ends and the extremes."""
        measured = [(point.number, point) for point in self.points if point.number is not None]
        widest = max(text_width(point.value.text) for _number, point in measured)
        if widest < self.room:
            return frozenset(point for _number, point in measured)
        by_number = sorted(measured, key=lambda pair: pair[0])
        return frozenset(pair[1] for pair in (measured[0], measured[-1], by_number[0], by_number[-1]))


def trend_chart(frame: ChartFrame, indicator: Indicator) -> Figure:
    """The chart; years not measured leave a gap and are named, as are breaks in the series.

    Raises InputRefused when the indicator has no dated number up to the edition's year.
    """
    trend = Trend(frame, indicator, _points(frame, indicator))
    svg = drawn(_size(trend), frame.label, partial(_paint, trend))
    return frame.figure(svg, _alt(trend), _numbers(trend))


def _numbers(trend: Trend) -> Table:
    """The numbers, a column a year as in other tables; of many years a row each."""
    frame, name = trend.frame, trend.frame.name(trend.indicator)
    if len(trend.points) > _MOST_COLUMNS:
        columns = [
            ColumnOf[Point](frame.words.gettext("Year"), lambda point: text_cell(str(point.year))),
            ColumnOf[Point](name, lambda point: value_cell(point.value), align="end"),
        ]
        return frame.table(columns, trend.points)
    across = [
        ColumnOf[str](frame.words.gettext("What is measured"), text_cell),
        *(ColumnOf[str](str(point.year), partial(_cell_of, point), align="end") for point in trend.points),
    ]
    return frame.table(across, [name])


def _cell_of(point: Point, _name: str) -> Cell:
    return value_cell(point.value)


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
    return " ".join([*said, *_moved(trend), *(f"{line}." for line in trend.lines)])


def _moved(trend: Trend) -> Iterator[str]:
    """From what to what, over all years; nothing where the ends are no numbers of one series."""
    first, last = trend.points[0], trend.points[-1]
    if first is last or last.number is None or trend.broken_in:
        return
    words = trend.frame.words
    text = words.gettext("from {before} in {before_year} to {now} in {now_year}").format(
        before=first.value.text, before_year=first.year, now=last.value.text, now_year=last.year
    )
    yield f"{text[:1].upper()}{text[1:]}."


# --- drawing ------------------------------------------------------------------------------------------------------


def _size(trend: Trend) -> Size:
    header = len(_header(trend).splitlines())
    under = max(text.count("\n") + 1 for text in year_texts(trend))
    return Size(_HEIGHT, above=LINE * header + _OVER + EDGE if header else EDGE, below=LINE * under + _UNDER)


def _header(trend: Trend) -> str:
    """What stands over the drawing; also what years have no number, where there is no room to say it under them."""
    lines = [*trend.lines, *([] if trend.roomy else trend.gaps)]
    return "\n".join(wrapped(line, WIDTH - 2 * EDGE) for line in lines)


def _paint(trend: Trend, axes: Axes) -> None:
    low, high = _ends(trend)
    axes.set(xlim=(trend.years[0] - trend.margin, trend.years[-1] + trend.margin), ylim=(low, high), yticks=[])
    for span in trend.spans:
        _paint_band(span, axes)
    for piece in trend.pieces:
        _paint_piece(trend, piece, axes)
    for year in sorted(trend.broken_in):
        axes.axvline(year - 0.5, color=MUTED, linewidth=1, linestyle=(0, (1, 2)))
    axes.set_xticks(list(trend.years), list(year_texts(trend)), linespacing=SPACING)
    axes.set(xlabel="", ylabel="")
    above = 1 + _OVER / _HEIGHT
    axes.text(
        0, above, _header(trend), ha="left", va="bottom", color=MUTED, transform=axes.transAxes, linespacing=SPACING
    )


def _paint_piece(trend: Trend, piece: Sequence[Point], axes: Axes) -> None:
    rows = pd.DataFrame({"year": [p.year for p in piece], "value": [p.number for p in piece]})
    colour = trend.frame.colour
    sns.lineplot(rows, x="year", y="value", color=colour, linewidth=2, marker="o", markersize=7, errorbar=None, ax=axes)
    for position, point in enumerate(piece):
        if point in trend.labelled:
            _write_value(piece, position, axes)


def _ends(trend: Trend) -> tuple[float, float]:
    """The ends of the vertical axis: all points and limits, with room for labels above and below."""
    numbers = [point.number for point in trend.points if point.number is not None]
    numbers += [float(end) for span in trend.spans for end in span.ends]
    room = 0.25 * (max(numbers) - min(numbers)) or max(abs(numbers[0]) * 0.1, 1.0)
    return min(numbers) - room, max(numbers) + room


def _paint_band(span: Span, axes: Axes) -> None:
    """The wanted results as a band behind the trend, with its limits drawn; an endless one ends with the axes."""
    low, high = axes.get_ylim()
    left, right = axes.get_xlim()
    sides = [max(span.first - 0.5, left), min(span.last + 0.5, right)]
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


def year_texts(trend: Trend) -> Iterator[str]:
    """The years under the chart, as many as there is room for; where all are, one not measured says so."""
    room = trend.room
    each = 1
    while room * each < text_width("2000") + 0.1:
        each += 1
    for point in trend.points:
        if trend.roomy:
            yield "\n".join([str(point.year), *(wrapped(said, room - 0.06) for said in trend.said_of(point))])
        else:
            yield "" if (trend.years[-1] - point.year) % each else str(point.year)
