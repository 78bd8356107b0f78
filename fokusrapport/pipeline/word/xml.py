"""Elements of WordprocessingML (ISO/IEC 29500-1, part 17), written as the tree they are.

Word refuses a document whose properties stand in another order than the schema's, so the order is kept here, in one
place: callers name what they want.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import OxmlElement

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element: TypeAlias = _Element

TWIPS_PER_POINT = 20
_NAMESPACES = {prefix: nsmap[prefix] for prefix in ("w", "r")}
# What XML 1.0 cannot hold (section 2.2, Char), whatever the text came from.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"[\t\n\r]")


def el(tag: str, *children: Element | str | None, **attributes: str | int) -> Element:
    """An element of the main namespace with attributes of it (`r__id` is `r:id`); None is no child."""
    element = OxmlElement(f"w:{tag}", nsdecls=_NAMESPACES)
    for name, value in attributes.items():
        element.set(qn(name.replace("__", ":") if "__" in name else f"w:{name}"), str(value))
    for child in children:
        if isinstance(child, str):
            element.text = child
        elif child is not None:
            element.append(child)
    return element


@dataclass(frozen=True)
class Look:
    """How characters look: a character style, weight, slant, colour and language."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    colour: str = ""
    language: str = ""

    def properties(self) -> Element | None:
        """`w:rPr`, None for characters that look like their paragraph."""
        parts = [
            el("rStyle", val=self.style) if self.style else None,
            el("b") if self.bold else None,
            el("i") if self.italic else None,
            el("color", val=self.colour.lstrip("#")) if self.colour else None,
            el("lang", val=self.language) if self.language else None,
        ]
        return el("rPr", *parts) if any(part is not None for part in parts) else None


PLAIN = Look()


def run(text: str, look: Look = PLAIN) -> Element:
    """Characters of one look; a line break in them is a space, as on the page."""
    written = el("t", _UNWRITABLE.sub("", _SPACES.sub(" ", text)))
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return el("r", look.properties(), written)


def line_break() -> Element:
    """A forced line break."""
    return el("r", el("br"))


def tab() -> Element:
    """A step to where the paragraph's style wants what follows."""
    return el("r", el("tab"))


def field(instruction: str) -> list[Element]:
    """A field that Word works out, such as PAGE."""
    return [
        el("r", el("fldChar", fldCharType="begin")),
        el("r", el("instrText", instruction)),
        el("r", el("fldChar", fldCharType="end")),
    ]


@dataclass(frozen=True)
class Box:
    """A line along the left side and a shade behind, which make paragraphs under each other one box."""

    colour: str
    fill: str


@dataclass(frozen=True)
class Shape:
    """How a paragraph stands: its style, its number in a list, the box it is in, and what it may not be parted from."""

    style: str = ""
    number: tuple[int, int] | None = None  # the list and the level in it
    box: Box | None = None
    indent: int = 0  # twips
    right: bool = False
    keep_next: bool = False
    new_page: bool = False

    def properties(self) -> Element:
        """`w:pPr` in the order of the schema's CT_PPrBase."""
        return el(
            "pPr",
            el("pStyle", val=self.style) if self.style else None,
            el("keepNext") if self.keep_next else None,
            el("pageBreakBefore") if self.new_page else None,
            _numbering(*self.number) if self.number else None,
            _border(self.box) if self.box else None,
            el("shd", val="clear", color="auto", fill=self.box.fill.lstrip("#")) if self.box else None,
            el("ind", left=self.indent) if self.indent else None,
            el("jc", val="end") if self.right else None,
        )


def _numbering(number: int, level: int) -> Element:
    return el("numPr", el("ilvl", val=level), el("numId", val=number))


def _border(box: Box) -> Element:
    return el("pBdr", el("left", val="single", sz=24, space=8, color=box.colour.lstrip("#")))


def paragraph(shape: Shape, content: Iterable[Element] = ()) -> Element:
    """A paragraph of runs, links and bookmarks."""
    return el("p", shape.properties(), *content)


def bookmarked(name: str, number: int, content: Iterable[Element]) -> list[Element]:
    """The content as a place that links can lead to."""
    return [el("bookmarkStart", id=number, name=name), *content, el("bookmarkEnd", id=number)]


def style_of(element: Element) -> str:
    """The style of a paragraph; empty for one without, and for anything else."""
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))
