"""A Word document as spots: every paragraph under its heading, every table cell, every alternative text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn

from fokusrapport.i18n import _
from fokusrapport.pipeline.verify.in_html import Headings, cell_place
from fokusrapport.pipeline.verify.spots import Spot, at
from fokusrapport.pipeline.word.styles import CONTENTS_STYLES
from fokusrapport.pipeline.word.xml import style_of

if TYPE_CHECKING:
    from fokusrapport.pipeline.word.xml import Element

_HEADING = re.compile(r"Heading([1-6])")
_SPACED = {qn("w:br"), qn("w:tab")}


def read_docx(content: bytes) -> Iterator[Spot]:
    """What a reader of the document reads, in order; the list of contents, which only repeats headings, comes last."""
    headings, caption, last = Headings(), "", []
    for number, element in enumerate(docx.Document(io.BytesIO(content)).element.body, start=1):
        if element.tag == qn("w:tbl"):
            yield from _table(element, at(headings.path, _("table «{caption}»").format(caption=caption)))
            continue
        text, style = _text(element), style_of(element) if element.tag == qn("w:p") else ""
        if style in CONTENTS_STYLES:
            last.append(Spot(_("list of contents"), text))
            continue
        heading = _HEADING.fullmatch(style)
        kind = _("heading") if heading else _("paragraph {number} of the document").format(number=number)
        yield Spot(at(headings.path, kind), text)
        yield from _alternative_texts(element, headings.path)
        if heading:
            headings.add(int(heading[1]), text)
        caption = text if style == "Caption" else caption
    yield from last


def _table(table: Element, place: str) -> Iterator[Spot]:
    rows = [[_text(cell) for cell in row.iterchildren(qn("w:tc"))] for row in table.iterchildren(qn("w:tr"))]
    for number, cells in enumerate(rows):
        for position, text in enumerate(cells):
            title = rows[0][position] if position < len(rows[0]) else str(position + 1)
            yield Spot(at(place, *cell_place(number, title)), text)


def _alternative_texts(element: Element, place: str) -> Iterator[Spot]:
    for shape in element.iter(qn("wp:docPr")):
        yield Spot(at(place, _("alternative text")), str(shape.get("descr", "")))


def _text(element: Element) -> str:
    parts = (part.text or "" if part.tag == qn("w:t") else " " for part in element.iter(qn("w:t"), *_SPACED))
    return "".join(parts)
