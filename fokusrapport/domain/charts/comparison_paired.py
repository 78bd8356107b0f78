"""A comparison with one series for all: a row an indicator, both figures on it, and a key over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from matplotlib.axes import Axes

from fokusrapport.domain.charts.compared import Compared, Mark, ends_of, write_mark
from fokusrapport.domain.charts.frame import ChartFrame, Ticks
from fokusrapport.domain.charts.rows import BesideLabel, Rows, room_for
from fokusrapport.domain.charts.style import EDGE, GRID, LINE, SPACING, WIDTH, Size, wrapped

_BEFORE_NAME = 0.2  # inches of the key that its marks take


def is_paired(frame: ChartFrame, compared: Sequence[Compared]) -> bool:
    """Whether all are compared with one series, of one year, in which as many took part."""
    others = [[mark.beside(frame) for mark in each.marks[1:]] for each in compared]
    return all(len(names) == 1 and names == others[0] for names in others)


@dataclass(frozen=True)
class Paired:
    """Where everything is drawn."""

    frame: ChartFrame
    compared: Sequence[Compared]

    @cached_property
    def key(self) -> list[tuple[Mark, str, float]]:
        """What each mark stands for, in lines, and how many inches down it begins."""
        entries, top = [], 0.0
        for mark in self.compared[0].marks:
            name = wrapped(mark.beside(self.frame), WIDTH - 2 * EDGE - _BEFORE_NAME)
            entries.append((mark, name, top))
            top += LINE * (name.count("\n") + 1) + 0.04
        return entries

    @cached_property
    def rows(self) -> Rows:
        """The rows under the key."""
        _mark, name, top = self.key[-1]
        under_key = top + LINE * (name.count("\n") + 1) + 0.14
        return Rows([self.frame.name(each.indicator) for each in self.compared], ticks=True, top=under_key)

    @property
    def size(self) -> Size:
        """The size of the drawing."""
        return self.rows.size

    def paint(self, axes: Axes) -> None:
        """Draw all of it."""
        self.rows.write_names(axes)
        ends = ends_of(self.compared)
        labels = [
            label
            for each, y in zip(self.compared, self.rows.centres, strict=True)
            for label in self._row(each, y, ends[0], axes)
        ]
        for label in labels:
            label.write(axes)
        low, high = room_for(labels, ends, self.size.width)
        axes.set_xlim(low, high)
        Ticks(ends, self.compared[0].indicator, self.frame.words).write(axes, self.rows.strips)
        self._paint_key(low, (high - low) / self.size.width, axes)

    def _row(self, each: Compared, y: float, start: float, axes: Axes) -> list[BesideLabel]:
        """Both figures, each with its number on the far side of the other; in words where one's own is missing."""
        own, other = each.marks
        there = other.place or 0.0
        write_mark(self.frame, other, (there, y), axes)
        if own.place is None:
            return [BesideLabel(start, y, own.value.text, 1), BesideLabel(there, y, other.value.text, 1)]
        write_mark(self.frame, own, (own.place, y), axes)
        axes.plot([there, own.place], [y, y], color=GRID, linewidth=2, zorder=1)
        side = 1 if own.place >= there else -1
        return [BesideLabel(own.place, y, own.value.text, side), BesideLabel(there, y, other.value.text, -side)]

    def _paint_key(self, start: float, inch: float, axes: Axes) -> None:
        """The marks and what they stand for; `inch` is how much of the axis is drawn on one."""
        for mark, name, top in self.key:
            write_mark(self.frame, mark, (start + 0.08 * inch, top + LINE / 2), axes)
            text = axes.text(start + _BEFORE_NAME * inch, top, name, ha="left", va="top")
            text.set(weight="semibold" if mark.own else "normal", linespacing=SPACING)
