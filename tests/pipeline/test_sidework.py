"""Languages finished side by side: the same files as one after the other, every end told, and no process left."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import psutil
import pytest

from fokusrapport.app import Options, build_edition, check_editions
from fokusrapport.errors import BuildFailed
from fokusrapport.params.project import Project
from fokusrapport.pipeline.build import Built
from fokusrapport.pipeline.workshop import Progress
from tests.languages import BAD, IN_THREE
from tests.project import EDITION, code, contents, write_project

pytestmark = pytest.mark.slow


def build(project: Project, options: Options, progress: Progress = lambda _what, _step: None) -> Built:
    """The edition in three languages, built."""
    (checked,) = check_editions(project, [EDITION], options)
    return build_edition(checked, options, progress)


def beside() -> list[psutil.Process]:
    """The processes that finish a language now: forks of the one that did the imports; elsewhere started anew."""
    children = psutil.Process().children()
    anew = [one for one in children if "spawn_main" in " ".join(one.cmdline())]
    return anew + [fork for one in children if "forkserver" in " ".join(one.cmdline()) for fork in one.children()]


def when_nynorsk_runs(do: Callable[[], None]) -> Progress:
    """What is done once, when bokmål is being finished beside us."""
    left = [do]

    def progress(what: str, step: str) -> None:
        if what.endswith("(nn)") and step == "running" and left:
            left.pop()()

    return progress


def kill() -> None:
    """End what is beside us from outside, as a system without memory does."""
    (process,) = beside()
    process.kill()


def interrupt() -> None:
    """Ctrl-C."""
    assert len(beside()) == 1
    raise KeyboardInterrupt


def test_the_same_files_as_one_after_the_other(tmp_path: Path) -> None:
    """Three languages by two jobs and by one: the same bytes, and the executed notebooks in the same order."""
    built = [build(write_project(tmp_path / str(jobs), IN_THREE), Options(jobs=jobs)) for jobs in (2, 1)]
    both, one = (contents(tmp_path / str(jobs) / "reports" / EDITION) for jobs in (2, 1))
    assert both == one
    assert [[run.run.area for run in made.executed] for made in built] == [[r.run.area for r in built[1].executed]] * 2
    assert beside() == []


def test_a_process_that_is_ended_is_told(tmp_path: Path) -> None:
    """Nothing is published, and the message says which language and that the process was ended."""
    project = write_project(tmp_path, IN_THREE)
    with pytest.raises(BuildFailed, match="The files in nb could not be made") as raised:
        build(project, Options(jobs=2), when_nynorsk_runs(kill))
    assert "-9" in str(raised.value)
    assert not (project.reports / EDITION).exists()


def test_an_interrupt_ends_what_is_beside(tmp_path: Path) -> None:
    """No process is left when a build is stopped while a language is being finished."""
    project = write_project(tmp_path, IN_THREE)
    with pytest.raises(KeyboardInterrupt):
        build(project, Options(jobs=2), when_nynorsk_runs(interrupt))
    assert beside() == []


def test_an_error_of_the_other_process_is_raised_here(tmp_path: Path) -> None:
    """A final report is refused with the fault of a notebook that fails in the language finished beside us."""
    failing = deepcopy(BAD)
    failing.cells.append(code("tall = 1 / (language != 'nb')"))
    project = write_project(tmp_path, {**IN_THREE, "notebooks/bad.ipynb": failing})
    with pytest.raises(BuildFailed) as raised:
        build(project, Options(jobs=2, final=True))
    (fault,) = raised.value.faults
    assert fault.file == "notebooks/bad.ipynb"
    assert "ZeroDivisionError" in fault.what
