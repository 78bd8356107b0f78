"""Which commit the project is at, and whether its files are as in it. Light: asked before anything else is imported."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

# The folder may belong to another user, and the same project must say the same to all of them. A file-system monitor
# is a program that the repository names; nothing here needs one.
_GIT = ("git", "-c", "safe.directory=*", "-c", "core.fsmonitor=false")

# What reviewers say of a draft is no part of what a report is made from.
_NO_COMMENTS = ":(exclude,top,glob)**/notebooks/comments/**"


@dataclass(frozen=True)
class GitState:
    """A commit, and whether every file is as in it (those Git ignores, and comments, do not count)."""

    commit: str
    clean: bool


def git_state(root: Path) -> GitState | None:
    """The state of the project at `root`; None without a repository, a commit in it, or Git itself."""
    told = ask_git(root, "status", "--porcelain=v2", "--branch", "--", ".", _NO_COMMENTS)
    lines = (told or "").splitlines()
    commit = next((line.split()[-1] for line in lines if line.startswith("# branch.oid ")), "(initial)")
    if commit == "(initial)":
        return None
    return GitState(commit, clean=all(line.startswith("#") for line in lines))


def ask_git(root: Path, *arguments: str) -> str | None:
    """What Git answers; None when it is not there or refuses."""
    told = git_bytes(root, *arguments)
    return None if told is None else os.fsdecode(told)


def git_bytes(root: Path, *arguments: str) -> bytes | None:
    """The same as bytes."""
    surroundings = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603 - Git with arguments of ours
            [*_GIT, "-C", str(root), *arguments], env=surroundings, capture_output=True, check=False
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
