"""What a notebook calls for comparisons: `area.benchmarks()` gives this. Short calls in, blocks and values out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fokusrapport.blocks import Block, Callout, Figure, Group, Inlines, Paragraph, Table, Value, plain
from fokusrapport.domain.benchmarking.comparison import Compared, Comparisons
from fokusrapport.domain.benchmarking.revised import revised_figures, revised_table
from fokusrapport.domain.benchmarking.snapshots import SnapshotFigure
from fokusrapport.domain.benchmarking.table import RegionTable, Row, YearsTable
from fokusrapport.domain.benchmarking.telling import Telling
from fokusrapport.domain.benchmarking.values import BenchmarkValues, newest_year
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.spelling import Spelled
from fokusrapport.domain.tabulate import TableFrame
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import DisplayText, Language, _
from fokusrapport.params.models import Said

if TYPE_CHECKING:
    from fokusrapport.domain.charts.frame import ChartFrame


@dataclass(frozen=True)
class BenchmarkReport(Spelled):
    """The figures of KOSTRA and Kolada that an area shows, of the newest snapshot of each service.

    Measures are named by their id in benchmarks.yaml; without any, all that belong to the area. Regions are named by
    their kind («own», «country», «country_without_oslo», «group») or their code. Without a year it is the newest with a
    figure of one's own, up to the edition's.
    """

    edition: EditionData
    area: str

    # --- blocks ---

    def table(self, *measures: str, caption: Said = "", label: str = "tbl-sammenligning") -> Table:
        """One's own figures beside those of others, of the newest year of each measure."""
        shown = self._caption(caption, self._words.gettext("Own figures beside those of others"))
        rows = [Row(each, self._year(each)) for each in self._found(measures)]
        return RegionTable(self.edition, self.area, rows).table(shown, label)

    def years(self, measure: str, *, caption: Said, label: str) -> Table:
        """All years of one measure, a row a region."""
        shown = self.edition.text_inlines(caption)
        return YearsTable(self.edition, self.area, self._comparisons.find(measure)).table(shown, label)

    def chart(self, *measures: str, caption: Said, label: str, alt: Said | None = None) -> Figure:
        """One's own figures and those of others on one scale, of the newest year of each measure."""
        # Imported by the first one drawn, for seaborn takes longer to import than a table to make.
        from fokusrapport.domain.benchmarking.chart import regions_chart  # noqa: PLC0415

        rows = [Row(each, self._year(each)) for each in self._found(measures)]
        return regions_chart(self._frame(caption, label, alt), rows)

    def trend(self, measure: str, *, caption: Said, label: str, alt: Said | None = None) -> Figure:
        """All years of one measure as lines, one a region."""
        from fokusrapport.domain.benchmarking.trend import region_lines  # noqa: PLC0415 - see above

        return region_lines(self._frame(caption, label, alt), self._comparisons.find(measure))

    def about(self, *measures: str) -> Callout:
        """When the figures were fetched, and which of them are revised: for the reader, before the first figure."""
        telling, found = Telling(self._words), self._found(measures)
        told = dict.fromkeys(text for each in found for text in telling.about(each, self._year(each)))
        paragraphs = tuple(Paragraph(children=plain(text)) for text in told)
        return Callout(kind="note", title=self._words.gettext("About the figures"), children=paragraphs)

    def revised(self, caption: Said = "", label: str = "tbl-revidert") -> Block:
        """The figures that have changed since they were fetched before; nothing when there is none."""
        own = {each.measure.id for each in self._comparisons.of_area(self.area)}
        rows = [row for row in revised_figures(self._comparisons) if row.compared.measure.id in own]
        if not rows:
            return Group(children=())
        usual = self._words.gettext("Figures that have been revised since they were fetched before")
        return revised_table(self.edition, self.area, rows, TableFrame(label, self._caption(caption, usual), Notes()))

    # --- values for sentences ---

    def value(self, measure: str, region: str = "own", year: int | None = None) -> Value:
        """The figure of a region."""
        compared = self._comparisons.find(measure)
        return self._maker.figure(compared.indicator, self._figure(compared, region, year))

    def difference(self, measure: str, region: str, year: int | None = None) -> Value:
        """One's own figure less that of a region, with its sign: «+0,3 prosentpoeng»."""
        compared = self._comparisons.find(measure)
        made = self._maker.difference(compared.indicator, *self._pair(compared, region, year))
        return self._needed(made, compared, region)

    def standing(self, measure: str, region: str, year: int | None = None) -> Value:
        """«høyere enn», «lavere enn», «likt med»: one's own figure beside that of a region, as both are printed."""
        compared = self._comparisons.find(measure)
        made = self._maker.standing(compared.indicator, *self._pair(compared, region, year))
        return self._needed(made, compared, region)

    def year(self, measure: str) -> Value:
        """The year that the newest figure of one's own is of."""
        return self._maker.year(self._figure(self._comparisons.find(measure), "own", None))

    def fetched(self, measure: str) -> Value:
        """The day the figures of a measure were fetched: «17. mars 2026»."""
        about = self._comparisons.find(measure).snapshot.about
        return Value(text=DisplayText(self._words.date(about.fetched)), area=self.area)

    # --- within ---

    @property
    def _words(self) -> Language:
        return self.edition.language

    @property
    def _maker(self) -> BenchmarkValues:
        return BenchmarkValues(self.area, self._words)

    @cached_property
    def _comparisons(self) -> Comparisons:
        return Comparisons(self.edition)

    def _found(self, measures: Sequence[str]) -> tuple[Compared, ...]:
        found = tuple(map(self._comparisons.find, measures)) or self._comparisons.of_area(self.area)
        if not found:
            what = _("No figures of others have been fetched for «{area}».").format(area=self.area)
            raise InputRefused.because(what, allowed=_("python build.py fetch kostra, or kolada"))
        return found

    def _year(self, compared: Compared) -> int:
        year = newest_year(compared, compared.own)
        if year is None:
            what = _("«{measure}» has no figure of the municipality itself up to {year}.")
            raise InputRefused.because(what.format(measure=compared.measure.id, year=self.edition.year))
        return year

    def _figure(self, compared: Compared, region: str, year: int | None) -> SnapshotFigure:
        wanted = year or self._year(compared)
        figure = compared.figure(compared.region(region).code, wanted)
        if figure is None:
            what = _("«{measure}» was not fetched for {year}.").format(measure=compared.measure.id, year=wanted)
            raise InputRefused.because(what, allowed=", ".join(map(str, compared.years)))
        return figure

    def _pair(self, compared: Compared, region: str, year: int | None) -> tuple[SnapshotFigure, SnapshotFigure]:
        return self._figure(compared, "own", year), self._figure(compared, region, year)

    @staticmethod
    def _needed(made: Value | None, compared: Compared, region: str) -> Value:
        if made is None:
            what = _("«{measure}» has no number to compare with for «{region}», or none of one's own.")
            raise InputRefused.because(what.format(measure=compared.measure.id, region=region))
        return made

    def _frame(self, caption: Said, label: str, alt: Said | None) -> ChartFrame:
        from fokusrapport.domain.charts.frame import ChartFrame  # noqa: PLC0415 - see chart

        return ChartFrame(self.edition, self.area, self.edition.text_inlines(caption), label, alt)

    def _caption(self, given: Said, usual: str) -> Inlines:
        return self.edition.text_inlines(given) if given else plain(usual)
