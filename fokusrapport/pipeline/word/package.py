"""The DOCX file around the text: styles, lists, header and footer, properties; the same bytes every time."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Mm
from lxml import etree

from fokusrapport.i18n import language
from fokusrapport.pipeline.titles import document_title, notice, running_head
from fokusrapport.pipeline.word.context import TEXT_WIDTH
from fokusrapport.pipeline.word.sections import turned
from fokusrapport.pipeline.word.styles import FALLBACK, FONT, style_sheet
from fokusrapport.pipeline.word.xml import TWIPS_PER_POINT, Look, Shape, el, field, paragraph, run, tab

if TYPE_CHECKING:
    from docx.document import Document

    from fokusrapport.blocks import Chapter, FrontMatter
    from fokusrapport.pipeline.word.lists import Lists
    from fokusrapport.pipeline.word.xml import Element

_KEPT = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS}
_PACKAGE = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_WORD_2013 = 15  # the newest that the standard's settings name; older ones open «in compatibility mode»


def empty_document(chapter: Chapter) -> Document:
    """A document with the chapter's properties, styles and page, and no text.

    python-docx starts from a template of 2013 with a theme, a preview picture and styles for everything; what is not
    ours is taken out.
    """
    document = docx.Document()
    part, words = document.part, language(chapter.front.language)
    for key in [key for key, relation in part.rels.items() if relation.reltype not in _KEPT]:
        del part.rels[key]
    package = document.part.package
    for key in [key for key, relation in package.rels.items() if relation.reltype not in _PACKAGE]:
        del package.rels[key]
    _fill(document.styles.element, style_sheet(chapter.front.palette, words.tag))
    _fill(document.settings.element, _settings(words.tag))
    blob = etree.tostring(_fonts(), xml_declaration=True, encoding="UTF-8", standalone=True)
    fonts = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, blob, package)
    part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
    _properties(document, chapter)
    return document


def _fill(root: Element, children: Iterable[Element]) -> None:
    for child in list(root):
        root.remove(child)
    root.extend(children)


def _settings(tag: str) -> list[Element]:
    mode = el("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=_WORD_2013)
    return [
        el("defaultTabStop", val=708),
        el("autoHyphenation"),
        el("compat", mode),
        el("themeFontLang", val=tag),
        el("decimalSymbol", val=","),
        el("listSeparator", val=";"),
    ]


def _fonts() -> Element:
    """The report's typeface, and what stands in for it where it is not installed."""
    return el("fonts", el("font", el("altName", val=FALLBACK), el("family", val="swiss"), name=FONT))


def _properties(document: Document, chapter: Chapter) -> None:
    front, found = chapter.front, document.core_properties
    date = dt.datetime.fromisoformat(front.date)
    found.title, found.author, found.last_modified_by = document_title(chapter), front.municipality, front.municipality
    found.language, found.subject, found.comments = language(front.language).tag, front.kind, ""
    found.created, found.modified, found.revision = date, date, 1


def finish(document: Document, chapter: Chapter, body: Iterable[Element], lists: Lists) -> bytes:
    """The document with its text, and what stands around it on every page, as a file."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(28), Mm(22)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    _fill(section.header.part.element, _header(chapter.front))
    _fill(section.footer.part.element, [_footer(chapter.front)])
    _fill(document.part.numbering_part.element, lists.definitions())
    end = document.element.body[-1]  # what the last section looks like
    for element in turned(list(body), end):
        end.addprevious(element)
    buffer = BytesIO()
    document.save(buffer)
    return _settled(buffer)


def _header(front: FrontMatter) -> list[Element]:
    told = notice(front)
    marked = [paragraph(Shape("Header"), [run(told, Look(bold=True, colour=front.palette.unmet))])] if told else []
    return [paragraph(Shape("Header"), [run(running_head(front))]), *marked]


def _footer(front: FrontMatter) -> Element:
    """Municipality, and at the far end which page it is."""
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    parts = re.split(r"(\{pages?\})", language(front.language).gettext("page {page} of {pages}"))
    number = [element for part in parts for element in (field(fields[part]) if part in fields else [run(part)])]
    tabs = el("tabs", el("tab", val="right", pos=round(TEXT_WIDTH * TWIPS_PER_POINT)))
    shape = el("pPr", el("pStyle", val="Footer"), tabs)
    return el("p", shape, run(front.municipality), tab(), *number)


def _settled(written: BytesIO) -> bytes:
    """The same archive without the time at which it was written."""
    settled = BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return settled.getvalue()
