from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from fokusrapport.pipeline.gitfacts import GIT_VARIABLE, git_facts, in_words, tracked_files
from fokusrapport.pipeline.manifest_model import Git


def git(root: Path, *arguments: str) -> str:
    """Git as someone who has told it no name."""
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a repository, as it was committed."""
    monkeypatch.delenv(GIT_VARIABLE, raising=False)
    (tmp_path / ".gitignore").write_text("reports/\n.fokusrapport/\n", encoding="utf-8")
    (tmp_path / "build.py").write_text("", encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "x")
    return tmp_path


def test_a_clean_tree(repository: Path) -> None:
    """The commit; reports and caches do not make it unclean."""
    for folder in ("reports", ".fokusrapport"):
        (repository / folder).mkdir()
        (repository / folder / "x").write_text("x", encoding="utf-8")
    assert git_facts(repository) == Git(commit=git(repository, "rev-parse", "HEAD"), clean=True)
    assert tracked_files(repository) == [".gitignore", "build.py"]


@pytest.mark.parametrize("name", ["build.py", "ny.py"])
def test_a_changed_or_new_file(repository: Path, name: str) -> None:
    """Makes the tree unclean, and is part of what is copied."""
    (repository / name).write_text("x = 1\n", encoding="utf-8")
    facts = git_facts(repository)
    assert facts is not None
    assert not facts.clean
    assert name in (tracked_files(repository) or ())


def test_without_a_repository_or_git(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is said, and nothing fails."""
    bare = tmp_path_factory.mktemp("bare")
    assert (git_facts(bare), tracked_files(bare)) == (None, None)
    monkeypatch.setenv("PATH", str(bare))
    assert (git_facts(repository), tracked_files(repository)) == (None, None)


@pytest.mark.parametrize("facts", [None, Git(commit="a" * 40, clean=True), Git(commit="b" * 40, clean=False)])
def test_facts_are_handed_over(facts: Git | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that is no repository says what it is told."""
    monkeypatch.setenv(GIT_VARIABLE, in_words(facts))
    assert git_facts(tmp_path) == facts
