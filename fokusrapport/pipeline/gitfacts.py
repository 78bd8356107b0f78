"""Which commit of the project a report is built from, and whether its files were as in the commit."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from fokusrapport.pipeline.manifest_model import Git

GIT_VARIABLE = "FOKUSRAPPORT_GIT"
"""Where `verify` rebuilds a copy that is no repository, it hands over what the published manifest says.

«none», or the commit followed by «+clean» or «+changed».
"""

# The folder may belong to another user, and the same project must say the same to all of them. A file-system monitor
# is a program that the repository names; nothing here needs one.
_GIT = ("git", "-c", "safe.directory=*", "-c", "core.fsmonitor=false")


def git_facts(root: Path) -> Git | None:
    """The commit and whether all is as in it; None without a repository, a commit in it, or Git itself."""
    if handed := os.environ.get(GIT_VARIABLE):
        return _from_words(handed)
    commit = _git(root, "rev-parse", "--verify", "--quiet", "HEAD")
    changed = _git(root, "status", "--porcelain", "--", ".")
    if commit is None or changed is None:
        return None
    return Git(commit=commit.strip(), clean=not changed.strip())


def in_words(facts: Git | None) -> str:
    """What is handed over in the environment."""
    if facts is None:
        return "none"
    return f"{facts.commit}+{'clean' if facts.clean else 'changed'}"


def _from_words(words: str) -> Git | None:
    commit, _plus, state = words.partition("+")
    return None if commit == "none" else Git(commit=commit, clean=state == "clean")


def tracked_files(root: Path) -> list[str] | None:
    """Every file that is in the repository, or would be with `git add`; None without a repository."""
    listed = _git(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", ".")
    return None if listed is None else sorted({name for name in listed.split("\0") if name})


def _git(root: Path, *arguments: str) -> str | None:
    """What Git answers; None when it is not there or refuses."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603 - Git with arguments of ours
            [*_GIT, "-C", str(root), *arguments], env=environment, capture_output=True, check=False
        )
    except OSError:
        return None
    return os.fsdecode(done.stdout) if done.returncode == 0 else None
