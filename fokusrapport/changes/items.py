"""A chapter as what is compared piece by piece: texts, tables, figures, key figures, each with its cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fokusrapport.blocks import (
    Area,
    Block,
    Callout,
    CodeBlock,
    Figure,
    FootnoteReference,
    Group,
    Heading,
    KeyFigures,
    ListBlock,
    MathBlock,
    Paragraph,
    Quote,
    Table,
)
from fokusrapport.blocktree import text_of, walk
from fokusrapport.changes.tokens import VALUE, Token, Tokens, joined, keys, own_key, tokens, words
from fokusrapport.pipeline.snapshots.model import LanguageSnapshot

ItemKind = Literal["text", "table", "figure"]
Role = Literal["heading", "paragraph", "item", "quote", "callout", "code", "caption", "footnote", "keyfigure"]
_TRACKED = ("plan-", "tiltak-")


@dataclass(frozen=True)
class Item:
    """A piece of an area. `words` are a text's own, or the caption's of a table or figure, which is then `block`.

    `cell` is the id of the notebook's cell, of a footnote that of the one referring to it. `level` is a heading's.
    """

    kind: ItemKind
    role: Role
    area: str
    cell: str
    words: Tokens
    block: Table | Figure | None = None
    level: int = 0
    footnote: str = ""

    @property
    def home(self) -> tuple[str, str, str]:
        """Where it is looked for first in the other report."""
        return self.area, self.cell, self.footnote

    @property
    def signature(self) -> tuple[str, ...]:
        """What it is the same by."""
        return (self.kind, str(self.level), *keys(self.words))

    @property
    def label(self) -> str:
        """The label of a table or figure."""
        return self.block.label if self.block else ""


@dataclass(frozen=True)
class Tracked:
    """The words of what is tracked, and the indicators: told of on their own, wherever they stand in a chapter."""

    texts: tuple[str, ...]
    indicators: frozenset[str]

    @classmethod
    def of(cls, *snapshots: LanguageSnapshot) -> Tracked:
        """Those of both reports."""
        return cls(
            tuple(state.text.rstrip(". ") for one in snapshots for state in one.tracked if state.text.strip(". ")),
            frozenset(state.id for one in snapshots for state in one.indicators),
        )

    def tells(self, text: str) -> bool:
        """Whether a text is the words of something tracked, with or without owner and deadline after it in brackets."""
        whole = text.rstrip(". ")
        return whole in self.texts or (whole.endswith(")") and text.startswith(tuple(f"{one} (" for one in self.texts)))


def items_of(area: Area, tracked: Tracked) -> tuple[Item, ...]:
    """The pieces of an area that its notebook made, in reading order, footnotes last."""
    found = [item for block in area.blocks if block.cell for item in _items((block,), _At(area.id, block.cell))]
    cells = _referring_cells(area)
    notes = [
        item
        for note in area.footnotes
        for item in _items(note.children, _At(area.id, cells.get(note.key, ""), footnote=own_key(note.key)))
    ]
    return tuple(item for item in (*found, *notes) if item.block or not tracked.tells(joined(item.words)))


def _referring_cells(area: Area) -> dict[str, str]:
    """The cell that each footnote is referred to from first: a footnote stands in no cell itself."""
    found: dict[str, str] = {}
    for block in area.blocks:
        for node in walk(block):
            if isinstance(node, FootnoteReference):
                found.setdefault(node.key, block.cell)
    return found


@dataclass(frozen=True)
class _At:
    """Whose piece it is, and what it stands in."""

    area: str
    cell: str
    role: Role = "paragraph"
    footnote: str = ""

    def within(self, role: Role) -> _At:
        return _At(self.area, self.cell, role, self.footnote)

    def text(self, found: Tokens, *, level: int = 0, block: Table | Figure | None = None) -> Item:
        kind: ItemKind = "text" if block is None else "table" if isinstance(block, Table) else "figure"
        role = "footnote" if self.footnote else self.role
        return Item(kind, role, self.area, self.cell, found, block, level, self.footnote)


def _items(blocks: tuple[Block, ...], at: _At) -> Iterator[Item]:
    for block in blocks:
        yield from _item(block, at)


def _item(block: Block, at: _At) -> Iterator[Item]:
    match block:
        case Heading(children=children, level=level):
            yield at.within("heading").text(tokens(children), level=level)
        case Paragraph(children=children):
            yield at.text(tokens(children))
        case Table() | Figure():
            yield at.within("caption").text(tokens(block.caption), block=block)
        case CodeBlock(text=text):
            yield at.within("code").text(words(text))
        case MathBlock(tex=tex, alt=alt):
            yield at.within("code").text((Token(f"${tex}$", alt),))
        case _:
            yield from _parts(block, at)


def _parts(block: Block, at: _At) -> Iterator[Item]:
    """The pieces of a block that holds several."""
    match block:
        case ListBlock(items=rows):
            for row in rows:
                yield from _items(row, at.within("item"))
        case Quote(children=children):
            yield from _items(children, at.within("quote"))
        case Callout(children=children, title=title):
            yield at.within("callout").text(words(title))
            yield from _items(children, at.within("callout"))
        case Group(children=children):
            yield from _items(children, at)
        case KeyFigures(items=figures):
            for figure in figures:
                value = (Token(":", ":"), Token(VALUE, figure.value.text, space=True))
                yield at.within("keyfigure").text((*words(figure.label), *value, *tokens(figure.note)))
        case _:  # a rule, and what no notebook's cell makes
            pass


def header_text(table: Table, row: int) -> str:
    """The cell that heads a row, as plain text."""
    return text_of(table.rows[row][table.row_header or 0].children)
