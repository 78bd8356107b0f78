"""What a comparison draws: one's own figure and those of others, and how each is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from matplotlib.axes import Axes

from fokusrapport.blocks import Value
from fokusrapport.domain.benchmarks import Benchmark, benchmarks, participants_text
from fokusrapport.domain.charts.frame import ChartFrame, scale_ends
from fokusrapport.domain.charts.style import MUTED
from fokusrapport.domain.results import Result
from fokusrapport.params.models import Indicator


@dataclass(frozen=True)
class Compared:
    """One indicator's own result and what it is compared with."""

    frame: ChartFrame
    indicator: Indicator

    @cached_property
    def own(self) -> Result:
        """The result of the edition's year, which may be missing."""
        return self.frame.edition.result_or_blank(self.indicator.id, self.frame.edition.year)

    @cached_property
    def others(self) -> tuple[Benchmark, ...]:
        """The figures compared with."""
        return benchmarks(self.frame.edition, self.indicator)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """A row for each: one's own first."""
        own = self.frame.edition.municipality.name
        rows = [Mark(own, self.frame.maker.of(self.indicator, self.own), self.own, own=True)]
        for other in self.others:
            name = self.frame.name(other.series)
            rows.append(Mark(name, self.frame.maker.of(other.series, other.result), other.result))
        return tuple(rows)


@dataclass(frozen=True)
class Mark:
    """One figure: whose it is, as shown, and whether it is one's own."""

    name: str
    value: Value
    result: Result
    own: bool = False

    def beside(self, frame: ChartFrame) -> str:
        """What stands beside the mark: whose it is, its year where it is another, and how many took part."""
        year = "" if self.result.year == frame.edition.year else str(self.result.year)
        told = ", ".join(filter(None, [year, participants_text(self.result, frame.words)]))
        return f"{self.name} ({told})" if told else self.name

    @property
    def place(self) -> float | None:
        """Where it is drawn, None for a result that is missing."""
        return None if self.result.number is None else float(self.result.number)


def ends_of(compared: Sequence[Compared]) -> tuple[float, float]:
    """The ends of the axis that all figures have room along."""
    places = [mark.place for each in compared for mark in each.marks if mark.place is not None]
    return scale_ends(compared[0].indicator, places)


def write_mark(frame: ChartFrame, mark: Mark, at: tuple[float, float], axes: Axes) -> None:
    """One's own as a filled diamond, others as a ring that it has room in: both are seen where they are equal."""
    x, y = at
    if mark.own:
        axes.plot(x, y, "D", color=frame.colour, markersize=6.5, zorder=3)
    else:
        axes.plot(x, y, "o", color=MUTED, markersize=10, markerfacecolor="white", markeredgewidth=1.8, zorder=2)
