"""What the result of a run depends on, and whether that is still so.

Before a run only part of it is known: the notebook, its parameters, Python and packages. That gives the run's *key*.
What the notebook used is known when it has run: files, folders, modules, and questions to the subject. Key and use
together are its *trace*; a later run with the same key and a trace that still holds would give the same result (build
systems call this a verifying trace: Mokhov, Mitchell, Peyton Jones, «Build systems à la carte», 2018).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from fokusrapport.blocks import Frozen
from fokusrapport.environment import Environment
from fokusrapport.hashing import file_hash, folder_hash
from fokusrapport.pipeline.cells import tags_of
from fokusrapport.pipeline.execute import Executed, Run

FORMAT = 1
"""Counted up when traces are written or read in another way."""

_PACKAGE = Path(__file__).resolve().parents[1]
# The modules that shape an executed notebook from outside the kernel, or decide whether it is kept.
_MACHINERY = tuple(
    f"{_PACKAGE.name}/pipeline/{name}.py"
    for name in (
        "cells",
        "engine",
        "execute",
        "markdown",
        "normalise",
        "notebook",
        "onerun",
        "parsed",
        "reproducible",
        "surroundings",
        "suspects",
        "translations",
        "unlocked",
        "warm/kernel",
        "warm/preload",
        "warm/recording",
        "warm/server",
        "warm/shelf",
    )
)

Hashes = dict[str, str]


class Known(Frozen):
    """What is known of a run before it has run. `cells` are the digests of its cells by their ids, in order."""

    area: str
    cells: dict[str, str]
    parameters: dict[str, Any]
    python: str
    lock: str
    packages: dict[str, str]
    machinery: dict[str, str]

    @property
    def key(self) -> str:
        """The SHA-256 of it all; the order of cells counts, that of parameters does not."""
        content = [FORMAT, list(self.cells.items()), self.model_dump(mode="json", exclude={"cells"})]
        return _digest(content)


class Used(Frozen):
    """What a run used, each with its hash; names are relative to the project.

    `subject_files` are those that the subject read; what matters of them is in `questions`.
    """

    files: Hashes = Field(default_factory=dict)
    modules: Hashes = Field(default_factory=dict)
    folders: Hashes = Field(default_factory=dict)
    subject_files: Hashes = Field(default_factory=dict)
    questions: Hashes = Field(default_factory=dict)
    outside: Hashes = Field(default_factory=dict)
    network: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    unseeded: tuple[str, ...] = ()
    written: tuple[str, ...] = ()

    @property
    def beyond(self) -> Hashes:
        """What the notebook used by itself: no modules of this package."""
        own = f"{_PACKAGE.name}/"
        every = {**self.files, **self.modules, **self.folders, **self.outside, **self.subject_files}
        return {name: digest for name, digest in every.items() if not name.startswith(own)}


def used_by(executed: Executed) -> Used | None:
    """What a run used, as its kernel wrote it down; None where that did not come to its end."""
    try:
        return Used.model_validate_json(executed.observed)
    except ValidationError:
        return None


class Trace(Frozen):
    """A run that was made: what it depended on, the digest of its executed notebook, and why it was made.

    `failed` runs and those that are not `reproducible` are remembered, but their results are not kept.
    """

    known: Known
    used: Used
    notebook: str = ""
    reason: str = ""
    failed: bool = False
    irreproducible: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of all in the project that the result depends on: the same wherever and whenever it is made.

        Files outside it are told as what makes the run irreproducible; their paths are one machine's alone.
        """
        used = self.used.model_dump(mode="json", exclude={"subject_files", "outside"})
        return _digest([self.known.key, used])


def known_of(run: Run, environment: Environment, package: Path = _PACKAGE) -> Known:
    """What is known of a run beforehand; `package` is the folder of fokusrapport's modules."""
    return Known(
        area=run.area,
        cells={cell.get("id", str(n)): _cell_digest(cell) for n, cell in enumerate(run.notebook.cells)},
        parameters=dict(run.parameters),
        python=environment.python,
        lock=environment.lock,
        packages=dict(environment.packages),
        machinery={name: file_hash(package.parent / name) for name in _MACHINERY},
    )


def _cell_digest(cell: Any) -> str:  # noqa: ANN401 - a notebook node
    """What of a cell can matter to the result: not whether JupyterLab has folded it."""
    content = [cell.cell_type, cell.source, sorted(tags_of(cell)), cell.get("attachments", {})]
    return _digest(content)


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


# --- whether it still holds ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """One thing that a run depended on and that is otherwise now: «kind» names the part of `Used`."""

    kind: str
    name: str
    before: str
    now: str


def nobody_answers(question: str) -> str:
    """What to ask where there is no subject: a run that asked one is then always made again."""
    raise LookupError(question)


@dataclass
class Present:
    """The project as it is now; what has been hashed or asked once in a build is not hashed or asked again.

    `ask` gives the digest of the answer to a question of the subject; LookupError when it has no such question.
    """

    root: Path
    ask: Callable[[str], str]
    package: Path = _PACKAGE
    _hashes: dict[tuple[str, str], str] = field(default_factory=dict)

    def hash_of(self, kind: str, name: str) -> str:
        """The hash of a file, folder or module, or the digest of an answer."""
        if (kind, name) not in self._hashes:
            self._hashes[kind, name] = self._look_up(kind, name)
        return self._hashes[kind, name]

    def _look_up(self, kind: str, name: str) -> str:
        if kind == "questions":
            try:
                return self.ask(name)
            except LookupError:
                return "unknown"
        own = name.startswith(f"{self.package.name}/")
        path = (self.package.parent if own else self.root) / name
        return folder_hash(path) if kind == "folders" or name.endswith("/") else file_hash(path)


def changes(used: Used, present: Present) -> Iterator[Change]:
    """What of it is otherwise now; nothing when the result still holds. The cheapest is looked at first."""
    for kind in ("files", "modules", "folders", "outside"):
        yield from _changed(kind, getattr(used, kind), present)
    if any(True for _change in _changed("subject_files", used.subject_files, present)):
        yield from _changed("questions", used.questions, present)


def _changed(kind: str, noted: Mapping[str, str], present: Present) -> Iterator[Change]:
    for name, before in noted.items():
        now = present.hash_of(kind, name)
        if now != before:
            yield Change(kind, name, before, now)
