"""The structure tree of a tagged PDF: what a screen reader is told, element by element."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

_ENOUGH = 512  # bytes; a piece of text that needs more is asked for once more
TextOfMark = dict[tuple[int, int], str]


@dataclass(frozen=True)
class Element:
    """One element: its type (`H1`, `TD`), what it says about itself, and its text and elements in reading order.

    `language` is the one its own text is in. Text marked as being in another one stands in a `Span` of its own.
    """

    type: str
    alt: str = ""
    scope: str = ""
    language: str = ""
    content: tuple[str | Element, ...] = ()

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for part in self.content:
            if isinstance(part, Element):
                yield from part.walk()

    def find(self, *types: str) -> list[Element]:
        """All elements of these types, in reading order."""
        return [element for element in self.walk() if element.type in types]

    def text(self, *, without: frozenset[str] = frozenset()) -> str:
        """The text of this element and all below it, except of the types left out."""
        return " ".join(
            part if isinstance(part, str) else part.text(without=without)
            for part in self.content
            if isinstance(part, str) or part.type not in without
        )

    def read_aloud(self, *, without: frozenset[str] = frozenset()) -> str:
        """The text as a screen reader comes by it: where a picture stands, its alternative text."""
        below = (
            part if isinstance(part, str) else part.read_aloud(without=without)
            for part in self.content
            if isinstance(part, str) or part.type not in without
        )
        return " ".join([self.alt, *below])

    def pieces(self) -> Iterator[tuple[Element, str]]:
        """Every piece of text, in reading order, with the element it stands in, in whose language it is."""
        for part in self.content:
            if isinstance(part, str):
                yield self, part
            else:
                yield from part.pieces()


Pages = Sequence[tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage]]
"""Pages with their text; as long as the document they are of is open."""


def read_pages(document: pypdfium2.PdfDocument) -> Pages:
    """The pages of a document, each laid out once: that is what takes the time."""
    return [(page, page.get_textpage()) for page in document]


def read_structure(pdf: bytes, read: Pages | None = None) -> Element:
    """The structure tree with its text; a PDF without one is an empty element. Its pages may have been read before."""
    with pikepdf.open(BytesIO(pdf)) as document:
        root = document.Root.get("/StructTreeRoot")
        if root is None:
            return Element("Document")
        pages = {page.objgen: index for index, page in enumerate(document.pages)}
        language = str(document.Root.get("/Lang", ""))
        place = _Place(-1, language)
        marks = _marks_of_file(pdf, pages) if read is None else _marks(read, pages)
        return Element("Root", language=language, content=_read_content(root.get("/K"), place, marks))


def _marks_of_file(pdf: bytes, pages: dict[Any, int]) -> _Marks:
    with pypdfium2.PdfDocument(pdf) as document:
        return _marks(read_pages(document), pages)


def _marks(read: Pages, pages: dict[Any, int]) -> _Marks:
    """The text, and the language where one is given, of every marked piece of content."""
    texts: TextOfMark = {}
    languages: TextOfMark = {}
    for index, (page, page_text) in enumerate(read):
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            mark = (index, pdfium.FPDFPageObj_GetMarkedContentID(item.raw))
            texts[mark] = texts.get(mark, "") + _text_of_object(item.raw, page_text.raw)
            if language := _language_of_object(item.raw):
                languages[mark] = language
    return _Marks(pages, texts, languages)


def _language_of_object(item: Any) -> str:  # noqa: ANN401 - PDFium handles have no type
    for number in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, number)
        size = ctypes.c_ulong()
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Lang", None, 0, size):
            buffer = (ctypes.c_ushort * (size.value // 2))()
            pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Lang", buffer, size, size)
            return bytes(buffer).decode("utf-16-le").rstrip("\0")
    return ""


def _text_of_object(item: Any, page_text: Any) -> str:  # noqa: ANN401 - PDFium handles have no type
    room = _ENOUGH
    while True:
        buffer = ctypes.create_string_buffer(room)
        size = pdfium.FPDFTextObj_GetText(item, page_text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), room)
        if size <= room:
            return buffer.raw[:size].decode("utf-16-le").rstrip("\0")
        room = size


@dataclass(frozen=True)
class _Marks:
    """What stands in marked pieces of content, by page index and mark."""

    pages: dict[Any, int]
    texts: TextOfMark
    languages: TextOfMark

    def read(self, mark: int, place: _Place) -> str | Element:
        key = (place.page, mark)
        text, language = self.texts.get(key, ""), self.languages.get(key, place.language)
        return text if language == place.language else Element("Span", language=language, content=(text,))

    def place(self, node: pikepdf.Object, around: _Place) -> _Place:
        page = self.pages[node.Pg.objgen] if "/Pg" in node else around.page
        return _Place(page, str(node.get("/Lang", around.language)))


@dataclass(frozen=True)
class _Place:
    """What an element has from those around it unless it says otherwise."""

    page: int
    language: str


def _read_content(kids: Any, place: _Place, marks: _Marks) -> tuple[str | Element, ...]:  # noqa: ANN401 - PDF object
    """What is below a node. A kid is a mark, a reference to one, a reference to an annotation, or an element."""
    content: list[str | Element] = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]:
        if isinstance(kid, int):
            content.append(marks.read(kid, place))
        elif kid.get("/Type") == "/MCR":
            content.append(marks.read(int(kid.MCID), marks.place(kid, place)))
        elif "/S" in kid:
            content.append(_read_element(kid, place, marks))
    return tuple(content)


def _read_element(node: pikepdf.Object, around: _Place, marks: _Marks) -> Element:
    scopes = [str(attributes["/Scope"]) for attributes in attributes_of(node) if "/Scope" in attributes]
    place = marks.place(node, around)
    return Element(
        type=str(node.S).removeprefix("/"),
        alt=str(node.get("/Alt", "")),
        scope=scopes[0].removeprefix("/") if scopes else "",
        language=place.language,
        content=_read_content(node.get("/K"), place, marks),
    )


def attributes_of(node: pikepdf.Object) -> list[pikepdf.Dictionary]:
    """The attribute objects of an element, one or many."""
    attributes = node.get("/A")
    if attributes is None:
        return []
    found = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return [item for item in found if isinstance(item, pikepdf.Dictionary)]


def elements_below(node: pikepdf.Object | None, *, but_in: str = "") -> Iterator[pikepdf.Object]:
    """All structure elements below a node as the PDF's own objects, in reading order; `but_in` is not gone into."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements_below(kid, but_in=but_in)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if but_in != node.S:
            yield from elements_below(node.get("/K"), but_in=but_in)


def page_of(node: pikepdf.Object) -> object:
    """The page that an element begins on: its own, or that of the first element below it that names one."""
    return next((item.Pg.objgen for item in elements_below(node) if "/Pg" in item), None)
