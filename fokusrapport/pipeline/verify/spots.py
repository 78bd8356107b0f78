"""A file as a row of spots, each a text and where it stands; and the first spot at which two files part.

Every kind of file has a few readers, from what people read in it to what lies under that. The first reader to whom two
files differ tells the place (the idea is diffoscope's; see docs/adr/0018).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

_WINDOW = 200  # how far on we look for where two files meet again
_SHOWN = 90
_BEFORE = 30


class Spot(NamedTuple):
    """One text of a file and its place in words for a reader."""

    place: str
    text: str


class Parting(NamedTuple):
    """Where two files first differ, and at how many places more, where that is known.

    A text is None where the other file has something more.
    """

    place: str
    published: str | None
    rebuilt: str | None
    reordered: bool = False
    more: int = 0


Reader = Callable[[bytes], Iterable[Spot]]


def at(*parts: str) -> str:
    """A place in words, of those of its parts that are known."""
    return ", ".join(part for part in parts if part)


def parting(published: Sequence[Spot], rebuilt: Sequence[Spot]) -> Parting | None:
    """The first spot at which two files differ, in text or else in place; None when they do not."""
    return _parted_texts(published, rebuilt) or next(
        (
            Parting(at(old.place), old.place, new.place)
            for old, new in zip(published, rebuilt, strict=True)
            if old != new
        ),
        None,
    )


def _parted_texts(published: Sequence[Spot], rebuilt: Sequence[Spot]) -> Parting | None:
    old, new = [spot.text for spot in published], [spot.text for spot in rebuilt]
    same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    if same == len(old) == len(new):
        return None
    aligned = len(old) == len(new)  # else all that follows has moved
    reordered = aligned and Counter(old) == Counter(new)
    more = sum(1 for one, other in zip(old, new, strict=True) if one != other) - 1 if aligned and not reordered else 0
    before, after = _change(old[same : same + _WINDOW], new[same : same + _WINDOW])
    place = published[same].place if before is not None else rebuilt[same].place
    return Parting(place, before, after, reordered, more)


def _change(old: list[str], new: list[str]) -> tuple[str | None, str | None]:
    """What the first change of two rows takes away and puts in; they differ from their first text on."""
    for tag, i, _i_end, j, _j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            return (old[i] if tag != "insert" else None), (new[j] if tag != "delete" else None)
    return None, None  # never: they differ


def around(text: str, other: str) -> str:
    """So much of a text as shows where it parts from another."""
    text, other = (one.replace("\n", "⏎") for one in (text, other))
    if len(text) <= _SHOWN:
        return text
    same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False)))
    start = max(0, min(same - _BEFORE, len(text) - _SHOWN))
    end = start + _SHOWN
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
