"""Pages turned on their side for tables of many columns, which on upright pages would break inside words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from fokusrapport.pipeline.word.context import TEXT_WIDTH
from fokusrapport.pipeline.word.xml import TWIPS_PER_POINT, Shape, paragraph, style_of

if TYPE_CHECKING:
    from fokusrapport.pipeline.word.xml import Element


def turned(elements: Sequence[Element], upright: Element) -> list[Element]:
    """The same elements, where every table too wide for an `upright` page stands on pages on their side.

    Its caption and the headings right above go with it, and so do its notes. A section of pages ends with its last
    paragraph (ISO/IEC 29500-1, 17.6.17).
    """
    done: list[Element] = []
    position = 0
    for start, end in _wide_parts(elements):
        if start > position:
            done += _closed(elements[position:start], upright)
        done += _closed(elements[start:end], _sideways(upright))
        position = end
    return [*done, *elements[position:]]


def _wide_parts(elements: Sequence[Element]) -> Iterator[tuple[int, int]]:
    """Begin and end of each wide table with what belongs to it."""
    for index, element in enumerate(elements):
        if _is_wide(element):
            start, end = index, index + 1
            while start and _leads(elements[start - 1]):
                start -= 1
            while end < len(elements) and style_of(elements[end]) == "TableNote":
                end += 1
            yield start, end


def _is_wide(element: Element) -> bool:
    width = sum(int(column.get(qn("w:w"), "0")) for column in element.iter(qn("w:gridCol")))
    return element.tag == qn("w:tbl") and width > TEXT_WIDTH * TWIPS_PER_POINT


def _leads(element: Element) -> bool:
    """Whether a paragraph is the caption or a heading of what follows it."""
    style = style_of(element)
    return style == "Caption" or style.startswith("Heading")


def _closed(elements: Sequence[Element], section: Element) -> list[Element]:
    """The elements as a section; after a table an empty paragraph ends it."""
    last = elements[-1]
    ended = [] if last.tag == qn("w:p") else [paragraph(Shape("TableNote"))]
    (ended[0] if ended else last)[0].append(deepcopy(section))
    return [*elements, *ended]


def _sideways(section: Element) -> Element:
    turned_section = deepcopy(section)
    for size in turned_section.iter(qn("w:pgSz")):
        width, height = size.get(qn("w:w"), ""), size.get(qn("w:h"), "")
        for name, value in (("w", height), ("h", width), ("orient", "landscape")):
            size.set(qn(f"w:{name}"), value)
    return turned_section
