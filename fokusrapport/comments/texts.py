"""What each cell of an area shows, as one line of text: what quotations are looked for in.

The text is taken from the page's own HTML, so that a place in it is the same place on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import html

from fokusrapport.blocks import Area, Chapter
from fokusrapport.blocks_html import Setting, blocks_to_html
from fokusrapport.comments.model import flat
from fokusrapport.pipeline.html import page_setting


@dataclass(frozen=True)
class CellText:
    """A cell by its id, and the text that it shows."""

    cell: str
    text: str


Texts = Mapping[str, tuple[CellText, ...]]
"""The cells of every area, in the order they are read."""


def texts_of(chapter: Chapter) -> Texts:
    """The cells' texts of every area of the chapter."""
    setting = replace(page_setting(chapter), cells=True)
    return {area.id: _cells(area, setting) for area in chapter.areas}


def _cells(area: Area, setting: Setting) -> tuple[CellText, ...]:
    page = html.fragment_fromstring(str(blocks_to_html(area.blocks, setting)), create_parent="div")
    found: dict[str, str] = {}
    for cell in page.iterfind("div[@data-cell]"):
        name = str(cell.get("data-cell"))
        found[name] = found.get(name, "") + flat(cell.text_content())
    return tuple(CellText(cell, text) for cell, text in found.items())
