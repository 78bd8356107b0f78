"""`manifest.json`: what a report was made from and what it consists of. No clock, host, user or path in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fokusrapport import __version__
from fokusrapport.blocks import Chapter
from fokusrapport.hashing import file_hash
from fokusrapport.pipeline.execute import Executed
from fokusrapport.pipeline.gitfacts import git_facts
from fokusrapport.pipeline.manifest_model import FORMAT, MANIFEST_NAME, Manifest, Output, RunEntry
from fokusrapport.pipeline.plan import EditionPlan
from fokusrapport.pipeline.versions import program, sha256, versions
from fokusrapport.valuestore import values_shown

__all__ = ["manifest", "published_state", "read_manifest", "sha256"]


def manifest(plan: EditionPlan, chapter: Chapter, executed: Iterable[Executed], outputs: Mapping[str, bytes]) -> bytes:
    """The manifest of a finished report."""
    request, runs = plan.request, tuple(executed)
    return Manifest(
        format=FORMAT,
        edition=request.name,
        front=request.front,
        fokusrapport=__version__,
        program=program(),
        versions=versions(),
        git=git_facts(request.root),
        inputs=_inputs(plan, runs),
        runs=tuple(map(_run, runs)),
        outputs={name: Output(bytes=len(data), sha256=sha256(data)) for name, data in outputs.items()},
        values=values_shown(chapter),
    ).text()


def _inputs(plan: EditionPlan, runs: Iterable[Executed]) -> dict[str, str]:
    """The edition's files, and those of the project that notebooks opened by themselves."""
    root = plan.request.root
    used = {name for run in runs for name, was in run.beyond.items() if was and not Path(name).is_absolute()}
    beyond = {name for name in used if (root / name).is_file()}
    return {name: file_hash(root / name) for name in {*plan.request.inputs, *beyond}}


def _run(executed: Executed) -> RunEntry:
    run = executed.run
    return RunEntry(
        area=run.area,
        notebook=run.shown_as,
        parameters=dict(run.parameters),
        complete=not executed.faults,
        fingerprint=executed.fingerprint,
    )


def read_manifest(folder: Path) -> dict[str, Any]:
    """What the manifest of a published report says, of any version; empty when there is none that can be read."""
    try:
        content = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def published_state(folder: Path) -> str:
    """Whether the report in a folder is a draft or final; empty when there is none."""
    front = read_manifest(folder).get("front")
    return str(front.get("state", "")) if isinstance(front, dict) else ""
