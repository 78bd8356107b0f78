"""Notebooks on disk: read, look at the parameters cell, keep the cells of one edition."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode, reader
from nbformat.validator import iter_validate

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.pipeline.cells import METADATA_KEY, CellPlace, belongs, tags_of
from fokusrapport.pipeline.translations import language_marks, replaced

NB_FORMAT = 4
PARAMETERS_TAG = "parameters"
INJECTED_TAG = "injected-parameters"


@dataclass(frozen=True)
class EditionKey:
    """What `only:` tags are held against."""

    municipality: str
    year: int
    language: str


def read_notebook(path: Path, shown_as: str) -> tuple[NotebookNode | None, list[Fault]]:
    """The notebook of a file, or the faults that keep it from being read."""
    try:
        # nbformat.read and nbformat.validate would give a repeated cell id another, a random one.
        notebook = nbformat.convert(reader.reads(path.read_text(encoding="utf-8")), NB_FORMAT)
        for error in iter_validate(notebook):
            raise error
    except OSError as error:
        return None, [Fault(shown_as, what=_("The file cannot be opened: {reason}.").format(reason=error.strerror))]
    except (ValueError, AttributeError, nbformat.ValidationError) as error:
        what = _("The file is not a notebook: {reason}").format(reason=str(error).splitlines()[0][:120])
        return None, [Fault(shown_as, what=what, allowed=_("a file saved by JupyterLab"))]
    return notebook, []


def parameters_cell(notebook: NotebookNode, tag: str = PARAMETERS_TAG) -> tuple[int, NotebookNode] | None:
    """The first code cell tagged `parameters`, with its position."""
    for position, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and tag in tags_of(cell):
            return position, cell
    return None


def declared_parameters(
    notebook: NotebookNode, shown_as: str, tag: str = PARAMETERS_TAG
) -> tuple[dict[str, Any], list[Fault]]:
    """Names and defaults in the parameters cell; every line there must be `name = literal`."""
    found = parameters_cell(notebook, tag)
    if found is None:
        return {}, [
            Fault(
                shown_as,
                what=_("The notebook has no cell with the tag «parameters»."),
                allowed=_("one code cell with the tag «parameters» and lines such as «year = 2015»"),
            )
        ]
    place = CellPlace.of(shown_as, *found)
    try:
        tree = ast.parse(found[1].source)
    except SyntaxError as error:
        return {}, [place.fault(_("Line {line} is not valid Python.").format(line=error.lineno))]
    declared: dict[str, Any] = {}
    faults: list[Fault] = []
    for statement in tree.body:
        try:
            declared.update(_literal(statement))
        except (ValueError, TypeError):
            line = ast.unparse(statement)
            faults.append(place.fault(_("«{line}» is not a parameter.").format(line=line), _("name = value")))
    return declared, faults


def _literal(statement: ast.stmt) -> dict[str, Any]:
    """The name and value of `name = literal` (a docstring or comment gives none); ValueError for all else."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return {name: ast.literal_eval(value)}
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            return {name: ast.literal_eval(value)}
        case ast.Expr(value=ast.Constant()):
            return {}
    raise ValueError(statement)


def cells_of(notebook: NotebookNode, edition: EditionKey) -> Iterator[tuple[int, NotebookNode]]:
    """The cells of the edition with their positions: those whose tags match, translations in place of originals."""
    key = (edition.municipality, edition.year, edition.language)
    belonging = [belongs(tags_of(cell), *key) for cell in notebook.cells]
    left_out = replaced(notebook.cells, belonging)
    for position, cell in enumerate(notebook.cells):
        if belonging[position] and position not in left_out:
            yield position, cell


def of_edition(notebook: NotebookNode, edition: EditionKey, main: str = "") -> NotebookNode:
    """A copy with only the cells of the edition, outputs cleared, each cell knowing its number on disk.

    `main` is the language that cells without a language tag are written in: the edition's own when none is given. A
    cell that stands in for a translation knows its language.
    """
    copy: NotebookNode = nbformat.from_dict(notebook)
    kept = []
    for position, cell in cells_of(copy, edition):
        cell.metadata[METADATA_KEY] = {
            "number": position + 1,
            **language_marks(cell, edition.language, main or edition.language),
        }
        cell.metadata.pop("user_expressions", None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        kept.append(cell)
    copy.cells = kept
    return copy
