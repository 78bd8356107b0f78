"""What the sheets of a workbook are called: Excel takes 31 characters at most, not every sign, and no name twice."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_EDGES = "' "  # an apostrophe may not stand first or last


def sheet_names(titles: Iterable[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """A name for each title in turn: as much of it as there is room for, with a number where names are alike.

    None of the names is among those `taken`. Upper and lower case are the same to Excel.
    """
    used = {name.casefold() for name in taken}
    names = []
    for title in titles:
        name = next(name for name in _candidates(title) if name.casefold() not in used)
        used.add(name.casefold())
        names.append(name)
    return tuple(names)


def _candidates(title: str) -> Iterable[str]:
    plain = " ".join(_FORBIDDEN.sub(" ", title).split()).strip(_EDGES)
    if plain:
        yield _shortened(plain, _LONGEST)
    for number in range(2, 10_000):
        mark = f"({number})"
        yield f"{_shortened(plain, _LONGEST - len(mark) - 1)} {mark}".strip()


def _shortened(text: str, room: int) -> str:
    """The beginning of the text, cut between words where that leaves most of it."""
    if len(text) <= room:
        return text
    words = text[:room].rsplit(" ", 1)[0] if text[room] != " " else text[:room]
    return (words if len(words) > room // 2 else text[:room]).strip(_EDGES)
