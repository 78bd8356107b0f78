"""Every value that a report may show of feedback cases, made anew for the proof."""

from __future__ import annotations

from collections.abc import Iterator

from fokusrapport.blocks import ShownValue, Value
from fokusrapport.blocktree import walk
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.feedback.count_tables import sorts
from fokusrapport.domain.feedback.figures import FeedbackFigures, has_cases
from fokusrapport.domain.feedback.report import FeedbackReport
from fokusrapport.domain.feedback.series import ControlSeries
from fokusrapport.params.feedback_models import CASE_TYPES


def feedback_report(edition: EditionData, area: str) -> FeedbackReport:
    """The cases of the edition's municipality, as an area of the report shows them."""
    return FeedbackReport(area, FeedbackFigures(edition))


def feedback_values(edition: EditionData, area: str) -> Iterator[Value]:
    """Everything that `FeedbackReport` makes, of every year, area, type and deadline."""
    if not has_cases(edition):
        return
    report = feedback_report(edition, area)
    if edition.year not in report.figures.years:
        return
    for year in report.figures.years:
        yield from _of_year(report, year)
    yield from _in_blocks(report)
    for series in report.series():
        yield from _of_series(series)


def _of_year(report: FeedbackReport, year: int) -> Iterator[Value]:
    areas = [None, *(item.area for item in report.figures.settings.areas)]
    yield from (report.escalated(year), report.repeats(year), report.overridden(year), report.pending(year))
    yield from (report.cases(kind, year=year) for kind in CASE_TYPES)
    for area in areas:
        yield from (report.cases(sort, area=area, year=year) for sort in (None, *sorts(report.figures.settings)))
        yield report.praise(area=area, year=year)
        for deadline in report.figures.deadlines(year):
            for make in (report.settled, report.within, report.median, report.ninetieth):
                yield make(deadline, area=area, year=year)
    for rank in range(1, len(report.causes(year)) + 1):
        yield from (report.cause_name(rank, year), report.cause_share(rank, year))


def _in_blocks(report: FeedbackReport) -> Iterator[Value]:
    """What the tables and the chart of causes show beside those: every one as a notebook would make it."""
    blocks = (report.by_month("", ""), report.levels("", ""), report.actions("", ""))
    yield from (node.value for node in walk(blocks) if isinstance(node, ShownValue))
    for item in report.slices():
        yield from (item.cases, item.share, item.so_far)


def _of_series(series: ControlSeries) -> Iterator[Value]:
    yield series.centre()
    for place in range(len(series.spans)):
        yield from (series.cases(place), series.rate(place))
        yield from (series.limit(place, upper=upper) for upper in (False, True))
