"""Charts made of rows: where each row stands, its name, and the labels beside its marks, along one axis of values.

Names stand over their marks, not beside them: the marks then have the whole width, also on a phone. The vertical axis
counts inches from the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from matplotlib.axes import Axes

from fokusrapport.domain.charts.style import EDGE, LINE, MUTED, SPACING, WIDTH, Size, text_width, wrapped

_GAP = 0.22  # inches between a mark and the far edge of its label, beside the label itself
_APART = 0.06  # inches between a row and the name of the next, so that each name belongs to what is under it
_TICKS = 0.3  # inches that the numbers along the axis take


@dataclass(frozen=True)
class Rows:
    """Rows of marks below one another; `strip` is how many inches the marks of a row take.

    `notes` stand under the names, one for each, and may be empty. The first row begins `top` inches down.
    """

    names: Sequence[str]
    strip: float = 0.32
    ticks: bool = False
    notes: Sequence[str] = ()
    top: float = 0.0

    @cached_property
    def lines(self) -> list[str]:
        """The names in lines as wide as the drawing."""
        return [wrapped(name, WIDTH - 2 * EDGE) for name in self.names]

    @cached_property
    def note_lines(self) -> list[str]:
        """The notes in lines as wide as the drawing."""
        notes = self.notes or [""] * len(self.names)
        return [wrapped(note, WIDTH - 2 * EDGE) for note in notes]

    @cached_property
    def tops(self) -> list[float]:
        """Where the name of each row begins; and where the last row ends."""
        tops = [self.top]
        for name, note in zip(self.lines, self.note_lines, strict=True):
            tops.append(tops[-1] + _height(name) + _height(note) + self.strip + _APART)
        return tops

    @property
    def centres(self) -> list[float]:
        """Where the marks of each row are drawn."""
        return [(top + end) / 2 for top, end in self.strips]

    @property
    def size(self) -> Size:
        """The size of a drawing of them."""
        return Size(self.tops[-1], below=_TICKS if self.ticks else EDGE)

    @property
    def strips(self) -> list[tuple[float, float]]:
        """From where to where the marks of each row have room."""
        return [(end - _APART - self.strip, end - _APART) for end in self.tops[1:]]

    def write_names(self, axes: Axes) -> None:
        """Write the names, and make the vertical axis count inches."""
        axes.set(xlabel="", ylabel="", ylim=(self.tops[-1], 0), yticks=[])
        beside = axes.get_yaxis_transform()
        for name, note, top in zip(self.lines, self.note_lines, self.tops, strict=False):
            axes.text(0, top, name, ha="left", va="top", transform=beside, linespacing=SPACING)
            below = axes.text(0, top + _height(name), note, ha="left", va="top", transform=beside)
            below.set(color=MUTED, linespacing=SPACING)


def _height(text: str) -> float:
    return LINE * len(text.splitlines())


@dataclass(frozen=True)
class BesideLabel:
    """A label beside a mark: to its right, or with `side` −1 to its left."""

    x: float
    y: float
    text: str
    side: int

    def write(self, axes: Axes) -> None:
        """Write it."""
        align = "left" if self.side > 0 else "right"
        axes.annotate(
            self.text,
            (self.x, self.y),
            xytext=(9 * self.side, 0),
            textcoords="offset points",
            ha=align,
            va="center",
            annotation_clip=False,
        )


def room_for(labels: Sequence[BesideLabel], ends: tuple[float, float], inches: float) -> tuple[float, float]:
    """The ends of a horizontal axis so many inches wide that all labels fit."""
    low, high = ends
    # Making room makes every inch of the axis stand for more, so the ends are moved until all labels fit.
    for _round in range(8):
        scale = (high - low) / inches
        reach = [(label.x, label.side * (text_width(label.text) + _GAP) * scale) for label in labels]
        low = min(ends[0], *(x + by for x, by in reach))
        high = max(ends[1], *(x + by for x, by in reach))
    return low, high
