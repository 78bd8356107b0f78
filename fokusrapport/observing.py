"""What the subject was asked while a notebook ran: questions, and answers by their digests.

Every notebook opens the whole edition, but few of its figures matter to any one of them. So the subject's ways in are
`asked`: each call is noted with the digest of its answer. When a data file has changed, the same questions are asked
again without running anything, and the notebook is run again only if one of them has another answer.

Nothing is noted unless somebody has begun to take notes, as a kernel of a build does (`pipeline.watch`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import update_wrapper
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar

from fokusrapport.errors import InputRefused

S = TypeVar("S")
P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class Notes:
    """What has been asked so far, and whether the subject is reading its own files just now."""

    questions: dict[str, str] = field(default_factory=dict)
    subject_reads: bool = False


_notes: Notes | None = None


def take_notes() -> Notes:
    """Begin to take notes; what is noted from now on stands in them."""
    global _notes  # noqa: PLW0603 - a kernel has one notebook, and its calls cannot be handed anything
    _notes = Notes()
    return _notes


def stop_notes() -> None:
    """Take no more notes."""
    global _notes  # noqa: PLW0603 - see take_notes
    _notes = None


@contextmanager
def subject_reads() -> Iterator[None]:
    """What is opened meanwhile is the subject's own reading: what matters of it is told by the questions."""
    if _notes is None:
        yield
        return
    before, _notes.subject_reads = _notes.subject_reads, True
    try:
        yield
    finally:
        _notes.subject_reads = before


def asked(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """A method whose calls are questions: noted with their arguments and the digest of the answer.

    Arguments are texts and numbers. A refusal is an answer, too.
    """
    asking = signature(method)

    def answer(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if _notes is None:
            return method(self, *args, **kwargs)
        # The same question, whether its arguments are given by position or by name.
        given = asking.bind(self, *args, **kwargs)
        given.apply_defaults()
        question = named(f"{type(self).__name__}.{method.__name__}", given.args[1:])
        try:
            found = method(self, *args, **kwargs)
        except InputRefused:
            note_once(_notes.questions, question, REFUSED)
            raise
        note_once(_notes.questions, question, digest(found))
        return found

    return update_wrapper(answer, method)


def note_once(noted: dict[str, str], name: str, digest: str) -> None:
    """Take down a digest; what had another one before, while the same notebook ran, is the same as nothing ever."""
    if noted.setdefault(name, digest) != digest:
        noted[name] = UNSTEADY


UNSTEADY = "changed meanwhile"
REFUSED = "refused"
OPENED = "opened"
_PARTS = "\x1f"


def note_opened(edition: str) -> None:
    """An edition was opened, perhaps another than the notebook's own: only of that one can be asked again."""
    if _notes is not None:
        note_once(_notes.questions, named(OPENED, (edition,)), OPENED)


def named(name: str, arguments: tuple[Any, ...]) -> str:
    """A question as text, from which `parsed` gets its parts back."""
    return _PARTS.join([name, *map(repr, arguments)])


def parsed(question: str) -> tuple[str, tuple[str, ...]]:
    """The name and the arguments' representations of a question."""
    name, *arguments = question.split(_PARTS)
    return name, tuple(arguments)


def readable(question: str) -> str:
    """A question as a person can read it: «series(nav-tilfredshet)»."""
    name, arguments = parsed(question)
    return f"{name}({', '.join(argument.strip(chr(39)) for argument in arguments)})" if arguments else name


def digest(answer: object) -> str:
    """The SHA-256 of an answer's representation; what has no order is put in one.

    A source's file hash is no part of its representation: another row of the file may have changed.
    """
    ordered = sorted(answer) if isinstance(answer, frozenset) else answer
    return hashlib.sha256(repr(ordered).encode()).hexdigest()
