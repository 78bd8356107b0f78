"""What a revision of Git would show: its notebooks, parameters and data, built elsewhere by the program of today.

The program stays the same on both sides, so that all that differs is what authors changed; and an older one would keep
no snapshot. Runs that are kept are used again: what a revision shares with today is not run anew.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fokusrapport.errors import BuildFailed, Fault, InputRefused
from fokusrapport.gitstate import ask_git, git_bytes
from fokusrapport.i18n import _
from fokusrapport.params.project import Project
from fokusrapport.pipeline.cache import FOLDER as CACHE_FOLDER
from fokusrapport.pipeline.cache import FOLDER_VARIABLE
from fokusrapport.pipeline.gitfacts import GIT_VARIABLE
from fokusrapport.pipeline.snapshots.model import Snapshot
from fokusrapport.pipeline.snapshots.shelf import SnapshotShelf
from fokusrapport.root import ROOT_VARIABLE

_TODAYS = ("build.py", "pyproject.toml", "requirements.txt", "environment.yml", "fokusrapport")


def commit_of(root: Path, name: str) -> str | None:
    """The commit that a name stands for; None for none, or without a repository."""
    if name.startswith("-"):
        return None
    told = ask_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return told.strip() or None if told else None


def snapshot_of_revision(project: Project, edition: str, commit: str) -> Snapshot:
    """The snapshot of an edition as it was in a commit.

    Raises InputRefused when the commit does not pass the checks of today, and BuildFailed when it cannot be built.
    """
    with _checked_out(project.root, commit) as copy:
        done = _build(project, copy, edition, commit)
        kept = SnapshotShelf.of(copy, edition).all()
        if not kept:
            message = _("{edition} could not be built as it was in {commit}, so there is nothing to compare with.")
            faults = [Fault("", what=line.strip()) for line in done.stdout.splitlines() if line.strip()]
            refused = done.returncode == InputRefused.exit_code
            raise (InputRefused if refused else BuildFailed)(message.format(edition=edition, commit=commit[:7]), faults)
        return kept[0].read()


@contextmanager
def _checked_out(root: Path, commit: str) -> Iterator[Path]:
    """The files of a commit in a folder of their own, with the program of today; the repository is not touched."""
    packed = git_bytes(root, "archive", "--format=tar", commit, "--", ".")
    if packed is None:
        raise BuildFailed(_("Git could not hand over the files of {commit}.").format(commit=commit[:7]))
    with tempfile.TemporaryDirectory(prefix="fokus-diff-", ignore_cleanup_errors=True) as place:
        copy = Path(place, root.name)
        copy.mkdir()
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(copy, filter="data")
        for name in _TODAYS:
            _replace(root / name, copy / name)
        _share_runs(root / CACHE_FOLDER, copy / CACHE_FOLDER)
        yield copy


def _share_runs(ours: Path, theirs: Path) -> None:
    """Runs are kept together with ours; what was run last is not, for the next build tells its reasons from that."""
    with suppress(OSError):  # a system without links runs everything anew
        theirs.mkdir(parents=True)
        for name in ("runs", "notebooks"):
            (ours / name).mkdir(parents=True, exist_ok=True)
            (theirs / name).symlink_to(ours / name, target_is_directory=True)


def _replace(source: Path, target: Path) -> None:
    """Put a file or folder of today in the place of the old one, or away where there is none today."""
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    elif source.is_file():
        shutil.copyfile(source, target)


def _build(project: Project, copy: Path, edition: str, commit: str) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if name not in (ROOT_VARIABLE, FOLDER_VARIABLE)}
    before = [entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]
    kept = [entry for entry in before if Path(entry).resolve() != project.root.resolve()]
    own |= {"PYTHONPATH": os.pathsep.join([str(copy), *kept]), GIT_VARIABLE: f"{commit}+clean"}
    return subprocess.run(  # noqa: S603 - this very Python and the project's own build.py
        [sys.executable, "build.py", "build", edition, "--draft", "--quiet"],
        cwd=copy,
        env=own,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
