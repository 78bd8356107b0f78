"""What is known while a document is written: the rules of the page, and what its parts share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Pt

from fokusrapport.pipeline.word.lists import Lists
from fokusrapport.pipeline.word.xml import Box, el

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.parts.document import DocumentPart

    from fokusrapport.blocks import Palette
    from fokusrapport.blocks_html import Setting
    from fokusrapport.pipeline.word.pictures import Picture
    from fokusrapport.pipeline.word.xml import Element

_SIMPLE = re.compile(r"[A-Za-z0-9-]{1,38}")
_KEPT = 28
TEXT_WIDTH = 482.0  # points: A4 between margins of 20 mm
WIDE_TEXT_WIDTH = 728.0  # the same on its side
TEXT_SIZE = 10.5  # points, that of the style Normal
FORMULA_NAME = "Formula"  # tells formulas from other pictures when the document is read back


@dataclass(frozen=True)
class Shared:
    """What the whole document has in common; counters and lists grow while it is written."""

    part: DocumentPart
    setting: Setting
    palette: Palette
    pictures: Mapping[str, Picture]
    lists: Lists = field(default_factory=Lists)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def follow(self, address: str) -> str:
        """The relationship by which links lead to an address outside."""
        return self.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def picture(self, key: str, alt: str, *, name: str = "Picture", height: float | None = None) -> Element:
        """A run with a picture, no wider than the text; `height` in points, None for the size it was drawn for."""
        picture = self.pictures[key]
        scale = height / picture.height if height else 1.0
        scale *= min(1.0, TEXT_WIDTH / (picture.width * scale))
        size = (Pt(picture.width * scale), Pt(picture.height * scale))
        inline = self.part.new_pic_inline(BytesIO(picture.png), *size)
        number = next(self.numbers)
        for attribute, value in (("id", str(number)), ("name", f"{name} {number}"), ("descr", alt)):
            inline.docPr.set(attribute, value)
        return el("r", el("drawing", inline))


@dataclass(frozen=True)
class Context:
    """Where in the document we are: in which box, how deep in lists, in the head of a row."""

    shared: Shared
    box: Box | None = None
    level: int = 0
    text_style: str = ""
    in_link: bool = False

    @property
    def setting(self) -> Setting:
        """The rules of the page: heading levels, which links lead anywhere."""
        return self.shared.setting.inside_link() if self.in_link else self.shared.setting

    def inside_link(self) -> Context:
        """The same within a link, where no other link may stand."""
        return replace(self, in_link=True)


def bookmark(anchor: str) -> str:
    """A place's name as Word takes it: it begins with a letter, holds no hyphen, and has 40 characters at most."""
    if _SIMPLE.fullmatch(anchor):
        return f"p_{anchor.replace('-', '_')}"
    beginning = re.sub(r"\W", "_", anchor)[:_KEPT]
    return f"p_{beginning}_{sha256(anchor.encode()).hexdigest()[:8]}"  # tells alike beginnings apart
