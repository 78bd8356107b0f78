"""What earlier editions promised, each plan with what this edition answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from fokusrapport.blocks import Source
from fokusrapport.params.promises import Promise, PromiseKey, answers_of

if TYPE_CHECKING:
    from fokusrapport.params.models import Answer, AreaTracking
    from fokusrapport.params.project import LoadedEdition
    from fokusrapport.params.yamlfile import Located

FollowedStatus = Literal["done", "under_way", "postponed", "dropped", "unanswered"]


@dataclass(frozen=True)
class Followed:
    """A plan that an earlier edition left open, and what this one says has come of it; `answer` is None for nothing.

    `area` is the one that answers for it, or has promised it where nobody does. `source` is the line of the answer, or
    of the plan; None where the edition was made in memory.
    """

    area: str
    promise: Promise
    answer: Answer | None
    source: Source | None = None

    @property
    def status(self) -> FollowedStatus:
        """What has come of it; an entry that somebody has yet to fill in is no answer."""
        return "unanswered" if self.answer is None or self.answer.status is None else self.answer.status

    @property
    def owner(self) -> str:
        """Who answers for it now."""
        return (self.answer.owner if self.answer else "") or self.promise.owner

    @property
    def due(self) -> str:
        """The deadline as it is now."""
        return (self.answer.due if self.answer else "") or self.promise.due


def followed(loaded: LoadedEdition) -> tuple[Followed, ...]:
    """Every plan that earlier editions left open: by area as they are printed, those of areas that are gone last."""
    found = tuple(_followed(loaded))
    printed = [entry.area for entry in loaded.edition.areas]
    areas = [*printed, *sorted({item.area for item in found} - set(printed))]
    return tuple(item for area in areas for item in found if item.area == area)


def _followed(loaded: LoadedEdition) -> Iterator[Followed]:
    answers: dict[PromiseKey, tuple[str, Answer]] = {}
    for area, key, answer in answers_of(loaded.tracking):
        answers.setdefault(key, (area, answer))
    for promise in loaded.promises:
        if promise.key in answers:
            area, answer = answers[promise.key]
            yield Followed(area, promise, answer, _answer_line(loaded, area, answer))
        else:
            yield Followed(promise.area, promise, None, _plan_line(loaded, promise))


def _answer_line(loaded: LoadedEdition, area: str, answer: Answer) -> Source | None:
    located = loaded.files.tracking.get(area)
    if located is None:
        return None
    own = [(item.area, item.plan) for item in located.model.answers]
    return _line(located, answer.plan, "answers", own.index((answer.area, answer.plan)))


def _plan_line(loaded: LoadedEdition, promise: Promise) -> Source | None:
    for tracked in loaded.files.earlier:
        if tracked.year == promise.year:
            located = tracked.tracking[promise.area]
            own = [plan.id for plan in located.model.plans]
            return _line(located, promise.plan.id, "plans", own.index(promise.plan.id))
    return None


def _line(located: Located[AreaTracking], key: str, group: str, index: int) -> Source:
    return Source(file=located.file, row=located.line(group, index), key=key, sha256=located.sha256)
