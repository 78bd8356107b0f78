"""What a notebook will import, read from its cells before it runs; and what one has imported, once it has run."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fokusrapport.pipeline.parsed import parsed

if TYPE_CHECKING:  # it is asked before anything that takes long is imported
    from nbformat import NotebookNode

IN_EVERY_KERNEL = ("fokusrapport.pipeline.dataframes", "fokusrapport.pipeline.watch")
"""What is run in a kernel of ours before its first cell."""
_PACKAGE = Path(__file__).resolve().parents[2]
_INDENTED = re.compile(r"^ +(?:import|from) ", re.MULTILINE)


def imports_of(notebook: NotebookNode) -> frozenset[str]:
    """The modules that its code cells import, wherever in them, and those that the subject's functions they name do."""
    return imports_of_code(cell.source for cell in notebook.cells if cell.cell_type == "code")


def imports_of_code(cells: Iterable[str]) -> frozenset[str]:
    """The same of the text of code cells."""
    own, others = _imports_of_code(cells)
    return own | others


def own_imports_of_code(cells: Iterable[str]) -> frozenset[str]:
    """Of these the modules of this package, and those that its functions import."""
    return _imports_of_code(cells)[0]


def _imports_of_code(cells: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    names, imported = set[str](), set[str]()
    for source in cells:
        for node in ast.walk(parsed(source) or ast.Module([], [])):
            imported.update(_imported(node))
            if isinstance(node, ast.Attribute | ast.Name):
                names.add(node.attr if isinstance(node, ast.Attribute) else node.id)
    own = {name for name in imported if name.startswith(f"{_PACKAGE.name}.")}
    if own:
        own.update(module for name in names for module in _put_off().get(name, ()))
    return frozenset(own), frozenset(imported)


def own_modules(observed: bytes) -> frozenset[str]:
    """The modules of this package that a run has imported, from what it was seen to use (`watch.finish`)."""
    files = json.loads(observed)["modules"] if observed else ()
    own = (Path(name).with_suffix("").parts for name in files if name.startswith(f"{_PACKAGE.name}/"))
    return frozenset(".".join(parts).removesuffix(".__init__") for parts in own)


@cache
def _put_off() -> Mapping[str, set[str]]:
    """What the subject's functions import when they are called, by their names: what takes long to import."""
    found: dict[str, set[str]] = {}
    for source in sorted(_PACKAGE.joinpath("domain").rglob("*.py")):
        text = source.read_text(encoding="utf-8")
        for function in ast.walk(ast.parse(text)) if _INDENTED.search(text) else ():
            if isinstance(function, ast.FunctionDef):
                found.setdefault(function.name, set()).update(*map(_imported, ast.walk(function)))
    return found


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (each.name for each in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module
        yield from (f"{node.module}.{each.name}" for each in node.names if each.name != "*")
