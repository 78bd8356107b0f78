"""A small report in all its stages without a kernel: executed notebooks, chapter, page, PDF; to plant errors in each.

The notebooks hold what kernels write into them: blocks as outputs, inline values as user expressions. They are made of
Kristiansund's real data of 2015, by the helpers a notebook calls.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import cast

import nbformat
from nbformat import NotebookNode

from fokusrapport.app import framed_areas, proved_areas
from fokusrapport.blocks import Block, Chapter, Value
from fokusrapport.checking import Options, check_edition
from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.edition import open_edition
from fokusrapport.errors import Fault
from fokusrapport.params.project import Project
from fokusrapport.pipeline.assemble import assemble
from fokusrapport.pipeline.document import read_area
from fokusrapport.pipeline.downloads import downloads
from fokusrapport.pipeline.html import render_html
from fokusrapport.pipeline.opendata.files import data_files
from fokusrapport.pipeline.opendata.sheets import sheets_of
from fokusrapport.pipeline.pdf import render_pdf
from fokusrapport.pipeline.plan import EditionRequest

ROOT = Path(__file__).parents[1]
EDITION = "kristiansund/2015"
NAV_TABLE = ("nav-tilfredshet", "nav-veileder-lyttet", "nav-veileder-losninger")
Notebooks = Mapping[str, NotebookNode]


@lru_cache
def request() -> EditionRequest:
    """What the edition asks of the pipeline."""
    return check_edition(Project(ROOT), EDITION, Options()).plan.request


def executed(*cells: str | Block, values: Mapping[str, object] | None = None) -> NotebookNode:
    """A notebook as its kernel leaves it: Markdown with its values, and blocks as outputs of code."""
    made = []
    for number, cell in enumerate(cells, start=1):
        if isinstance(cell, str):
            stored = [
                {"expression": name, "result": {"status": "ok", "metadata": {}, "data": _bundle(value)}}
                for name, value in (values or {}).items()
                if f"`{name}`" in cell
            ]
            made.append(nbformat.v4.new_markdown_cell(cell, id=f"c{number}", metadata={"user_expressions": stored}))
        else:
            output = nbformat.v4.new_output("execute_result", cell._repr_mimebundle_(), execution_count=number)
            made.append(nbformat.v4.new_code_cell("…", id=f"c{number}", outputs=[output], execution_count=number))
    # Through JSON, as from a file: tuples are lists there.
    return cast("NotebookNode", nbformat.reads(nbformat.writes(nbformat.v4.new_notebook(cells=made)), as_version=4))


def _bundle(value: object) -> dict[str, object]:
    return value._repr_mimebundle_() if isinstance(value, Value) else {"text/plain": repr(value)}


@lru_cache
def notebooks() -> Notebooks:
    """Two areas as their kernels left them."""
    edition = open_edition(ROOT, EDITION)
    nav, kindergarten = AreaReport("nav", edition), AreaReport("barnehage", edition)
    said = {
        "moved": nav.moved("nav-tilfredshet"),
        "before": nav.value("nav-tilfredshet", 2014),
        "since": nav.previous_year("nav-tilfredshet"),
        "now": nav.number("nav-tilfredshet"),
        "by": nav.moved_by("nav-veileder-lyttet"),
        "year": 2015,
    }
    told = {
        "share": kindergarten.value("barnehagedekning"),
        "verdict": kindergarten.below_requirement("barnehagedekning"),
        "asked": kindergarten.requirement("barnehagedekning"),
        "size": kindergarten.scorecard_size(),
    }
    return {
        "nav": executed(
            "# NAV",
            "Tilfredsheten {eval}`moved` fra {eval}`before` i {eval}`since` til {eval}`now` i {eval}`year`.",
            "## Tallene",
            nav.table(*NAV_TABLE, caption="Svar om NAV", label="tbl-nav"),
            "Det andre {eval}`by`. [^x]\n\n[^x]: Kilden er 40 sider lang.",
            values=said,
        ),
        "barnehage": executed(
            "# Barnehage",
            "Dekningen var {eval}`share`. Det er {eval}`verdict` på {eval}`asked`.",
            "## Målekort",
            "Målekortet har {eval}`size` rader.",
            kindergarten.scorecard("Målekort for barnehage"),
            values=told,
        ),
    }


def planted(made: Notebooks, area: str, old: str, new: str) -> Notebooks:
    """The same notebooks with the first `old` in the JSON of one of them made `new`."""
    text = json.dumps(made[area], ensure_ascii=False)
    assert old in text, f"{old} is not in the notebook"
    return {**made, area: cast("NotebookNode", nbformat.from_dict(json.loads(text.replace(old, new, 1))))}


def chapter_of(made: Notebooks) -> Chapter:
    """The chapter of these notebooks, with what frames it."""
    asked = request()
    read = [read_area(node, area, f"notebooks/{area}.ipynb", asked.front.language) for area, node in made.items()]
    assert [fault for area in read for fault in area.faults] == []
    chapter, faults = assemble(asked.front, framed_areas(open_edition(ROOT, EDITION), [area.area for area in read]))
    assert list(faults) == []
    return chapter.model_copy(update={"sources": asked.sources})


def proved(chapter: Chapter) -> list[Fault]:
    """What the data say against the chapter."""
    return list(proved_areas(request(), chapter.areas))


@lru_cache
def chapter() -> Chapter:
    """The chapter of the notebooks as they are."""
    return chapter_of(notebooks())


@lru_cache
def page() -> str:
    """Its page."""
    return render_html(chapter(), downloads("index.html", chapter(), sheets_of(chapter())))


@lru_cache
def pdf() -> bytes:
    """Its PDF."""
    return render_pdf(chapter())


def csv_files() -> dict[str, bytes]:
    """Its data files."""
    files = data_files(chapter(), sheets_of(chapter()))
    return {name: content for name, content in files.items() if name.endswith(".csv")}
