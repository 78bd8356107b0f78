"""Putting a finished report in its place in one move.

A report is written whole into a folder beside its place, and the two folders then change places in one step. Whatever
happens, a full disk or a kill included, either the old report stands there or the new one. Where the system has no such
step (Windows, some network disks), the old folder is renamed away and the new one in; should the machine stop between
the two, the old report lies complete beside its place and is put back by the next build.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from fokusrapport.errors import BuildFailed
from fokusrapport.i18n import _
from fokusrapport.pipeline.exchange import exchange


@contextmanager
def alone_with(place: Path) -> Iterator[None]:
    """Hold a report for one build at a time; the system lets go of it when the process ends, however it ends.

    Raises BuildFailed when another build holds it.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place.with_name(f".{place.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BuildFailed(
            _("Another build of {report} is running. Wait until it is done, and build again.").format(report=place.name)
        ) from None
    try:
        yield
    finally:
        lock.release()


def withdraw(place: Path) -> None:
    """Take away what stands at `place`: a draft that a whole report has overtaken would be stale."""
    shutil.rmtree(place, ignore_errors=True)


def publish(files: Mapping[str, bytes], place: Path) -> None:
    """Write the files (relative name to content) and put them at `place`, replacing what stood there.

    Raises BuildFailed when writing fails; `place` is then as it was.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        recover(place)
        with _staging(place) as staging:
            _write(files, staging)
            _swap(staging, place)
    except OSError as error:
        raise BuildFailed(
            _("The report could not be written to {place}: {reason}. The old report is as it was.").format(
                place=place, reason=error.strerror or error
            )
        ) from error


@contextmanager
def _staging(place: Path) -> Iterator[Path]:
    """An empty folder beside the place, gone afterwards; what a killed build left of such a folder goes too."""
    prefix = f".{place.name}.new-"
    for left in place.parent.glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    staging = Path(tempfile.mkdtemp(prefix=prefix, dir=place.parent))
    try:
        staging.chmod(0o755)  # mkdtemp's folders are for their owner only
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for name in sorted(files):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[name])


def _backup(place: Path) -> Path:
    return place.with_name(f".{place.name}.old")


def _swap(staging: Path, place: Path) -> None:
    """The new report takes the place of the old in one step, or in two renames where the system has no such step."""
    if place.exists() and exchange(staging, place):
        return
    backup = _backup(place)
    try:
        if place.exists():
            place.rename(backup)
        staging.rename(place)
    except BaseException:  # Ctrl-C between the two renames, too
        recover(place)
        raise
    shutil.rmtree(backup, ignore_errors=True)


def recover(place: Path) -> None:
    """Put back the old report if a build was stopped between moving it away and moving the new one in."""
    backup = _backup(place)
    if not backup.exists():
        return
    if place.exists():
        shutil.rmtree(backup, ignore_errors=True)
    else:
        backup.rename(place)
