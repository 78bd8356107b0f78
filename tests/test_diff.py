from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import get_args

import pytest

from fokusrapport.changes.model import Kind
from tests.project import EDITION, SKOLE, WHOLE, build_py, contents, write_project

DOCS = Path(__file__).parents[1] / "docs" / "diff.md"
CHANGED = {
    "data/testvik/resultater.csv": str(WHOLE["data/testvik/resultater.csv"]).replace("2024;4,3", "2024;4,4"),
    "params/testvik/indicators.yaml": str(WHOLE["params/testvik/indicators.yaml"]).replace("5,0 – 4,0", "5,0 – 4,1"),
}
FOUND = [("numbers", "cell-4"), ("requirement", "trivsel"), ("value", "trivsel")]


def git(folder: Path, *arguments: str) -> None:
    """Git in a folder of the test's own, as nobody in particular."""
    identity = {f"GIT_{who}_{what}": "x@x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **identity}, check=True)  # noqa: S603, S607


def told(root: Path, *arguments: str) -> list[tuple[str, str]]:
    """The kinds of changes that the command tells, each with what it is about."""
    done = build_py(root, "diff", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    areas = json.loads(done.stdout)["areas"]
    return sorted((change["kind"], change["id"] or change["cell"]) for area in areas for change in area["changes"])


@pytest.mark.slow
def test_drafts_and_revisions_tell_the_same(tmp_path: Path) -> None:
    """Two builds with real kernels, and the two revisions they were built from; the repository is as it was."""
    write_project(tmp_path, {".gitignore": "reports/\n.fokusrapport/\n"})
    git(tmp_path, "init", "-q")
    for files in ({}, CHANGED):
        write_project(tmp_path, {"notebooks/skole.ipynb": SKOLE, **files})
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", "x")
        assert build_py(tmp_path, "build", "--quiet").returncode == 0
    page = tmp_path / "endringer.html"
    assert told(tmp_path, "--html", str(page)) == FOUND
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert told(tmp_path, "@1") == []
    page.unlink()
    before = contents(tmp_path / "reports")
    assert told(tmp_path, "HEAD~1", "HEAD", "--edition", EDITION) == FOUND
    assert contents(tmp_path / "reports") == before
    listed = json.loads(build_py(tmp_path, "diff", "--list", "--json").stdout)
    assert [one["name"] for one in listed["editions"][EDITION]] == [f"{EDITION}@1", f"{EDITION}@2"]
    lines = build_py(tmp_path, "diff").stdout
    assert "Result changed: «Trivsel» 2024 [trivsel]: 4,3 → 4,4" in lines


def test_every_kind_of_change_is_documented() -> None:
    """`kind` is what other programs read."""
    rows = "\n".join(line for line in DOCS.read_text("utf-8").splitlines() if line.startswith("| `"))
    assert set(get_args(Kind)) <= set(re.findall(r"`(\w+)`", rows))


def test_what_cannot_be_compared_is_refused_in_words(tmp_path: Path) -> None:
    """Too many names, and a page in a folder that is not there, both at once, before anything is looked for."""
    write_project(tmp_path)
    done = build_py(tmp_path, "diff", "a", "b", "c", "--html", "nowhere/x.html")
    assert done.returncode == 2
    assert "Two reports are compared, not 3." in done.stderr
    assert "There is no folder nowhere" in done.stderr
    assert "Traceback" not in done.stderr
