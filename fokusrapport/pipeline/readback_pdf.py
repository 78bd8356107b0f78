"""A finished PDF read back and compared with its chapter."""

from __future__ import annotations

from io import BytesIO

import page as page_validation
import pikepdf
import pypdfium2

from fokusrapport.blocks import Chapter, Table
from fokusrapport.blocktree import walk
from fokusrapport.i18n import _
from fokusrapport.pipeline.expected import (
    Expected,
    differences,
    expected,
    grid_differences,
    language_differences,
    not_found,
    reading_order,
    text_by_language,
)
from fokusrapport.pipeline.found import Found, Store, compare_numbers, find_values, store_of
from fokusrapport.pipeline.found import numbers as numbers_in
from fokusrapport.pipeline.pdf_structure import Element, read_pages, read_structure
from fokusrapport.pipeline.readback_sources import lost_links
from fokusrapport.pipeline.sections_pdf import MARKS, grid_of, sections_of_pages, sections_of_structure
from fokusrapport.pipeline.titles import edition_parts, notice

_PROFILES = (page_validation.ValidationProfile.PDF_UA_1, page_validation.ValidationProfile.PDF_A_2A)
_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


def check_pdf(pdf: bytes, chapter: Chapter) -> list[str]:
    """What is wrong with the PDF of a chapter; nothing for a good one. See `read_pdf`."""
    return list(read_pdf(pdf, chapter, store_of(chapter)).problems)


def read_pdf(pdf: bytes, chapter: Chapter, store: Store) -> Found:
    """The values found in the PDF of a chapter, and what is wrong with it.

    Both standards hold; language, title, bookmarks and links from numbers to their sources are there; headings,
    captions, alt texts, formulas, every table cell and all running text stand in the structure tree in the chapter's
    order; words in another language are marked as such; every header cell has its scope; every value stands in its own
    section, at its place, in the structure and on the pages, and no number beside them.
    """
    wanted = expected(chapter)
    with pypdfium2.PdfDocument(pdf) as document:
        pages = read_pages(document)
        structure, sections = read_structure(pdf, pages), sections_of_pages(document, pages, chapter)
    values = find_values(store, sections_of_structure(structure, chapter))
    on_title = numbers_in([*edition_parts(chapter), notice(chapter.front)])  # an area alone begins under it
    numbers = compare_numbers(store, sections, beside=on_title)
    problems = [
        *_conformance(pdf),
        *_document(pdf, chapter, wanted),
        *values.problems,
        *numbers.problems,
        *_contents(structure, wanted),
        *not_found(reading_order(chapter, caption_first=True), structure.read_aloud(without=MARKS)),
        *_header_cells(structure, chapter),
    ]
    return Found(values.ids & numbers.ids, tuple(problems))


def _conformance(pdf: bytes) -> list[str]:
    return [
        f"{profile.name}: {failure.rule_id} {failure.message}"
        for profile in _PROFILES
        for failure in page_validation.validate_pdf_bytes(pdf, profile=profile).failures
    ]


def _document(pdf: bytes, chapter: Chapter, wanted: Expected) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        language = str(document.Root.get("/Lang", ""))
        title = str(document.docinfo.get("/Title", ""))
        with document.open_outline() as outline:
            bookmarks = _titles(outline.root)
        links = sum(
            isinstance(link.get("/Dest"), pikepdf.Array) for page in document.pages for link in page.get("/Annots", [])
        )
    problems = [*differences(_("Bookmark"), wanted.headings, bookmarks), *lost_links(links, chapter)]
    if language.split("-", maxsplit=1)[0] != chapter.front.language:
        problems.append(_("The language of the PDF is «{language}».").format(language=language))
    if not title.startswith(wanted.headings[0]):
        problems.append(_("The title of the PDF is «{title}».").format(title=title))
    return problems


def _titles(items: list[pikepdf.OutlineItem]) -> list[str]:
    return [title for item in items for title in (item.title, *_titles(item.children))]


def _contents(structure: Element, wanted: Expected) -> list[str]:
    headings = [_text(element) for element in structure.find(*_HEADINGS)]
    captions = [_text(element) for element in structure.find("Caption")]
    notes = " ".join(element.text() for element in structure.find("Note"))
    return [
        *differences(_("Heading"), wanted.headings, headings),
        *differences(_("Caption"), wanted.captions, captions),
        *differences(_("Alternative text"), wanted.alts, [item.alt for item in structure.find("Figure")]),
        *differences(_("Formula"), wanted.formulas, [item.alt for item in structure.find("Formula")]),
        *grid_differences(wanted.grids, [grid_of(table) for table in structure.find("Table")]),
        *not_found(wanted.texts, _text(structure)),
        *not_found(wanted.footnotes, notes),
        *language_differences(wanted.foreign, _foreign(structure)),
    ]


def _foreign(structure: Element) -> dict[str, str]:
    parts = [(part.language, text) for part, text in structure.pieces() if part.type not in MARKS]
    return text_by_language((code, text) for code, text in parts if code != structure.language)


def _text(element: Element) -> str:
    return element.text(without=MARKS)


def _header_cells(structure: Element, chapter: Chapter) -> list[str]:
    tables = [node for node in walk(chapter.areas) if isinstance(node, Table)]
    problems = []
    for number, (table, found) in enumerate(zip(tables, structure.find("Table"), strict=False), start=1):
        for row, element in enumerate(found.find("TR")):
            scopes = ["" if cell.type == "TD" else cell.scope for cell in element.find("TH", "TD")]
            wanted = [
                "Column" if row == 0 else "Row" if index == table.row_header else "" for index in range(len(scopes))
            ]
            what = _("Table {number}, row {row}, scope of header").format(number=number, row=row)
            problems.extend(differences(what, wanted, scopes))
    return problems
