"""What the proof and the source appendix must know of promises: every count that may be shown, and the lines behind."""

from __future__ import annotations

from collections.abc import Iterator

from fokusrapport.blocks import Table, Value
from fokusrapport.blocktree import walk
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.followup_report import KINDS, FollowUp, status_word
from fokusrapport.domain.promises import Followed
from fokusrapport.domain.used_rows import UsedRow
from fokusrapport.params.models import Labels


def followup_values(edition: EditionData, area: str) -> Iterator[Value]:
    """Every count of promises that an area may show: in a sentence, a key figure or a table."""
    report = FollowUp(edition, area)
    yield report.promised()
    yield from map(report.count, KINDS)
    yield from (node for node in walk((report.figures(), report.by_area())) if isinstance(node, Value))


def followup_rows(edition: EditionData) -> Iterator[UsedRow]:
    """The line of every answer, or of the plan where nobody has answered."""
    for area in edition.promising_areas:
        for item in edition.promises(area):
            if item.source is not None:
                what = edition.label_inlines(without_stop(item.promise.plan.text))
                yield UsedRow(item.source, what, item.promise.year, _said(edition, item))


def _said(edition: EditionData, item: Followed) -> str:
    return status_word(item.status, edition.language)


def followup_table(edition: EditionData, area: str, label: str) -> Table | None:
    """The table of this label made anew; None for a label that is none of ours."""
    report = FollowUp(edition, area)
    made = (block for block in (report.table(), report.all_plans(), report.by_area()) if isinstance(block, Table))
    return next((table for table in made if table.label == label), None)


def without_stop(labels: Labels) -> Labels:
    """A sentence as the name of a row, which may stand in a list of names."""
    return {code: text.rstrip(".") for code, text in labels.items()}
