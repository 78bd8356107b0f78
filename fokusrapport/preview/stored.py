"""A notebook as it is saved now, with what its last run gave: shown at once, until it has been run again."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode

from fokusrapport.blocks import VALUE_MIME, Value
from fokusrapport.pipeline.cells import METADATA_KEY
from fokusrapport.pipeline.execute import Executed, Run
from fokusrapport.pipeline.markdown import expressions

PENDING = "…"
"""Stands for a value that no run has given yet."""


def as_stored(run: Run, last: NotebookNode | None) -> Executed:
    """The run as if it had been made: its own cells, each with what the cell of that id showed the last time.

    A code cell that is new shows nothing, and a value that is new is `PENDING`.
    """
    known = {cell.get("id"): cell for cell in last.cells} if last is not None else {}
    notebook = copy.deepcopy(run.notebook)
    for cell in notebook.cells:
        before = known.get(cell.get("id"))
        if cell.cell_type == "code":
            same = before is not None and before.cell_type == "code"
            cell["outputs"] = copy.deepcopy(before.outputs) if same and before is not None else []
        elif cell.cell_type == "markdown":
            cell.metadata["user_expressions"] = _values(cell.source, before)
    notebook.metadata[METADATA_KEY] = dict(run.metadata)
    return Executed(run, notebook, (), 0)


def _values(source: str, before: NotebookNode | None) -> list[Mapping[str, Any]]:
    entries = () if before is None else before.metadata.get("user_expressions", ())
    kept = {entry["expression"]: entry["result"] for entry in entries}
    return [{"expression": one, "result": kept.get(one, _PENDING_RESULT)} for one in expressions(source)]


_PENDING_RESULT: Mapping[str, Any] = {
    "status": "ok",
    "data": {VALUE_MIME: Value(text=PENDING).model_dump(mode="json"), "text/plain": PENDING},
}
