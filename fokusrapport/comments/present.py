"""What an edition's notebooks would show now, without running them: their present text, and the values of the last run.

A cell that has not been run shows nothing yet. Comments hang on text; that a number is yesterday's hardly matters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from fokusrapport.blocks import Area, FrontMatter
from fokusrapport.comments.texts import Texts, texts_of
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.params.project import LoadedEdition, Project
from fokusrapport.pipeline.alternates import folder_of
from fokusrapport.pipeline.assemble import assemble
from fokusrapport.pipeline.cache import Cache
from fokusrapport.pipeline.cells import METADATA_KEY
from fokusrapport.pipeline.document import read_area
from fokusrapport.pipeline.notebook import of_edition, read_notebook
from fokusrapport.pipeline.plan import EditionRequest
from fokusrapport.request import Options, request_of


@dataclass(frozen=True)
class Present:
    """An edition in one language: the front of its chapter, what its cells show, and their numbers in the notebooks."""

    front: FrontMatter
    texts: Texts
    numbers: Mapping[tuple[str, str], int]


def present(project: Project, loaded: LoadedEdition, code: str = "") -> Present:
    """What the edition shows in a language (its main one); raises InputRefused when a notebook cannot be read."""
    request = request_of(project, loaded.within(code) if code else loaded, Options())
    areas: list[Area] = []
    faults: list[Fault] = []
    numbers: dict[tuple[str, str], int] = {}
    for asked in request.areas:
        notebook, found = read_notebook(asked.notebook, asked.shown_as)
        faults.extend(found)
        if notebook is not None:
            own = of_edition(notebook, request.key, request.front.main_language)
            numbers |= {(asked.area, cell.id): cell.metadata[METADATA_KEY]["number"] for cell in own.cells}
            areas.append(_area(request, asked.area, own))
    if faults:
        raise InputRefused(faults=faults)
    chapter, _unresolved = assemble(request.front, areas)
    return Present(request.front, texts_of(chapter), numbers)


def _area(request: EditionRequest, area: str, notebook: NotebookNode) -> Area:
    kept = _last_run(request.root, f"{request.name}/{folder_of(request.front)}".rstrip("/"), area)
    for cell in notebook.cells:
        before = kept.get(cell.id)
        if before is None or before.cell_type != cell.cell_type:
            continue
        if cell.cell_type == "code":
            cell.outputs = before.outputs
        elif "user_expressions" in before.metadata:
            cell.metadata["user_expressions"] = before.metadata["user_expressions"]
    return read_area(notebook, area, area, request.front.language).area


def _last_run(root: Path, edition: str, area: str) -> dict[str, NotebookNode]:
    """The cells of the last run that was kept, by id; none where there is none."""
    cache = Cache.of_project(root)
    trace = cache.latest(edition, area)
    notebook = cache.notebook(trace) if trace and trace.notebook else None
    return {cell.id: cell for cell in notebook.cells} if notebook else {}
