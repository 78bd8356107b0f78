from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fokusrapport.environment import environment


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder where a few packages are installed, and nothing else is on Python's path."""
    folder = tmp_path / "site-packages"
    for name in ("numpy-2.0", "ruamel.yaml-0.19", "Ruff_Extra-1", "pytest-9"):
        (folder / f"{name}.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "borte"), str(folder)])
    return folder


def locked(root: Path, text: str) -> Path:
    """A project with this lock."""
    (root / "requirements.txt").write_text(text, encoding="utf-8")
    return root


def test_only_packages_that_the_lock_names(tmp_path: Path, installed: Path) -> None:
    """By whatever spelling, with the versions that are installed; others may come and go."""
    root = locked(
        tmp_path, "# ikke pytest==1\nNumPy==1.9 ; python_version > '3'\nruamel-yaml==0.18\nruff.extra==1\nborte==1\n"
    )
    before = environment(root)
    assert before.packages == (("numpy", "2.0"), ("ruamel-yaml", "0.19"), ("ruff-extra", "1"))
    (installed / "annen-1.0.dist-info").mkdir()
    assert environment(root) == before


def test_another_version_is_noticed(tmp_path: Path, installed: Path) -> None:
    """Also when the lock is as it was."""
    root = locked(tmp_path, "numpy==2.0\n")
    before = environment(root)
    (installed / "numpy-2.0.dist-info").rename(installed / "numpy-2.1.dist-info")
    assert environment(root).packages == (("numpy", "2.1"),)
    assert environment(root).lock == before.lock


def test_the_first_on_the_path_is_imported(tmp_path: Path, installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second one behind it is not."""
    (tmp_path / "foran" / "numpy-3.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "foran"), str(installed)])
    assert environment(locked(tmp_path, "numpy==2.0\n")).packages == (("numpy", "3.0"),)


def test_every_byte_of_the_lock_counts(tmp_path: Path) -> None:
    """Hashes and comments, too."""
    assert environment(locked(tmp_path, "a==1\n")).lock != environment(locked(tmp_path, "a==1 \n")).lock


def test_without_a_lock_all_packages_count(tmp_path: Path, installed: Path) -> None:
    """Nobody has said which of them matter."""
    found = environment(tmp_path)
    assert found.lock == ""
    assert len(found.packages) == len(list(installed.iterdir()))


def test_which_python_it_is(tmp_path: Path) -> None:
    """To the last digit."""
    assert environment(tmp_path).python.endswith(".".join(map(str, sys.version_info[:3])))
