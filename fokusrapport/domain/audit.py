"""How recommendations of auditors and supervisors stand on the edition's date: two views, and what is overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from fokusrapport.blocks import Source, StatusKind
from fokusrapport.domain.edition import EditionData
from fokusrapport.i18n import Language
from fokusrapport.params.audit_models import Audit, AuditReport, Recommendation, RecommendationStatus, Statement

MODULE = "audit"
OPEN = frozenset({"not_started", "under_way", "partly_done", None})
"""The statuses of what is still to be done; nothing said is one of them."""
KINDS: Mapping[RecommendationStatus | None, StatusKind] = MappingProxyType(
    {
        "not_started": "unclassified",
        "under_way": "accepted",
        "partly_done": "accepted",
        "reported_done": "accepted",
        "confirmed_done": "met",
        "rejected": "unclassified",
        "no_longer_relevant": "unclassified",
        None: "missing",
    }
)
"""The mark that stands beside each status; what is reported done is not green before the auditor has confirmed it."""


def status_word(status: RecommendationStatus | None, words: Language) -> str:
    """A status in words; None is that nobody has said anything."""
    return {
        "not_started": words.gettext("not started"),
        "under_way": words.gettext("in progress"),
        "partly_done": words.gettext("partly carried out"),
        "reported_done": words.gettext("carried out (reported)"),
        "confirmed_done": words.gettext("carried out (confirmed by the auditor)"),
        "rejected": words.gettext("rejected with reasons"),
        "no_longer_relevant": words.gettext("no longer relevant"),
        None: words.gettext("not stated"),
    }[status]


@dataclass(frozen=True)
class Standing:
    """A recommendation with what each side had last said of it by a date; `source` is its line in the file."""

    recommendation: Recommendation
    administration: Statement | None
    auditor: Statement | None
    date: dt.date
    source: Source | None

    @property
    def status(self) -> RecommendationStatus | None:
        """How it stands: by whoever spoke last, on the same day by the auditor; None when nobody has."""
        own, other = self.auditor, self.administration
        if own is None or (other is not None and other.date > own.date):
            return other.status if other else None
        return own.status

    @property
    def days_overdue(self) -> int | None:
        """Days from the deadline to the date; None for what is done, not due yet or has no deadline."""
        deadline = self.recommendation.deadline
        if deadline is None or deadline >= self.date or self.status not in OPEN:
            return None
        return (self.date - deadline).days


def reports_of(edition: EditionData) -> tuple[AuditReport, ...]:
    """The reports that were there on the edition's date, and those whose date nobody knows."""
    module = edition.module(MODULE)
    reports = module.reports if isinstance(module, Audit) else ()
    return tuple(report for report in reports if report.date is None or report.date <= edition.date)


def standings(edition: EditionData, report: AuditReport) -> tuple[Standing, ...]:
    """How each recommendation of a report stands."""
    return tuple(_standing(edition, recommendation) for recommendation in report.recommendations)


def all_standings(edition: EditionData) -> tuple[Standing, ...]:
    """How the recommendations of every report stand."""
    return tuple(standing for report in reports_of(edition) for standing in standings(edition, report))


def _standing(edition: EditionData, recommendation: Recommendation) -> Standing:
    date = edition.date
    return Standing(
        recommendation,
        last_said(recommendation.administration, date),
        last_said(recommendation.auditor, date),
        date,
        next(_lines(edition, recommendation), None),
    )


def last_said(statements: Sequence[Statement], date: dt.date) -> Statement | None:
    """The newest statement up to a date."""
    return max((said for said in statements if said.date <= date), key=lambda said: said.date, default=None)


def _lines(edition: EditionData, wanted: Recommendation) -> Iterator[Source]:
    module = edition.module(MODULE)
    for index, report in enumerate(module.reports if isinstance(module, Audit) else ()):
        for nth, recommendation in enumerate(report.recommendations):
            if recommendation.id == wanted.id:
                found = edition.module_line(MODULE, wanted.id, "reports", index, "recommendations", nth)
                yield from (found,) if found else ()
