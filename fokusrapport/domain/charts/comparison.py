"""One's own results beside those of others: a row for each, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from matplotlib.axes import Axes

from fokusrapport.blocks import Cell, Figure, ShownValue, Table, Value
from fokusrapport.domain.benchmarks import Benchmark, benchmarks, participants_text
from fokusrapport.domain.charts.frame import SCALE_ENDS, ChartFrame, Ticks, refuse_mixed, scale_ends
from fokusrapport.domain.charts.rows import BesideLabel, room_for
from fokusrapport.domain.charts.style import EDGE, GRID, LINE, MUTED, SPACING, WIDTH, Size, drawn, text_width, wrapped
from fokusrapport.domain.edition import needed_number
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.results import Result
from fokusrapport.domain.scorecard_benchmarks import benchmark_inlines
from fokusrapport.domain.tabulate import ColumnOf, text_cell
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Indicator

_NAMES = 1.75  # inches that names beside the marks may take
_BETWEEN = 0.12  # inches over each new indicator


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
        own = self.frame.edition.loaded.municipality.name
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


def comparison_chart(frame: ChartFrame, indicators: Sequence[Indicator]) -> Figure:
    """The chart: own results and benchmarks, each with its number, its year and how many took part.

    Raises InputRefused for an indicator that the register compares with nothing, or that nothing is known of, and
    for scales or units that differ.
    """
    compared = [Compared(frame, indicator) for indicator in indicators]
    for each in compared:
        _refuse_nothing(each)
    refuse_mixed([indicator for each in compared for indicator in (each.indicator, *_series(each))])
    drawing = _Drawing(frame, compared)
    svg = drawn(drawing.size, frame.label, drawing.paint)
    return frame.figure(svg, _alt(frame, compared), _table(frame, compared))


def _series(compared: Compared) -> list[Indicator]:
    return [other.series for other in compared.others]


def _refuse_nothing(compared: Compared) -> None:
    if not compared.indicator.benchmarks:
        what = _("The register names nothing that «{indicator}» is compared with.")
        allowed = _("ids under «benchmarks» in indicators.yaml")
        raise InputRefused.because(what.format(indicator=compared.indicator.id), allowed=allowed)
    if not compared.others:
        what = _("There are no figures that «{indicator}» can be compared with.")
        names = ", ".join(compared.indicator.benchmarks)
        raise InputRefused.because(
            what.format(indicator=compared.indicator.id), allowed=_("results for {names}").format(names=names)
        )


def _alt(frame: ChartFrame, compared: Sequence[Compared]) -> str:
    told = [
        f"{frame.name(each.indicator)}: "
        + frame.words.join([f"{mark.beside(frame)} {mark.value.text}" for mark in each.marks])
        for each in compared
    ]
    ends = SCALE_ENDS.get(compared[0].indicator.scale)
    text = frame.words.gettext("Comparison, {year}. {rows}.")
    if ends is not None:
        text = frame.words.gettext("Comparison, {year}, scale {low} to {high}. {rows}.")
    low, high = ends or ("", "")
    return text.format(year=frame.edition.year, low=low, high=high, rows="; ".join(told))


def _table(frame: ChartFrame, compared: Sequence[Compared]) -> Table:
    """A row an indicator, a column for each that is compared; who took part stands under the table."""
    notes = Notes()
    names = list(dict.fromkeys(frame.name(series) for each in compared for series in _series(each)))
    columns = [
        ColumnOf[Compared](frame.words.gettext("What is measured"), lambda each: text_cell(frame.name(each.indicator))),
        ColumnOf[Compared](frame.edition.loaded.municipality.name, partial(_own_cell, frame, notes), align="end"),
        *(ColumnOf[Compared](name, partial(_other_cell, frame, notes, name), align="end") for name in names),
    ]
    return frame.table(columns, compared, notes)


def _own_cell(frame: ChartFrame, notes: Notes, compared: Compared) -> Cell:
    value = frame.maker.of(compared.indicator, compared.own)
    return Cell(children=(ShownValue(value=value), *notes.mark(compared.own.uncertain)))


def _other_cell(frame: ChartFrame, notes: Notes, name: str, compared: Compared) -> Cell:
    found = next((other for other in compared.others if frame.name(other.series) == name), None)
    return (
        text_cell("–") if found is None else Cell(children=benchmark_inlines(frame.edition, frame.area, notes, found))
    )


@dataclass(frozen=True)
class _Drawing:
    """Where everything is drawn."""

    frame: ChartFrame
    compared: Sequence[Compared]

    @cached_property
    def names(self) -> list[list[str]]:
        """What stands beside each mark, in lines."""
        return [[wrapped(mark.beside(self.frame), _NAMES) for mark in each.marks] for each in self.compared]

    @cached_property
    def heads(self) -> list[str]:
        """The names of the indicators, in lines."""
        return [wrapped(self.frame.name(each.indicator), WIDTH - 2 * EDGE) for each in self.compared]

    @cached_property
    def left(self) -> float:
        """How many inches the names take."""
        return max(text_width(name) for names in self.names for name in names) + 0.12

    @cached_property
    def places(self) -> tuple[list[float], list[list[float]], float]:
        """Where the heads begin, where the marks of each indicator are, and where all ends."""
        at = 0.0
        heads: list[float] = []
        rows: list[list[float]] = []
        for head, names in zip(self.heads, self.names, strict=True):
            heads.append(at)
            at += LINE * (head.count("\n") + 1) + 0.06
            rows.append([])
            for name in names:
                height = LINE * (name.count("\n") + 1) + 0.1
                rows[-1].append(at + height / 2)
                at += height
            at += _BETWEEN
        return heads, rows, at - _BETWEEN

    @property
    def size(self) -> Size:
        return Size(self.places[2], left=self.left + EDGE, below=0.3)

    def paint(self, axes: Axes) -> None:
        heads, rows, end = self.places
        beside = axes.get_yaxis_transform()
        axes.set(ylim=(end, 0), yticks=[])
        for text, top in zip(self.heads, heads, strict=True):
            axes.text(
                -self.left / self.size.width,
                top,
                text,
                va="top",
                weight="semibold",
                transform=beside,
                linespacing=SPACING,
            )
        drawn_marks = [
            (mark, y, name)
            for each, ys, names in zip(self.compared, rows, self.names, strict=True)
            for mark, y, name in zip(each.marks, ys, names, strict=True)
        ]
        numbers = [float(needed_number(mark.result)) for mark, *_ in drawn_marks if mark.result.number is not None]
        ends = scale_ends(self.compared[0].indicator, numbers)
        labels = [self._mark(mark, y, ends[0], axes) for mark, y, _name in drawn_marks]
        for mark, y, name in drawn_marks:
            weight = "semibold" if mark.own else "normal"
            beside_marks = axes.text(-0.12 / self.size.width, y, name, ha="right", va="center", transform=beside)
            beside_marks.set(weight=weight, linespacing=SPACING)
        strips = [(ys[0] - 0.14, ys[-1] + 0.14) for ys in rows]
        Ticks(ends, self.compared[0].indicator, self.frame.words).write(axes, strips)
        axes.set_xlim(*room_for(labels, ends, self.size.width))

    def _mark(self, mark: Mark, y: float, start: float, axes: Axes) -> BesideLabel:
        """One mark with a line to it, and its number; in words why there is none."""
        label = BesideLabel(start, y, mark.value.text, 1)
        if mark.result.number is not None:
            x = float(mark.result.number)
            line, colour = (self.frame.colour, self.frame.colour) if mark.own else (GRID, MUTED)
            axes.plot([start, x], [y, y], color=line, linewidth=2, zorder=1)
            axes.plot(x, y, "D" if mark.own else "o", color=colour, markersize=8 if mark.own else 7, zorder=2)
            label = BesideLabel(x, y, mark.value.text, 1)
        label.write(axes)
        return label
