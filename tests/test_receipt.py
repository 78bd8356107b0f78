from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fokusrapport import receipt
from fokusrapport.receipt import Asked, Receipt
from tests.project import EDITION, write_project

ASKED = Asked(EDITION, final=True, language="nb")
TOLD = {"summary": {"areas": 2}, "lines": []}
PLACE = "reports/testvik/2024"


def git(root: Path, *arguments: str) -> None:
    """A Git command in the project, by nobody in particular."""
    named = ("-c", "user.name=a", "-c", "user.email=a@b.no", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *named, *arguments], cwd=root, check=True, capture_output=True)  # noqa: S603, S607 - as above


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project in Git with a report that was built, its receipt, and what the notebooks used beyond its files."""
    write_project(tmp_path)
    more = ("requirements.txt", "felles.csv", "params/testvik/2024/skole.yaml", "notebooks/tall.py", "lister/a.csv")
    for name in (*more, f"{PLACE}/index.html", f"{PLACE}/areas/a.html", f"{PLACE}.kontroll.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("# a==1\n")
    (tmp_path / ".gitignore").write_text("/reports/\n.fokusrapport/\n")
    git(tmp_path, "init")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "første")
    also = ("felles.csv", "lister", "kanskje.csv")
    before = receipt.state_before(tmp_path, EDITION, also)
    receipt.keep(tmp_path, Receipt(ASKED, before, receipt.state_made(tmp_path / PLACE), PLACE, also, TOLD))
    return tmp_path


def test_nothing_has_changed(root: Path) -> None:
    """What was told is told again, also after every file was touched, and of what matters to nobody."""
    assert receipt.unchanged(root, ASKED) == TOLD
    for path in root.rglob("*"):
        if ".git" not in path.parts:
            os.utime(path, (1, 1))
    (root / "params" / "nabo").mkdir()
    (root / "notebooks" / "__pycache__").mkdir()
    (root / "notebooks" / "__pycache__" / "tall.cpython-311.pyc").write_text("")
    (root / "notebooks" / ".ipynb_checkpoints").mkdir()
    (root / "notebooks" / ".ipynb_checkpoints" / "a.ipynb").write_text("")
    (root / "reports" / "testvik" / "2023").mkdir()
    (root / "reports" / "testvik" / "2023" / "index.html").write_text("")
    git(root, "update-index", "--refresh")
    subprocess.run(["git", "clean", "-fdq", "notebooks"], cwd=root, check=True)  # noqa: S607 - see above
    assert receipt.unchanged(root, ASKED) == TOLD


@pytest.mark.parametrize(
    "name",
    [
        *("requirements.txt", "build.py", "params/project.yaml", "params/testvik/municipality.yaml"),
        *("params/testvik/2024.yaml", "params/testvik/2024/skole.yaml", "data/testvik/resultater.csv"),
        *("data/testvik/sources.yaml", "notebooks/skole.ipynb", "notebooks/tall.py", "felles.csv"),
        *(f"{PLACE}/index.html", f"{PLACE}/areas/a.html", f"{PLACE}.kontroll.html"),
    ],
)
@pytest.mark.parametrize("how", [lambda path: path.write_text("annet"), Path.unlink])
def test_every_file_counts(root: Path, name: str, how: Callable[[Path], object]) -> None:
    """Those of the edition and what the notebooks used beyond, and the report itself with what lies beside it."""
    commit(root, name, how)
    assert receipt.unchanged(root, ASKED) is None


def commit(root: Path, name: str, how: Callable[[Path], object]) -> None:
    """Change a file, and let Git say that nothing has changed: the contents alone must tell."""
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    git(root, "update-index", "--assume-unchanged", name) if tracked(root, name) else None
    how(root / name)


def tracked(root: Path, name: str) -> bool:
    """Whether Git knows the file."""
    done = subprocess.run(["git", "ls-files", "--error-unmatch", name], cwd=root, check=False, capture_output=True)  # noqa: S603, S607 - see above
    return done.returncode == 0


@pytest.mark.parametrize(
    "name",
    [
        *("params/testvik/2024/bad.yaml", "params/testvik/2023.yaml", "params/nabo/2024.yaml", "data/testvik/ny.csv"),
        *("notebooks/ny.ipynb", "kanskje.csv", "lister/b.csv", f"{PLACE}/ny.html", f"{PLACE}.zip"),
    ],
)
def test_every_file_that_is_new_counts(root: Path, name: str) -> None:
    """Also one that a notebook has looked for, and other names in a folder that it listed."""
    (root / ".gitignore").write_text("*\n")
    git(root, "commit", "-am", "alt er uinteressant")
    before = receipt.state_before(root, EDITION, ("felles.csv", "lister", "kanskje.csv"))
    made = receipt.state_made(root / PLACE)
    receipt.keep(root, Receipt(ASKED, before, made, PLACE, ("felles.csv", "lister", "kanskje.csv"), TOLD))
    assert receipt.unchanged(root, ASKED) == TOLD
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("1")
    assert receipt.unchanged(root, ASKED) is None


def test_the_commit_counts(root: Path) -> None:
    """It stands in the manifest, and whether the files are as in it."""
    (root / "uvedkommende.txt").write_text("1")
    assert receipt.unchanged(root, ASKED) is None
    (root / "uvedkommende.txt").unlink()
    assert receipt.unchanged(root, ASKED) == TOLD
    git(root, "commit", "--allow-empty", "-m", "andre")
    assert receipt.unchanged(root, ASKED) is None


def test_this_package_counts(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file of it."""
    package = tmp_path / "annet" / "fokusrapport"
    (package / "locale").mkdir(parents=True)
    (package / "locale" / "a.mo").write_text("1")
    monkeypatch.setattr(receipt, "_PACKAGE", package)
    one = receipt.state_before(root, EDITION)
    (package / "locale" / "a.mo").write_text("2")
    two = receipt.state_before(root, EDITION)
    (package / "ny.py").write_text("2")
    assert len({one, two, receipt.state_before(root, EDITION)}) == 3


