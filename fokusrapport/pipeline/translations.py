"""Cells in several languages: translations that stand in place of originals, and originals that have none.

A Markdown cell without a language tag is an original, written in the edition's main language. The Markdown cells
directly below it that are tagged with a language (`only:nn`, `only:en`) are its translations. In a report in a language
that is among them the original is left out; otherwise it is shown, and knows in which language it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from nbformat import NotebookNode

from fokusrapport.blocks import Block, Callout, Figure, Foreign, Heading, Inlines, Paragraph, Table, plain
from fokusrapport.blocktree import inlines_changed
from fokusrapport.errors import Fault
from fokusrapport.i18n import _, language, ui_language
from fokusrapport.pipeline.cells import METADATA_KEY, CellPlace, languages_of, tags_of
from fokusrapport.pipeline.inlines import Token, expression_of
from fokusrapport.pipeline.markdown import parse

_OWN, _FROM = "language", "translated_from"
_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_WORDS = re.compile(r"\{eval\}|(?<![\w@])@(?:fig|tbl)-[\w-]*\w|\{#[^}]*\}|\[!\w+\]|\[\^[^\]]+\]")
# What is the same in every language, or says itself which one it is in.
_UNTRANSLATED = {"codespan", "block_code", "link", "inline_math", "block_math", "inline_html", "block_html", "foreign"}


def replaced(cells: Sequence[NotebookNode], belonging: Sequence[bool]) -> frozenset[int]:
    """The positions of originals that a translation stands in place of.

    `belonging` says of every cell of the notebook whether its tags match the edition, its language included.
    """
    found, original = set(), None
    for position, cell in enumerate(cells):
        if cell.cell_type != "markdown":
            original = None
        elif not languages_of(tags_of(cell)):
            original = position
        elif belonging[position] and original is not None:
            found.add(original)
    return frozenset(found)


def language_marks(cell: NotebookNode, code: str, main: str) -> dict[str, str]:
    """What a cell must know of languages in a report in `code`, where authors write in another: in which it is written.

    A cell tagged with the report's language knows which one it is translated from.
    """
    if code == main:
        return {}
    if languages_of(tags_of(cell)):
        return {_FROM: main}
    return {_OWN: main} if cell.cell_type == "code" or has_words(cell.source) else {}


def has_words(source: str) -> bool:
    """Whether there is something to translate in a Markdown text: more than values, links, numbers and formulas."""
    return bool(_WORD.search(_NO_WORDS.sub(" ", " ".join(_texts(parse(source))))))


def _texts(tokens: list[Token]) -> Iterator[str]:
    for index, token in enumerate(tokens):
        if token["type"] in _UNTRANSLATED and expression_of(tokens, index) is None:
            continue
        if token["type"] == "text":
            yield token["raw"]
        yield from _texts(token.get("children", []))


def original_of(cell: NotebookNode) -> str:
    """The language a cell of an edition is written in where it is not that of the report, else empty."""
    return str(cell.metadata.get(METADATA_KEY, {}).get(_OWN, ""))


def translation_from(cell: NotebookNode) -> str:
    """The language that a cell is a translation from, empty when it is none."""
    return str(cell.metadata.get(METADATA_KEY, {}).get(_FROM, ""))


def untranslated(notebooks: Mapping[str, NotebookNode], shown_as: str) -> Iterator[Fault]:
    """A fault for every Markdown cell that lacks a translation; `notebooks` are those of an edition by language."""
    found: dict[CellPlace, list[str]] = {}
    original = ""
    for code, notebook in notebooks.items():
        for position, cell in enumerate(notebook.cells):
            own = original_of(cell)
            if own and cell.cell_type == "markdown" and "remove-cell" not in tags_of(cell):
                original = own
                found.setdefault(CellPlace.of(shown_as, position, cell), []).append(code)
    for place, codes in sorted(found.items(), key=lambda item: item[0].number):
        tags = ", ".join(f"«only:{code}»" for code in codes)
        allowed = _("a Markdown cell right below it, with the tag {tags}").format(tags=tags)
        yield place.fault(not_translated(codes, original), allowed)


def not_translated(codes: Sequence[str], own: str) -> str:
    """That a text is not translated, in words for the person at the keyboard."""
    words = language(ui_language())
    names = words.join([language(code).name_in(words.code) for code in codes])
    what = _("The text is not translated into {language}; the report shows it in {original}.")
    return what.format(language=names, original=language(own).name_in(words.code))


# --- how an original is shown in another language's report --------------------------------------------------------


def in_language(blocks: tuple[Block, ...], code: str) -> tuple[Block, ...]:
    """The blocks with all their running text marked as being in a language."""
    marked: tuple[Block, ...] = inlines_changed(blocks, lambda inlines: marked_as(inlines, code))
    return marked


def marked_as(inlines: Inlines, code: str) -> Inlines:
    """Inlines marked as being in a language; those that are marked already stay as they are."""
    found: list[Foreign] = []
    run: Inlines = ()
    for inline in inlines:
        if isinstance(inline, Foreign):
            found += [*_foreign(run, code), inline]
            run = ()
        else:
            run = (*run, inline)
    return (*found, *_foreign(run, code))


def _foreign(inlines: Inlines, code: str) -> list[Foreign]:
    return [Foreign(language=code, children=inlines)] if inlines else []


def with_notice(blocks: tuple[Block, ...], own: str, code: str) -> tuple[Block, ...]:
    """The blocks of an original, and below their first headings the notice that they are not translated."""
    headings = next((n for n, block in enumerate(blocks) if not isinstance(block, Heading)), len(blocks))
    words = language(code)
    text = words.gettext("This part is not translated. It stands here in {language}.")
    said = Paragraph(children=plain(text.format(language=language(own).name_in(code))))
    notice = Callout(kind="warning", title=words.gettext("Not translated"), children=(said,))
    return (*blocks[:headings], notice, *blocks[headings:])


def untranslated_parts(block: Figure | Table) -> Iterator[tuple[str, str]]:
    """Caption and alt text of a figure or table that are wholly marked as being in another language, with it."""
    match block.caption:
        case (Foreign(language=own),):
            yield "caption", own
    if isinstance(block, Figure) and block.alt_language:
        yield "alt", block.alt_language


def as_written(block: Figure | Table, main: str) -> Figure | Table:
    """A figure or table of a cell that is a translation: its plain texts are in the report's language."""
    changes: dict[str, object] = {}
    match block.caption:
        case (Foreign(language=own, children=children),) if own == main:
            changes["caption"] = children
    if isinstance(block, Figure) and block.alt_language == main:
        changes["alt_language"] = ""
    return block.model_copy(update=changes)
