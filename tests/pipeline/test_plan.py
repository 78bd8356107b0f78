from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode

from fokusrapport.errors import Fault
from fokusrapport.pipeline.notebook import EditionKey
from fokusrapport.pipeline.plan import AreaRequest, EditionPlan, EditionRequest, plan
from tests.project import markdown, notebook
from tests.sample import sample_chapter

GIVEN: dict[str, Any] = {"municipality": "testvik", "year": 2024, "language": "nb"}


def planned(folder: Path, found: NotebookNode, **extra: object) -> tuple[EditionPlan, list[Fault]]:
    """The plan of an edition of this one notebook, given these parameters more."""
    path = folder / "a.ipynb"
    path.write_text(json.dumps(found), encoding="utf-8")  # nbformat would mend what is wrong
    area = AreaRequest("a", path, "notebooks/a.ipynb", {**GIVEN, **extra}, "params/testvik/2024.yaml", 5)
    key = EditionKey("testvik", 2024, "nb")
    return plan(EditionRequest("testvik/2024", folder, folder / "ut", key, sample_chapter().front, (area,), ()))


def test_a_run_holds_the_edition_only(tmp_path: Path) -> None:
    """Its cells, its parameters, and the front matter that the notebook takes along."""
    found, faults = planned(tmp_path, notebook("A", markdown("i fjor", "only:2023")))
    assert faults == []
    (run,) = found.runs
    assert (run.area, len(run.notebook.cells), dict(run.parameters)) == ("a", 2, GIVEN)
    assert run.metadata["front"]["municipality"] == "Lillevik kommune"


def test_names_on_either_side_only(tmp_path: Path) -> None:
    """Each fault stands where it can be put right, with the nearest name of the other side."""
    found = notebook("A", parameters='municipality = ""\nyear = 0\nlangage = "nb"')
    _plan, faults = planned(tmp_path, found)
    assert [(fault.file, fault.line, fault.place, fault.what, fault.nearest) for fault in faults] == [
        (
            "notebooks/a.ipynb",
            0,
            'cell 2 («municipality = ""»)',
            "The notebook declares the parameter «langage», but the edition gives none.",
            "language",
        ),
        (
            "params/testvik/2024.yaml",
            5,
            "",
            "The parameter «language» is given, but notebooks/a.ipynb does not declare it.",
            "langage",
        ),
    ]


@pytest.mark.parametrize(
    ("default", "given", "fits"),
    [
        ("0.5", 1, True),
        ("0.5", 1.5, True),
        ("1", 1.5, False),
        ("1", True, False),
        ("0.5", True, False),
        ('"a"', 1, False),
        ("[1]", [2, 3], True),
        ("None", "x", True),
        ("False", 0, False),
    ],
)
def test_kinds_of_value(tmp_path: Path, default: str, given: object, fits: bool) -> None:  # noqa: FBT001 - a table
    """A whole number may stand for a decimal; all else is the same type, and true is no number."""
    found = notebook("A", parameters=f'municipality = ""\nyear = 0\nlanguage = ""\nmer = {default}')
    _plan, faults = planned(tmp_path, found, mer=given)
    assert [(fault.file, fault.line) for fault in faults] == ([] if fits else [("params/testvik/2024.yaml", 5)])


def test_ids_are_unique_and_there(tmp_path: Path) -> None:
    """Every cell with a repeated id is named; a notebook of before ids is no notebook for us."""
    found = notebook("A", markdown("b"))
    found.cells[2]["id"] = "cell-1"
    _plan, faults = planned(tmp_path, found)
    assert [(fault.place, fault.what) for fault in faults] == [
        ("cell 1 («# A»)", "The cell id «cell-1» is used twice."),
        ("cell 3 («b»)", "The cell id «cell-1» is used twice."),
    ]


def test_a_built_notebook_is_no_source(tmp_path: Path) -> None:
    """What carries the traces of a build was copied from the wrong place."""
    found = notebook("A")
    found.cells[0].metadata["fokusrapport"] = {"number": 1}
    _plan, (fault,) = planned(tmp_path, found)
    assert fault.what == "The cell carries traces of a build."


def test_a_notebook_that_cannot_be_read_gives_no_run(tmp_path: Path) -> None:
    """And its fault."""
    (tmp_path / "b.ipynb").write_text("nei")
    area = AreaRequest("b", tmp_path / "b.ipynb", "notebooks/b.ipynb", GIVEN, "params/testvik/2024.yaml", 5)
    key = EditionKey("testvik", 2024, "nb")
    found, faults = plan(EditionRequest("x/2024", tmp_path, tmp_path, key, sample_chapter().front, (area,), ()))
    assert (found.runs, len(faults)) == ((), 1)
