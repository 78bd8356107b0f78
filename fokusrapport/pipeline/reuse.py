"""Runs that were made before are taken from the cache; those that are made now are kept there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from nbformat import NotebookNode

from fokusrapport.environment import Environment
from fokusrapport.i18n import _
from fokusrapport.pipeline.cache import Cache
from fokusrapport.pipeline.cells import METADATA_KEY
from fokusrapport.pipeline.execute import Executed, Run
from fokusrapport.pipeline.fingerprint import Known, Present, Trace, Used, changes, known_of, used_by
from fokusrapport.pipeline.reasons import reasons


@dataclass(frozen=True)
class Verdict:
    """Whether a run has to be made: the trace and notebook to reuse, else the reasons why it must be run."""

    known: Known
    kept: tuple[Trace, NotebookNode] | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Shelf:
    """The runs of one edition that have been made, and the project as it is now.

    `words` tells what a question to the subject is about; with `force` nothing is reused.
    """

    edition: str
    cache: Cache
    present: Present
    environment: Environment
    words: Callable[[str], str] = str
    force: bool = False

    def verdict(self, run: Run) -> Verdict:
        """Whether the run has to be made, and why."""
        known = known_of(run, self.environment, self.present.package)
        if self.force:
            return Verdict(known, None, (_("asked for with --force"),))
        for trace in self.cache.traces(known.key):
            if not any(True for _change in changes(trace.used, self.present)):
                notebook = self.cache.notebook(trace)
                if notebook is not None:
                    return Verdict(known, (trace, notebook), ())
        last = self.cache.latest(self.edition, run.area)
        told = reasons(run, known, last, self.present, self.words)
        return Verdict(known, None, tuple(told or [_("its result is no longer kept")]))

    def reused(self, run: Run, kept: tuple[Trace, NotebookNode]) -> Executed:
        """A run as it was made before."""
        trace, notebook = kept
        self.cache.note_latest(self.edition, run.area, trace)
        reused = _told(Executed(run, _dressed(notebook, run), (), 0), trace)
        return replace(reused, reused=True, beyond=self._now(trace.used))

    def keep(self, executed: Executed, verdict: Verdict) -> Executed:
        """A run that was made, with its fingerprint; kept unless it failed or would not be the same another time."""
        used, reason = used_by(executed), "; ".join(verdict.reasons)
        self.cache.note_seconds(executed.run.area, executed.seconds)
        if executed.notebook is None or executed.faults or used is None:
            failed = Trace(known=verdict.known, used=used or Used(), reason=reason, failed=True)
            self.cache.note_latest(self.edition, executed.run.area, failed)
            return replace(executed, reason=reason)
        text = _undressed(executed.notebook)
        trace = Trace(
            known=verdict.known,
            used=used,
            notebook=hashlib.sha256(text).hexdigest(),
            reason=reason,
            irreproducible=executed.irreproducible,
        )
        if not trace.irreproducible:
            self.cache.keep(trace, text)
        self.cache.note_latest(self.edition, executed.run.area, trace)
        return _told(executed, trace)

    def _now(self, used: Used) -> Mapping[str, str]:
        """What a kept run used by itself, as it is now: another figure of a file that the subject read may be new."""
        now = {name: self.present.hash_of("subject_files", name) for name in used.subject_files}
        return {name: now.get(name, digest) for name, digest in used.beyond.items()}


def _told(executed: Executed, trace: Trace) -> Executed:
    """The run with what its trace tells."""
    return replace(
        executed,
        fingerprint=trace.fingerprint,
        reason=trace.reason,
        irreproducible=trace.irreproducible,
        beyond=trace.used.beyond,
    )


def _undressed(notebook: NotebookNode) -> bytes:
    """An executed notebook as text, without what the build knows anyway: cell numbers and the edition's front."""
    copy: dict[str, Any] = json.loads(json.dumps(notebook))
    copy["metadata"].pop(METADATA_KEY, None)
    for cell in copy["cells"]:
        cell["metadata"].pop(METADATA_KEY, None)
    return json.dumps(copy, sort_keys=True, ensure_ascii=False).encode()


def _dressed(notebook: NotebookNode, run: Run) -> NotebookNode:
    """A kept notebook as if it had just been run: with the numbers that its cells have on disk now."""
    numbers = {cell.get("id"): cell.metadata.get(METADATA_KEY) for cell in run.notebook.cells}
    for cell in notebook.cells:
        cell.metadata[METADATA_KEY] = numbers.get(cell.get("id")) or {"number": 0}
    notebook.metadata[METADATA_KEY] = dict(run.metadata)
    return notebook
