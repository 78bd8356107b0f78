"""`manifest.json`: what a report was made from and what it consists of. No clock, host, user or path in it."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fokusrapport import __version__
from fokusrapport.blocks import Chapter
from fokusrapport.pipeline.execute import Executed
from fokusrapport.pipeline.plan import EditionPlan
from fokusrapport.valuestore import values_shown

# Whatever shapes a byte of the report; the rest of the environment is in requirements.txt.
_PACKAGES = (
    "babel",
    "fontpkg-fira-sans",
    "jinja2",
    "matplotlib",
    "mistune",
    "nbconvert",
    "pandas",
    "papermill",
    "pikepdf",
    "seaborn",
    "typst",
)


def sha256(content: bytes) -> str:
    """The SHA-256 of the content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def manifest(plan: EditionPlan, executed: Iterable[Executed], chapter: Chapter, outputs: Mapping[str, bytes]) -> bytes:
    """The manifest as JSON text with sorted keys."""
    request = plan.request
    content: dict[str, Any] = {
        "edition": request.name,
        "front": request.front.model_dump(mode="json"),
        "fokusrapport": __version__,
        "versions": {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}},
        "inputs": {name: sha256((request.root / name).read_bytes()) for name in request.inputs},
        "values": [shown.model_dump(mode="json") for shown in values_shown(chapter)],
        "runs": [_run(run) for run in executed],
        "outputs": {name: {"bytes": len(data), "sha256": sha256(data)} for name, data in outputs.items()},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _run(executed: Executed) -> dict[str, Any]:
    run = executed.run
    return {
        "area": run.area,
        "notebook": run.shown_as,
        "parameters": dict(run.parameters),
        "complete": not executed.faults,
    }


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a published report; empty when there is none that can be read."""
    try:
        content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def published_state(folder: Path) -> str:
    """Whether the report in a folder is a draft or final; empty when there is none."""
    front = read_manifest(folder).get("front")
    return str(front.get("state", "")) if isinstance(front, dict) else ""
