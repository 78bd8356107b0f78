from __future__ import annotations

import json
from copy import deepcopy
from functools import partial
from pathlib import Path

import pytest

from fokusrapport.app import Options, build_edition, check_editions
from fokusrapport.blocks import Area, Chapter
from fokusrapport.domain.edition import open_edition
from fokusrapport.domain.prose.proofreading import proofread_areas
from fokusrapport.errors import BuildFailed
from fokusrapport.pipeline.execute import Executed
from fokusrapport.pipeline.wording import Wording, read_wording
from tests.project import EDITION, SKOLE, markdown, notebook, write_project
from tests.sample import sample_chapter


def wording(folder: Path, text: str) -> Wording:
    """What is found in the text of one area, of a project whose notebooks have not been run."""
    project = write_project(folder, {"notebooks/skole.ipynb": notebook("Skole", markdown(text))})
    (checked,) = check_editions(project, [EDITION], Options())
    executed = [Executed(run, None, (), 0) for run in checked.plan.runs]
    shown = Chapter(front=sample_chapter().front, areas=(Area(id="skole", title="Skole", blocks=()),))
    return read_wording(checked.plan, executed, shown, partial(proofread_areas, open_edition(folder, EDITION)))


def test_prose_is_read_though_a_notebook_could_not_be_run(tmp_path: Path) -> None:
    """What is typed is known without a kernel; without an earlier edition nothing has turned."""
    found = wording(tmp_path, "Trivselen er 4,3 poeng i snitt.")
    (number,) = found.prose.numbers
    assert (number.area, number.expression) == ("skole", '{eval}`area.value("trivsel")`')
    assert found.warnings() == found.prose.warnings()
    assert found.last.read == ()


def test_what_the_last_edition_cannot_tell_is_a_warning(tmp_path: Path) -> None:
    """Beside what was found in the prose, with the file that was read."""
    folder = tmp_path / "reports" / "testvik" / "2023"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps({"edition": "testvik/2023"}))
    found = wording(tmp_path, "Ingenting.")
    assert found.last.read == (folder / "manifest.json",)
    assert len(found.warnings()) == 1


@pytest.mark.slow
def test_a_number_that_contradicts_stops_the_final_report_only(tmp_path: Path) -> None:
    """A draft is made, with a warning; the final report is refused with the place; an excuse lets it through."""
    typed = notebook("Skole", *deepcopy(SKOLE.cells[2:]), markdown("Trivselen er 3,6 i år."))
    project = write_project(tmp_path, {"notebooks/skole.ipynb": typed})
    (draft,) = check_editions(project, [EDITION], Options())
    made = build_edition(draft, Options(), lambda _area, _step: None)
    assert [number.verdict for number in made.wording.prose.standing] == ["contradicts"]
    assert any("«3,6» is typed, but trivsel 2024 is 4,3." in warning for warning in made.warnings)
    (final,) = check_editions(project, [EDITION], Options(final=True))
    with pytest.raises(BuildFailed) as refused:
        build_edition(final, Options(final=True), lambda _area, _step: None)
    assert [fault.where for fault in refused.value.faults] == ["notebooks/skole.ipynb, cell 7, line 1"]
