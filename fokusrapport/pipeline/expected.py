"""What a finished page or PDF must hold, worked out from the chapter: the measure that the files are read back with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from fokusrapport.blocks import (
    Callout,
    CardItem,
    Cell,
    Chapter,
    CodeBlock,
    Column,
    Figure,
    Foreign,
    Heading,
    KeyFigure,
    Math,
    MathBlock,
    Paragraph,
    Placeholder,
    ShownValue,
    Sparkline,
    Table,
)
from fokusrapport.blocktree import text_of, walk
from fokusrapport.i18n import Language, _, language

Grid = tuple[tuple[str, ...], ...]
_SHOWN = 80


@dataclass(frozen=True)
class Expected:
    """Everything as displayed, in reading order. A grid's first row is the column heads.

    `foreign` is the text of each other language than the document's, all of it together.
    """

    headings: tuple[str, ...]
    captions: tuple[str, ...]
    alts: tuple[str, ...]
    formulas: tuple[str, ...]
    grids: tuple[Grid, ...]
    values: tuple[str, ...]
    texts: tuple[str, ...]
    footnotes: tuple[str, ...]
    foreign: Mapping[str, str]


def expected(chapter: Chapter) -> Expected:
    """What the renderings of this chapter must hold."""
    words = language(chapter.front.language)
    body = [node for area in chapter.areas for node in walk(area.blocks)]
    notes = [node for area in chapter.areas for node in walk(area.footnotes)]
    nodes = [*body, *notes]
    return Expected(
        headings=_headings(chapter),
        captions=tuple(caption_text(node, words) for node in nodes if isinstance(node, Table | Figure)),
        alts=tuple(node.alt for node in nodes if isinstance(node, Figure | Sparkline)),
        formulas=tuple(node.alt for node in nodes if isinstance(node, Math | MathBlock)),
        grids=tuple(grid_text(node) for node in nodes if isinstance(node, Table)),
        values=tuple(node.value.text for node in nodes if isinstance(node, ShownValue | KeyFigure)),
        texts=tuple(text for node in body for text in own_texts(node) if squash(text)),
        footnotes=tuple(text for node in notes for text in own_texts(node)),
        foreign=text_by_language(marked for node in nodes for marked in _in_another_language(node)),
    )


def _in_another_language(node: object) -> Iterator[tuple[str, str]]:
    """The words that are marked as being in another language, with that."""
    match node:
        case Foreign(language=code, children=children):
            yield code, text_of(children)
        case Column(language=code, title=title) if code:
            yield code, title


def text_by_language(parts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The parts of each language one after the other, without what line breaking may change."""
    texts: dict[str, str] = {}
    for code, text in parts:
        texts[code] = texts.get(code, "") + squash(text)
    return {code: text for code, text in texts.items() if text}


def reading_order(chapter: Chapter, *, caption_first: bool) -> tuple[str, ...]:
    """All that is read of the chapter, block by block, a picture by its alternative text.

    `caption_first` says whether a figure's caption is read before it. Footnotes are read where they are called.
    """
    words = language(chapter.front.language)
    texts: list[str] = []
    for node in (node for area in chapter.areas for node in walk(area.blocks)):
        if isinstance(node, Figure):
            texts += [caption_text(node, words), node.alt] if caption_first else [node.alt, caption_text(node, words)]
        elif isinstance(node, Table):
            texts += [caption_text(node, words), *grid_text(node)[0]]
        elif isinstance(node, Cell):
            texts += [_cell(node), *([node.sparkline.alt] if node.sparkline else [])]
        else:
            texts += own_texts(node)
    return tuple(text for text in texts if squash(text))


def _headings(chapter: Chapter) -> tuple[str, ...]:
    """The title of the document first; the only area of a document is its title."""
    found = [] if len(chapter.areas) == 1 else [chapter.front.title]
    for area in chapter.areas:
        found.append(area.title)
        found.extend(text_of(node.children) for node in walk(area.blocks) if isinstance(node, Heading))
    return tuple(found)


