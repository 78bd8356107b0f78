"""A report built from scratch: a copy of the project in a clean place, in another world, without a cache."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fokusrapport.errors import BuildFailed, Fault, FokusrapportError, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.project import Project
from fokusrapport.pipeline.gitfacts import GIT_VARIABLE, in_words, tracked_files
from fokusrapport.pipeline.manifest_model import Manifest
from fokusrapport.pipeline.verify.files import contents
from fokusrapport.pipeline.verify.world import FOLDER, World, another_world

_NOT_COPIED = {".venv", ".git", "reports", ".fokusrapport"}


def rebuilt(project: Project, published: Manifest) -> dict[str, bytes]:
    """Every file of the edition as it is built now, elsewhere, the way the published one was.

    Raises InputRefused when the project no longer passes its checks, and BuildFailed when it cannot be built.
    """
    with clean_copy(project) as copy, tempfile.TemporaryDirectory(prefix="fokus-hjem-") as home:
        world = another_world(Path(home), _python_path(project.root, copy.root))
        done = _build(copy, published, world)
        folder = copy.reports / published.edition
        if done.returncode or not folder.is_dir():
            raise _failed(published.edition, done)
        return contents(folder)


@contextmanager
def clean_copy(project: Project) -> Iterator[Project]:
    """The project's own files, and nothing that only lies there: no caches, no reports, no environment."""
    with tempfile.TemporaryDirectory(prefix="fokus-verify-", ignore_cleanup_errors=True) as place:
        root = Path(place, *FOLDER.split("/"))
        for name in _own_files(project.root):
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(project.root / name, target)
        yield Project(root)


def _own_files(root: Path) -> Iterable[str]:
    """What is in the repository or would be; without one, all but what a build makes itself. Never a report."""
    listed = tracked_files(root)
    if listed is None:
        kept = (path for path in root.iterdir() if path.name not in _NOT_COPIED)
        paths = (below for path in kept for below in (path, *path.rglob("*")))
        listed = [path.relative_to(root).as_posix() for path in paths]
    return [name for name in listed if name.partition("/")[0] not in _NOT_COPIED and (root / name).is_file()]


def _python_path(root: Path, copy: Path) -> str:
    """The copy first: its program is to be run, by the kernels too, and not the one we are running."""
    before = [entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]
    return os.pathsep.join([str(copy), *(entry for entry in before if Path(entry).resolve() != root.resolve())])


def _build(copy: Project, published: Manifest, world: World) -> subprocess.CompletedProcess[str]:
    state = "--publish" if published.front.state == "final" else "--draft"
    command = [sys.executable, "build.py", "build", published.edition, state, "--quiet", "--jobs", str(world.jobs)]
    return subprocess.run(  # noqa: S603 - this very Python and the project's own build.py
        [*world.prefix, *command],
        cwd=copy.root,
        env={**world.environment, GIT_VARIABLE: in_words(published.git)},
        umask=world.umask if os.name == "posix" else -1,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _failed(edition: str, done: subprocess.CompletedProcess[str]) -> FokusrapportError:
    """The rebuild's own words, which tell what is wrong with which file."""
    message = _("The edition could not be built from scratch, so there is nothing to compare with.")
    faults = [Fault("", what=line.strip()) for line in done.stdout.splitlines() if line.strip()]
    refused = done.returncode == InputRefused.exit_code
    return (InputRefused if refused else BuildFailed)(f"{edition}: {message}", faults)
