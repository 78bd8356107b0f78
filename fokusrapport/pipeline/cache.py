"""Where executed notebooks are kept, in plain files that can be copied to another machine.

    runs/<key>/<fingerprint>.json     the trace of a run: what it depended on
    notebooks/<digest>.json.gz        an executed notebook, by the SHA-256 of its text
    latest/<edition>/<area>.json      the last run of an area, kept or not: what reasons are told from
    seconds/<area>.json               how long the last run of an area took, in whichever edition

A file is written under another name and renamed, the notebook before the trace that names it: whoever is killed at any
moment, or writes at the same time, leaves nothing half. What is read is held against its digest; what does not fit is
as if it were not there.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from pydantic import ValidationError

from fokusrapport.pipeline.fingerprint import Trace

FOLDER = ".fokusrapport/cache"
LARGEST = 500_000_000
"""Bytes kept at the most; what was used longest ago goes first."""

FOLDER_VARIABLE = "FOKUSRAPPORT_CACHE"
_TRACES_OF_A_KEY = 8
_BEING_WRITTEN = 3600  # seconds, at the very most


@dataclass(frozen=True)
class Cache:
    """The executed notebooks kept in a folder."""

    folder: Path
    largest: int = LARGEST

    @classmethod
    def of_project(cls, root: Path) -> Cache:
        """The project's own, or the one FOKUSRAPPORT_CACHE names."""
        return cls(Path(os.environ.get(FOLDER_VARIABLE) or root / FOLDER))

    def traces(self, key: str) -> Iterator[Trace]:
        """The traces of a key, the newest first."""
        found = sorted(self._runs(key).glob("*.json"), key=_age, reverse=True)
        read = ((path, _read_trace(path)) for path in found)
        return (trace for path, trace in read if trace is not None and trace.fingerprint == path.stem)

    def notebook(self, trace: Trace) -> NotebookNode | None:
        """The executed notebook of a trace; None where it is gone or not what was kept."""
        path = self._notebook(trace.notebook)
        try:
            text = gzip.decompress(path.read_bytes())
        except (OSError, EOFError, zlib.error):
            return None
        if hashlib.sha256(text).hexdigest() != trace.notebook:
            return None
        self._touch(path)
        kept: NotebookNode = nbformat.reads(text.decode(), as_version=4)
        return kept

    def keep(self, trace: Trace, text: bytes) -> None:
        """Keep a run and its executed notebook, whose SHA-256 the trace names; a full disk is nobody's fault."""
        runs = self._runs(trace.known.key)
        with suppress(OSError):
            _write(self._notebook(trace.notebook), gzip.compress(text, 6, mtime=0))
            _write(runs / f"{trace.fingerprint}.json", trace.model_dump_json().encode())
            for old in sorted(runs.glob("*.json"), key=_age, reverse=True)[_TRACES_OF_A_KEY:]:
                old.unlink(missing_ok=True)

    def latest(self, edition: str, area: str) -> Trace | None:
        """The last run of an area."""
        return _read_trace(self._latest(edition, area))

    def note_latest(self, edition: str, area: str, trace: Trace) -> None:
        """Take down the last run of an area."""
        with suppress(OSError):
            _write(self._latest(edition, area), trace.model_dump_json().encode())

    def seconds(self, area: str) -> float | None:
        """How long the last run of an area took, in whichever edition: its notebook is one. None if nobody knows."""
        try:
            return float(json.loads(self._seconds(area).read_bytes()))
        except (OSError, TypeError, ValueError):
            return None

    def note_seconds(self, area: str, seconds: float) -> None:
        """Take down how long a run of an area took. Nothing that is made may depend on it."""
        with suppress(OSError):
            _write(self._seconds(area), json.dumps(round(seconds, 3)).encode())

    def shrink(self) -> None:
        """Take away what killed builds left, and what was used longest ago until the rest is small enough."""
        for left in self.folder.rglob(".new-*"):
            if _age(left) < time.time() - _BEING_WRITTEN:
                left.unlink(missing_ok=True)
        kept = sorted((path for path in self.folder.glob("*/*") if path.suffix == ".gz"), key=_age)
        kept = [*kept, *sorted(self.folder.glob("runs/*/*.json"), key=_age)]
        total = sum(_size(path) for path in kept)
        for path in sorted(kept, key=_age):
            if total <= self.largest:
                return
            total -= _size(path)
            path.unlink(missing_ok=True)

    def _runs(self, key: str) -> Path:
        return self.folder / "runs" / key

    def _notebook(self, digest: str) -> Path:
        return self.folder / "notebooks" / f"{digest}.json.gz"

    def _latest(self, edition: str, area: str) -> Path:
        return self.folder / "latest" / edition / f"{area}.json"

    def _seconds(self, area: str) -> Path:
        return self.folder / "seconds" / f"{area}.json"

    def _touch(self, path: Path) -> None:
        """Say that it was used; only for `shrink`, for what is right is told by content alone."""
        with suppress(OSError):
            path.touch()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _read_trace(path: Path) -> Trace | None:
    try:
        return Trace.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
