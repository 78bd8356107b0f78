"""Every table of a chapter, and the numbers behind every figure, as sheets in reading order; then its cards."""

from __future__ import annotations

from functools import lru_cache

from fokusrapport.blocks import Area, Card, Chapter, Figure, Inlines, Table
from fokusrapport.blocktree import cited, text_of, walk
from fokusrapport.i18n import NO_BREAK_SPACE, Language, language
from fokusrapport.pipeline.opendata.sheet import Sheet, SheetColumn
from fokusrapport.pipeline.opendata.sheet_columns import sheet_columns


def sheets_of(chapter: Chapter) -> tuple[Sheet, ...]:
    """The sheets of a chapter, one for each file of data. Those of the last one asked for are made once."""
    return _sheets_of(_Itself(chapter))


class _Itself:
    """A chapter as the key of a cache: the very same one, for to compare two would take as long as the sheets."""

    def __init__(self, chapter: Chapter) -> None:
        self.chapter = chapter

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.chapter is other.chapter

    def __hash__(self) -> int:
        return id(self.chapter)


@lru_cache(maxsize=1)
def _sheets_of(itself: _Itself) -> tuple[Sheet, ...]:
    chapter = itself.chapter
    words = language(chapter.front.language)
    found = ((block, numbers_of(block)) for block in walk(chapter.areas) if isinstance(block, Figure | Table))
    tables = tuple(_sheet(block, table, chapter, words) for block, table in found if table is not None)
    return (*tables, *(cards for area in chapter.areas if (cards := _cards(area, chapter, words)) is not None))


def numbers_of(block: Figure | Table) -> Table | None:
    """The table with a block's numbers; a figure's own table is the figure's, not a block for itself."""
    if isinstance(block, Figure):
        return block.table
    return block if block.number else None


def _sheet(block: Figure | Table, table: Table, chapter: Chapter, words: Language) -> Sheet:
    return Sheet(
        label=block.label,
        name=block_name(block, words),
        caption=_plain(block.caption),
        columns=sheet_columns(table, words),
        sources=cited(block, chapter.sources),
    )


def block_name(block: Figure | Table, words: Language) -> str:
    """«Tabell 3», «Figur 2»."""
    name = words.gettext("Table {number}") if isinstance(block, Table) else words.gettext("Figure {number}")
    return name.format(number=block.number)


def _cards(area: Area, chapter: Chapter, words: Language) -> Sheet | None:
    """The cards of an area as one sheet: a row a card, a column for each thing that any of them tells."""
    cards = [block for block in area.blocks if isinstance(block, Card)]
    if not cards:
        return None
    told = [{item.term: _plain(item.children) for item in (*card.items, *card.more)} for card in cards]
    names = SheetColumn(words.gettext("Name"), tuple(_plain(card.heading.children) for card in cards))
    terms = dict.fromkeys(term for one in told for term in one)
    return Sheet(
        label=area.id,
        name="",
        caption=area.title,
        columns=(names, *(SheetColumn(term, tuple(one.get(term, "") for one in told)) for term in terms)),
        sources=cited(tuple(cards), chapter.sources),
    )


def _plain(inlines: Inlines) -> str:
    return text_of(inlines).replace(NO_BREAK_SPACE, " ")
