"""Which editions are meant: by their names, and by patterns such as `*/2025`. Light: asked before all else is imported.

In a pattern `*`, `?` and `[…]` stand for letters of one part of a name, as in the shell: never for the slash between
municipality and year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest

YEAR_FILE = "[0-9][0-9][0-9][0-9].yaml"
"""The name of an edition's file."""

_SHOWN = 12


def edition_names(root: Path) -> tuple[str, ...]:
    """Names of all editions of the project, such as `kristiansund/2015`, by municipality and year."""
    return tuple(sorted(f"{path.parent.name}/{path.stem}" for path in root.glob(f"params/*/{YEAR_FILE}")))


def chosen(root: Path, wanted: Sequence[str]) -> tuple[str, ...]:
    """The editions that are meant, each once, as they are named, those of a pattern by municipality and year.

    A single name is taken as it is: whether there is such an edition is asked where it is read. Raises InputRefused
    with a fault for every other name and pattern that there is no edition for.
    """
    if len(wanted) <= 1 and not any(map(is_pattern, wanted)):
        return tuple(wanted)
    names = edition_names(root)
    found = {one: tuple(_matching(one, names)) if is_pattern(one) else (one,) * (one in names) for one in wanted}
    if faults := [_unmatched(one, names) for one, matched in found.items() if not matched]:
        raise InputRefused(faults=faults)
    return tuple(dict.fromkeys(name for matched in found.values() for name in matched))


def is_pattern(name: str) -> bool:
    """Whether it may stand for several editions."""
    return any(letter in name for letter in "*?[")


def _matching(pattern: str, names: Iterable[str]) -> Iterator[str]:
    parts = pattern.split("/")
    for name in names:
        own = name.split("/")
        if len(own) == len(parts) and all(map(fnmatchcase, own, parts)):
            yield name


def _unmatched(pattern: str, names: Sequence[str]) -> Fault:
    what = _("No edition matches «{name}».") if is_pattern(pattern) else _("There is no edition «{name}».")
    more = ("…",) if len(names) > _SHOWN else ()
    what = what.format(name=pattern)
    return Fault("params", what=what, allowed=", ".join((*names[:_SHOWN], *more)), nearest=nearest(pattern, names))
