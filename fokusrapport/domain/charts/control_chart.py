"""A control chart: rates period by period, the centre line, limits that follow each period, and what is a signal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from matplotlib.axes import Axes

from fokusrapport.blocks import Figure, Table
from fokusrapport.domain.charts.frame import ChartFrame, ticks_between
from fokusrapport.domain.charts.style import (
    EDGE,
    GRID,
    INK,
    LINE,
    MUTED,
    SPACING,
    WIDTH,
    Size,
    drawn,
    text_width,
    wrapped,
)
from fokusrapport.domain.feedback.series import ControlSeries
from fokusrapport.domain.feedback.words import capital
from fokusrapport.domain.tabulate import ColumnOf, text_cell, value_cell
from fokusrapport.i18n import Language

_HEIGHT = 2.1  # inches of the axes
_OVER, _UNDER = 0.1, 0.24  # inches between the axes and what stands over and under them
_ROOM = 0.12  # of the height, over the highest mark


def control_chart(frame: ChartFrame, series: ControlSeries) -> Figure:
    """The chart; withheld periods leave a gap and are named, signals have a mark of their own and are told."""
    marks = _ticks(series)
    left = max(text_width(text) for text in _texts(frame.words, marks)) + 0.08
    header = _header(series)
    size = Size(_HEIGHT, left=left + EDGE, above=LINE * len(header.splitlines()) + _OVER + EDGE, below=LINE + _UNDER)
    svg = drawn(size, frame.label, partial(_paint, frame, series, header))
    return frame.figure(svg, _alt(series), _numbers(frame, series))


def _ticks(series: ControlSeries) -> list[float]:
    return ticks_between(0, _top(series))


def _top(series: ControlSeries) -> float:
    rates = [period.rate for period in series.limits.periods if period.rate is not None]
    return (1 + _ROOM) * max([*rates, *map(series.limits.upper, series.limits.periods)])


def _texts(words: Language, ticks: list[float]) -> list[str]:
    decimals = 0 if all(tick == int(tick) for tick in ticks) else 1
    return [words.number(Decimal(str(round(tick, 6))), decimals) for tick in ticks]


def _header(series: ControlSeries) -> str:
    """What stands over the drawing: what is counted, and what the lines are."""
    words = series.values.words.language
    lines = [
        words.gettext("Cases per {unit}").format(unit=series.unit),
        words.gettext("Line: centre ({centre}). Dashed: control limits.").format(centre=series.centre().text),
    ]
    if series.signals:
        lines.append(words.gettext("Diamond: signal."))
    return "\n".join(wrapped(line, WIDTH - 2 * EDGE) for line in lines)


def _paint(frame: ChartFrame, series: ControlSeries, header: str, axes: Axes) -> None:
    places = range(len(series.spans))
    ticks = _ticks(series)
    axes.set(xlim=(-0.8, len(series.spans) - 0.2), ylim=(0, _top(series)), xlabel="", ylabel="")
    axes.set_yticks(ticks, _texts(frame.words, ticks))
    axes.hlines(ticks, -0.8, len(series.spans) - 0.2, color=GRID, linewidth=0.6, zorder=0)
    axes.axhline(series.limits.centre, color=MUTED, linewidth=1.2, zorder=1)
    for limit in (series.limits.upper, series.limits.lower):
        heights = [limit(period) for period in series.limits.periods]
        axes.step(places, heights, where="mid", color=MUTED, linewidth=1, linestyle=(0, (4, 3)), zorder=1)
    _paint_rates(frame, series, axes)
    first = [place for place in places if place == 0 or series.spans[place].year != series.spans[place - 1].year]
    axes.set_xticks(first, [str(series.spans[place].year) for place in first], ha="left")
    for place in first[1:]:
        axes.axvline(place - 0.5, color=GRID, linewidth=0.8, zorder=0)
    above = 1 + _OVER / _HEIGHT
    axes.text(
        -axes.get_position().x0 / axes.get_position().width + EDGE / WIDTH,
        above,
        header,
        ha="left",
        va="bottom",
        color=MUTED,
        transform=axes.transAxes,
        linespacing=SPACING,
    )


def _paint_rates(frame: ChartFrame, series: ControlSeries, axes: Axes) -> None:
    """The rates, joined where none is withheld between them."""
    for piece in _pieces(series):
        rates = [series.limits.periods[place].rate or 0.0 for place in piece]
        axes.plot(piece, rates, color=frame.colour, linewidth=1.6, marker="o", markersize=3.6, zorder=2)
    for place in series.signals:
        rate = series.limits.periods[place].rate or 0.0
        axes.plot([place], [rate], marker="D", markersize=8, color="white", markeredgecolor=INK, mew=1.8, zorder=3)
        axes.plot([place], [rate], marker="o", markersize=3.6, color=frame.colour, zorder=4)


def _pieces(series: ControlSeries) -> Iterator[list[int]]:
    """The positions of periods in a row that are all shown."""
    piece: list[int] = []
    for place, period in enumerate(series.limits.periods):
        if period.rate is not None:
            piece.append(place)
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def _alt(series: ControlSeries) -> str:
    words, last = series.values.words.language, len(series.spans) - 1
    text = words.gettext(
        "Control chart of cases per {unit}, {first} to {last}. Centre line {centre}, control limits {low} to {high} in "
        "the last period."
    ).format(
        unit=series.unit,
        first=series.name(series.spans[0]),
        last=series.name(series.spans[last]),
        centre=series.centre().text,
        low=series.limit(last, upper=False).text,
        high=series.limit(last, upper=True).text,
    )
    return " ".join([text, *_told(series)])


def _told(series: ControlSeries) -> Iterator[str]:
    """The signals and what is withheld, in words."""
    words = series.values.words.language
    signals = [f"{series.name(series.spans[place])} ({series.told(place)})" for place in series.signals]
    if signals:
        yield words.gettext("Signals: {signals}.").format(signals=words.join(signals))
    else:
        yield words.gettext("No signal: the changes are no larger than chance gives.")
    if series.withheld:
        names = words.join([series.name(span) for span in series.withheld])
        yield words.gettext("Suppressed, and not drawn: {periods}.").format(periods=names)


def _numbers(frame: ChartFrame, series: ControlSeries) -> Table:
    words = frame.words
    columns: tuple[ColumnOf[int], ...] = (
        ColumnOf(words.gettext("Period"), lambda place: text_cell(capital(series.name(series.spans[place])))),
        ColumnOf(words.gettext("Cases"), lambda place: value_cell(series.cases(place)), align="end"),
        ColumnOf(
            words.gettext("Per {unit}").format(unit=series.unit),
            lambda place: value_cell(series.rate(place)),
            align="end",
        ),
        ColumnOf(words.gettext("Lower limit"), lambda place: value_cell(series.limit(place, upper=False)), align="end"),
        ColumnOf(words.gettext("Upper limit"), lambda place: value_cell(series.limit(place, upper=True)), align="end"),
        ColumnOf(words.gettext("Signal"), lambda place: text_cell(capital(series.told(place)))),
    )
    return frame.table(columns, range(len(series.spans)))
