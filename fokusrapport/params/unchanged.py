"""What was read of an edition, taken as it is for as long as none of the files it was read from has changed.

For whoever reads the same edition over and over, as a preview does at every save: most saves are of a notebook, and all
the rest is as it was. Nothing is kept unless somebody has begun to (`kept`). Files are held against each other by their
contents, never by their times; what is kept are frozen values.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from fokusrapport.hashing import file_hash
from fokusrapport.i18n import ui_language
from fokusrapport.params.chosen import YEAR_FILE
from fokusrapport.params.project import Project

P = ParamSpec("P")
R = TypeVar("R")

_MOST = 32
"""Answers kept at once: an edition has a handful in each of its languages."""

_kept: dict[tuple[Any, ...], tuple[str, Any]] | None = None


@contextmanager
def kept() -> Iterator[None]:
    """Keep what is read in the block, in whichever thread."""
    global _kept  # noqa: PLW0603 - whoever reads knows nothing of who reads again
    before, _kept = _kept, {}
    try:
        yield
    finally:
        _kept = before


def unchanged(read: Callable[Concatenate[Project, str, P], R]) -> Callable[Concatenate[Project, str, P], R]:
    """A function of a project's edition and of its files alone: called again only when one of them has changed.

    What it raises is not kept.
    """

    @wraps(read)
    def again(project: Project, name: str, /, *args: P.args, **kwargs: P.kwargs) -> R:
        shelf = _kept
        if shelf is None:
            return read(project, name, *args, **kwargs)
        question = (read, project.root, name, args, tuple(sorted(kwargs.items())))
        state = _state(project, name)
        before, answer = shelf.get(question, ("", None))
        if before == state:
            known: R = answer
            return known
        found = read(project, name, *args, **kwargs)
        while len(shelf) >= _MOST:
            shelf.pop(next(iter(shelf)), None)
        shelf[question] = (state, found)
        return found

    return again


def _state(project: Project, name: str) -> str:
    """The contents of all that an edition is read from, and the language in which its faults are told."""
    parts = [ui_language(), *sorted(project.notebook_names())]
    for path in _files(project, name.partition("/")[0]):
        parts += [path.as_posix(), file_hash(path)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _files(project: Project, municipality: str) -> Iterator[Path]:
    """Its municipality's files, the project's own, and the editions of all: they say which areas there are."""
    for folder in (project.params / municipality, project.data / municipality):
        yield from sorted(path for path in folder.rglob("*") if path.is_file())
    yield from sorted(project.params.glob("*.yaml"))
    yield from sorted(project.params.glob(f"*/{YEAR_FILE}"))
