"""A project's files as they are sent to another machine: named by their content, and packed into one."""

from __future__ import annotations

import hashlib
import io
import os
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from fokusrapport.hashing import file_hash

_PACKAGE = Path(__file__).resolve().parents[1]
# What is made of the project. Whoever reads it after all is found out, and runs where the project lies.
_LEFT_OUT = {"reports"}


def identity_of(root: Path) -> str:
    """The SHA-256 of the names and contents of all that is sent of a project, without packing it."""
    return _identity((name, "" if name.endswith("/") else file_hash(root / name)) for name in _names(root))


def pack(root: Path) -> tuple[str, bytes]:
    """The project's files in one, and their identity.

    Left out are hidden files, reports, and the environment and this package where they lie in the project's folder.
    Raises OSError when a file cannot be read.
    """
    packed, listed = io.BytesIO(), []
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in _names(root):
            content = b"" if name.endswith("/") else (root / name).read_bytes()
            archive.writestr(name, content)
            listed.append((name, "" if name.endswith("/") else hashlib.sha256(content).hexdigest()))
    return _identity(listed), packed.getvalue()


def unpack(packed: bytes, folder: Path) -> None:
    """The project's files put into a new folder, which is there as a whole or not at all."""
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}.new")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(unfinished)
    unfinished.replace(folder)


def _identity(listed: Iterable[tuple[str, str]]) -> str:
    digest = hashlib.sha256()
    for name, content in listed:
        digest.update(f"{name}\0{content}\n".encode())
    return digest.hexdigest()


def _names(root: Path) -> Iterator[str]:
    """Names of files and, with «/», of folders, relative to the project, in one order everywhere.

    Of a folder that is left out the name is there: it may be asked for.
    """
    for path, folders, files in os.walk(root):
        inside = Path(path).relative_to(root)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
        yield from (f"{(inside / name).as_posix()}/" for name in folders)
        folders[:] = [name for name in folders if not _is_left_out(root, inside / name)]
        yield from ((inside / name).as_posix() for name in sorted(files) if not name.startswith("."))


def _is_left_out(root: Path, inside: Path) -> bool:
    path = (root / inside).resolve()
    return inside.as_posix() in _LEFT_OUT or path in (_PACKAGE, Path(sys.prefix).resolve())
