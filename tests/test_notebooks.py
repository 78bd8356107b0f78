"""The notebooks in notebooks/: prose and short calls, nothing else, and nothing of a run left in them."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

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
