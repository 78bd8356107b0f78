"""The model behind `params/<municipality>/audit.yaml`: reports of auditors and supervisors, and what became of them.

Statements carry a date, so that one file serves every edition: each shows what had been said by its own date.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from fokusrapport.params.models import Identifier, Labels, Model

AuditBody = Literal["kontrollutvalg", "revisionsnämnd", "statsforvalter", "ISO"]
RecommendationStatus = Literal[
    "not_started", "under_way", "partly_done", "reported_done", "confirmed_done", "rejected", "no_longer_relevant"
]


class Statement(Model):
    """What the administration, or the auditor, said of a recommendation on a day."""

    date: dt.date = Field(description="When it was said.")
    status: RecommendationStatus = Field(
        description="«not_started», «under_way», «partly_done», «reported_done» (the administration alone says so), "
        "«confirmed_done» (the auditor alone says so), «rejected» (with a reason) or «no_longer_relevant»."
    )
    text: Labels | None = Field(None, description="In words for readers.")
    reason: Labels | None = Field(None, description="Why it was rejected.")


class Recommendation(Model):
    """Something a report recommends, and what was said of it since. What the source does not state is left out."""

    id: Identifier = Field(description="Stable id, once in the file.")
    text: Labels
    adopted: dt.date | None = Field(None, description="When the council adopted it.")
    owner: Labels | None = Field(None, description="Who is to carry it out.")
    deadline: dt.date | None = Field(None, description="When it is to be done.")
    action: Labels | None = Field(None, description="What is done to carry it out.")
    administration: tuple[Statement, ...] = Field((), strict=False, description="What the administration says.")
    auditor: tuple[Statement, ...] = Field((), strict=False, description="What the auditor says.")


class AuditReport(Model):
    """A report: what it found, what it recommends, and what it did not look at. Findings ask for nothing themselves."""

    id: Identifier = Field(description="Stable id, once in the file.")
    body: AuditBody = Field(description="Whose report it is: kontrollutvalg, revisionsnämnd, statsforvalter or ISO.")
    title: Labels = Field(description="What the report is called.")
    date: dt.date | None = Field(None, description="Date of the report; leave out when the source does not state it.")
    address: str = Field("", description="Where it can be found.")
    conclusions: tuple[Labels, ...] = Field((), strict=False, description="What it found, one by one.")
    left_out: tuple[Labels, ...] = Field((), strict=False, description="What it did not look at.")
    recommendations: tuple[Recommendation, ...] = Field((), strict=False, description="What it recommends.")


class Audit(Model):
    """`params/<municipality>/audit.yaml`."""

    reports: tuple[AuditReport, ...] = Field(strict=False, description="The reports, in the order they are shown.")
