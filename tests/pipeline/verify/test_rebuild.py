from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from fokusrapport.pipeline.verify.rebuild import clean_copy
from tests.project import contents, write_project

LEFT = (".venv/lib/x.py", "reports/testvik/2024/index.html", ".fokusrapport/cache/a", "hemmelig.tmp")


def littered(root: Path) -> set[str]:
    """A project in which builds and people have left things; the names of its own files."""
    own = set(contents(write_project(root).root))
    for name in LEFT:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x", encoding="utf-8")
    return own


@pytest.mark.parametrize("repository", [True, False])
def test_only_the_projects_own_files_are_copied(tmp_path: Path, repository: bool) -> None:  # noqa: FBT001 - a table
    """No environment, report or cache; in a repository nothing it ignores, and what is not yet added is there."""
    own = littered(tmp_path)
    if repository:
        (tmp_path / ".gitignore").write_text("*.tmp\n.venv/\n", encoding="utf-8")
        subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)  # noqa: S607 - Git of the machine
        own.add(".gitignore")
    else:
        own.add("hemmelig.tmp")
    with clean_copy(write_project(tmp_path)) as copy:
        assert set(contents(copy.root)) == own
        assert " " in str(copy.root)
        place = copy.root
    assert not place.exists()


def test_a_report_in_git_is_not_copied(tmp_path: Path) -> None:
    """Some keep their reports in the repository; the copy must not find one ready."""
    littered(tmp_path)
    for arguments in (["init", "-q"], ["add", "-f", "reports"]):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)  # noqa: S603, S607 - Git of the machine
    with clean_copy(write_project(tmp_path)) as copy:
        assert not copy.reports.exists()
