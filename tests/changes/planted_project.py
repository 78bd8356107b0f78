"""A small project twice, with changes of every kind planted in its sources between the two; read without a kernel.

Everything is what a build does but the running: notebooks hold what kernels write into them, made by the helpers that
notebooks call, of the made-up municipality Testvik.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

import nbformat
from nbformat import NotebookNode

from fokusrapport.app import framed_areas
from fokusrapport.blocks import Block, Value
from fokusrapport.changes.compare import Report
from fokusrapport.checking import Options, check_edition
from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.control import subject_facts
from fokusrapport.domain.edition import open_edition
from fokusrapport.params.project import Project
from fokusrapport.pipeline.assemble import assemble
from fokusrapport.pipeline.document import read_area
from fokusrapport.pipeline.snapshots.model import snapshot_of
from tests.project import EDITION, SKOLE, edition, write_project

Cells = Mapping[str, "str | Callable[[AreaReport], Block]"]
Values = Mapping[str, Callable[[AreaReport], object]]

REGISTER = """\
indicators:
  - id: trivsel
    label: {nb: Trivsel}
    success_factor: kvalitet
    areas: [skole]
    scale: score_1_5
    decimals: 1
    direction: higher
    definition: {what: {nb: Hvor godt elevene trives.}}
    requirements:
      - {from: 2023, text: "5,0 – 4,0"}
  - id: ro
    label: {nb: Ro i timene}
    success_factor: kvalitet
    areas: [skole]
    scale: score_1_5
    decimals: 1
    direction: higher
    definition: {what: {nb: Hvor rolig elevene har det.}}
    requirements:
      - {from: 2023, bands: {met: "5,0 – 4,0", accepted: "3,9 – 3,0", unmet: "2,9 – 1,0"}}
  - id: lekser
    label: {nb: Lekser}
    areas: [skole]
    scale: percent
    unit: "%"
    direction: higher
    requirements:
      - {from: 2023, text: "≥ 80 %"}
"""
OTHER = """\
  - id: leirskole
    label: {nb: Leirskole}
    areas: [skole]
    scale: percent
    unit: "%"
    direction: higher
"""
RESULTS = """\
indicator;year;value;text;missing;status;status_reason;uncertain;comment
trivsel;2023;4,1;;;;;;
trivsel;2024;4,3;;;;;;
ro;2023;4,2;;;;;;
ro;2024;4,1;;;;;;Nye klasserom
lekser;2023;81;;;;;;
lekser;2024;84;;;;;;
leirskole;2024;50;;;;;;
"""
EARLIER = """\
plans:
  - {id: bok, text: {nb: Alle skal få nye bøker.}, due: "2024", owner: Rektor}
  - {id: tur, text: {nb: Alle skal på tur i fjellet.}, due: "2024"}
"""
TRACKED = """\
answers:
  - {plan: bok, status: under_way, owner: Rektor}
  - {plan: tur, status: done}
actions:
  - {id: rom, text: {nb: Skolen har fått nye klasserom.}}
  - {id: kor, text: {nb: Skolen har fått eget kor.}}
plans:
  - {id: hage, text: {nb: Skolen skal få en hage.}, due: "2025"}
"""
SKOLE_CELLS: Cells = {
    "tittel": "# Skole",
    "ingress": "Elevene gir skolen {eval}`trivsel` poeng for trivsel.[^kilde]\n\n[^kilde]: Svar fra elevene i mai.",
    "kort": lambda area: area.scorecard("Målekort for skolene", "tbl-skole"),
    "om": "## Om skolen\n\nSkolen ligger midt i bygda, med skog på alle kanter.\n\nElevene går til skolen.",
    "mat": "Alle elever får gratis lunsj hver dag, og mange spiser frukt.",
    "kor": "Koret øver hver uke sammen med lærerne i musikksalen.",
    "gjort": lambda area: area.actions(),
    "skal": lambda area: area.plans(),
    "lovet": lambda area: area.followup().table(),
    "tegning": lambda area: area.trend_chart("trivsel", "Trivsel over tid", "fig-trivsel", alt="Trivselen år for år."),
    "liste": "- Vi har uteskole.\n- Vi har svømming.\n- Vi har sløyd.",
    "tabell": "| Trinn | Elever |\n|---|---|\n| Første | ti |\n| Andre | tolv |\n\n: Elever på trinnene {#tbl-trinn}",
}
BAD_CELLS: Cells = {"tittel": "# Bad", "aapent": "Badet er åpent hele året for alle som bor her."}
VALUES: Values = {"trivsel": lambda area: area.number("trivsel")}


def replaced(text: str, *changes: tuple[str, str]) -> str:
    """A text with some of it made otherwise; what is not there cannot be."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def built(root: Path, files: Mapping[str, str], areas: Mapping[str, Cells], name: str) -> Report:
    """The report of a project of these files and notebooks."""
    before = edition(list(areas)).replace("2024", "2023").replace("[2023, 2023]", "[2022, 2023]")
    notebooks = {f"notebooks/{area}.ipynb": SKOLE for area in areas}
    own = {"notebooks/skole.ipynb": None, "notebooks/bad.ipynb": None, **notebooks}
    write_project(
        root, {"params/testvik/2023.yaml": before, **own, "params/testvik/2024.yaml": edition(list(areas)), **files}
    )
    data = open_edition(root, EDITION)
    request = check_edition(Project(root), EDITION, Options()).plan.request
    read = [
        read_area(_executed(cells, AreaReport(area, data)), area, f"notebooks/{area}.ipynb", "nb")
        for area, cells in areas.items()
    ]
    assert [fault for one in read for fault in one.faults] == []
    chapter, faults = assemble(request.front, framed_areas(data, [one.area for one in read]))
    assert faults == []
    return Report(name, EDITION, snapshot_of(chapter, subject_facts(data, chapter.areas)))


def _executed(cells: Cells, area: AreaReport) -> NotebookNode:
    """The notebook as its kernel would leave it, each cell with its own id."""
    made = []
    for name, cell in cells.items():
        if isinstance(cell, str):
            stored = [
                {"expression": key, "result": {"status": "ok", "metadata": {}, "data": _bundle(value(area))}}
                for key, value in VALUES.items()
                if f"`{key}`" in cell
            ]
            made.append(nbformat.v4.new_markdown_cell(cell, id=name, metadata={"user_expressions": stored}))
            continue
        output = nbformat.v4.new_output("execute_result", cell(area)._repr_mimebundle_(), execution_count=1)
        made.append(nbformat.v4.new_code_cell("…", id=name, outputs=[output], execution_count=1))
    return cast("NotebookNode", nbformat.reads(nbformat.writes(nbformat.v4.new_notebook(cells=made)), as_version=4))


def _bundle(value: object) -> dict[str, object]:
    assert isinstance(value, Value)
    return value._repr_mimebundle_()
