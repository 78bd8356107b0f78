"""What cannot be in a file of audit reports: dates in the wrong order, two statuses, a refusal without a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.repeated import repeated

if TYPE_CHECKING:
    from fokusrapport.params.audit_models import Audit, AuditReport, Recommendation, Statement
    from fokusrapport.params.editionfiles import EditionFiles
    from fokusrapport.params.yamlfile import Located
    from fokusrapport.params.yamltree import Key, Place

SIDES = ("administration", "auditor")
_ONLY = {"reported_done": "administration", "confirmed_done": "auditor"}


def check_audit(located: Located[Audit], _files: EditionFiles) -> Iterator[Fault]:
    """Every fault in a municipality's file of audit reports."""
    reports = located.model.reports
    places: list[tuple[Place, object]] = [(("reports", index, "id"), report.id) for index, report in enumerate(reports)]
    yield from repeated(located, places)
    found = list(_recommendations(located))
    yield from repeated(located, [((*one.place, "id"), one.recommendation.id) for one in found])
    for one in found:
        yield from one.faults()


def _recommendations(located: Located[Audit]) -> Iterator[_Checked]:
    for index, report in enumerate(located.model.reports):
        for nth, recommendation in enumerate(report.recommendations):
            yield _Checked(located, report, recommendation, ("reports", index, "recommendations", nth))


@dataclass(frozen=True)
class _Checked:
    """One recommendation and its place in the file."""

    located: Located[Audit]
    report: AuditReport
    recommendation: Recommendation
    place: Place

    def faults(self) -> Iterator[Fault]:
        own = self.recommendation
        yield from self._before(own.adopted, self.report.date, "adopted", _("the report"))
        yield from self._before(own.deadline, own.adopted or self.report.date, "deadline", self._begins)
        for side in SIDES:
            yield from self._statements(side, getattr(own, side))

    @property
    def _begins(self) -> str:
        return _("it was adopted") if self.recommendation.adopted else _("the report")

    def _before(self, date: dt.date | None, begin: dt.date | None, key: str, what_begins: str) -> Iterator[Fault]:
        if date is not None and begin is not None and date < begin:
            what = _("«{key}» of «{id}» is {date}, before {begins} ({begin}).").format(
                key=key, id=self.recommendation.id, date=date.isoformat(), begins=what_begins, begin=begin.isoformat()
            )
            yield self._fault(what, _("{begin} or later").format(begin=begin.isoformat()), key)

    def _statements(self, side: str, statements: tuple[Statement, ...]) -> Iterator[Fault]:
        for index, said in enumerate(statements):
            before = next((other for other in statements[:index] if other.date == said.date), None)
            yield from self._two_statuses(side, index, said, before)
            yield from self._out_of_place(side, index, said)
            if said.status == "rejected" and said.reason is None:
                what = _("«{id}» is rejected, and nobody says why.").format(id=self.recommendation.id)
                yield self._fault(what, _("a «reason», in words for readers"), side, index, "status")

    def _two_statuses(self, side: str, index: int, said: Statement, before: Statement | None) -> Iterator[Fault]:
        if before is not None:
            what = _("«{id}» has two statuses from the same side on {date}: «{first}» and «{second}».").format(
                id=self.recommendation.id, date=said.date.isoformat(), first=before.status, second=said.status
            )
            yield self._fault(what, _("one statement a day from each side"), side, index, "date")

    def _out_of_place(self, side: str, index: int, said: Statement) -> Iterator[Fault]:
        """Nobody speaks before the report, and each side says only what is its own to say."""
        if self.report.date is not None and said.date < self.report.date:
            what = _("Something is said of «{id}» on {date}, before the report ({begin}).").format(
                id=self.recommendation.id, date=said.date.isoformat(), begin=self.report.date.isoformat()
            )
            yield self._fault(what, "", side, index, "date")
        if _ONLY.get(said.status, side) != side:
            what = _("«{status}» cannot be said by the {side}.").format(status=said.status, side=side)
            own = {"administration": "reported_done", "auditor": "confirmed_done"}[side]
            yield self._fault(what, own, side, index, "status")

    def _fault(self, what: str, allowed: str, *place: Key) -> Fault:
        return Fault(self.located.file, self.located.line(*self.place, *place), what=what, allowed=allowed)
