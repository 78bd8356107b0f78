"""The notebooks in notebooks/: prose and short calls, nothing else, and nothing of a run left in them."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from lxml import html

from fokusrapport.app import Options, build_edition, check_editions
from tests.project import EDITION, SKOLE, WHOLE, project_files, write_project

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LOGIC = (
    ast.For,
    ast.While,
    ast.If,
    ast.FunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.comprehension,
    ast.Try,
    ast.BinOp,
)


def cells_of(path: Path) -> list[dict[str, Any]]:
    """The cells as they stand in the file."""
    cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return cells


def logic_in(source: str) -> list[str]:
    """The kinds of logic in a cell; reckoning with the year (`year - 1`) is none."""
    found = []
    for node in ast.walk(ast.parse(source)):
        reckons_with_year = isinstance(node, ast.BinOp) and isinstance(node.left, ast.Name) and node.left.id == "year"
        if isinstance(node, LOGIC) and not reckons_with_year:
            found.append(type(node).__name__)
    return found


def test_there_are_notebooks() -> None:
    """The tests below look at the areas of the real chapter, those that only made-up Fjordvik has, and Espoo's."""
    assert len(NOTEBOOKS) == 22


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_nothing_of_a_run_is_left(path: Path) -> None:
    """No outputs, no execution counts, no stored values: differences in git are differences in content."""
    for cell in cells_of(path):
        assert not cell.get("outputs"), cell["id"]
        assert cell.get("execution_count") is None, cell["id"]
        assert set(cell["metadata"]) <= {"tags"}, cell["id"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_has_an_id_of_its_own(path: Path) -> None:
    """Comments and comparisons hang on cell ids."""
    ids = [cell["id"] for cell in cells_of(path)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_code_is_calls_without_logic(path: Path) -> None:
    """What must be reckoned out is reckoned in the domain, where it is tested."""
    for cell in cells_of(path):
        if cell["cell_type"] == "code":
            assert logic_in("".join(cell["source"])) == [], cell["id"]


def test_logic_would_be_seen() -> None:
    """The test above notices a loop, a condition and a sum, and lets a call and the year before pass."""
    assert logic_in("for x in y: pass") == ["For"]
    assert logic_in("z = 100 - 50") == ["BinOp"]
    assert logic_in("a = [b for b in c if d]") == ["comprehension"]
    assert logic_in('area.value("nav-tilfredshet", year - 1)') == []


FEEDBACK = """\
levels: [{id: enhet, label: {nb: Enheten}}, {id: leder, label: {nb: Lederen}}]
level_table: [[enhet, enhet, enhet, leder], [enhet, enhet, leder, leder], [leder, leder, leder, leder],
  [leder, leder, leder, leder]]
escalated_from: leder
deadlines: {default: 14}
areas: [{area: skole, label: {nb: Skoler}}]
categories: [{id: ventetid, label: {nb: Ventetid}}]
causes: [{id: rutine, label: {nb: rutinen ble ikke fulgt}}]
actions: [{id: rutine, label: {nb: Ny rutine}}]
channels: [{id: nett, label: {nb: Nettskjema}}]
repeat_days: 60
control_chart: {unit: {nb: innbyggere}, exposure: [{from: 2024, number: 5000}]}
"""


@pytest.mark.slow
def test_feedback_can_be_switched_on_by_another_municipality(tmp_path: Path) -> None:
    """With its own parameters and cases, and not a cell of its own: key figures, and in words that nothing was done."""
    notebook = (ROOT / "notebooks" / "tilbakemeldinger.ipynb").read_text(encoding="utf-8")
    cases = "".join(
        f"s{number};2024-{number % 12 + 1:02}-03;skole;ris;ventetid;2024-{number % 12 + 1:02}-09\n"
        for number in range(60)
    )
    source = (
        "  - {file: saker.csv, table: feedback_cases, source: Oppdiktet, period: '2024', owner: Testvik, "
        "licence: Ingen, delivered: 2025-02-01}\n"
    )
    files: dict[str, Any] = {
        **project_files({"skole": SKOLE, "tilbakemeldinger": nbformat.reads(notebook, as_version=4)}),
        "params/testvik/feedback.yaml": FEEDBACK,
        "params/testvik/indicators.yaml": WHOLE["params/testvik/indicators.yaml"],
        "data/testvik/resultater.csv": WHOLE["data/testvik/resultater.csv"],
        "data/testvik/sources.yaml": str(WHOLE["data/testvik/sources.yaml"]) + source,
        "data/testvik/saker.csv": f"id;received;area;type;category;answered\n{cases}",
    }
    (checked,) = check_editions(write_project(tmp_path, files), [EDITION], Options())
    made = build_edition(checked, Options(), lambda _area, _step: None)
    assert made.faults == ()
    page = re.sub(r"\s+", " ", html.fromstring(made.files["index.html"]).text_content())
    assert "av 60 saker med denne fristen" in page
    assert "Ingen tiltak ble foreslått i 2024." in page
