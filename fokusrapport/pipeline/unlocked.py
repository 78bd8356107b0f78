"""Packages that a notebook imports although the lock does not name them: another machine will not have them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.metadata import packages_distributions
from pathlib import Path

from fokusrapport.environment import environment, normal_name
from fokusrapport.pipeline.execute import Run
from fokusrapport.pipeline.parsed import parsed
from fokusrapport.pipeline.suspects import sources


def unlocked(run: Run, root: Path, modules: Mapping[str, str]) -> tuple[str, ...]:
    """The packages that the notebook and its modules import and that the project's lock does not name.

    None where there is no lock: then all that is installed counts (`environment`).
    """
    here = environment(root)
    if not here.lock:
        return ()
    named = {name for name, _version in here.packages}
    imported = {name for _where, source in sources(run, root, modules) for name in _imported(source)}
    return tuple(
        sorted(
            name
            for name in imported - sys.stdlib_module_names
            if (found := _distributions().get(name)) and not named.intersection(map(normal_name, found))
        )
    )


@lru_cache(maxsize=1)
def _distributions() -> Mapping[str, Sequence[str]]:
    return packages_distributions()


def _imported(source: str) -> Iterator[str]:
    """The first parts of the names of what is imported."""
    for node in ast.walk(parsed(source) or ast.Module([], [])):
        match node:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(name), level=0):
                yield name.partition(".")[0]