def caption_text(block: Table | Figure, words: Language) -> str:
    """A caption with its number."""
    word = "Table {number}" if isinstance(block, Table) else "Figure {number}"
    number = words.gettext(word).format(number=block.number) if block.number else ""
    return f"{number} {text_of(block.caption)}"


def grid_text(table: Table) -> Grid:
    """A table as displayed, its column heads first."""
    heads = tuple(column.title for column in table.columns)
    return (heads, *(tuple(_cell(cell) for cell in row) for row in table.rows))


def _cell(cell: Cell) -> str:
    status = f"{cell.status.word} {cell.status.reason}" if cell.status else ""
    return f"{text_of(cell.children)} {status}"


def own_texts(node: BaseModel) -> tuple[str, ...]:
    """The text that a block shows outside tables and other blocks; formulas and footnote marks are no text."""
    texts: tuple[str, ...] = ()
    match node:
        case Heading(children=children) | Paragraph(children=children):
            texts = (text_of(children),)
        case Callout(title=title):
            texts = (title,)
        case CardItem(term=term, children=children):
            texts = (f"{term} {text_of(children)}",)
        case Placeholder(title=title, message=message):
            texts = (title, message)
        case CodeBlock(text=text):
            texts = (text,)
        case KeyFigure(label=label, value=value, note=note):
            texts = (f"{label} {value.text} {text_of(note)}",)
        case Table(notes=notes):
            texts = tuple(text_of(note) for note in notes)
    return texts


def squash(text: str) -> str:
    """Text without what line breaking may change: white space, hyphens, soft hyphens and their stand-ins in PDF."""
    return re.sub(r"[\s\u00ad\u200b\u2010\u2011\x02\ufffe-]+", "", text)


def not_found(texts: Iterable[str], where: str) -> list[str]:
    """The texts that do not stand in `where`, in their order, one after the other."""
    page, position, problems = squash(where), 0, []
    for text in texts:
        wanted = squash(text)
        at = page.find(wanted, position)
        if at < 0:
            problems.append(_("Not found where it belongs: «{text}».").format(text=shorten(text)))
        else:
            position = at + len(wanted)
    return problems


def language_differences(wanted: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    """The languages whose words are not marked, or not just those words."""
    return [
        _("The words in the language «{code}» should be «{wanted}», but «{found}» are marked so.").format(
            code=code, wanted=shorten(wanted.get(code, "")), found=shorten(found.get(code, ""))
        )
        for code in sorted({*wanted, *found})
        if wanted.get(code, "") != found.get(code, "")
    ]


def differences(what: str, wanted: Sequence[str], found: Sequence[str]) -> list[str]:
    """One sentence for every place where two rows of texts differ, and one when their lengths do."""
    problems = [
        _("{what} {position} should be «{wanted}», but is «{found}».").format(
            what=what, position=position, wanted=shorten(one), found=shorten(other)
        )
        for position, (one, other) in enumerate(zip(wanted, found, strict=False), start=1)
        if squash(one) != squash(other)
    ]
    if len(wanted) != len(found):
        message = _("{what}: there should be {wanted}, but there are {found}.")
        problems.append(message.format(what=what, wanted=len(wanted), found=len(found)))
    return problems


def grid_differences(wanted: Sequence[Grid], found: Sequence[Grid]) -> list[str]:
    """The cells in which tables differ."""
    problems = differences(_("Table"), [str(len(grid)) for grid in wanted], [str(len(grid)) for grid in found])
    for number, (one, other) in enumerate(zip(wanted, found, strict=False), start=1):
        for row, (cells, others) in enumerate(zip(one, other, strict=False)):
            what = _("Table {number}, row {row}, column").format(number=number, row=row)
            problems.extend(differences(what, cells, others))
    return problems


def shorten(text: str) -> str:
    """Text short enough for a message."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
