from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from fokusrapport.pipeline.notebook import EditionKey, declared_parameters, of_edition, parameters_cell, read_notebook
from tests.project import bare, code, markdown, notebook

PROJECT = Path(__file__).parent.parent.parent


def test_a_notebook_is_read_as_it_stands(tmp_path: Path) -> None:
    """Cells and ids, untouched."""
    path = tmp_path / "a.ipynb"
    path.write_text(nbformat.writes(notebook("A", markdown("b"))), encoding="utf-8")
    found, faults = read_notebook(path, "a.ipynb")
    assert faults == []
    assert found is not None
    assert [cell.id for cell in found.cells] == ["cell-1", "cell-2", "cell-3"]


def test_a_repeated_id_is_left_for_the_plan_to_refuse(tmp_path: Path) -> None:
    """The library would give it a new, random one, and say so in a warning."""
    path = tmp_path / "a.ipynb"
    path.write_text(nbformat.writes(notebook("A")).replace("cell-2", "cell-1"), encoding="utf-8")
    found, _faults = read_notebook(path, "a.ipynb")
    assert found is not None
    assert [cell.id for cell in found.cells] == ["cell-1", "cell-1"]


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"\xff\xfe", b"nei", json.dumps({"nbformat": 4, "nbformat_minor": 5}).encode()]
)
def test_what_is_no_notebook_is_told(tmp_path: Path, content: bytes) -> None:
    """In one fault of one line."""
    path = tmp_path / "a.ipynb"
    path.write_bytes(content)
    found, (fault,) = read_notebook(path, "notebooks/a.ipynb")
    assert found is None
    assert (fault.file, fault.allowed) == ("notebooks/a.ipynb", "a file saved by JupyterLab")
    assert fault.what.startswith("The file is not a notebook: ")
    assert "\n" not in fault.what


def test_a_notebook_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    """A folder of that name stands for all that cannot be read (root may read everything else)."""
    (tmp_path / "a.ipynb").mkdir()
    found, (fault,) = read_notebook(tmp_path / "a.ipynb", "a.ipynb")
    assert found is None
    assert fault.what == "The file cannot be opened: Is a directory."


def test_declared_parameters() -> None:
    """Names with literal defaults, typed or not; comments and texts are allowed."""
    cell = '"""Parametre."""\n# kommentar\nyear: int = 2024\nnavn = "x"\nliste = [1, 2]\ntall = -1.5'
    declared, faults = declared_parameters(notebook("A", parameters=cell), "a.ipynb")
    assert declared == {"year": 2024, "navn": "x", "liste": [1, 2], "tall": -1.5}
    assert faults == []


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("import os", "«import os» is not a parameter."),
        ("a = b = 1", "«a = b = 1» is not a parameter."),
        ("a = os.getcwd()", "«a = os.getcwd()» is not a parameter."),
        ("a = {[]: 1}", "«a = {[]: 1}» is not a parameter."),
        ("a = 1\nb =", "Line 2 is not valid Python."),
        ("%matplotlib inline", "Line 1 is not valid Python."),
    ],
)
def test_what_is_no_parameter_is_told(cell: str, what: str) -> None:
    """With notebook and cell."""
    _declared, (fault,) = declared_parameters(notebook("A", parameters=cell), "a.ipynb")
    assert (fault.file, fault.what) == ("a.ipynb", what)
    assert fault.place.startswith("cell 2 («")


def test_a_notebook_without_parameters_cell_is_told() -> None:
    """A Markdown cell with the tag is none."""
    found = bare(markdown("# A", "parameters"))
    assert parameters_cell(found) is None
    _declared, (fault,) = declared_parameters(found, "a.ipynb")
    assert "no cell with the tag «parameters»" in fault.what


def test_only_the_cells_of_the_edition_are_run() -> None:
    """Each knows its number on disk; old outputs and values are gone; the notebook itself is not touched."""
    whole = notebook(
        "A", markdown("i fjor", "only:2023"), code("1 + 1", "only:testvik"), markdown("nynorsk", "only:nn")
    )
    whole.cells[0].metadata["user_expressions"] = [{"expression": "x", "result": {}}]
    whole.cells[3].outputs = [nbformat.v4.new_output("stream", text="2")]
    whole.cells[3].execution_count = 7
    before = nbformat.writes(whole)
    found = of_edition(whole, EditionKey("testvik", 2024, "nb"))
    assert [cell.metadata["fokusrapport"]["number"] for cell in found.cells] == [1, 2, 4]
    assert found.cells[2].outputs == []
    assert found.cells[2].execution_count is None
    assert "user_expressions" not in found.cells[0].metadata
    assert nbformat.writes(whole) == before


@pytest.mark.parametrize("path", sorted((PROJECT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_our_own_notebooks_have_ids_and_no_outputs(path: Path) -> None:
    """Comments and comparisons hang on ids, and outputs have no place in the project's history."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    ids = [cell["id"] for cell in cells]
    assert len(set(ids)) == len(ids)
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)
