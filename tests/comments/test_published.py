from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fokusrapport.comments.store import Store
from tests.comments.reports import NOW, remark
from tests.project import EDITION, contents, environment, write_project


def published(folder: Path, *, commented: bool) -> dict[str, bytes]:
    """The files of the final report of the made-up project, on which somebody may have said something."""
    root = write_project(folder).root
    if commented:
        store = Store(root, EDITION)
        assert store.add(remark("leksehjelpordning"))
        store.answer("0000000001", "Ja, se regnearket.", "Ola", NOW)
    command = [sys.executable, "build.py", "build", EDITION, "--publish"]
    subprocess.run(command, cwd=root, env=environment(), check=True, capture_output=True)  # noqa: S603 - this very Python
    return contents(root / "reports" / EDITION)


@pytest.mark.slow
def test_a_published_report_carries_no_comments(tmp_path: Path) -> None:
    """It is the same to the byte, manifest and all, whatever reviewers said of its drafts."""
    plain, commented = (published(tmp_path / str(number) / "p", commented=bool(number)) for number in (0, 1))
    assert plain
    assert plain == commented
