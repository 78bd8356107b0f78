"""Writing a snapshot so that it is either there whole or not at all.

Its two files get names that nothing has, and mean nothing until sources.yaml names them. That file is replaced last, in
one step: whatever happens before, the project is as it was.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from fokusrapport.errors import FetchFailed
from fokusrapport.i18n import _


@contextmanager
def alone_in(root: Path, municipality: str) -> Iterator[None]:
    """Hold a municipality's data for one fetch at a time; raises FetchFailed while another holds it."""
    lock = root / ".fokusrapport" / f"fetch-{municipality}.lock"
    lock.parent.mkdir(exist_ok=True)
    held = FileLock(lock)
    try:
        held.acquire(timeout=0)
    except Timeout:
        raise FetchFailed(_("Another fetch for «{name}» is running.").format(name=municipality)) from None
    try:
        yield
    finally:
        held.release()


def free_stem(wanted: str, declared: frozenset[str]) -> str:
    """A name that no declared file has: «kostra-2026-03-17», and «…-2» when there is one of the same day.

    A file of that name that is not declared was left by a fetch that was broken off, and is written over.
    """
    number = 1
    while (stem := wanted if number == 1 else f"{wanted}-{number}") + ".csv" in declared:
        number += 1
    return stem


def write_all(folder: Path, files: Mapping[str, bytes], last: tuple[str, bytes]) -> None:
    """Write files under new names, then replace `last`; raises FetchFailed, and then nothing is other than it was."""
    written: list[Path] = []
    try:
        for name, content in files.items():
            written.append(folder / name)
            _replace(folder / name, content)
        _replace(folder / last[0], last[1])
    except BaseException as error:  # Ctrl-C, too
        for path in written:
            path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            what = _("The snapshot could not be written: {reason}.").format(reason=error.strerror or error)
            raise FetchFailed(what) from error
        raise


def _replace(path: Path, content: bytes) -> None:
    """Put a file in its place in one step, from a hidden one beside it that is whole on the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(0o644)  # mkstemp's files are for their owner only
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
