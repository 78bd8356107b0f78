"""What the proof and the source appendix must know of audit reports: every number that may be shown, and its line."""

from __future__ import annotations

from collections.abc import Iterator

from fokusrapport.blocks import Table, Value
from fokusrapport.blocktree import walk
from fokusrapport.domain.audit import all_standings, reports_of, status_word
from fokusrapport.domain.audit_report import AuditFollowUp
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.followup_values import without_stop
from fokusrapport.domain.used_rows import UsedRow


def audit_values(edition: EditionData, area: str) -> Iterator[Value]:
    """Every count, and how many days each recommendation is overdue."""
    report = AuditFollowUp(edition, area)
    yield from (report.total(), report.open(), report.overdue())
    yield from (node for node in walk((report.figures(), report.reports())) if isinstance(node, Value))


def audit_rows(edition: EditionData) -> Iterator[UsedRow]:
    """The line of every recommendation, with its deadline and how it stands."""
    for item in all_standings(edition):
        if item.source is not None:
            deadline, words = item.recommendation.deadline, edition.language
            said = status_word(item.status, words)
            figure = f"{words.date(deadline)}, {said}" if deadline else said
            yield UsedRow(item.source, edition.label_inlines(without_stop(item.recommendation.text)), None, figure)


def audit_table(edition: EditionData, area: str, label: str) -> Table | None:
    """The table of this label made anew; None for a label that is none of ours."""
    report = AuditFollowUp(edition, area)
    made = (report.status(own.id) for own in reports_of(edition))
    return next((table for table in made if isinstance(table, Table) and table.label == label), None)
