"""Blocks as paragraphs, lists, tables and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from fokusrapport.blocks import (
    Block,
    Callout,
    Card,
    CardItem,
    CodeBlock,
    Figure,
    Group,
    Heading,
    KeyFigure,
    KeyFigures,
    ListBlock,
    MathBlock,
    Paragraph,
    Placeholder,
    Quote,
    Rule,
    Table,
    plain,
)
from fokusrapport.pipeline.word.context import bookmark
from fokusrapport.pipeline.word.inlines import formula, runs, shown
from fokusrapport.pipeline.word.lists import STEP
from fokusrapport.pipeline.word.styles import tint
from fokusrapport.pipeline.word.tables import symbol, table_grid
from fokusrapport.pipeline.word.xml import Box, Look, Shape, bookmarked, line_break, paragraph, run, tab

if TYPE_CHECKING:
    from fokusrapport.pipeline.word.context import Context
    from fokusrapport.pipeline.word.xml import Element


def block_elements(blocks: Iterable[Block], context: Context) -> Iterator[Element]:
    """The elements of the blocks, in their order."""
    for block in blocks:
        yield from _block(block, context)


def _block(block: Block, context: Context) -> Iterator[Element]:
    match block:
        case Paragraph():
            yield paragraph(_shape(context, "Lead" if block.lead else ""), _anchored(block, context))
        case Heading():
            yield heading(block, context)
        case ListBlock():
            yield from _list(block, context)
        case Table():
            yield from _table(block, context)
        case Figure():
            yield from _figure(block, context)
        case Callout() | Placeholder() | Quote() | Group() | KeyFigures() | Card():
            yield from _compound(block, context)
        case CodeBlock() | MathBlock() | Rule():
            yield _single(block, context)


def _compound(block: Callout | Placeholder | Quote | Group | KeyFigures | Card, context: Context) -> Iterator[Element]:
    """Blocks that hold others."""
    match block:
        case Callout(kind=kind, title=title, children=children):
            yield from _boxed(title, children, replace(context, box=_box(kind, context)))
        case Placeholder(title=title, message=message):
            told = (Paragraph(children=plain(message)),)
            yield from _boxed(title, told, replace(context, box=_box("warning", context)))
        case Quote(children=children):
            yield from block_elements(children, replace(context, text_style="Quote"))
        case Group(children=children):
            yield from block_elements(children, context)
        case KeyFigures(items=items):
            yield from (_key_figure(item, context) for item in items)
        case Card(items=items, more=more):
            yield heading(block.heading, context)
            yield from (_card_item(item, context) for item in (*items, *more))


def _single(block: CodeBlock | MathBlock | Rule, context: Context) -> Element:
    """Blocks of one paragraph that is not running text."""
    match block:
        case CodeBlock(text=text):
            lines = (part for line in text.split("\n") for part in (line_break(), run(line)))
            return paragraph(Shape("Code", box=context.box), list(lines)[1:])
        case MathBlock():
            return paragraph(_shape(context), [formula(block, context)])
        case Rule():
            return paragraph(Shape("Rule"))


def _anchored(block: Paragraph, context: Context) -> list[Element]:
    """The text of a paragraph, as a place that links lead to where it is one."""
    return _placed(block.anchor, runs(block.children, context), context)


def _shape(context: Context, style: str = "") -> Shape:
    own = style or context.text_style or ("Callout" if context.box else "")
    return Shape(own, box=context.box, indent=STEP * context.level if context.level else 0)


def heading(block: Heading, context: Context) -> Element:
    """A heading of Word's own kind, and a place that links lead to."""
    level = context.setting.heading_level(block.level)
    return titled(level, block.anchor, runs(block.children, context), context)


def titled(level: int, anchor: str, content: list[Element], context: Context, *, new_page: bool = False) -> Element:
    """A heading of this level on the page."""
    shape = Shape(f"Heading{level}", box=context.box, new_page=new_page)
    return paragraph(shape, _placed(anchor, content, context))


def _placed(anchor: str, content: list[Element], context: Context) -> list[Element]:
    return bookmarked(bookmark(anchor), next(context.shared.numbers), content) if anchor else content


def _list(block: ListBlock, context: Context) -> Iterator[Element]:
    level = context.level
    number = context.shared.lists.add(ordered=block.ordered, level=level, start=block.start)
    inside = replace(context, level=level + 1)
    for item in block.items:
        first, *rest = item or (Paragraph(children=()),)
        own = _anchored(first, context) if isinstance(first, Paragraph) else []
        shape = Shape("ListParagraph", number=(number, level), box=context.box)
        yield paragraph(shape, own)
        yield from block_elements(rest if isinstance(first, Paragraph) else item, inside)


def _boxed(title: str, children: Iterable[Block], context: Context) -> Iterator[Element]:
    yield paragraph(Shape("CalloutTitle", box=context.box), [run(title)])
    yield from block_elements(children, context)


def _box(kind: str, context: Context) -> Box:
    palette = context.shared.palette
    colour = {"warning": palette.unmet, "important": palette.accent}.get(kind, palette.primary)
    return Box(colour, tint(colour))


def _key_figure(item: KeyFigure, context: Context) -> Element:
    sign = [symbol(item.status, context), run("\u00a0")] if item.status else []
    note = [line_break(), *runs(item.note, context, Look(style="KeyNote"))] if item.note else []
    value = shown(item.value, context, Look(style="KeyValue"))
    return paragraph(Shape("KeyFigure"), [*sign, run(item.label), tab(), *value, *note])


def _card_item(item: CardItem, context: Context) -> Element:
    return paragraph(Shape("CardItem"), [run(f"{item.term} ", Look(bold=True)), *runs(item.children, context)])


def _table(table: Table, context: Context) -> Iterator[Element]:
    yield _caption(table, "Table {number}", context, keep_next=True)
    yield table_grid(table, context)
    yield from (paragraph(Shape("TableNote"), runs(note, context)) for note in table.notes)


def _figure(figure: Figure, context: Context) -> Iterator[Element]:
    picture = context.shared.picture(figure.svg or figure.png, figure.alt)
    yield paragraph(Shape("Figure"), [picture])
    yield _caption(figure, "Figure {number}", context)
    if figure.table is not None:
        yield from _table(figure.table, context)


def _caption(block: Figure | Table, word: str, context: Context, *, keep_next: bool = False) -> Element:
    """Number and caption; what has no number is no place that anything refers to."""
    number = context.setting.number(word, block.number)
    content = [*([run(f"{number} ")] if number else []), *runs(block.caption, context)]
    return paragraph(Shape("Caption", keep_next=keep_next), _placed(block.label if number else "", content, context))
