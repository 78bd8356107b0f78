"""What a notebook calls: one service area of one edition. Short calls in, blocks and values out.

    from fokusrapport.domain.area import open_area
    area = open_area("nav", municipality=municipality, year=year, language=language)

Every call looks results up by indicator id; an id that does not exist is refused with the nearest one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import fokusrapport.blocks_html  # noqa: F401 - so that blocks show themselves in Jupyter as they will in the report
from fokusrapport.blocks import Block, Callout, Figure, Group, ListBlock, Paragraph, ShownValue, Table, Value, plain
from fokusrapport.domain import followup
from fokusrapport.domain.audit_report import AuditFollowUp
from fokusrapport.domain.benchmarking.report import BenchmarkReport
from fokusrapport.domain.edition import needed_number, open_edition
from fokusrapport.domain.feedback.module import feedback_report
from fokusrapport.domain.feedback.report import FeedbackReport
from fokusrapport.domain.followup_report import FollowUp
from fokusrapport.domain.legend import legend_table
from fokusrapport.domain.matrix.report import PrioritiesReport
from fokusrapport.domain.participation.report import ParticipationReport
from fokusrapport.domain.ratio_callout import RatioCheck
from fokusrapport.domain.ratios import Agreement
from fokusrapport.domain.response import response_caution
from fokusrapport.domain.scorecard import ScorecardTable
from fokusrapport.domain.sentences import Sentences
from fokusrapport.domain.spelling import Spelled
from fokusrapport.domain.survey.report import SurveyReport, survey_report
from fokusrapport.domain.tally import tally_table
from fokusrapport.domain.valuetable import ValueTable
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Indicator, Said
from fokusrapport.params.nearest import nearest
from fokusrapport.params.project import find_root

if TYPE_CHECKING:
    from fokusrapport.domain.charts.frame import ChartFrame


def open_area(area: str, *, municipality: str, year: int, language: str) -> AreaReport:
    """The area of an edition, found from the notebook's folder upwards.

    Raises InputRefused with every fault in the edition's parameters and data, or when `language` is none of
    the edition's, or `area` none of its areas: another name would show no scorecard, and nobody would know why.
    """
    edition = open_edition(find_root(), f"{municipality}/{year}", language)
    if not edition.has_area(area):
        what = _("{edition} has no area «{area}».").format(edition=edition.name, area=area)
        allowed = _("{areas}; a new area is first listed in {file}")
        listed = allowed.format(areas=", ".join(edition.areas), file=f"params/{edition.name}.yaml")
        raise InputRefused.because(what, allowed=listed, nearest=nearest(area, edition.areas))
    return AreaReport(area, edition)


@dataclass(frozen=True)
class AreaReport(Sentences, Spelled):
    """One area of one edition, as its notebook sees it: values for sentences (inherited), blocks and charts."""

    # --- scorecards and tables ---

    def scorecard(self, caption: Said = "", label: str = "") -> Block:
        """The area's scorecard, and under it what is said about its results; nothing when it has no indicators."""
        if not self._own_indicators():
            return Group(children=())
        shown = self.edition.text_inlines(caption) if caption else plain(self._language.gettext("Scorecard"))
        table = ScorecardTable(self.edition, self.area).table(shown, label or f"tbl-malekort-{self.area}")
        explained = followup.explanations_table(self.edition, self.area, f"tbl-forklaring-{self.area}")
        return Group(children=(table, explained)) if explained else table

    def legend(self) -> Table:
        """The three levels as the municipality names them, each with its mark."""
        return legend_table(self.edition)

    def counts(self, caption: Said, label: str = "tbl-status") -> Table:
        """How many results of the whole edition stand where, kinds of missing told apart."""
        return tally_table(self.edition, self.area, self.edition.text_inlines(caption), label)

    def table(self, *indicators: str, years: Sequence[int] = (), caption: Said, label: str) -> Table:
        """Results of some indicators, a column a year; results without a known year get a column of their own."""
        table = ValueTable(self.edition, self.area, self._found(indicators), tuple(years))
        return table.table(self.edition.text_inlines(caption), label)

    # --- text ---

    def ranking(self, name: str) -> Block:
        """A ranked list from the data as a numbered list."""
        items = self.edition.data.ranking(name, self.edition.year)
        if not items:
            known = self.edition.data.ranking_names(self.edition.year)
            what = _("There is no ranked list «{name}» for {year}.").format(name=name, year=self.edition.year)
            raise InputRefused.because(what, allowed=", ".join(known), nearest=nearest(name, known))
        values = (Value(text=item.item, area=self.area, year=item.year, sources=(item.source,)) for item in items)
        rows = tuple((Paragraph(children=self.edition.quoted((ShownValue(value=value),))),) for value in values)
        return ListBlock(ordered=True, items=rows)

    def actions(self, success_factor: str | None = None, *areas: str) -> Block:
        """What was done in the year, of this area or of others."""
        return followup.listed(followup.actions(self.edition, areas or (self.area,), success_factor))

    def plans(self, success_factor: str | None = None, *areas: str) -> Block:
        """What is promised, of this area or of others, with deadline and who answers for it."""
        return followup.listed(followup.plans(self.edition, areas or (self.area,), success_factor))

    def all_areas(self) -> tuple[str, ...]:
        """The areas of the edition in printed order."""
        return self.edition.areas

    def main_goal(self) -> Paragraph:
        """The municipality's main goal as adopted."""
        return Paragraph(children=self.edition.label_inlines(self.edition.municipality.main_goal))

    # --- modules: each with a report object of its own ---

    def priorities(self) -> PrioritiesReport:
        """The municipality's priorities and cross-cutting challenges, and what the areas do about them."""
        return PrioritiesReport(self.area, self.edition)

    def participation(self) -> ParticipationReport:
        """How users take part: councils by unit, meetings, focus groups and surveys."""
        return ParticipationReport(self.area, self.edition)

    def survey(self, name: str) -> SurveyReport:
        """A survey of surveys.yaml: its values for sentences, its tables and chart."""
        return survey_report(self.edition, self.area, name)

    def feedback(self) -> FeedbackReport:
        """The feedback cases of the whole municipality; raises InputRefused where it has none."""
        report = feedback_report(self.edition, self.area)
        report.figures.counts()
        return report

    def benchmarks(self) -> BenchmarkReport:
        """Figures of KOSTRA and Kolada beside those of others, as they were fetched."""
        return BenchmarkReport(self.edition, self.area)

    def followup(self) -> FollowUp:
        """What earlier editions promised and what has come of it: tables and counts."""
        return FollowUp(self.edition, self.area)

    def audit(self) -> AuditFollowUp:
        """What auditors and supervisors found and recommended, and how that stands."""
        return AuditFollowUp(self.edition, self.area)

    # --- charts: imported by the first one drawn, for seaborn takes longer to import than a table to make. `alt` is the
    # author's own alt text in place of the one made from the data ---

    def change_chart(self, *indicators: str, caption: Said, label: str, alt: Said | None = None) -> Figure:
        """Two measurements of some indicators on one scale, with lines between: what moved, and how much."""
        from fokusrapport.domain.charts.change import change_chart  # noqa: PLC0415 - see above

        return change_chart(self._frame(caption, label, alt), self._found(indicators))

    def shares_chart(self, *parts: tuple[Said, Value], caption: Said, label: str, alt: Said | None = None) -> Figure:
        """Parts of a whole as one bar; each part is a name and a share in per cent."""
        from fokusrapport.domain.charts.shares import shares_chart  # noqa: PLC0415 - see above

        named = [(self.edition.text(name), value) for name, value in parts]
        return shares_chart(self._frame(caption, label, alt), named)

    def bars_chart(self, *indicators: str, caption: Said, label: str, alt: Said | None = None) -> Figure:
        """The year's results of some indicators as ranked bars, all in the same unit."""
        from fokusrapport.domain.charts.bars import bars_chart  # noqa: PLC0415 - see above

        return bars_chart(self._frame(caption, label, alt), self._found(indicators))

    def comparison_chart(self, *indicators: str, caption: Said, label: str, alt: Said | None = None) -> Figure:
        """The year's results of some indicators beside their benchmarks: others' figures, and how many took part."""
        from fokusrapport.domain.charts.comparison import comparison_chart  # noqa: PLC0415 - see above

        return comparison_chart(self._frame(caption, label, alt), self._found(indicators))

    def distribution_chart(self, *indicators: str, caption: Said, label: str, alt: Said | None = None) -> Figure:
        """How the year's answers to some questions are distributed: bars around the middle of the scale."""
        from fokusrapport.domain.charts.distribution import distribution_chart  # noqa: PLC0415 - see above

        return distribution_chart(self._frame(caption, label, alt), self._found(indicators))

    def trend_chart(self, indicator: str, caption: Said, label: str, alt: Said | None = None) -> Figure:
        """All dated results of one indicator, against its requirement."""
        from fokusrapport.domain.charts.trend import trend_chart  # noqa: PLC0415 - see above

        return trend_chart(self._frame(caption, label, alt), self.edition.register.find(indicator))

    # --- checks that readers see ---

    def response_caution(self, indicator: str) -> Block:
        """A caution where fewer than half, or fewer than 30 %, answered a survey; nothing where more did."""
        result = self.edition.needed(indicator, self.edition.year)
        if result.missing == "suppressed":
            return Group(children=())  # the rate is withheld, and so is what would tell of it
        rate = needed_number(result)
        return response_caution(self.value(indicator), float(rate), self._language)

    def ratio_check(self, count: str, ratio: str, years: Sequence[int]) -> Agreement:
        """Numbers of inhabitants that explain a printed count per inhabitant, each year and every year at once."""
        return RatioCheck(self.edition, self.area, count, ratio, years).agreement()

    def ratio_callout(self, count: str, ratio: str, years: Sequence[int]) -> Callout:
        """Whether printed counts per inhabitant agree with the counts, told to the reader with the numbers."""
        return RatioCheck(self.edition, self.area, count, ratio, years).callout()

    # --- within ---

    def _found(self, indicators: Sequence[str]) -> tuple[Indicator, ...]:
        if not indicators:
            raise InputRefused.because(_("A table or chart needs at least one indicator."))
        return tuple(self.edition.register.find(indicator) for indicator in indicators)

    def _frame(self, caption: Said, label: str, alt: Said | None) -> ChartFrame:
        from fokusrapport.domain.charts.frame import ChartFrame  # noqa: PLC0415 - see above

        return ChartFrame(self.edition, self.area, self.edition.text_inlines(caption), label, alt)
