"""Files and folders by their contents."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from fokusrapport.committed import as_committed

ABSENT = ""
"""In the place of a hash: there is no such file or folder."""

FOLDER = "folder"
"""In the place of a file's hash: there is a folder of that name."""


def file_hash(path: Path) -> str:
    """The SHA-256 of a file; ABSENT where there is none that can be read, FOLDER where it is a folder.

    Of a notebook it is that of what Git keeps: to run it for a look changes nothing.
    """
    try:
        data = path.read_bytes()
        return hashlib.sha256(as_committed(data) if path.suffix == ".ipynb" else data).hexdigest()
    except IsADirectoryError:
        return FOLDER
    except OSError:
        return ABSENT


def folder_hash(path: Path) -> str:
    """The SHA-256 of the names in a folder; ABSENT where there is none. Hidden names do not count."""
    try:
        names = sorted(name for name in os.listdir(path) if not name.startswith((".", "__pycache__")))  # noqa: PTH208
    except OSError:
        return ABSENT
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def stands(path: Path, digest: str) -> bool:
    """Whether a file or folder is as it was when it was hashed, or not there, as it was then."""
    return digest in ((folder_hash(path), FOLDER) if path.is_dir() else (file_hash(path),))
