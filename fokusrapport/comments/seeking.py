"""Words from a printed page looked for in all areas of a report: where a remark in a PDF belongs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fokusrapport.comments.anchoring import Anchor, search
from fokusrapport.comments.model import (
    AROUND,
    FragmentSelector,
    Place,
    TextPositionSelector,
    TextQuoteSelector,
)
from fokusrapport.comments.pdf_words import Marked
from fokusrapport.comments.texts import CellText, Texts

_AS_GOOD = 95.0  # percent; what differs by less is typography, and the words of today are the better quotation
_RUN = 4  # words in a row that tell whose page it is


@dataclass(frozen=True)
class Sought:
    """A place for a remark, and whether its words stand there."""

    place: Place
    found: bool


def seek(marked: Marked, page_text: str, texts: Texts, scope: str) -> Sought:
    """The place of marked words; where they are gone, the area that the page shows most of."""
    by_key = {f"{area}/{text.cell}": (area, text) for area, own in texts.items() for text in own}
    cells = [CellText(key, text.text) for key, (_area, text) in by_key.items()]
    for exact in _pieces(marked):
        if anchor := search(exact, marked.prefix, marked.suffix, cells):
            area, text = by_key[anchor.cell]
            return Sought(_place(area, text, anchor, exact, scope), found=True)
    selector = (TextQuoteSelector(exact=marked.exact.strip()),) if marked.exact.strip() else ()
    return Sought(Place(source=_source(_area_of(page_text, texts)), scope=scope, selector=selector), found=False)


def _pieces(marked: Marked) -> Iterator[str]:
    """The words as a whole, and line by line, the longest first: they may stand in two cells."""
    whole = marked.exact.strip()
    if whole:
        yield whole
    lines = {line for line in (Marked((line,)).exact.strip() for line in marked.lines) if line and line != whole}
    yield from sorted(lines, key=lambda line: (-len(line), line))


def _place(area: str, text: CellText, anchor: Anchor, exact: str, scope: str) -> Place:
    now = text.text[anchor.start : anchor.end]
    return Place(
        source=_source(area),
        scope=scope,
        selector=(
            FragmentSelector.of(text.cell),
            TextQuoteSelector(
                exact=now if anchor.likeness >= _AS_GOOD else exact,
                prefix=text.text[max(0, anchor.start - AROUND) : anchor.start],
                suffix=text.text[anchor.end : anchor.end + AROUND],
            ),
            TextPositionSelector(start=anchor.start, end=anchor.end),
        ),
    )


def _source(area: str) -> str:
    return f"notebooks/{area}.ipynb"


def _area_of(page_text: str, texts: Texts) -> str:
    """The area that shares most runs of words with a page; the first one where none does."""
    shown = _runs(page_text)
    shares = {area: len(shown & _runs(" ".join(text.text for text in own))) for area, own in texts.items()}
    return max(texts, key=lambda area: shares[area])


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[index : index + _RUN]) for index in range(len(words) - _RUN + 1)}
