"""A notebook as Git keeps it: without what was computed. So that a hash is the same before and after it was run.

An author runs a notebook to look at it, and JupyterLab saves it while a report is being made; neither changes what the
report is made from. This does what the filter does (`gitsetup`), without importing it: hashes are asked for before
anything that takes long is imported. A test holds the two together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_LANGUAGE_INFO = ("codemirror_mode", "file_extension", "mimetype", "nbconvert_exporter", "pygments_lexer", "version")
ALSO_STRIPPED = (
    "cell.metadata.user_expressions",
    # How it looks on one's own screen: JupyterLab writes there which cells are folded, and ours folds all code.
    "cell.metadata.jupyter",
    "cell.metadata.papermill",
    "metadata.papermill",
    # JupyterLab writes into every notebook which Python it was run with.
    *(f"metadata.language_info.{name}" for name in _LANGUAGE_INFO),
)
"""What is taken away beside outputs, and beside what nbstripout takes away by itself."""

_STRIPPED = (
    *ALSO_STRIPPED,
    *("metadata.signature", "metadata.widgets"),
    *(f"cell.metadata.{name}" for name in ("collapsed", "ExecuteTime", "execution", "heading_collapsed", "hidden")),
    "cell.metadata.scrolled",
)


def as_committed(data: bytes) -> bytes:
    """The bytes of a notebook without what was computed; those of anything else as they are."""
    try:
        notebook = json.loads(data)
        before = json.dumps(notebook)
        _strip(notebook)
    except (ValueError, TypeError, KeyError, AttributeError):  # no notebook: whoever reads it will say so
        return data
    if json.dumps(notebook) == before:
        return data
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _strip(notebook: dict[str, Any]) -> None:
    for path in _STRIPPED:
        place, _dot, rest = path.partition(".")
        for holder in [notebook] if place == "metadata" else notebook["cells"]:
            _pop(holder, path if place == "metadata" else rest)
    for cell in notebook["cells"]:
        if "execution_count" in cell:
            cell["execution_count"] = None
        if "outputs" in cell and not _kept(cell["metadata"]):
            cell["outputs"] = []
        for output in cell.get("outputs", ()):
            if "execution_count" in output:
                output["execution_count"] = None


def _pop(holder: Any, path: str) -> None:  # noqa: ANN401 - any JSON
    first, _dot, rest = path.partition(".")
    if not isinstance(holder, dict):
        return
    if not rest:
        holder.pop(first, None)
    elif first in holder:
        _pop(holder[first], rest)


def _kept(metadata: Mapping[str, Any]) -> bool:
    """Whether the author has said that the outputs of a cell are to be committed."""
    return "init_cell" not in metadata and bool(
        metadata.get("keep_output") or "keep_output" in metadata.get("tags", ())
    )
