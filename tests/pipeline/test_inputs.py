from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fokusrapport.app import Options, check_editions
from fokusrapport.errors import BuildFailed
from fokusrapport.hashing import file_hash
from fokusrapport.pipeline.execute import Executed
from fokusrapport.pipeline.inputs import Inputs
from tests.project import EDITION, write_project
from tests.runs import run_of


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    """The inputs of a small project's edition."""
    (checked,) = check_editions(write_project(tmp_path), [EDITION], Options())
    return Inputs.of(checked.plan)


def test_files_that_stand_are_let_through(inputs: Inputs) -> None:
    """Touched or not: all that the edition is made from, each with a hash."""
    assert {"data/testvik/resultater.csv", "params/testvik/2024.yaml"} <= set(inputs.hashes)
    assert all(inputs.hashes.values())
    (inputs.root / "params/testvik/2024.yaml").touch()
    inputs.refuse_changed()


def test_a_file_that_was_changed_meanwhile_is_refused(inputs: Inputs) -> None:
    """By name, and each of them; one that is gone is changed."""
    (inputs.root / "params/testvik/2024.yaml").unlink()
    with (inputs.root / "data/testvik/resultater.csv").open("a") as file:
        file.write("\n")
    with pytest.raises(BuildFailed) as refused:
        inputs.refuse_changed()
    assert sorted(fault.file for fault in refused.value.faults) == [
        "data/testvik/resultater.csv",
        "params/testvik/2024.yaml",
    ]


def test_a_notebook_saved_after_it_was_planned_is_refused(tmp_path: Path) -> None:
    """Before anything was run: what would be run is the notebook as it was."""
    project = write_project(tmp_path)
    (checked,) = check_editions(project, [EDITION], Options())
    with (project.notebooks / "skole.ipynb").open("a") as file:
        file.write("\n")
    with pytest.raises(BuildFailed):
        Inputs.of(checked.plan).refuse_changed()


def test_a_file_that_comes_while_building_is_refused(inputs: Inputs) -> None:
    """It was missing when the build began."""
    missing = replace(inputs, hashes={"ny.csv": ""})
    missing.refuse_changed()
    (inputs.root / "ny.csv").write_text("1")
    with pytest.raises(BuildFailed):
        missing.refuse_changed()


def test_a_file_that_a_notebook_used_is_refused_likewise(inputs: Inputs) -> None:
    """One area would show it as it was, and another as it is. Not other editions' parameters."""
    path = inputs.root / "felles.csv"
    path.write_text("1")
    run = Executed(run_of(), None, (), 0, beyond={"felles.csv": file_hash(path), "params/annen/2024.yaml": "then"})
    inputs.refuse_changed([run])
    path.write_text("2")
    inputs.refuse_changed([replace(run, irreproducible=("It writes «felles.csv» in the project.",))])
    with pytest.raises(BuildFailed) as refused:
        inputs.refuse_changed([run])
    assert [fault.file for fault in refused.value.faults] == ["felles.csv"]
