"""A finished Word document read back and compared with its chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn

from fokusrapport.blocks import Chapter
from fokusrapport.i18n import _, language
from fokusrapport.pipeline.expected import (
    Expected,
    Grid,
    differences,
    expected,
    grid_differences,
    language_differences,
    not_found,
    text_by_language,
)
from fokusrapport.pipeline.titles import document_title, notice
from fokusrapport.pipeline.word.context import FORMULA_NAME
from fokusrapport.pipeline.word.styles import CONTENTS_STYLES, NOTE_MARK_STYLE, NOTES_TITLE, SYMBOL_STYLE
from fokusrapport.pipeline.word.xml import style_of

if TYPE_CHECKING:
    from docx.document import Document

    from fokusrapport.pipeline.word.xml import Element

_HEADING = re.compile(r"Heading[1-6]")
_NO_TEXT = {SYMBOL_STYLE, NOTE_MARK_STYLE}


def check_docx(content: bytes, chapter: Chapter) -> list[str]:
    """What is wrong with the Word document of a chapter; nothing for a good one.

    Language, title and the notice on every page are there; headings, captions, alternative texts, formulas, words in
    other languages, every table cell and all running text stand there as the chapter has them; every table has a header
    that repeats.
    """
    document, wanted = docx.Document(BytesIO(content)), expected(chapter)
    return [*_document(document, chapter), *_headers(document), *_contents(document, wanted)]


def _document(document: Document, chapter: Chapter) -> Iterator[str]:
    tag = language(chapter.front.language).tag
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    found = "" if defaults is None else defaults.get(qn("w:val"))
    if found != tag or document.core_properties.language != tag:
        yield _("The language of the Word document is «{language}».").format(language=found)
    if document.core_properties.title != document_title(chapter):
        yield _("The title of the Word document is «{title}».").format(title=document.core_properties.title)
    head = "\n".join(paragraph.text for paragraph in document.sections[0].header.paragraphs)
    yield from not_found(filter(None, [notice(chapter.front)]), head)


def _headers(document: Document) -> Iterator[str]:
    for number, table in enumerate(document.element.body.iter(qn("w:tbl")), start=1):
        repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.iter(qn("w:tr"))]
        if not repeated or repeated != [True, *(False for _row in repeated[1:])]:
            yield _("Table {number} of the Word document has no header row of its own.").format(number=number)


def _contents(document: Document, wanted: Expected) -> list[str]:
    body = document.element.body
    paragraphs = [(style_of(paragraph), paragraph) for paragraph in body.iter(qn("w:p"))]
    pictures = [(shape.get("name", ""), shape.get("descr", "")) for shape in body.iter(qn("wp:docPr"))]
    text, notes = _running_text(body)
    headings = [_text(paragraph) for style, paragraph in paragraphs if _HEADING.fullmatch(style)]
    return [
        *differences(_("Heading"), wanted.headings, headings),
        *differences(_("Caption"), wanted.captions, [_text(one) for style, one in paragraphs if style == "Caption"]),
        *differences(_("Alternative text"), wanted.alts, [alt for name, alt in pictures if not _is_formula(name)]),
        *differences(_("Formula"), wanted.formulas, [alt for name, alt in pictures if _is_formula(name)]),
        *grid_differences(wanted.grids, [_grid(table) for table in body.iter(qn("w:tbl"))]),
        *language_differences(wanted.foreign, text_by_language(_foreign(body))),
        *not_found(wanted.texts, text),
        *not_found(wanted.footnotes, notes),
    ]


def _foreign(body: Element) -> Iterator[tuple[str, str]]:
    """The words that are marked as being in another language than the document's."""
    for run in body.iter(qn("w:r")):
        marked = run.find(f"{qn('w:rPr')}/{qn('w:lang')}")
        if marked is not None:
            yield str(marked.get(qn("w:val"))), _run_text(run)


def _is_formula(name: str) -> bool:
    return name.startswith(FORMULA_NAME)


def _running_text(body: Element) -> tuple[str, str]:
    """The text outside tables, and that of the notes after it. The list of contents only repeats the headings."""
    paragraphs = [(style_of(one), _text(one)) for one in body.iterchildren(qn("w:p"))]
    styles = [style for style, _text in paragraphs]
    end = styles.index(NOTES_TITLE) if NOTES_TITLE in styles else len(styles)
    main = (text for style, text in paragraphs[:end] if style not in CONTENTS_STYLES)
    return "\n".join(main), "\n".join(text for _style, text in paragraphs[end + 1 :])


def _text(element: Element) -> str:
    """The characters of an element, without signs that are no text of the chapter."""
    return "".join(_run_text(run) for run in element.iter(qn("w:r")) if _run_style(run) not in _NO_TEXT)


def _run_style(run: Element) -> str:
    style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))


def _run_text(run: Element) -> str:
    between = {qn("w:br"), qn("w:tab")}
    return "".join(part.text or "" if part.tag == qn("w:t") else " " if part.tag in between else "" for part in run)


def _grid(table: Element) -> Grid:
    rows = table.iterchildren(qn("w:tr"))
    return tuple(tuple(_text(cell) for cell in row.iterchildren(qn("w:tc"))) for row in rows)
