"""Real prose of the project's notebooks, marked in forty places and rewritten; every word knows where it came from."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import nbformat

from fokusrapport.comments.model import (
    AROUND,
    FragmentSelector,
    Place,
    TextPositionSelector,
    TextQuoteSelector,
    flat,
)
from fokusrapport.comments.texts import CellText
from fokusrapport.pipeline.notebook import EditionKey, of_edition

ROOT = Path(__file__).parents[2]
_MARKUP = re.compile(r"\{eval\}`[^`]*`|<!--.*?-->|[#*_>`\[\]|]", re.DOTALL)


@dataclass(frozen=True)
class Word:
    """A word, and which word of the first version it is; None for one that was put in."""

    text: str
    origin: int | None


@dataclass(frozen=True)
class Cell:
    """A cell of words."""

    id: str
    words: tuple[Word, ...]

    @property
    def text(self) -> CellText:
        """The cell as anchoring sees it."""
        return CellText(self.id, " ".join(word.text for word in self.words))

    def origins(self, start: int, end: int) -> set[int]:
        """The words of the first version that stand in a part of the text."""
        return {origin for at, until, origin in self._places() if at < end and until > start}

    def around(self, start: int, end: int) -> tuple[float, float]:
        """The words of the first version that stand nearest before and after a part of the text."""
        before = [float(origin) for _at, until, origin in self._places() if until <= start]
        after = [float(origin) for at, _until, origin in self._places() if at >= end]
        return before[-1] if before else -math.inf, after[0] if after else math.inf

    def _places(self) -> Iterator[tuple[int, int, int]]:
        at = 0
        for word in self.words:
            if word.origin is not None:
                yield at, at + len(word.text), word.origin
            at += len(word.text) + 1


@dataclass(frozen=True)
class Mark:
    """Marked words: their place, and which words of the first version they are."""

    place: Place
    origins: frozenset[int]

    def is_at(self, cell: Cell, start: int, end: int) -> bool:
        """Whether one of the words stands there, or beside it, or in the gap they left, give or take a word.

        Where the same words were put in by chance beside those that were marked, nobody could tell which is meant.
        """
        first, last = min(self.origins), max(self.origins)
        there = cell.origins(start, end)
        before, after = cell.around(start, end)
        beside = there <= {first - 1, last + 1} and before - 1 <= last and first <= after + 1
        return bool(self.origins & there) or beside


@cache
def prose() -> tuple[tuple[str, ...], ...]:
    """The Markdown of every notebook that has enough of it, cell by cell, as one edition shows it in one language."""
    found = []
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = of_edition(nbformat.read(path, as_version=4), EditionKey("fjordvik", 2025, "nb")).cells
        texts = [flat(_MARKUP.sub("", cell.source)).strip() for cell in cells if cell.cell_type == "markdown"]
        kept = tuple(text for text in dict.fromkeys(texts) if len(text.split()) > 8)
        if len(kept) > 4:
            found.append(kept)
    return tuple(found)


def first_version(texts: tuple[str, ...]) -> list[Cell]:
    """The cells as they were when they were marked."""
    cells, count = [], 0
    for number, text in enumerate(texts):
        words = text.split()
        cells.append(Cell(f"celle-{number}", tuple(Word(word, count + at) for at, word in enumerate(words))))
        count += len(words)
    return cells


def marked(cells: list[Cell], chance: random.Random) -> Mark:
    """A run of words in one cell, as a reader marks it."""
    cell = chance.choice(cells)
    first = chance.randrange(len(cell.words))
    last = min(len(cell.words), first + chance.choice((1, 2, 3, 5, 8, 13, 21)))
    start = sum(len(word.text) + 1 for word in cell.words[:first])
    exact = " ".join(word.text for word in cell.words[first:last])
    end, text = start + len(exact), cell.text.text
    selector = (
        FragmentSelector.of(cell.id),
        TextQuoteSelector(exact=exact, prefix=text[max(0, start - AROUND) : start], suffix=text[end : end + AROUND]),
        TextPositionSelector(start=start, end=end),
    )
    place = Place(source="notebooks/nav.ipynb", scope="testvik/2024", selector=selector)
    return Mark(place, frozenset(range(cell.words[first].origin or 0, (cell.words[first].origin or 0) + last - first)))


def rewritten(cells: list[Cell], chance: random.Random, strength: float) -> list[Cell]:
    """The cells after words were put in, taken out and changed, and paragraphs moved, split, joined and deleted."""
    vocabulary = [word.text for cell in cells for word in cell.words]
    new = [replace(cell, words=_words(cell.words, vocabulary, chance, strength)) for cell in cells]
    for _step in range(chance.randrange(1 + int(strength * 8))):
        _STEPS[chance.randrange(len(_STEPS))](new, chance)
    return [cell for cell in new if cell.words]


def _words(words: tuple[Word, ...], vocabulary: list[str], chance: random.Random, share: float) -> tuple[Word, ...]:
    out: list[Word] = []
    for word in words:
        text = chance.choice(vocabulary)
        other = Word(text, word.origin if text == word.text else None)  # the same word is not another one
        changes: tuple[list[Word], ...] = ([], [other], [other, word])
        out += [word] if chance.random() >= share else chance.choice(changes)
    return tuple(out)


def _swap(cells: list[Cell], chance: random.Random) -> None:
    chance.shuffle(cells)


def _split(cells: list[Cell], chance: random.Random) -> None:
    """The second half becomes a cell of its own, with an id of its own."""
    at = chance.randrange(len(cells))
    cell, half = cells[at], len(cells[at].words) // 2
    cells[at : at + 1] = [replace(cell, words=cell.words[:half]), Cell(f"ny-{chance.random()}", cell.words[half:])]


def _join(cells: list[Cell], chance: random.Random) -> None:
    if len(cells) > 1:
        at = chance.randrange(len(cells) - 1)
        cells[at : at + 2] = [replace(cells[at], words=cells[at].words + cells[at + 1].words)]


def _delete(cells: list[Cell], chance: random.Random) -> None:
    if len(cells) > 1:
        del cells[chance.randrange(len(cells))]


_STEPS = (_swap, _split, _join, _delete)
