"""The year's results of some indicators as bars, the largest on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from matplotlib.axes import Axes

from fokusrapport.blocks import Figure, Value
from fokusrapport.domain.charts.frame import SCALE_ENDS, ChartFrame, refuse_mixed
from fokusrapport.domain.charts.rows import BesideLabel, Rows, room_for
from fokusrapport.domain.charts.style import MUTED, drawn
from fokusrapport.domain.edition import needed_number
from fokusrapport.domain.tabulate import ColumnOf, text_cell, value_cell
from fokusrapport.params.models import Indicator


@dataclass(frozen=True)
class Bar:
    """One indicator's result."""

    name: str
    number: Decimal
    value: Value


def bars_chart(frame: ChartFrame, indicators: Sequence[Indicator]) -> Figure:
    """The chart; raises InputRefused for scales or units that differ, and for a result that is no number."""
    refuse_mixed(indicators)
    bars = sorted((_bar(frame, indicator) for indicator in indicators), key=lambda bar: -bar.number)
    rows = Rows([bar.name for bar in bars])
    svg = drawn(rows.size, frame.label, partial(_paint, frame, bars, indicators[0], rows))
    shown = frame.words.join([f"{bar.name} {bar.value.text}" for bar in bars])
    alt = frame.words.gettext("Bar chart, {year}, largest first: {bars}.")
    columns: tuple[ColumnOf[Bar], ...] = (
        ColumnOf(frame.words.gettext("What is measured"), lambda bar: text_cell(bar.name)),
        ColumnOf(str(frame.edition.year), lambda bar: value_cell(bar.value), align="end"),
    )
    return frame.figure(svg, alt.format(year=frame.edition.year, bars=shown), frame.table(columns, bars))


def _bar(frame: ChartFrame, indicator: Indicator) -> Bar:
    result = frame.edition.needed(indicator.id, frame.edition.year)
    return Bar(frame.name(indicator), needed_number(result), frame.maker.of(indicator, result))


def _paint(frame: ChartFrame, bars: Sequence[Bar], indicator: Indicator, rows: Rows, axes: Axes) -> None:
    numbers = [float(bar.number) for bar in bars]
    rows.write_names(axes)
    axes.barh(rows.centres, numbers, height=0.24, color=frame.colour)
    labels = [
        BesideLabel(number, y, bar.value.text, -1 if number < 0 else 1)
        for bar, number, y in zip(bars, numbers, rows.centres, strict=True)
    ]
    for label in labels:
        label.write(axes)
    ends = (min(0.0, *numbers), max(SCALE_ENDS.get(indicator.scale, (0, 0))[1], 0.0, *numbers))
    axes.set(xticks=[])
    axes.set_xlim(*room_for(labels, ends if ends[0] < ends[1] else (0.0, 1.0), rows.size.width))
    axes.spines["bottom"].set_visible(False)
    for y in rows.centres:
        axes.plot([0, 0], [y - 0.17, y + 0.17], color=MUTED, linewidth=0.8)
