"""An error planted between execution and document, through the real build of a real edition."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from fokusrapport.app import Options, Summary, build_edition, check_editions, summary
from fokusrapport.errors import DocumentCheckFailed
from fokusrapport.pipeline.build import Built
from fokusrapport.pipeline.execute import Executed
from fokusrapport.pipeline.workshop import execute_all
from tests.conftest import copied_project

pytestmark = pytest.mark.slow
EDITION = "kristiansund/2016"


def build(folder: Path, *, final: bool) -> tuple[Built, Summary]:
    """The edition of a copied project, and what is told of it."""
    project = copied_project(folder)
    shutil.rmtree(project.params / "kristiansund" / "2015")  # what it promised stands unanswered in 2016
    options = Options(jobs=2, final=final)
    (checked,) = check_editions(project, [EDITION], options)
    made = build_edition(checked, options, lambda _area, _step: None)
    return made, summary(checked, made, 1.0)


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Change the first text in the JSON of every executed notebook into another."""

    def planted(old: str, new: str) -> None:
        def wrongly(*given: object) -> list[Executed]:
            return [_changed(run, old, new) for run in execute_all(*given)]  # type: ignore[arg-type]

        monkeypatch.setattr("fokusrapport.pipeline.making.execute_all", wrongly)

    return planted


def _changed(run: Executed, old: str, new: str) -> Executed:
    text = json.dumps(run.notebook, ensure_ascii=False)
    assert old in text
    return replace(run, notebook=nbformat.from_dict(json.loads(text.replace(old, new, 1))))


def test_a_right_edition_says_how_many_values_were_found(tmp_path: Path) -> None:
    """The summary counts them, as many as there are."""
    made, told = build(tmp_path, final=False)
    assert made.problems == ()
    assert made.read_back.found == made.read_back.values > 0
    assert f"{made.read_back.values} of {made.read_back.values} values found in HTML and PDF" in "\n".join(told.lines())
    assert told.exit_code == 0


def test_an_error_in_an_executed_notebook_keeps_the_draft_aside(
    tmp_path: Path, plant: Callable[[str, str], None]
) -> None:
    """A number that is not in the data: the place is told, the exit code is 3, and the report goes beside its own."""
    plant('"exact": "92.2"', '"exact": "92.3"')
    made, told = build(tmp_path, final=False)
    (problem, *_more) = made.problems
    assert problem.file == "notebooks/barnehage.ipynb"
    assert problem.place.startswith("«Barnehage», ")
    assert (told.exit_code, made.replaced, made.place.name) == (3, False, "2016.utkast")


def test_an_error_in_an_executed_notebook_is_never_published(tmp_path: Path, plant: Callable[[str, str], None]) -> None:
    """A final report with it is refused, and nothing is written."""
    plant('"exact": "92.2"', '"exact": "92.3"')
    with pytest.raises(DocumentCheckFailed) as refused:
        build(tmp_path, final=True)
    assert {fault.file for fault in refused.value.faults} == {"notebooks/barnehage.ipynb"}
    assert not (tmp_path / "reports" / "kristiansund" / "2016").exists()
