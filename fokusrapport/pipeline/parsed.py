"""The code of a cell as a tree."""

from __future__ import annotations

import ast
from contextlib import suppress


def parsed(source: str) -> ast.AST | None:
    """The code as a tree, lines for IPython too («%matplotlib inline», «names = !ls»); None for what is no code."""
    try:
        return ast.parse(source)
    except SyntaxError:
        # Only now: importing it takes time, and few cells have such lines.
        from IPython.core.inputtransformer2 import TransformerManager  # noqa: PLC0415

        lines = source.lstrip().splitlines(keepends=True)
        kept = lines[1:] if lines and lines[0].startswith("%%") else lines
        with suppress(SyntaxError):
            shell = TransformerManager()  # type: ignore[no-untyped-call]
            return ast.parse(shell.transform_cell("".join(kept)))
    return None
