"""Which commit of the project a report is built from, and whether its files were as in the commit."""

from __future__ import annotations

import os
from pathlib import Path

from fokusrapport.gitstate import ask_git, git_state
from fokusrapport.pipeline.manifest_model import Git

GIT_VARIABLE = "FOKUSRAPPORT_GIT"
"""Where `verify` rebuilds a copy that is no repository, it hands over what the published manifest says.

«none», or the commit followed by «+clean» or «+changed».
"""


def git_facts(root: Path) -> Git | None:
    """The commit and whether all is as in it; None without a repository, a commit in it, or Git itself."""
    if handed := os.environ.get(GIT_VARIABLE):
        return _from_words(handed)
    state = git_state(root)
    return Git(commit=state.commit, clean=state.clean) if state else None


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
    listed = ask_git(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", ".")
    return None if listed is None else sorted({name for name in listed.split("\0") if name})
