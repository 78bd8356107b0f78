"""A PDF as spots: what a screen reader is told; under that, the text of each page; under that, every object."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pypdfium2

from fokusrapport.i18n import _
from fokusrapport.pipeline.pdf_structure import Element, read_structure
from fokusrapport.pipeline.verify.in_html import Headings, cell_place
from fokusrapport.pipeline.verify.spots import Spot, at
from fokusrapport.pipeline.versions import sha256

_HEADING = re.compile(r"H([1-6])")
_READABLE = 4000  # a longer stream is a picture or a typeface: its hash says enough
_GROUPS = {"Root", "Document", "Part", "Art", "Sect", "Div", "L", "THead", "TBody", "TFoot", "NonStruct"}


def read_tags(content: bytes) -> Iterator[Spot]:
    """The structure tree in reading order: headings, paragraphs, table cells, alternative texts.

    The list of contents, which only repeats headings, comes last.
    """
    tags = _Tags()
    yield from tags.read(read_structure(content))
    yield from tags.contents


class _Tags:
    """A walk through the structure tree that knows the heading it stands under, and sets the list of contents aside."""

    def __init__(self) -> None:
        self._headings = Headings()
        self.contents: list[Spot] = []

    def read(self, element: Element) -> Iterator[Spot]:
        heading = _HEADING.fullmatch(element.type)
        if element.type == "TOC":
            self.contents += [Spot(_("list of contents"), _said(entry)) for entry in element.find("TOCI")]
        elif element.type == "Table":
            yield from self._table(element)
        elif element.type in _GROUPS and not heading:
            yield from self._group(element)
        else:
            yield Spot(at(self._headings.path, _kind(element.type)), _said(element))
        if heading:
            self._headings.add(int(heading[1]), _said(element))

    def _group(self, element: Element) -> Iterator[Spot]:
        for part in element.content:
            if isinstance(part, Element):
                yield from self.read(part)
            else:
                yield Spot(at(self._headings.path, element.type), part)

    def _table(self, table: Element) -> Iterator[Spot]:
        for caption in table.find("Caption"):
            yield Spot(at(self._headings.path, _("caption")), _said(caption))
        captions = [_said(caption) for caption in table.find("Caption")]
        place = at(self._headings.path, _("table «{caption}»").format(caption=captions[0]) if captions else _("table"))
        rows = [[_said(cell) for cell in row.find("TH", "TD")] for row in table.find("TR")]
        for number, cells in enumerate(rows):
            for position, text in enumerate(cells):
                title = rows[0][position] if position < len(rows[0]) else str(position + 1)
                yield Spot(at(place, *cell_place(number, title)), text)


def _said(element: Element) -> str:
    return " ".join(element.read_aloud().split())


def _kind(tag: str) -> str:
    kinds = {"P": _("paragraph"), "LI": _("list item"), "Caption": _("caption"), "Figure": _("figure")}
    return _("heading") if _HEADING.fullmatch(tag) else kinds.get(tag, tag)


def read_pages(content: bytes) -> Iterator[Spot]:
    """Every line of every page, running heads and page numbers too."""
    with pypdfium2.PdfDocument(content) as document:
        for number, page in enumerate(document, start=1):
            place = _("page {number}").format(number=number)
            yield Spot(place, f"{page.get_size()}")
            for line in page.get_textpage().get_text_bounded().splitlines():
                yield Spot(place, line)


def read_objects(content: bytes) -> Iterator[Spot]:
    """The document's information, what is drawn on each page, every other object, then the metadata.

    Metadata and trailer come last: they hold hashes of all the rest.
    """
    with pikepdf.open(io.BytesIO(content)) as document:
        for key, value in document.docinfo.items():
            yield Spot(_("document information {key}").format(key=key), str(value))
        for number, page in enumerate(document.pages, start=1):
            place = _("page {number}, drawing").format(number=number)
            for drawn in pikepdf.parse_content_stream(page):
                yield Spot(place, pikepdf.unparse_content_stream([drawn]).decode("latin-1"))
        for number, one in enumerate(document.objects, start=1):
            yield from _object(number, one)
        if (metadata := document.Root.get("/Metadata")) is not None:
            for line in re.split("(?=<)", metadata.read_bytes().decode("utf-8", "replace")):
                yield Spot(_("metadata (XMP)"), line)
        yield Spot(_("trailer"), repr(document.trailer.get("/ID")))


def _object(number: int, one: pikepdf.Object) -> Iterator[Spot]:
    """An object by its number and type; a stream also by what it holds. Others that it refers to stand as numbers."""
    if isinstance(one, pikepdf.Stream) and one.get("/Type") == "/Metadata":
        return
    kind = str(one.get("/Type", "")) if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)) else ""
    place = _("object {number}").format(number=f"{number} {kind}".strip())
    if isinstance(one, pikepdf.Stream):
        held = one.read_raw_bytes()
        yield Spot(place, one.stream_dict.unparse().decode("latin-1"))
        yield Spot(at(place, _("its stream")), repr(held) if len(held) <= _READABLE else sha256(held))
    else:
        yield Spot(place, one.unparse(resolved=True).decode("latin-1"))
