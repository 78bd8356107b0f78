"""A comment with what was answered, and whether it is settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from fokusrapport.comments.model import Annotation, Place

RESOLVED = "resolved"
REOPENED = "reopened"


@dataclass(frozen=True)
class Thread:
    """A comment, where it was put, and what followed on it in the order it was said."""

    comment: Annotation
    place: Place
    answers: tuple[Annotation, ...] = ()

    @property
    def id(self) -> str:
        """The id of the comment."""
        return self.comment.id

    @property
    def state(self) -> Literal["open", "resolved"]:
        """Whether there is something left to do: the last word on that counts."""
        words = [answer.text for answer in self.answers if answer.motivation == "moderating"]
        return "resolved" if words[-1:] == [RESOLVED] else "open"


def threads_of(annotations: Iterable[Annotation]) -> tuple[tuple[Thread, ...], tuple[Annotation, ...]]:
    """The annotations as threads, the first comment first, and the answers to comments that are not there."""
    found = sorted(annotations, key=lambda one: (one.created, one.id))
    answers: dict[str, list[Annotation]] = {}
    for one in found:
        if isinstance(one.target, str):
            answers.setdefault(one.target, []).append(one)
    threads = tuple(
        Thread(one, one.target, tuple(answers.pop(one.id, ()))) for one in found if isinstance(one.target, Place)
    )
    return threads, tuple(answer for left in answers.values() for answer in left)
