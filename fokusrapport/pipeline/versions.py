"""What the report is made with: Python and the packages it is built upon, the program's own files, the Git commit."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import fokusrapport

Need = tuple[str, frozenset[str]]
"""A package's name and the extras of it that are asked for."""

_PROJECT = "fokusrapport"
_ONLY_FOR_AUTHORS = {
    "jupyter-server-proxy",
    "jupyterlab",
    "jupyterlab-myst",
    "nbdime",
    "nbstripout",
    "starlette",
    "uvicorn",
    "watchfiles",
}
"""Dependencies that notebooks are written and drafts are read with; no build imports them or what only they need."""


def sha256(content: bytes) -> str:
    """The SHA-256 of the content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@cache
def versions() -> dict[str, str]:
    """Python and every installed package that pyproject.toml asks for, or that one of those asks for.

    Other packages in the environment are not named: they have no part in the report.
    """
    found = {"python": platform.python_version()}
    waiting: list[Need] = [(_PROJECT, frozenset())]
    seen = set(waiting)
    while waiting:
        name, extras = waiting.pop()
        installed = _installed(name)
        if installed is None:  # the environment was made without it, and the build went well without it
            continue
        if name != _PROJECT:
            found[name] = str(installed["Version"])
        needed = _needed_by(installed, extras) - seen
        seen |= needed
        waiting += needed
    return dict(sorted(found.items()))


def _installed(name: str) -> PackageMetadata | None:
    try:
        return metadata(name)
    except PackageNotFoundError:
        return None


def _needed_by(package: PackageMetadata, extras: frozenset[str]) -> set[Need]:
    """What a package asks for on this system, each with the extras that are asked for."""
    wanted = [Requirement(line) for line in package.get_all("Requires-Dist") or ()]
    return {
        (canonicalize_name(one.name), frozenset(one.extras))
        for one in wanted
        if (one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in {"", *extras}))
        and canonicalize_name(one.name) not in _ONLY_FOR_AUTHORS
    }


# Other files in the package's folder (editors' and Python's own, translations before they are compiled) shape nothing.
_PROGRAM = {".css", ".j2", ".js", ".mo", ".py", ".typ", ".woff2"}


@cache
def program() -> dict[str, str]:
    """The program's own files (code, templates, fonts, catalogues) by name, each with its SHA-256."""
    package = Path(fokusrapport.__file__).parent
    paths = (path for path in package.rglob("*") if path.suffix in _PROGRAM and path.is_file())
    shown = (path for path in paths if not any(part.startswith(".") for part in path.relative_to(package).parts))
    return {path.relative_to(package.parent).as_posix(): sha256(path.read_bytes()) for path in sorted(shown)}
