"""The chapter as a Word document: title, contents, areas and notes, with Word's own headings, lists and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from fokusrapport.blocks import Area, Chapter, Footnote, Heading
from fokusrapport.blocktree import text_of, walk
from fokusrapport.pipeline.html import page_setting
from fokusrapport.pipeline.titles import edition_parts, notice
from fokusrapport.pipeline.word.blocks import block_elements, titled
from fokusrapport.pipeline.word.context import Context, Shared, bookmark
from fokusrapport.pipeline.word.inlines import link
from fokusrapport.pipeline.word.package import empty_document, finish
from fokusrapport.pipeline.word.pictures import pictures_of
from fokusrapport.pipeline.word.styles import NOTE_MARK_STYLE, NOTES_TITLE, tint
from fokusrapport.pipeline.word.xml import Box, Look, Shape, bookmarked, el, paragraph, run

if TYPE_CHECKING:
    from fokusrapport.pipeline.word.xml import Element

_CONTENTS_LEVEL = 2


def render_docx(chapter: Chapter) -> bytes:
    """The chapter as DOCX. Raises RenderFailed for a picture that cannot be drawn."""
    document = empty_document(chapter)
    shared = Shared(document.part, page_setting(chapter), chapter.front.palette, pictures_of(chapter))
    body = list(_apart_from_tables(_body(chapter, Context(shared))))
    return finish(document, chapter, body, shared.lists)


def _body(chapter: Chapter, context: Context) -> Iterator[Element]:
    alone = len(chapter.areas) == 1
    yield from _title(chapter, context)
    if not alone:
        yield from _contents(chapter, context)
    before: Area | None = None
    for area in chapter.areas:
        if not alone:
            new_page = area.own_page or before is None or before.own_page
            yield titled(2, area.id, [run(area.title)], context, new_page=new_page)
        yield from block_elements(area.blocks, context)
        before = area
    yield from _notes(chapter, context)


def _title(chapter: Chapter, context: Context) -> Iterator[Element]:
    front, alone = chapter.front, len(chapter.areas) == 1
    yield paragraph(Shape("Owner"), [run(front.municipality)])
    title = chapter.areas[0] if alone else None
    yield titled(1, title.id if title else "", [run(title.title if title else front.title)], context)
    yield paragraph(Shape("Subtitle"), [run(" · ".join(edition_parts(chapter)))])
    if told := notice(front):
        box = Box(front.palette.accent, tint(front.palette.accent))
        yield paragraph(Shape("Callout", box=box), [run(told, Look(bold=True))])


def _contents(chapter: Chapter, context: Context) -> Iterator[Element]:
    """A list of contents as Word makes them, filled in already: links without page numbers, which Word alone knows."""
    yield paragraph(Shape("ContentsTitle"), [run(context.setting.language.gettext("Contents"))])
    lines = [
        paragraph(Shape(style), [link(f"#{anchor}", [run(text)], context)]) for style, anchor, text in _entries(chapter)
    ]
    if not lines:
        return
    begin, *rest = _field_parts('TOC \\o "2-3" \\n \\h')
    properties = lines[0][0]
    for part in reversed((begin, *rest)):
        properties.addnext(part)
    lines[-1].append(el("r", el("fldChar", fldCharType="end")))
    yield from lines


def _field_parts(instruction: str) -> list[Element]:
    return [
        el("r", el("fldChar", fldCharType="begin")),
        el("r", el("instrText", instruction)),
        el("r", el("fldChar", fldCharType="separate")),
    ]


def _entries(chapter: Chapter) -> Iterator[tuple[str, str, str]]:
    """Style, anchor and text of every line."""
    for area in chapter.areas:
        yield "TOC1", area.id, area.title
        for node in walk(area.blocks):
            if isinstance(node, Heading) and node.level == _CONTENTS_LEVEL and node.anchor:
                yield "TOC2", node.anchor, text_of(node.children)


def _notes(chapter: Chapter, context: Context) -> Iterator[Element]:
    notes = sorted((note for area in chapter.areas for note in area.footnotes), key=lambda note: note.number)
    if notes:
        yield paragraph(Shape(NOTES_TITLE), [run(context.setting.language.gettext("Notes"))])
    for note in notes:
        yield from _note(note, context)


def _note(note: Footnote, context: Context) -> Iterator[Element]:
    """The note after its number, which leads back to where it was first referred to."""
    first, *rest = block_elements(note.children, Context(context.shared, text_style="NoteText"))
    back = context.setting.back_links(note.number)
    number = [run(f"{note.number} ", Look(style=NOTE_MARK_STYLE))]
    mark = [link(f"#{back[0]}", number, context)] if back else number
    placed = bookmarked(bookmark(f"fn-{note.number}"), next(context.shared.numbers), mark)
    for element in reversed(placed):
        first[0].addnext(element)
    yield from (first, *rest)


def _apart_from_tables(elements: Iterable[Element]) -> Iterator[Element]:
    """Running text that follows a table stands a little below it: a table has no space of its own in Word."""
    after_table = False
    for element in elements:
        properties = element[0] if len(element) else None
        if after_table and element.tag == qn("w:p") and properties is not None and not len(properties):
            properties.append(el("pStyle", val="AfterTable"))
        after_table = element.tag == qn("w:tbl")
        yield element
