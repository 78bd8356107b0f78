"""What the report is made with: Python and the packages it is built upon, the program's own files, the Git commit."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import fokusrapport

_PROJECT = "fokusrapport"
_ONLY_FOR_AUTHORS = {"jupyterlab", "jupyterlab-myst"}
"""Dependencies that notebooks are written with; no build imports them or what only they need."""


def sha256(content: bytes) -> str:
    """The SHA-256 of the content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@cache
def versions() -> dict[str, str]:
    """Python and every installed package that pyproject.toml asks for, or that one of those asks for.

    Other packages in the environment are not named: they have no part in the report.
    """
    found = {"python": platform.python_version()}
    waiting = [(_PROJECT, frozenset[str]())]
    seen = set(waiting)
    while waiting:
        name, extras = waiting.pop()
        for needed in _needed_by(name, extras) - seen:
            seen.add(needed)
            waiting.append(needed)
            found |= _installed(needed[0])
    return dict(sorted(found.items()))


def _needed_by(name: str, extras: frozenset[str]) -> set[tuple[str, frozenset[str]]]:
    """What a package asks for on this system, each with the extras that are asked for."""
    try:
        wanted = [Requirement(line) for line in requires(name) or ()]
    except PackageNotFoundError:
        return set()
    return {
        (canonicalize_name(one.name), frozenset(one.extras))
        for one in wanted
        if (one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in {"", *extras}))
        and canonicalize_name(one.name) not in _ONLY_FOR_AUTHORS
    }


def _installed(name: str) -> dict[str, str]:
    try:
        return {name: version(name)}
    except PackageNotFoundError:  # the environment was made without it, and the build went well without it
        return {}


_OTHER_FILES = {".pyc", ".po", ".pot"}  # made from the code, or what the compiled catalogues are made from


@cache
def program() -> dict[str, str]:
    """The program's own files (code, templates, fonts, catalogues) by name, each with its SHA-256."""
    package = Path(fokusrapport.__file__).parent
    paths = (path for path in package.rglob("*") if path.is_file() and path.suffix not in _OTHER_FILES)
    return {path.relative_to(package.parent).as_posix(): sha256(path.read_bytes()) for path in sorted(paths)}
