"""What was promised: the plans that earlier editions of a municipality left open, until one of them answered for them.

A plan is open from the edition that promised it. An answer that it is done or dropped closes it; under way or postponed
leaves it open, and so does no answer at all: it must be answered by the next edition then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fokusrapport.params.translated import Translated, localised

if TYPE_CHECKING:
    from fokusrapport.params.models import Answer, AreaTracking, Plan
    from fokusrapport.params.yamlfile import Located

PromiseKey = tuple[str, str]
"""Area and id of a plan: an id stands once in its area's file."""

CLOSING = frozenset({"done", "dropped"})
"""The answers after which nobody needs to ask again."""


@dataclass(frozen=True)
class TrackedYear:
    """What one edition tracks, by area."""

    year: int
    tracking: Mapping[str, Located[AreaTracking]]


@dataclass(frozen=True)
class Promise:
    """An open plan: the area and the edition's year that promised it, and who is to have done it when, as last told."""

    area: str
    plan: Plan
    year: int
    owner: str
    due: str

    @property
    def key(self) -> PromiseKey:
        """Area and id."""
        return self.area, self.plan.id

    def within(self, code: str, main: str) -> Promise:
        """The same as a report in a language sees it; `main` is the language of plain texts."""
        owner, due = (
            text.within(code, main) if isinstance(text, Translated) else text for text in (self.owner, self.due)
        )
        return replace(self, plan=localised(self.plan, code, main), owner=owner, due=due)


def open_promises(earlier: Sequence[TrackedYear]) -> tuple[Promise, ...]:
    """The plans that these editions, oldest first, leave for the next one to answer; by area, in the order of files."""
    found: dict[PromiseKey, Promise] = {}
    for tracked in earlier:
        for key, answer in answers_in(tracked.tracking):
            if key in found and answer.status is not None:
                _take_answer(found, key, answer)
        for area, located in tracked.tracking.items():
            for plan in located.model.plans:
                found.setdefault((area, plan.id), Promise(area, plan, tracked.year, plan.owner, plan.due))
    return tuple(sorted(found.values(), key=lambda promise: promise.area))


def _take_answer(found: dict[PromiseKey, Promise], key: PromiseKey, answer: Answer) -> None:
    if answer.status in CLOSING:
        del found[key]
        return
    before = found[key]
    found[key] = replace(before, owner=answer.owner or before.owner, due=answer.due or before.due)


def answers_in(tracking: Mapping[str, Located[AreaTracking]]) -> Iterator[tuple[PromiseKey, Answer]]:
    """Every answer an edition gives, with the plan it is about."""
    return ((key, answer) for _area, key, answer in answers_of({a: t.model for a, t in tracking.items()}))


def answers_of(tracking: Mapping[str, AreaTracking]) -> Iterator[tuple[str, PromiseKey, Answer]]:
    """Every answer with the area whose file it stands in, and the plan it is about."""
    for area, tracked in tracking.items():
        for answer in tracked.answers:
            yield area, (answer.area or area, answer.plan), answer


def of_area(promises: Iterable[Promise], area: str) -> tuple[Promise, ...]:
    """The promises of one area."""
    return tuple(promise for promise in promises if promise.area == area)
