"""One year's figures by region as a chart: one's own as a diamond, the others as rings on the same line of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from fokusrapport.blocks import Figure
from fokusrapport.domain.benchmarking.regions import Region
from fokusrapport.domain.benchmarking.table import RegionTable, Row
from fokusrapport.domain.benchmarking.values import BenchmarkValues
from fokusrapport.domain.charts.compared import Compared, Mark
from fokusrapport.domain.charts.comparison_listed import Listed
from fokusrapport.domain.charts.frame import ChartFrame, refuse_mixed
from fokusrapport.domain.charts.style import drawn
from fokusrapport.domain.results import Result


@dataclass(frozen=True)
class RegionsCompared(Compared):
    """One measure in one year, with a mark a region."""

    row: Row

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """A row for each region that the year has a row for: one's own first."""
        return tuple(mark for region in self.row.compared.regions if (mark := self._mark(region)) is not None)

    def _mark(self, region: Region) -> Mark | None:
        figure = self.row.figure(region)
        if figure is None:
            return None
        value = BenchmarkValues(self.frame.area, self.frame.words).figure(self.indicator, figure)
        result = Result(
            indicator=self.indicator.id,
            year=figure.year,
            number=figure.value,
            text=None if figure.value is not None else value.text,
            participants=figure.participants,
        )
        return Mark(region.name, value, result, own=region.own)


def regions_chart(frame: ChartFrame, rows: Sequence[Row]) -> Figure:
    """The chart, its alt text and the table of its numbers; raises InputRefused for units that differ."""
    refuse_mixed([row.compared.indicator for row in rows])
    compared = [RegionsCompared(frame, row.compared.indicator, row) for row in rows]
    drawing = Listed(frame, compared)
    svg = drawn(drawing.size, frame.label, drawing.paint)
    table = RegionTable(frame.edition, frame.area, rows).table(frame.caption, "")
    return frame.figure(svg, _alt(frame, compared), table)


def _alt(frame: ChartFrame, compared: Sequence[RegionsCompared]) -> str:
    told = []
    for each in compared:
        figures = frame.words.join([f"{mark.name} {mark.value.text}" for mark in each.marks])
        told.append(f"{frame.name(each.indicator)}, {each.row.year}: {figures}")
    return frame.words.gettext("Comparison. {rows}.").format(rows="; ".join(told))
