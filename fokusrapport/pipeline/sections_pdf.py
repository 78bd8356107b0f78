"""A PDF as its reader finds it, area by area: as its structure tells it, and as it stands on the pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pypdfium2

from fokusrapport.blocks import Chapter
from fokusrapport.pipeline.expected import Grid, squash
from fokusrapport.pipeline.pdf_structure import Element, Pages
from fokusrapport.pipeline.sections import NOWHERE, Section, Sections

MARKS = frozenset({"Note", "Lbl", "Formula"})
_TOP, _BOTTOM = 72, 58  # points of a page that its running head and foot stand in, see templates/chapter.typ
Place = tuple[int, float]
"""A page and a height on it, in points from its foot."""


def sections_of_structure(structure: Element, chapter: Chapter) -> Sections:
    """The areas of the chapter as a screen reader is told them: each begins with its title as a heading."""
    level = "H1" if len(chapter.areas) == 1 else "H2"
    parts: list[list[Element]] = []
    for element in _top(structure):
        if element.type == level:
            parts.append([element])
        elif parts:
            parts[-1].append(element)
    found = [_section(Element("Sect", content=tuple(part[1:])), part[0]) for part in parts]
    return [*found, *[NOWHERE] * (len(chapter.areas) - len(found))][: len(chapter.areas)]


def _top(structure: Element) -> Iterator[Element]:
    """What stands directly in the document."""
    for part in structure.content:
        if isinstance(part, Element):
            if part.type == "Document":
                yield from _top(part)
            else:
                yield part


def _section(body: Element, heading: Element) -> Section:
    return Section(
        title=heading.text(without=MARKS),
        text=body.text(without=MARKS),
        grids=tuple(grid_of(table) for table in body.find("Table")),
        notes=" ".join(note.text() for note in body.find("Note")),
    )


def grid_of(table: Element) -> Grid:
    """The cells of a table by row, as a screen reader is told them."""
    return tuple(tuple(cell.text(without=MARKS) for cell in row.find("TH", "TD")) for row in table.find("TR"))


def sections_of_pages(document: pypdfium2.PdfDocument, pages: Pages, chapter: Chapter) -> Sections:
    """The areas of the chapter as they stand on the pages, between the places that the bookmarks lead to.

    A note at the foot of a page is read with the area whose page it is on, which may be the next one.
    """
    level = 0 if len(chapter.areas) == 1 else 1
    begins = [_place(bookmark) for bookmark in document.get_toc() if bookmark.level == level]
    ends: Place = (len(pages) - 1, 0)
    texts = [_between(pages, first, last) for first, last in pairwise([*begins, ends])]
    found = [_titled(text, area.title) for text, area in zip(texts, chapter.areas, strict=False)]
    return [*found, *[NOWHERE] * (len(chapter.areas) - len(found))]


def _place(bookmark: pypdfium2.PdfBookmark) -> Place:
    where = bookmark.get_dest()
    if where is None:
        return (0, 0)
    _kind, position = where.get_view()
    return (where.get_index() or 0, position[1] if len(position) > 1 else 0)


def _between(pages: Pages, first: Place, last: Place) -> str:
    """The text from one place to another, without running heads and feet."""
    texts = []
    for number in range(first[0], last[0] + 1):
        page, text = pages[number]
        top = first[1] if number == first[0] else page.get_height() - _TOP
        bottom = last[1] if number == last[0] else _BOTTOM
        texts.append(text.get_text_bounded(bottom=max(bottom, _BOTTOM), top=top) if top > bottom else "")
    return " ".join(texts)


def _titled(text: str, title: str) -> Section:
    """A section whose text begins with its title; without one that does not."""
    return Section(title if squash(text).startswith(squash(title)) else text[: len(title)], text)
