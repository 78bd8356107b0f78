"""Two measurements of each of some indicators on one scale, joined by a line: what moved, and how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from fokusrapport.blocks import Cell, Figure, Value
from fokusrapport.domain.charts.frame import (
    SCALE_ENDS,
    BesideLabel,
    ChartFrame,
    name_rows,
    refuse_mixed,
    room_for,
    tick_text,
    ticks_between,
)
from fokusrapport.domain.charts.style import GRID, MUTED, drawn, wrapped
from fokusrapport.domain.edition import needed_number
from fokusrapport.domain.results import Result
from fokusrapport.domain.tabulate import ColumnOf, text_cell, value_cell
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Indicator


@dataclass(frozen=True)
class Pair:
    """One indicator measured twice, the earlier first."""

    indicator: Indicator
    name: str
    results: tuple[Result, Result]
    shown: tuple[Value, Value]

    @property
    def numbers(self) -> tuple[float, float]:
        """Where the two are drawn."""
        return float(needed_number(self.results[0])), float(needed_number(self.results[1]))

    @property
    def years(self) -> tuple[int | None, int | None]:
        """When it was measured."""
        return self.results[0].year, self.results[1].year


def change_chart(frame: ChartFrame, indicators: Sequence[Indicator]) -> Figure:
    """The chart of the change since last measured.

    Raises InputRefused for an indicator that was not measured twice, and for scales or units that differ.
    """
    refuse_mixed(indicators)
    pairs = [_pair(frame, indicator) for indicator in indicators]
    svg = drawn(len(pairs) * 1.25, frame.label, partial(_paint, frame, pairs))
    return frame.figure(svg, _alt(frame, pairs), _columns(frame, pairs), pairs)


def _pair(frame: ChartFrame, indicator: Indicator) -> Pair:
    found = frame.edition.compared(indicator, frame.edition.change(indicator))
    numbers = [result for result in found if result.number is not None]
    if len(numbers) != 2:  # noqa: PLR2004 - before and now
        what = _("«{indicator}» has not been measured twice, so no change can be drawn.")
        raise InputRefused.because(what.format(indicator=indicator.id))
    before, now = (frame.maker.of(indicator, result) for result in numbers)
    return Pair(indicator, frame.name(indicator), (numbers[0], numbers[1]), (before, now))


def _paint(frame: ChartFrame, pairs: Sequence[Pair], axes: Axes) -> None:
    names = [wrapped(pair.name) for pair in pairs]
    labels = _labels(pairs)
    for row, pair in enumerate(pairs):
        axes.plot(pair.numbers, (row, row), color=frame.colour, linewidth=2, zorder=1)
    _marks(frame, pairs, axes)
    name_rows(axes, names)
    for label in labels:
        label.write(axes)
    numbers = [number for pair in pairs for number in pair.numbers]
    low, high = SCALE_ENDS.get(pairs[0].indicator.scale, (min(numbers), max(numbers)))
    low, high = min(low, *numbers), max(high, *numbers)
    ends = (low, high) if low < high else (low - 1, high + 1)
    ticks = ticks_between(*ends)
    axes.set_xticks(ticks, [tick_text(tick, pairs[0].indicator, frame.words) for tick in ticks])
    axes.set_xlim(*room_for(labels, ends, names))
    axes.grid(axis="x", color=GRID, linewidth=0.6)


def _marks(frame: ChartFrame, pairs: Sequence[Pair], axes: Axes) -> None:
    rows = [
        {"value": number, "row": row, "when": when}
        for row, pair in enumerate(pairs)
        for when, number in zip(("before", "now"), pair.numbers, strict=True)
    ]
    sns.scatterplot(
        pd.DataFrame(rows),
        x="value",
        y="row",
        hue="when",
        style="when",
        markers={"before": "o", "now": "D"},
        palette={"before": MUTED, "now": frame.colour},
        s=58,
        legend=False,
        ax=axes,
        zorder=2,
    )


def _labels(pairs: Sequence[Pair]) -> list[BesideLabel]:
    """The numbers on either side of a pair; with years in the first row, and in any whose years are others."""
    labels = []
    for row, pair in enumerate(pairs):
        with_years = row == 0 or pair.years != pairs[row - 1].years
        side = 1 if pair.numbers[1] >= pair.numbers[0] else -1
        for number, year, value, way in zip(pair.numbers, pair.years, pair.shown, (-side, side), strict=True):
            labels.append(BesideLabel(number, row, f"{year}: {value.text}" if with_years else value.text, way))
    return labels


def _alt(frame: ChartFrame, pairs: Sequence[Pair]) -> str:
    words = frame.words
    template = words.gettext("{name} from {before} in {before_year} to {now} in {now_year}")
    moves = words.join(
        [
            template.format(
                name=pair.name,
                before=pair.shown[0].text,
                before_year=pair.years[0],
                now=pair.shown[1].text,
                now_year=pair.years[1],
            )
            for pair in pairs
        ]
    )
    ends = SCALE_ENDS.get(pairs[0].indicator.scale)
    if ends is None:
        return words.gettext("Chart of two measurements: {moves}.").format(moves=moves)
    text = words.gettext("Chart of two measurements, scale {low} to {high}: {moves}.")
    return text.format(low=ends[0], high=ends[1], moves=moves)


def _columns(frame: ChartFrame, pairs: Sequence[Pair]) -> list[ColumnOf[Pair]]:
    """A column for each year measured; a pair measured in other years has nothing there."""
    years = sorted({year for pair in pairs for year in pair.years if year is not None})
    return [
        ColumnOf(frame.words.gettext("What is measured"), lambda pair: text_cell(pair.name)),
        *(ColumnOf(str(year), partial(_cell_of, year), align="end") for year in years),
    ]


def _cell_of(year: int, pair: Pair) -> Cell:
    values = dict(zip(pair.years, pair.shown, strict=True))
    return value_cell(values[year]) if year in values else text_cell("–")
