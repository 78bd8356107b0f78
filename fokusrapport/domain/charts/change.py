"""Two measurements of each of some indicators on one scale, joined by a line: what moved, and how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from fokusrapport.blocks import Figure, Value
from fokusrapport.domain.charts.frame import SCALE_ENDS, ChartFrame, Ticks, refuse_mixed, scale_ends
from fokusrapport.domain.charts.rows import BesideLabel, Rows, room_for
from fokusrapport.domain.charts.style import MUTED, drawn
from fokusrapport.domain.edition import needed_number
from fokusrapport.domain.results import Result
from fokusrapport.domain.valuetable import ValueTable
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
    rows = Rows([pair.name for pair in pairs], ticks=True)
    svg = drawn(rows.size, frame.label, partial(_paint, frame, pairs, rows))
    table = ValueTable(frame.edition, frame.area, tuple(indicators), tuple(_years(pairs)))
    return frame.figure(svg, _alt(frame, pairs), table.table(frame.caption, ""))


def _pair(frame: ChartFrame, indicator: Indicator) -> Pair:
    found = frame.edition.compared(indicator, frame.edition.change(indicator))
    numbers = [result for result in found if result.number is not None]
    if len(numbers) != 2:  # noqa: PLR2004 - before and now
        what = _("«{indicator}» has not been measured twice, so no change can be drawn.")
        raise InputRefused.because(what.format(indicator=indicator.id))
    before, now = (frame.maker.of(indicator, result) for result in numbers)
    return Pair(indicator, frame.name(indicator), (numbers[0], numbers[1]), (before, now))


def _years(pairs: Sequence[Pair]) -> list[int]:
    return sorted({year for pair in pairs for year in pair.years if year is not None})


def _paint(frame: ChartFrame, pairs: Sequence[Pair], rows: Rows, axes: Axes) -> None:
    labels = _labels(pairs, rows)
    rows.write_names(axes)
    for y, pair in zip(rows.centres, pairs, strict=True):
        axes.plot(pair.numbers, (y, y), color=frame.colour, linewidth=2, zorder=1)
    _marks(frame, pairs, rows, axes)
    for label in labels:
        label.write(axes)
    ends = scale_ends(pairs[0].indicator, [number for pair in pairs for number in pair.numbers])
    axes.set_xlim(*room_for(labels, ends, rows.size.width))
    Ticks(ends, pairs[0].indicator, frame.words).write(axes, rows.strips)


def _marks(frame: ChartFrame, pairs: Sequence[Pair], rows: Rows, axes: Axes) -> None:
    marks = [
        {"value": number, "y": y, "when": when}
        for y, pair in zip(rows.centres, pairs, strict=True)
        for when, number in zip(("before", "now"), pair.numbers, strict=True)
    ]
    sns.scatterplot(
        pd.DataFrame(marks),
        x="value",
        y="y",
        hue="when",
        style="when",
        markers={"before": "o", "now": "D"},
        palette={"before": MUTED, "now": frame.colour},
        s=58,
        legend=False,
        ax=axes,
        zorder=2,
    )
    axes.set(xlabel="", ylabel="")


def _labels(pairs: Sequence[Pair], rows: Rows) -> list[BesideLabel]:
    """The numbers on either side of a pair; with years in the first row, and in any whose years are others."""
    labels = []
    for row, pair in enumerate(pairs):
        with_years = row == 0 or pair.years != pairs[row - 1].years
        side = 1 if pair.numbers[1] >= pair.numbers[0] else -1
        for number, year, value, way in zip(pair.numbers, pair.years, pair.shown, (-side, side), strict=True):
            labels.append(
                BesideLabel(number, rows.centres[row], f"{year}: {value.text}" if with_years else value.text, way)
            )
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
