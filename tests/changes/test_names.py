from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

import pytest

from fokusrapport.changes.names import two_reports
from fokusrapport.changes.revisions import commit_of
from fokusrapport.errors import InputRefused
from fokusrapport.params.project import Project
from fokusrapport.pipeline.snapshots.model import Snapshot
from fokusrapport.pipeline.snapshots.shelf import SnapshotShelf
from tests.changes.made import area, report, text
from tests.project import EDITION, write_project

DAYS = (13, 14, 14, 20)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with four snapshots, of three days; the third is final."""
    for number, day in enumerate(DAYS, start=1):
        own = report(area("skole", {"a": [text(f"Tekst {number}.")]})).snapshot
        made = dt.datetime(2026, 1, day, 10, number, tzinfo=dt.UTC)
        shelf = SnapshotShelf(SnapshotShelf.of(tmp_path, EDITION).folder, made.replace)
        shelf.keep(Snapshot(edition=EDITION, languages=(own,)), "final" if number == 3 else "draft")
    return write_project(tmp_path)


def texts(project: Project, *names: str, edition: str | None = None) -> list[str]:
    """The text of both snapshots."""
    both = two_reports(project, names, edition)
    return [one.snapshot.languages[0].chapter.areas[0].blocks[0].children[0].text for one in both]  # type: ignore[union-attr]


def refused(project: Project, *names: str, edition: str | None = None) -> str:
    """Everything that is said against these names."""
    with pytest.raises(InputRefused) as caught:
        two_reports(project, names, edition)
    return " ".join(f"{fault} {fault.allowed} {fault.nearest}" for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), (3, 4)),
        ((EDITION,), (3, 4)),
        ((f"{EDITION}@1",), (4, 4)),
        ((f"{EDITION}@4", EDITION), (1, 4)),
        (("@4", "@2"), (1, 3)),
        ((f"{EDITION}@2026-01-14", f"{EDITION}@2026-01-19"), (3, 3)),
        ((f"{EDITION}@2026-01-13", f"{EDITION}@final"), (1, 3)),
    ],
)
def test_snapshots_are_named_by_place_day_and_state(
    project: Project, names: tuple[str, ...], expected: tuple[int, int]
) -> None:
    """Without a name the last two of the edition that is built when none is named."""
    assert texts(project, *names) == [f"Tekst {number}." for number in expected]


def test_a_name_that_means_nothing_is_refused_with_what_there_is(project: Project) -> None:
    """A misspelt edition with the nearest, a draft that is not there with those that are; both at once."""
    assert "testvik/2024" in refused(project, "testvk/2024")
    assert "no revision of Git" in refused(project, "HEAD~3")
    told = refused(project, f"{EDITION}@9", f"{EDITION}@i går")
    assert told.count("There is no snapshot") == 2
    assert f"{EDITION}@4" in told
    assert "testvik/2024" in refused(project, edition="testvik/2042")


def test_an_edition_that_was_never_built_says_how_to_build_it(tmp_path: Path) -> None:
    """Nothing can be compared before."""
    assert f"python build.py build {EDITION}" in refused(write_project(tmp_path))


def test_what_could_be_an_option_of_git_is_no_revision(tmp_path: Path) -> None:
    """And a commit is found by any name that Git knows it by."""
    identity = {f"GIT_{who}_{what}": "x@x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for arguments in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "x"]):
        subprocess.run(  # noqa: S603 - Git in a folder of the test's own
            ["git", *arguments],  # noqa: S607 - whichever Git there is
            cwd=tmp_path,
            env={**os.environ, **identity},
            check=True,
        )
    assert len(commit_of(tmp_path, "HEAD") or "") == 40
    assert commit_of(tmp_path, "--help") is None
    assert commit_of(tmp_path, "HEAD~3") is None
