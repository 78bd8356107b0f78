"""Compiled modules of the project that cannot be stale.

Python takes a compiled module for current when its source has the same size and the same second of change: a figure
mended twice within a second, or a branch switched, can run the old code. Compiled with the source's hash instead
(PEP 552, checked), a module is compiled anew whenever a byte of it differs. Python keeps that kind when it does so.
"""

from __future__ import annotations

import importlib.util
import os
import py_compile
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_CHECKED_HASH = b"\x03\x00\x00\x00"  # the flags after the magic number: by hash, and checked (PEP 552)


def settle_modules(root: Path) -> None:
    """Compile by content whatever of the project's modules is not yet; a folder that cannot be written to is left."""
    _settle_package(_PACKAGE)
    _settle(_sources(root))


@cache
def _settle_package(package: Path) -> None:
    """Once: what was compiled by content stays so, also when the source is changed."""
    _settle(package.rglob("*.py"))


def _settle(sources: Iterable[Path]) -> None:
    for source in sources:
        if not _by_content(source):
            with suppress(OSError):
                py_compile.compile(str(source), quiet=2, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)


def _sources(root: Path) -> Iterator[Path]:
    """The project's modules, wherever they lie in it; not those of an environment in its folder."""
    for path, folders, names in os.walk(root):
        folders[:] = [
            name for name in folders if not name.startswith(".") and not Path(path, name).samefile(sys.prefix)
        ]
        yield from (Path(path, name) for name in names if name.endswith(".py"))


def _by_content(source: Path) -> bool:
    try:
        with open(importlib.util.cache_from_source(str(source)), "rb") as compiled:  # noqa: PTH123 - a text, not a Path
            return compiled.read(8)[4:] == _CHECKED_HASH
    except OSError:
        return False
