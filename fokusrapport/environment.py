"""What a report is made with: Python, the lock, and the packages that the lock names, as they are installed.

Only the standard library is used: this is read before anybody knows whether anything else need be imported.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import sys
from dataclasses import dataclass
from pathlib import Path

LOCK_NAME = "requirements.txt"
_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.MULTILINE)
_INFO = re.compile(r"^(.+?)-([^-]+)\.dist-info$")


@dataclass(frozen=True)
class Environment:
    """`lock` is the SHA-256 of the lock, empty where there is none; `packages` are name and version, by name.

    Packages that the lock does not name are no part of it: they may come and go. Without a lock, all are.
    """

    python: str
    lock: str
    packages: tuple[tuple[str, str], ...]


def environment(root: Path) -> Environment:
    """What is installed now, for the project at `root`."""
    return environment_of(read_lock(root))


def read_lock(root: Path) -> bytes:
    """The project's lock as it stands in its file, empty where there is none."""
    try:
        return (root / LOCK_NAME).read_bytes()
    except OSError:
        return b""


def environment_of(lock: bytes) -> Environment:
    """What is installed now, for a project with this lock."""
    named = {normal_name(name) for name in _PINNED.findall(lock.decode("utf-8", "replace"))}
    packages = tuple(sorted((name, version) for name, version in _installed().items() if not lock or name in named))
    digest = hashlib.sha256(lock).hexdigest() if lock else ""
    return Environment(f"{platform.python_implementation()} {platform.python_version()}", digest, packages)


def _installed() -> dict[str, str]:
    """Names and versions of what is installed, from the names of its folders: the first on the path is imported."""
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - a folder that is not there is no error
        except OSError:
            continue
        for name in names:
            if match := _INFO.match(name):
                found.setdefault(normal_name(match[1]), match[2])
    return found


def normal_name(name: str) -> str:
    """A package's name as packaging tools compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
