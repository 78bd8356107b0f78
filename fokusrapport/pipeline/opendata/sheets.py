"""Every table of a chapter, and the numbers behind every figure, as sheets in reading order."""

from __future__ import annotations

from fokusrapport.blocks import Chapter, Figure, Table
from fokusrapport.blocktree import cited, text_of, walk
from fokusrapport.i18n import NO_BREAK_SPACE, Language, language
from fokusrapport.pipeline.opendata.sheet import Sheet
from fokusrapport.pipeline.opendata.sheet_columns import sheet_columns


def sheets_of(chapter: Chapter) -> tuple[Sheet, ...]:
    """The sheets of a chapter, one for each file of data."""
    words = language(chapter.front.language)
    found = ((block, numbers_of(block)) for block in walk(chapter.areas) if isinstance(block, Figure | Table))
    return tuple(_sheet(block, table, chapter, words) for block, table in found if table is not None)


def numbers_of(block: Figure | Table) -> Table | None:
    """The table with a block's numbers; a figure's own table is the figure's, not a block for itself."""
    if isinstance(block, Figure):
        return block.table
    return block if block.number else None


def _sheet(block: Figure | Table, table: Table, chapter: Chapter, words: Language) -> Sheet:
    return Sheet(
        label=block.label,
        name=block_name(block, words),
        caption=text_of(block.caption).replace(NO_BREAK_SPACE, " "),
        columns=sheet_columns(table, words),
        sources=cited(block, chapter.sources),
    )


def block_name(block: Figure | Table, words: Language) -> str:
    """«Tabell 3», «Figur 2»."""
    name = words.gettext("Table {number}") if isinstance(block, Table) else words.gettext("Figure {number}")
    return name.format(number=block.number)
