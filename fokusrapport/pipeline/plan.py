"""What is to be done for one edition: every notebook read and held against its parameters before a kernel starts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from fokusrapport.blocks import FrontMatter, SourceFile
from fokusrapport.errors import Fault
from fokusrapport.hashing import file_hash
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.sets import GivenCell
from fokusrapport.pipeline.cells import METADATA_KEY, CellPlace, tags_of
from fokusrapport.pipeline.execute import Run
from fokusrapport.pipeline.notebook import (
    EditionKey,
    declared_parameters,
    of_edition,
    parameters_cell,
    read_notebook,
)
from fokusrapport.pipeline.parameter_cells import given, undeclared


@dataclass(frozen=True)
class AreaRequest:
    """One area as the edition asks for it: its notebook, what is injected, and where the edition says so."""

    area: str
    notebook: Path
    shown_as: str
    parameters: Mapping[str, Any]
    asked_in: str
    asked_line: int


@dataclass(frozen=True)
class EditionRequest:
    """One edition as the parameters ask for it.

    `inputs` are all files it is made from, relative to `root`; `sources` says of its data files where they come from.
    `cells` is what the table of parameter sets gives to those of its notebooks that declare it.
    """

    name: str
    root: Path
    folder: Path
    key: EditionKey
    front: FrontMatter
    areas: tuple[AreaRequest, ...]
    inputs: tuple[str, ...]
    sources: tuple[SourceFile, ...] = ()
    cells: tuple[GivenCell, ...] = ()


@dataclass(frozen=True)
class EditionPlan:
    """A request with its runs, one an area, in the order they are printed.

    `inputs` are the hashes of the edition's files, from before its notebooks were read.
    """

    request: EditionRequest
    runs: tuple[Run, ...]
    inputs: Mapping[str, str] = field(default_factory=dict)


def plan(request: EditionRequest) -> tuple[EditionPlan, list[Fault]]:
    """The runs of an edition, and everything that would go wrong with them."""
    inputs = {name: file_hash(request.root / name) for name in request.inputs}
    runs, faults, known = [], [], set[str]()
    for area in request.areas:
        notebook, found = read_notebook(area.notebook, area.shown_as)
        faults.extend(found)
        if notebook is None:
            continue
        faults.extend(_cell_faults(notebook, area.shown_as))
        declared, found = declared_parameters(notebook, area.shown_as)
        faults.extend(found)
        known.update(declared)
        values, refused = given(request.cells, declared)
        whole = replace(area, parameters={**area.parameters, **values})
        faults.extend(refused or (() if found else _parameter_faults(notebook, whole, declared)))
        runs.append(_run(notebook, whole, request))
    faults.extend(undeclared(request.cells, sorted(known)))
    return EditionPlan(request, tuple(runs), inputs), faults


def notebook_faults(path: Path, shown_as: str) -> list[Fault]:
    """What is wrong with a notebook whatever its parameters are."""
    notebook, faults = read_notebook(path, shown_as)
    return faults if notebook is None else [*faults, *_cell_faults(notebook, shown_as)]


def unknown_tags(path: Path, shown_as: str, known: Collection[str]) -> list[Fault]:
    """The `only:` tags that match no edition there is: their cells would be left out without a word."""
    notebook, _faults = read_notebook(path, shown_as)
    found = []
    for position, cell in enumerate(notebook.cells if notebook else ()):
        for tag in tags_of(cell):
            name = tag.removeprefix("only:")
            if tag.startswith("only:") and name not in known:
                what = _("No edition matches the tag «{tag}», so the cell stands in no report.").format(tag=tag)
                found.append(CellPlace.of(shown_as, position, cell).fault(what, nearest=nearest(name, known)))
    return found


def _run(notebook: NotebookNode, area: AreaRequest, request: EditionRequest) -> Run:
    metadata = {
        "area": area.area,
        "municipality": request.key.municipality,
        "parameters": dict(area.parameters),
        "front": request.front.model_dump(mode="json"),
    }
    cells = of_edition(notebook, request.key, request.front.main_language)
    return Run(area.area, area.shown_as, cells, area.parameters, metadata)


def _cell_faults(notebook: NotebookNode, shown_as: str) -> Iterator[Fault]:
    """Cell ids are there and unique: comments and comparisons hang on them."""
    ids = Counter(cell.get("id", "") for cell in notebook.cells)
    for position, cell in enumerate(notebook.cells):
        place = CellPlace.of(shown_as, position, cell)
        if METADATA_KEY in cell.metadata:
            yield place.fault(
                _("The cell carries traces of a build."), _("the notebook in notebooks/, not one from reports/")
            )
        if ids[cell.get("id", "")] > 1:
            yield place.fault(
                _("The cell id «{id}» is used twice.").format(id=cell.get("id", "")),
                _("open and save the notebook in JupyterLab, which gives every cell its own id"),
            )


def _parameter_faults(notebook: NotebookNode, area: AreaRequest, declared: Mapping[str, Any]) -> Iterator[Fault]:
    """What the notebook declares and what will be injected must be the same names, with the same kinds of value."""
    found = parameters_cell(notebook)
    place = CellPlace.of(area.shown_as, *found) if found else CellPlace(area.shown_as, 0, "")
    for name in sorted(set(declared) - set(area.parameters)):
        yield place.fault(
            _("The notebook declares the parameter «{name}», but the edition gives none.").format(name=name),
            _("one of: {names}").format(names=", ".join(sorted(area.parameters))),
            nearest(name, area.parameters),
        )
    for name in sorted(set(area.parameters) - set(declared)):
        what = _("The parameter «{name}» is given, but {notebook} does not declare it.")
        yield Fault(
            area.asked_in,
            area.asked_line,
            what=what.format(name=name, notebook=area.shown_as),
            allowed=_("one of: {names}").format(names=", ".join(sorted(declared))),
            nearest=nearest(name, declared),
        )
    for name in sorted(set(area.parameters) & set(declared)):
        value, default = area.parameters[name], declared[name]
        if default is not None and not _same_kind(value, default):
            what = _("The parameter «{name}» is {given!r}, but {notebook} wants something like {default!r}.")
            yield Fault(
                area.asked_in,
                area.asked_line,
                what=what.format(name=name, given=value, notebook=area.shown_as, default=default),
                allowed=_kind(default),
            )


def _kind(default: object) -> str:
    """The kind of a parameter's value in the words of someone who writes YAML."""
    kinds: dict[type, str] = {
        str: _('text in quotes: "…"'),
        bool: _("true or false"),
        int: _("a whole number"),
        float: _("a number with a decimal point"),
        list: _("a list: […]"),
    }
    return kinds.get(type(default), repr(default))


def _same_kind(given: object, default: object) -> bool:
    """A whole number may stand where a decimal is wanted; otherwise the types are the same (true is no number)."""
    if isinstance(default, float) and isinstance(given, int) and not isinstance(given, bool):
        return True
    return type(given) is type(default)
