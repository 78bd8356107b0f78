"""From the words that were marked to the place where they stand today, however the text has been rewritten since.

Looked for in this order: the very words in their own cell, the very words in another cell of the area, words like them
in their own cell, words like them in another. What is found must carry its own proof: either the words are long enough
to be no chance, or what stands beside them is what stood there. Otherwise the comment is detached: listed with its
words, never put to a place it does not belong to. The limits are measured, see `benchmarks/comments.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from fokusrapport.comments.model import Place
from fokusrapport.comments.texts import CellText

LONG = 24
"""Signs from which words are no chance."""
OWN = 72.0
"""How like the words must be in their own cell, in percent."""
ELSEWHERE = 80.0
"""How like they must be in another cell, where there are many more words to be taken for them."""
FEW = 40
"""Signs below which a text may say the same twice: the words must be more alike, by MORE percent, or fit in."""
MORE = 8.0
BESIDE = 75.0
"""How like what stands beside short words must be; by more for each sign that they are shorter than TINY."""
TINY = 12
"""Signs below which words are so common that what stands beside them must be all but the same."""
ROUND = 60.0
"""How like what stands beside long words must be where the words themselves are not the same: chance gives some 50."""

_NEAR = 6  # words that a found place may be lengthened or shortened by at either end
_WORD = re.compile(r"\w(?:\S*\w)?|[^\w\s]+")  # a full stop after a word is none of it


@dataclass(frozen=True)
class Anchor:
    """Words in the text of a cell, from `start` to before `end`, and how they are like those that were marked."""

    cell: str
    start: int
    end: int
    how: Literal["same", "moved", "changed"]
    likeness: float = 100.0


@dataclass(frozen=True)
class Wanted:
    """The words that are looked for, and what stood around them."""

    cell: str
    exact: str
    prefix: str
    suffix: str
    start: int

    @property
    def long(self) -> bool:
        """Whether they are no chance."""
        return len(self.exact) >= LONG

    @property
    def beside(self) -> float:
        """How like what stands beside them must be."""
        return ROUND if self.long else BESIDE + 1.5 * max(0, TINY - len(self.exact))


def anchor(place: Place, texts: Sequence[CellText]) -> Anchor | None:
    """Where the words of a place stand in the cells of its area today; None when they are gone."""
    if place.quote is None:
        return _whole(place, texts)
    quote = place.quote
    wanted = Wanted(place.cell, quote.exact, quote.prefix, quote.suffix, place.start)
    own = [text for text in texts if text.cell == wanted.cell]
    others = [text for text in texts if text.cell != wanted.cell]
    return _same(wanted, own) or _same(wanted, others) or _best(wanted, own, OWN) or _best(wanted, others, ELSEWHERE)


def search(exact: str, prefix: str, suffix: str, texts: Sequence[CellText]) -> Anchor | None:
    """Where words of which nobody knows the cell stand: the very words, or words like them."""
    wanted = Wanted("", exact, prefix, suffix, 0)
    return _same(wanted, texts) or _best(wanted, texts, ELSEWHERE)


def _whole(place: Place, texts: Sequence[CellText]) -> Anchor | None:
    """A cell as a whole; the area as a whole is at its first cell."""
    for text in texts:
        if place.cell in ("", text.cell):
            return Anchor(text.cell, 0, 0, "same")
    return None


def _same(wanted: Wanted, texts: Sequence[CellText]) -> Anchor | None:
    """The very words, where what stands beside them fits best, or nearest to where they were."""
    found = [
        (_beside(wanted, text.text, start, start + len(wanted.exact)), -abs(start - wanted.start), text.cell, start)
        for text in texts
        for start in _occurrences(wanted, text.text)
    ]
    if not found:
        return None
    beside, _distance, cell, start = max(found)
    if len(wanted.exact) < FEW and beside < wanted.beside:
        return None
    return Anchor(cell, start, start + len(wanted.exact), "same" if cell == wanted.cell else "moved")


def _occurrences(wanted: Wanted, text: str) -> Iterator[int]:
    """Where the words stand, and whole words as such: «i» does not stand in «utviklingen»."""
    words = wanted.exact
    first = r"\b" if words[0].isalnum() and not wanted.prefix[-1:].isalnum() else ""
    last = r"\b" if words[-1].isalnum() and not wanted.suffix[:1].isalnum() else ""
    for match in re.finditer(f"(?={first}{re.escape(words)}{last})", text):
        yield match.start()


def _beside(wanted: Wanted, text: str, start: int, end: int) -> float:
    """How like the text on both sides is to what stood there, in percent.

    Where the words stood at the edge of their cell and do so again, the other side alone has to prove it.
    """
    before, after = text[max(0, start - len(wanted.prefix)) : start], text[end : end + len(wanted.suffix)]
    sides = ((wanted.prefix, before, text[:start]), (wanted.suffix, after, text[end:]))
    alike = [one for was, now, rest in sides if (one := _side(was.strip(), now.strip(), rest.strip())) is not None]
    return sum(alike) / len(alike) if alike else 100.0


def _side(was: str, now: str, rest: str) -> float | None:
    return fuzz.ratio(was, now) if was else ROUND if rest else None


def _best(wanted: Wanted, texts: Sequence[CellText], limit: float) -> Anchor | None:
    found = [one for text in texts if (one := like(wanted, text, limit)) is not None]
    return max(found, key=lambda one: one.likeness, default=None)


def like(wanted: Wanted, text: CellText, limit: float) -> Anchor | None:
    """Words like the wanted ones in one cell; short ones are looked for together with what stood around them.

    With no limit it is what is most like them, whatever stands beside it: for measuring.
    """
    limit += MORE if limit and len(wanted.exact) < FEW else 0
    needle = wanted.exact if wanted.long else f"{wanted.prefix}{wanted.exact}{wanted.suffix}"
    if len(needle) < LONG or len(text.text) < len(needle) * limit / 200:
        return None
    window = fuzz.partial_ratio_alignment(needle, text.text, score_cutoff=limit - _SLACK)
    if window is None:
        return None
    first, last = (window.dest_start, window.dest_end) if len(needle) <= len(text.text) else (0, len(text.text))
    start, end, likeness = _fitted(wanted.exact, text.text, first, last)
    if likeness < limit or (limit and _beside(wanted, text.text, start, end) < wanted.beside):
        return None
    return Anchor(text.cell, start, end, "changed", likeness)


_SLACK = 15.0  # a window as long as the words cuts off what was put in between


def _fitted(words: str, text: str, first: int, last: int) -> tuple[int, int, float]:
    """The whole words around a window that are most like the wanted ones, and how like they are."""
    spans = [match.span() for match in _WORD.finditer(text)]
    inside = [index for index, (start, end) in enumerate(spans) if end > first and start < last]
    if not inside:
        return first, last, 0.0
    if len(words) >= LONG:
        starts = range(max(0, inside[0] - _NEAR), min(inside[0] + _NEAR + 1, len(spans)))
        ends = range(max(0, inside[-1] - _NEAR), min(inside[-1] + _NEAR + 1, len(spans)))
    else:
        starts = ends = range(inside[0], inside[-1] + 1)
    tried = [
        (fuzz.ratio(words, text[spans[one][0] : spans[other][1]]), spans[one][0], spans[other][1])
        for one in starts
        for other in ends
        if other >= one
    ]
    likeness, start, end = max(tried, key=lambda found: (found[0], -found[1]), default=(0.0, first, last))
    return start, end, likeness
