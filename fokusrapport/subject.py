"""What the subject knows of a report that its controller must be told, and that comparisons are made of.

A hinge like `blocks`: `domain` finds it, `pipeline` shows it, and neither knows the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from fokusrapport.blocks import Area, Frozen, Inlines, Status, StatusKind


@dataclass(frozen=True)
class Counted:
    """How many results stand so. `word` is the municipality's own, or says why there is no level or no result."""

    kind: StatusKind
    word: str
    number: int


@dataclass(frozen=True)
class AreaResults:
    """How the results on one area's scorecard stand: the same words in the same order in every area.

    `suppressed` counts the results, of any year and also outside the scorecard, that the area shows as suppressed.
    """

    area: str
    counts: tuple[Counted, ...]
    suppressed: int


@dataclass(frozen=True)
class Unexplained:
    """A result that falls short and that nobody has explained; `anchor` is where the report shows it.

    `stops` is whether the report cannot be published without an explanation.
    """

    area: str
    label: Inlines
    result: str
    status: Status
    anchor: str
    stops: bool


@dataclass(frozen=True)
class Unanswered:
    """How many plans of earlier editions an area has not answered for: the report cannot be published without."""

    area: str
    number: int


@dataclass(frozen=True)
class DataFile:
    """A data file of the municipality: whose it is, what it is about, how old, and whether the report shows it.

    `covers` is whether its period holds the year reported on; None where the period names no year.
    """

    file: str
    name: str
    owner: str
    period: str
    covers: bool | None
    delivered: dt.date | None
    used: bool


@dataclass(frozen=True)
class RevisedFigure:
    """A figure of KOSTRA or Kolada that is another than when it was fetched before: what it was and what it is."""

    label: Inlines
    region: str
    year: int
    before: str
    after: str
    fetched_before: dt.date
    fetched: dt.date


class Said(Frozen):
    """One thing that a report says of an indicator, by what it is called there."""

    term: str
    text: str


class ResultState(Frozen):
    """A result as a report shows it; `status` is the word beside it, empty where the report has none.

    `year` is None where its source does not show one.
    """

    year: int | None
    text: str
    status: str = ""


class IndicatorState(Frozen):
    """What a report says of one indicator, for comparisons with another report; `area` is where it is shown first.

    All is text as readers see it: what is withheld from them is not here either.
    """

    id: str
    area: str
    label: str
    results: tuple[ResultState, ...] = ()
    requirement: str = ""
    definition: tuple[Said, ...] = ()
    remarks: tuple[Said, ...] = ()


TrackedKind = Literal["action", "plan", "promise", "recommendation"]


class TrackedState(Frozen):
    """What a report says of something it tracks, likewise: done, planned, promised before, or recommended to it."""

    kind: TrackedKind
    id: str
    area: str
    text: str
    status: str = ""
    said: tuple[Said, ...] = ()


@dataclass(frozen=True)
class SubjectFacts:
    """All of it, for one report."""

    areas: tuple[AreaResults, ...] = ()
    unexplained: tuple[Unexplained, ...] = ()
    files: tuple[DataFile, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    revised: tuple[RevisedFigure, ...] = ()
    indicators: tuple[IndicatorState, ...] = ()
    tracked: tuple[TrackedState, ...] = ()


Subject = Callable[[Sequence[Area]], SubjectFacts]
"""Finds the facts of a report that consists of these areas."""


def unknown(_areas: Sequence[Area]) -> SubjectFacts:
    """No facts: a report that nobody knows the subject of."""
    return SubjectFacts()
