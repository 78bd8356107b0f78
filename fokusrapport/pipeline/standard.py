"""What runs are made with besides the project, held against what they are made with on another machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from fokusrapport.environment import Environment, environment_of
from fokusrapport.i18n import _
from fokusrapport.pipeline.versions import program


@dataclass(frozen=True)
class Standard:
    """Python, the lock and its packages as installed, and the SHA-256 of this package's own files."""

    environment: Environment
    program: str

    @classmethod
    def here(cls, lock: bytes) -> Standard:
        """That of this process, for a project with this lock."""
        return cls(environment_of(lock), hashlib.sha256(repr(program()).encode()).hexdigest())

    def told_from(self, other: Standard) -> Iterator[str]:
        """In words, what is otherwise there than here; nothing when all is the same."""
        here, there = self.environment, other.environment
        if here.python != there.python:
            yield _("{there}, here {here}").format(there=there.python, here=here.python)
        if self.program != other.program:
            yield _("fokusrapport's own files are others")
        if here.lock != there.lock:
            yield _("the lock is another")
        ours, theirs = dict(here.packages), dict(there.packages)
        for name in sorted({**ours, **theirs}):
            if ours.get(name) != theirs.get(name):
                missing = _("missing")
                yield _("{package} {there}, here {here}").format(
                    package=name, there=theirs.get(name, missing), here=ours.get(name, missing)
                )
