from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fokusrapport.domain.reopened import reopened
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import messages_in
from fokusrapport.params.project import Project
from fokusrapport.params.unchanged import kept, unchanged
from tests.project import EDITION, notebook, write_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The made-up project."""
    return write_project(tmp_path)


def test_nothing_is_kept_unless_asked_for(project: Project) -> None:
    """An author who mends a file and runs a cell again must see the new figure."""
    assert reopened(project, EDITION) is not reopened(project, EDITION)


def test_what_has_not_changed_is_not_read_again(project: Project) -> None:
    """Neither when a notebook is saved, nor when a file is written with the bytes it had."""
    with kept():
        first = reopened(project, EDITION)
        (project.notebooks / "skole.ipynb").write_text("{}")
        path = project.params / "testvik" / "indicators.yaml"
        path.write_bytes(path.read_bytes())
        assert reopened(project, EDITION) is first
        assert reopened(project, EDITION, "nb") is not first
    with kept():
        assert reopened(project, EDITION) is not first


CHANGES: dict[str, Callable[[Project], object]] = {
    "a figure": lambda project: _append(next((project.data / "testvik").glob("*.csv")), "\n"),
    "a parameter": lambda project: _append(project.params / "testvik" / "indicators.yaml", "# ny\n"),
    "a plan": lambda project: _append(project.params / "testvik" / "2024" / "skole.yaml", "# ny\n"),
    "an undeclared file": lambda project: (project.data / "testvik" / "b.txt").write_text(""),
    "another edition": lambda project: _append(project.params / "testvik" / "2025.yaml", "# ny\n"),
    "another notebook": lambda project: (project.notebooks / "ny.ipynb").write_text(str(notebook("Ny"))),
    "a setting": lambda project: _append(project.params / "project.yaml", "# ny\n"),
}


def _append(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


@pytest.mark.parametrize("name", CHANGES)
def test_what_has_changed_is_read_again(project: Project, name: str) -> None:
    """Whatever it was read from."""
    calls: list[str] = []

    @unchanged
    def read(_project: Project, name: str) -> int:
        calls.append(name)
        return len(calls)

    with kept():
        assert [read(project, EDITION), read(project, EDITION)] == [1, 1]
        CHANGES[name](project)
        assert [read(project, EDITION), read(project, EDITION)] == [2, 2]


def test_faults_are_told_in_the_language_asked_for(project: Project) -> None:
    """The same files have other messages in another language."""
    languages = []

    @unchanged
    def read(_project: Project, _name: str) -> str:
        languages.append("")
        return str(len(languages))

    with kept():
        for code in ("nb", "en", "en"):
            with messages_in(code):
                read(project, EDITION)
    assert len(languages) == 2


def test_a_refusal_is_not_kept(project: Project) -> None:
    """A file that is refused is refused again, and read once it is mended."""
    path = project.params / "testvik" / "indicators.yaml"
    whole = path.read_text("utf-8")
    with kept():
        path.write_text("indicators: 1\n", "utf-8")
        for _time in range(2):
            with pytest.raises(InputRefused):
                reopened(project, EDITION)
        path.write_text(whole, "utf-8")
        assert reopened(project, EDITION).areas