@pytest.mark.parametrize(
    "asked",
    [replace(ASKED, final=False), replace(ASKED, language="en"), replace(ASKED, edition="testvik/2023")],
)
def test_what_was_asked_for_counts(root: Path, asked: Asked) -> None:
    """Draft or final, the language of messages, the edition."""
    assert receipt.unchanged(root, asked) is None


def test_a_withdrawn_receipt_is_none(root: Path) -> None:
    """And may be withdrawn again."""
    receipt.withdraw(root, EDITION)
    receipt.withdraw(root, EDITION)
    assert receipt.unchanged(root, ASKED) is None


def broken(text: str) -> list[str]:
    """A receipt cut short, with each of its parts missing, and with each as a number, a list and nothing."""
    content = json.loads(text)
    parts = [{**content, name: wrong} for name in content for wrong in (7, [3], None)]
    missing = [{name: value for name, value in content.items() if name != gone} for gone in content]
    return [*(text[:length] for length in range(0, len(text), 40)), *map(json.dumps, [[], 1, *missing, *parts])]


def test_a_broken_receipt_is_none(root: Path) -> None:
    """Whatever is wrong with it."""
    path = root / ".fokusrapport" / "receipts" / f"{EDITION}.json"
    for text in broken(path.read_text(encoding="utf-8")):
        path.write_text(text, encoding="utf-8")
        assert receipt.unchanged(root, ASKED) is None, text
    path.write_bytes(b"\xff\xfe")
    assert receipt.unchanged(root, ASKED) is None


def test_which_edition_is_the_default(root: Path) -> None:
    """As long as the settings are as they were; a broken note is none."""
    assert receipt.default_edition(root) is None
    receipt.note_default(root, EDITION)
    assert receipt.default_edition(root) == EDITION
    path = root / ".fokusrapport" / "receipts" / "default.json"
    for text in broken(path.read_text(encoding="utf-8")):
        path.write_text(text, encoding="utf-8")
        assert receipt.default_edition(root) is None
    receipt.note_default(root, EDITION)
    (root / "params" / "project.yaml").write_text("annet")
    assert receipt.default_edition(root) is None


def test_a_receipt_that_cannot_be_written_is_nobodys_fault(tmp_path: Path) -> None:
    """The next build is only made once more."""
    write_project(tmp_path)
    (tmp_path / ".fokusrapport").write_text("")
    receipt.note_default(tmp_path, EDITION)
    receipt.keep(tmp_path, Receipt(ASKED, "", "", PLACE, (), TOLD))
    assert receipt.unchanged(tmp_path, ASKED) is None
    receipt.withdraw(tmp_path, EDITION)
