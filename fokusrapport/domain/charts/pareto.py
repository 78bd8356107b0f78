"""Pareto chart: causes as bars, the most frequent on top, and how much of the whole they make up together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from matplotlib.axes import Axes

from fokusrapport.blocks import Figure, Value
from fokusrapport.domain.charts.frame import ChartFrame
from fokusrapport.domain.charts.rows import BesideLabel, Rows, room_for
from fokusrapport.domain.charts.style import EDGE, INK, LINE, MUTED, SPACING, WIDTH, drawn, text_width, wrapped
from fokusrapport.domain.tabulate import ColumnOf, text_cell, value_cell

_WHOLE = 100
_TWO = 2  # causes that are told of together, where there are more
_UNDER = 0.08  # inches between the legend and the first name
_BESIDE = 0.3  # inches that a mark and its label need beside the text itself


@dataclass(frozen=True)
class Slice:
    """One cause: its name, and its cases, their share and the share so far as shown."""

    name: str
    cases: Value
    share: Value
    so_far: Value

    @property
    def ends(self) -> tuple[float, float]:
        """Where its bar ends, and where the mark for all so far stands."""
        return float(self.share.exact or 0), float(self.so_far.exact or 0)


def pareto_chart(frame: ChartFrame, slices: Sequence[Slice]) -> Figure:
    """The chart of causes in their order."""
    legend = wrapped(
        frame.words.gettext("Bar: share of the cases. Line: share of this and all above."), WIDTH - 2 * EDGE
    )
    rows = Rows([item.name for item in slices], top=LINE * len(legend.splitlines()) + _UNDER)
    svg = drawn(rows.size, frame.label, partial(_paint, frame, slices, rows, legend))
    told = frame.words.join([f"{item.name} {item.share.text}" for item in slices])
    alt = frame.words.gettext("Bar chart of causes, the most frequent first: {causes}.").format(causes=told)
    if len(slices) > _TWO:
        both = frame.words.gettext("The first two make up {share} of the cases.")
        alt = f"{alt} {both.format(share=slices[1].so_far.text)}"
    columns: tuple[ColumnOf[Slice], ...] = (
        ColumnOf(frame.words.gettext("Cause"), lambda item: text_cell(item.name)),
        ColumnOf(frame.words.gettext("Cases"), lambda item: value_cell(item.cases), align="end"),
        ColumnOf(frame.words.gettext("Share"), lambda item: value_cell(item.share), align="end"),
        ColumnOf(frame.words.gettext("Together so far"), lambda item: value_cell(item.so_far), align="end"),
    )
    return frame.figure(svg, alt, frame.table(columns, slices))


def _paint(frame: ChartFrame, slices: Sequence[Slice], rows: Rows, legend: str, axes: Axes) -> None:
    shares, so_far = zip(*(item.ends for item in slices), strict=True)
    rows.write_names(axes)
    axes.text(0, 0, legend, ha="left", va="top", color=MUTED, transform=axes.get_yaxis_transform(), linespacing=SPACING)
    axes.barh(rows.centres, shares, height=0.24, color=frame.colour)
    axes.plot(so_far, rows.centres, color=MUTED, linewidth=1.2, marker="o", markersize=4.5, zorder=3)
    labels = list(_labels(slices, rows))
    for label in labels:
        label.write(axes)
    axes.set(xticks=[])
    axes.set_xlim(*room_for(labels, (0.0, float(_WHOLE)), rows.size.width))
    axes.spines["bottom"].set_visible(False)
    for y in rows.centres:
        axes.plot([0, 0], [y - 0.17, y + 0.17], color=INK, linewidth=0.8)


def _labels(slices: Sequence[Slice], rows: Rows) -> list[BesideLabel]:
    """A label beside each bar where the mark of all so far leaves room, and one beside each mark."""
    found = []
    for item, y in zip(slices, rows.centres, strict=True):
        bar, mark = item.ends
        inch = _WHOLE / rows.size.width
        if mark - bar > (text_width(item.share.text) + _BESIDE) * inch:
            found.append(BesideLabel(bar, y, item.share.text, 1))
        found.append(BesideLabel(mark, y, item.so_far.text, 1))
    return found
