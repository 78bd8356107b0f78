"""The parts of the appendices that one area needs, taken out of the whole: same words, numbers and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fokusrapport.blocks import Area, Block, Card, Cell, Heading, Link, ListBlock, Table, Value, plain
from fokusrapport.blocktree import walk
from fokusrapport.sourceplaces import PREFIX, entry_anchor, file_anchor, row_anchor


def with_own_sources(area: Area, areas: Iterable[Area]) -> Area:
    """An area of a chapter with what the appendix among the `areas` says of its values at its end."""
    appendix = next((other for other in areas if other.id != area.id and _has_entries(other)), None)
    needed = frozenset(_needed(area))
    if appendix is None or not needed:
        return area
    heading = Heading(level=2, children=plain(appendix.title), anchor=appendix.id)
    sections = _with_content([_kept(section, needed) for section in _sections(appendix.blocks)])
    told = (_lowered(block) for section in sections for block in section)
    return area.model_copy(update={"blocks": (*area.blocks, heading, *told)})


def with_own_cards(area: Area, areas: Iterable[Area]) -> Area:
    """An area of a chapter with the cards that its links lead to at its end."""
    linked = {node.href for node in walk(area) if isinstance(node, Link)}
    for other in areas:
        cards = [block for block in other.blocks if isinstance(block, Card)]
        if own := [card for card in cards if f"#{card.heading.anchor}" in linked]:
            heading = Heading(level=2, children=plain(other.title), anchor=other.id)
            return area.model_copy(update={"blocks": (*area.blocks, heading, *own)})
    return area


def _has_entries(area: Area) -> bool:
    return any(isinstance(node, Cell) and node.anchor.startswith(PREFIX) for node in walk(area.blocks))


def _needed(area: Area) -> Iterator[str]:
    """The entries that the values of an area lead to, the rows these name, and the files of those."""
    for value in walk(area):
        if isinstance(value, Value) and value.sources:
            yield entry_anchor(value)
            for source in value.sources:
                yield row_anchor(source)
                yield file_anchor(source.file)


Section = list[Block]


def _sections(blocks: Iterable[Block]) -> list[Section]:
    """The blocks by the headings they stand under, each heading with its own."""
    sections: list[Section] = [[]]
    for block in blocks:
        if isinstance(block, Heading):
            sections.append([])
        sections[-1].append(block)
    return sections


def _kept(section: Section, needed: frozenset[str]) -> Section:
    """The section with the rows and items that are about something needed."""
    kept: Section = []
    for block in section:
        match block:
            case Table(rows=rows):
                if own := tuple(row for row in rows if _about(row) & needed):
                    kept.append(block.model_copy(update={"rows": own}))
            case ListBlock(items=items):
                if left := tuple(item for item in items if _about(item) & needed):
                    kept.append(block.model_copy(update={"items": left}))
            case _:
                kept.append(block)
    return kept


def _about(node: tuple[Cell | Block, ...]) -> frozenset[str]:
    """What a row or an item is about: the entry that it is, else what it leads to."""
    nodes = tuple(walk(node))
    own = frozenset(cell.anchor for cell in nodes if isinstance(cell, Cell) and cell.anchor)
    return own or frozenset(link.href.removeprefix("#") for link in nodes if isinstance(link, Link))


def _with_content(sections: list[Section]) -> list[Section]:
    """The sections that still hold a table or a list, or stand over one that does."""
    kept: list[Section] = []
    for section in reversed(sections):
        over_another = bool(kept) and _level(section) < _level(kept[0])
        if over_another or any(isinstance(block, Table | ListBlock) for block in section):
            kept.insert(0, section)
    return kept


def _level(section: Section) -> int:
    first = section[0] if section else None
    return first.level if isinstance(first, Heading) else 1


def _lowered(block: Block) -> Block:
    return block.model_copy(update={"level": block.level + 1}) if isinstance(block, Heading) else block
