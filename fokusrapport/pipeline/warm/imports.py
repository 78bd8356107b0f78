"""What a notebook imports, read from its cells."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nbformat import NotebookNode

from fokusrapport.pipeline.parsed import parsed


def imports_of(notebook: NotebookNode) -> tuple[str, ...]:
    """The modules that its code cells import, wherever in them, in order of names."""
    sources = (cell.source for cell in notebook.cells if cell.cell_type == "code")
    return tuple(sorted({name for source in sources for name in _imports(parsed(source))}))


def _imports(tree: ast.AST | None) -> Iterator[str]:
    for node in ast.walk(tree) if tree is not None else ():
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names if each.name != "*")
