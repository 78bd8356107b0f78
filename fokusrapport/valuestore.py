"""The value store: every value a chapter shows, with where it stands and where it came from, in reading order.

It feeds the manifest, the source appendix, `trace`, the read-back, the control page and the comparison with the last
edition. It is made from the chapter, so that nothing can be shown that is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from fokusrapport.blocks import (
    Area,
    Block,
    Callout,
    Card,
    Chapter,
    Figure,
    Frozen,
    Group,
    Heading,
    Inlines,
    KeyFigures,
    ListBlock,
    Paragraph,
    Quote,
    ShownValue,
    Table,
    Text,
    Value,
)
from fokusrapport.blocktree import text_of, transform, walk

PlaceKind = Literal["sentence", "table", "figure", "keyfigure"]
MASK = "…"
"""What a value is replaced by where only the words around it matter."""

_HOLE = "\ufffc"  # object replacement character: stands for a value, and in no text of an author
_SENTENCE = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÆØÅÄÖ«\ufffc\d])")


class Shown(Frozen):
    """One value where it is shown.

    `id` is the area and a running number in reading order. `section` is the anchor of the heading it stands under (the
    area's id before the first). `label` names the table or figure; `row` counts its body rows from 1 (0: caption or
    notes) and `column` its columns from 0. `sentence` is the text around it as displayed, `around` the same with every
    value masked.
    """

    id: str
    value: Value
    area: str
    section: str
    place: PlaceKind
    label: str = ""
    row: int = 0
    column: int = 0
    sentence: str = ""
    around: str = ""


def values_shown(chapter: Chapter) -> tuple[Shown, ...]:
    """Every value the chapter shows, in reading order; footnotes come after the area they belong to."""
    return tuple(shown for area in chapter.areas for shown in values_of_area(area))


def values_of_area(area: Area) -> tuple[Shown, ...]:
    """Every value one area shows, in reading order."""
    notes = (block for note in area.footnotes for block in note.children)
    found = _in_blocks([*area.blocks, *notes], _Spot(area.id, area.id))
    return tuple(shown.model_copy(update={"id": f"{area.id}-{n}"}) for n, shown in enumerate(found, start=1))


@dataclass(frozen=True)
class _Spot:
    """Where in a chapter the walk has come to."""

    area: str
    section: str
    place: PlaceKind = "sentence"
    label: str = ""
    row: int = 0
    column: int = 0

    def shown(self, value: Value, sentence: str = "", around: str = "") -> Shown:
        return Shown(
            id="",
            value=value,
            area=self.area,
            section=self.section,
            place=self.place,
            label=self.label,
            row=self.row,
            column=self.column,
            sentence=sentence,
            around=around,
        )


def _in_blocks(blocks: Iterable[Block], spot: _Spot) -> Iterator[Shown]:
    for block in blocks:
        if isinstance(block, Heading):
            spot = replace(spot, section=block.anchor or spot.section)
        yield from _in_block(block, spot)


def _in_block(block: Block, spot: _Spot) -> Iterator[Shown]:
    match block:
        case Heading(children=children) | Paragraph(children=children):
            yield from _in_text(children, spot)
        case ListBlock(items=items):
            for item in items:
                yield from _in_blocks(item, spot)
        case Quote(children=children) | Callout(children=children) | Group(children=children):
            yield from _in_blocks(children, spot)
        case Table():
            yield from _in_table(block, replace(spot, place="table", label=block.label))
        case Figure():
            inside = replace(spot, place="figure", label=block.label)
            yield from _in_text(block.caption, inside)
            if block.table is not None:
                yield from _in_table(block.table, inside)
        case KeyFigures() | Card():
            yield from _in_items(block, spot)
        case _:
            pass


def _in_items(block: KeyFigures | Card, spot: _Spot) -> Iterator[Shown]:
    """The values of what is told piece by piece."""
    if isinstance(block, Card):
        yield from _in_text(block.heading.children, spot)
        for told in (*block.items, *block.more):
            yield from _in_text(told.children, replace(spot, section=block.heading.anchor or spot.section))
        return
    for position, figure in enumerate(block.items, start=1):
        inside = replace(spot, place="keyfigure", row=position)
        yield inside.shown(figure.value, figure.label, figure.label)
        yield from _in_text(figure.note, inside)


def _in_table(table: Table, spot: _Spot) -> Iterator[Shown]:
    yield from _in_text(table.caption, spot)
    for row, cells in enumerate(table.rows, start=1):
        for column, cell in enumerate(cells):
            yield from _in_text(cell.children, replace(spot, row=row, column=column))
    for note in table.notes:
        yield from _in_text(note, spot)


def _in_text(inlines: Inlines, spot: _Spot) -> Iterator[Shown]:
    """The values of running text, each with the sentence it stands in."""
    values = [node.value for node in walk(inlines) if isinstance(node, ShownValue)]
    sentences = _SENTENCE.split(text_of(transform(inlines, _hollow))) if values else []
    left = iter(values)
    for sentence in sentences:
        own = [next(left) for _hole in range(sentence.count(_HOLE))]
        displayed = _filled(sentence, [value.text for value in own])
        around = _filled(sentence, [MASK] * len(own))
        for value in own:
            yield spot.shown(value, displayed, around)


def _hollow(node: object) -> object:
    return Text(text=_HOLE) if isinstance(node, ShownValue) else node


def _filled(sentence: str, texts: list[str]) -> str:
    parts = sentence.split(_HOLE)
    return "".join(part + text for part, text in zip(parts, [*texts, ""], strict=True)).strip()
