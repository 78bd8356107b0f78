"""A notebook's cells run in this process, with no kernel, no papermill and no cache: what it shows, as plain JSON."""

from __future__ import annotations

import ast
import json
import os
from pathlib import Path
from typing import Any

from fokusrapport.blocks import BLOCK_MIME, VALUE_MIME
from fokusrapport.pipeline.execute import Run
from fokusrapport.pipeline.markdown import expressions
from fokusrapport.root import ROOT_VARIABLE


def shown_by(run: Run, root: Path) -> list[str]:
    """Every output and every inline value of the run, in order; an error is shown by its words."""
    before = os.environ.get(ROOT_VARIABLE)
    os.environ[ROOT_VARIABLE] = str(root)
    names: dict[str, Any] = {}
    try:
        return [_text(found) for cell in run.notebook.cells for found in _results(cell, run, names)]
    finally:
        if before is None:
            del os.environ[ROOT_VARIABLE]
        else:
            os.environ[ROOT_VARIABLE] = before


def _results(cell: Any, run: Run, names: dict[str, Any]) -> list[object]:  # noqa: ANN401 - a notebook node
    if cell.cell_type == "markdown":
        return [_tried(lambda text=text: eval(text, names)) for text in expressions(cell.source)]  # noqa: S307
    if "parameters" in cell.metadata.get("tags", ()):
        names.update(run.parameters)
        return []
    tree = ast.parse(cell.source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    first = _tried(lambda: exec(compile(tree, "cell", "exec"), names))  # noqa: S102 - the project's own notebooks
    if last is None:
        return [first]
    return [first, _tried(lambda: eval(compile(ast.Expression(last.value), "cell", "eval"), names))]  # noqa: S307


def _tried(work: Any) -> object:  # noqa: ANN401 - a function without arguments
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - what a cell raises is what it shows
        return f"{type(error).__name__}: {error}"


def _text(found: object) -> str:
    if not hasattr(found, "_repr_mimebundle_"):
        return repr(found)
    bundle = found._repr_mimebundle_()
    kept = bundle.get(BLOCK_MIME) or bundle.get(VALUE_MIME)
    return json.dumps(_without_hashes(kept), sort_keys=True)


def _without_hashes(node: Any) -> Any:  # noqa: ANN401 - any JSON; a file's hash is renewed for kept notebooks, too
    if isinstance(node, dict):
        return {key: _without_hashes(value) for key, value in node.items() if key != "sha256"}
    return [_without_hashes(item) for item in node] if isinstance(node, list) else node
