"""A comparison with several series: a row for each figure, under the name of its indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from matplotlib.axes import Axes
from matplotlib.text import Text

from fokusrapport.domain.charts.compared import Compared, Mark, ends_of, write_mark
from fokusrapport.domain.charts.frame import ChartFrame, Ticks
from fokusrapport.domain.charts.rows import BesideLabel, room_for
from fokusrapport.domain.charts.style import EDGE, LINE, SPACING, WIDTH, Size, text_width, wrapped

_NAMES = 1.75  # inches that names beside the marks may take
_AFTER_NAME = 0.12
_BETWEEN = 0.12  # inches over each new indicator


@dataclass(frozen=True)
class Line:
    """One figure: what stands beside it, in lines, and how many inches down its middle is."""

    mark: Mark
    name: str
    y: float


@dataclass(frozen=True)
class Part:
    """One indicator: its name in lines, where that begins, and its figures."""

    head: str
    top: float
    lines: tuple[Line, ...]

    @property
    def end(self) -> float:
        """Where it ends."""
        last = self.lines[-1]
        return last.y + _height(last.name) / 2


def _height(name: str) -> float:
    return LINE * (name.count("\n") + 1) + 0.1


@dataclass(frozen=True)
class Listed:
    """Where everything is drawn."""

    frame: ChartFrame
    compared: Sequence[Compared]

    @cached_property
    def parts(self) -> list[Part]:
        """The indicators from the top."""
        parts: list[Part] = []
        for each in self.compared:
            top = parts[-1].end + _BETWEEN if parts else 0.0
            head = wrapped(self.frame.name(each.indicator), WIDTH - 2 * EDGE)
            under = top + LINE * (head.count("\n") + 1) + 0.06
            parts.append(Part(head, top, tuple(self._lines(each, under))))
        return parts

    def _lines(self, each: Compared, top: float) -> Iterator[Line]:
        for mark in each.marks:
            name = wrapped(mark.beside(self.frame), _NAMES)
            yield Line(mark, name, top + _height(name) / 2)
            top += _height(name)

    @cached_property
    def left(self) -> float:
        """How many inches the names take."""
        return max(text_width(line.name) for part in self.parts for line in part.lines) + _AFTER_NAME

    @property
    def size(self) -> Size:
        """The size of the drawing."""
        return Size(self.parts[-1].end, left=self.left + EDGE, below=0.3)

    def paint(self, axes: Axes) -> None:
        """Draw all of it."""
        axes.set(ylim=(self.parts[-1].end, 0), yticks=[])
        ends = ends_of(self.compared)
        labels = []
        for part in self.parts:
            self._write(-self.left, part.top, part.head, axes).set(va="top", weight="semibold")
            for line in part.lines:
                weight = "semibold" if line.mark.own else "normal"
                self._write(-_AFTER_NAME, line.y, line.name, axes).set(ha="right", va="center", weight=weight)
                labels.append(self._mark(line, ends[0], axes))
        strips = [(part.lines[0].y - 0.14, part.end - 0.04) for part in self.parts]
        axes.set_xlim(*room_for(labels, ends, self.size.width))
        Ticks(ends, self.compared[0].indicator, self.frame.words).write(axes, strips)

    def _write(self, inches: float, y: float, text: str, axes: Axes) -> Text:
        """A text so many inches from the axes."""
        beside = axes.get_yaxis_transform()
        return axes.text(inches / self.size.width, y, text, transform=beside, linespacing=SPACING)

    def _mark(self, line: Line, start: float, axes: Axes) -> BesideLabel:
        """One figure and its number; in words why there is none."""
        place = line.mark.place
        if place is not None:
            write_mark(self.frame, line.mark, (place, line.y), axes)
        label = BesideLabel(start if place is None else place, line.y, line.mark.value.text, 1)
        label.write(axes)
        return label
