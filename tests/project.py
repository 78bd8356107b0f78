"""A small project on disk: the made-up municipality Testvik, whole unless a test puts something else in its place."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import nbformat
from nbformat import NotebookNode

import fokusrapport
from fokusrapport.params.project import Project

EDITION = "testvik/2024"
ROOT_OF_PACKAGE = Path(fokusrapport.__file__).parent
PARAMETERS = 'municipality = ""\nyear = 0\nlanguage = ""'
NO_BREAK_SPACE = "\u00a0"

Files = Mapping[str, "str | bytes | NotebookNode | None"]


def code(source: str, *tags: str) -> NotebookNode:
    """A code cell; its id is given by `notebook`."""
    return cast("NotebookNode", nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)} if tags else {}))


def markdown(source: str, *tags: str) -> NotebookNode:
    """A Markdown cell; its id is given by `notebook`."""
    return cast("NotebookNode", nbformat.v4.new_markdown_cell(source, metadata={"tags": list(tags)} if tags else {}))


def bare(*cells: NotebookNode) -> NotebookNode:
    """A notebook of just these cells, which get ids by position: of another notebook copies are given."""
    for position, cell in enumerate(cells, start=1):
        cell["id"] = f"cell-{position}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return cast("NotebookNode", nbformat.v4.new_notebook(cells=list(cells), metadata={"kernelspec": kernel}))


def notebook(title: str, *cells: NotebookNode, parameters: str = PARAMETERS) -> NotebookNode:
    """A notebook as an area wants it: title in cell 1, parameters in cell 2, then the cells."""
    return bare(markdown(f"# {title}"), code(parameters, "parameters"), *cells)


def edition(areas: Sequence[str], extra: str = "") -> str:
    """The edition file with these areas."""
    listed = "".join(f"  - area: {area}\n" for area in areas)
    return f"title: Fokusområde brukere\ndate: 2024-12-31\nresult_years: [2023, 2024]\nareas:\n{listed}{extra}"


def project_files(areas: Mapping[str, NotebookNode]) -> dict[str, str | bytes | NotebookNode | None]:
    """A project whose edition has just these areas."""
    return {
        "params/testvik/2024.yaml": edition(list(areas)),
        "params/testvik/indicators.yaml": "indicators: []\n",
        "data/testvik/sources.yaml": "files: []\n",
        "data/testvik/resultater.csv": None,
        "notebooks/skole.ipynb": None,
        "notebooks/bad.ipynb": None,
        **{f"notebooks/{area}.ipynb": content for area, content in areas.items()},
    }


SKOLE = notebook(
    "Skole",
    code(
        "from fokusrapport.domain.area import open_area\n"
        'area = open_area("skole", municipality=municipality, year=year, language=language)'
    ),
    markdown(
        'Elevene gir {eval}`area.number("trivsel")` poeng, og 1{eval}`"\\u00a0"`234 elever svarte.[^kilde]\n\n'
        "[^kilde]: Oppdiktede tall."
    ),
    code('area.scorecard("Målekort for skolene", "tbl-skole")'),
    markdown("@tbl-skole viser resultatet."),
)
BAD = notebook("Bad", markdown("Badet er åpent i {eval}`year`, se @tbl-skole."))
WHOLE: dict[str, str | bytes | NotebookNode | None] = {
    "build.py": 'from fokusrapport.cli import main\n\nif __name__ == "__main__":\n    main()\n',
    "params/project.yaml": f"default_edition: {EDITION}\n",
    "params/testvik/municipality.yaml": """\
name: Testvik kommune
number: "9998"
made_up: true
main_goal: {nb: Gode tjenester}
success_factors:
  - id: kvalitet
    label: {nb: God kvalitet}
status_words: {met: ønsket, accepted: akseptabelt, unmet: uakseptabelt}
legend: {met: Ønsket, accepted: Akseptabelt, unmet: Uakseptabelt}
""",
    "params/testvik/indicators.yaml": """\
indicators:
  - id: trivsel
    label: {nb: Trivsel}
    success_factor: kvalitet
    areas: [skole]
    scale: score_1_5
    decimals: 1
    direction: higher
    requirements:
      - {from: 2023, text: "5,0 – 4,0"}
""",
    "params/testvik/2024.yaml": edition(["skole", "bad"]),
    "data/testvik/sources.yaml": """\
files:
  - file: resultater.csv
    table: indicator_results
    source: Oppdiktet
    period: 2023–2024
    owner: Testvik kommune
    licence: Ingen
""",
    "data/testvik/resultater.csv": (
        "indicator;year;value;text;missing;status;status_reason;uncertain;comment\n"
        "trivsel;2023;4,1;;;;;;\ntrivsel;2024;4,3;;;;;;\n"
    ),
    "notebooks/skole.ipynb": SKOLE,
    "notebooks/bad.ipynb": BAD,
}


def write_project(root: Path, files: Files | None = None) -> Project:
    """The project in the folder `root`, with the given files in place of its own; None leaves one out."""
    for name, content in {**WHOLE, **(files or {})}.items():
        if content is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else nbformat.writes(content), encoding="utf-8")
    return Project(root)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by relative name; empty when there is no such folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def environment(**changes: str) -> dict[str, str]:
    """The environment of a command run by a test: messages in English, no project but the one it stands in."""
    kept = {name: value for name, value in os.environ.items() if name != "FOKUSRAPPORT_ROOT"}
    return {**kept, "FOKUSRAPPORT_LANGUAGE": "en", **changes}


def build_py(root: Path, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """`python build.py …` as a person runs it, in the project's folder."""
    return subprocess.run(  # noqa: S603 - this very Python and a file the test wrote
        [sys.executable, "build.py", *arguments],
        cwd=root,
        env=environment(**changes),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
