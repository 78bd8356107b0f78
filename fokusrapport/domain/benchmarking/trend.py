"""All years of one measure as lines: one's own strong, the others told apart by dashes and marks, not by colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from matplotlib.axes import Axes

from fokusrapport.blocks import Figure
from fokusrapport.domain.benchmarking.comparison import Compared
from fokusrapport.domain.benchmarking.regions import Region
from fokusrapport.domain.benchmarking.table import YearsTable
from fokusrapport.domain.benchmarking.values import BenchmarkValues
from fokusrapport.domain.charts.frame import ChartFrame, scale_ends, tick_text, ticks_between
from fokusrapport.domain.charts.style import GRID, LINE, MUTED, SPACING, Size, drawn, text_width, wrapped
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _

_STYLES = (("o", "--"), ("s", ":"), ("^", "-."), ("v", (0, (6, 2))), ("P", (0, (1, 1))), ("X", (0, (8, 2, 2, 2))))
_NAMES = 1.55  # inches that the names at the ends of the lines may take
_HEIGHT = 2.3
_MOST = len(_STYLES) + 1
_NONE = float("nan")


@dataclass(frozen=True)
class RegionLine:
    """One region's figures: NaN in a year without one, so that the line is broken there."""

    region: Region
    name: str
    numbers: tuple[float, ...]

    @property
    def last(self) -> float:
        """Where it ends."""
        return next(number for number in reversed(self.numbers) if number == number)  # noqa: PLR0124 - NaN is not


def region_lines(frame: ChartFrame, compared: Compared) -> Figure:
    """The chart; raises InputRefused where there are fewer than two years, or more regions than can be told apart."""
    drawing = _Drawing(frame, compared)
    if len(compared.years) < 2 or not drawing.lines:  # noqa: PLR2004 - a line has two ends
        what = _("«{measure}» has too few figures for lines: at least two years are needed.")
        raise InputRefused.because(what.format(measure=compared.measure.id))
    if len(drawing.lines) > _MOST:
        what = _("{count} lines cannot be told apart.").format(count=len(drawing.lines))
        raise InputRefused.because(what, allowed=_("at most {most} regions").format(most=_MOST))
    svg = drawn(drawing.size, frame.label, drawing.paint)
    table = YearsTable(frame.edition, frame.area, compared).table(frame.caption, "")
    return frame.figure(svg, drawing.alt, table)


@dataclass(frozen=True)
class _Drawing:
    frame: ChartFrame
    compared: Compared

    @cached_property
    def lines(self) -> Sequence[RegionLine]:
        """A line for each region with any figure, one's own first."""
        found = [self._line(region) for region in self.compared.regions]
        return [line for line in found if any(number == number for number in line.numbers)]  # noqa: PLR0124

    def _line(self, region: Region) -> RegionLine:
        figures = [self.compared.figure(region.code, year) for year in self.compared.years]
        numbers = [float(each.value) if each is not None and each.value is not None else _NONE for each in figures]
        return RegionLine(region, wrapped(region.name, _NAMES), tuple(numbers))

    @property
    def alt(self) -> str:
        """Every line in words."""
        maker = BenchmarkValues(self.frame.area, self.frame.words)
        told = []
        for region in self.compared.regions:
            figures = [figure for year in self.compared.years if (figure := self.compared.figure(region.code, year))]
            years = [f"{each.year} {maker.figure(self.compared.indicator, each).text}" for each in figures]
            told.append(f"{region.name}: {self.frame.words.join(years)}")
        template = self.frame.words.gettext("{measure}, {first} to {last}. {lines}.")
        first, last = self.compared.years[0], self.compared.years[-1]
        name = self.frame.name(self.compared.indicator)
        return template.format(measure=name, first=first, last=last, lines="; ".join(told))

    # --- drawing ---

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The ends of the upright axis."""
        numbers = [number for line in self.lines for number in line.numbers if number == number]  # noqa: PLR0124
        return scale_ends(self.compared.indicator, numbers)

    @cached_property
    def ticks(self) -> dict[float, str]:
        """The numbers along the upright axis."""
        return {tick: tick_text(tick, self.compared.indicator, self.frame.words) for tick in ticks_between(*self.ends)}

    @property
    def size(self) -> Size:
        """The size of the drawing."""
        left = max(map(text_width, self.ticks.values())) + 0.12
        return Size(_HEIGHT, left=left, above=0.1, below=0.3)

    def paint(self, axes: Axes) -> None:
        """Draw all of it: years to the right, names behind the last."""
        years = self.compared.years
        names = max(text_width(line.name) for line in self.lines) + 0.3
        plot = self.size.width - names
        room = (years[-1] - years[0]) / plot
        axes.set(ylim=self.ends, xlim=(years[0] - 0.1 * room, years[-1] + names * room))
        axes.set_xticks(years, [str(year) for year in years])
        axes.set_yticks(list(self.ticks), list(self.ticks.values()))
        axes.tick_params(length=0, colors=MUTED)
        axes.hlines(list(self.ticks), years[0], years[-1], color=GRID, linewidth=0.6, zorder=0)
        axes.spines["bottom"].set_visible(False)
        styles = dict(zip([line.region.code for line in self.lines if not line.region.own], _STYLES, strict=False))
        for line in reversed(self.lines):  # one's own last, on top
            if line.region.own:
                axes.plot(years, line.numbers, "D-", color=self.frame.colour, linewidth=2.4, markersize=6, zorder=3)
            else:
                mark, dash = styles[line.region.code]
                (drawn_line,) = axes.plot(years, line.numbers, marker=mark, color=MUTED, linewidth=1.5, zorder=2)
                drawn_line.set(linestyle=dash, markersize=5, markerfacecolor="white")
        self._write_names(axes, partial(self._at, axes))

    def _at(self, axes: Axes, number: float) -> float:
        """How many inches under the top a number lies."""
        low, high = axes.get_ylim()
        return (high - number) / (high - low) * _HEIGHT

    def _write_names(self, axes: Axes, inches: partial[float]) -> None:
        """Each name at the end of its line, moved down where the one above needs the room, then up from the bottom."""
        wanted = sorted(self.lines, key=lambda line: inches(line.last))
        places: list[float] = []
        for line in wanted:
            half = LINE * (line.name.count("\n") + 1) / 2
            least = places[-1] + half + LINE * (wanted[len(places) - 1].name.count("\n") + 1) / 2 if places else half
            places.append(max(inches(line.last), least))
        over = max(0.0, places[-1] + LINE / 2 - _HEIGHT) if places else 0.0
        years = self.compared.years
        room = (axes.get_xlim()[1] - axes.get_xlim()[0]) / self.size.width
        start = years[-1] + 0.28 * room
        for line, place in zip(wanted, places, strict=True):
            low, high = axes.get_ylim()
            y = high - (place - over) / _HEIGHT * (high - low)
            axes.plot(
                (years[-1] + 0.08 * room, start - 0.03 * room), (line.last, y), color=GRID, linewidth=0.8, zorder=1
            )
            weight = "semibold" if line.region.own else "normal"
            axes.text(start, y, line.name, va="center", weight=weight, linespacing=SPACING)
