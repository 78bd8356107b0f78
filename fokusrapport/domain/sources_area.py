"""The last part of every report: which files its figures came from, whose they are, and what is uncertain."""

from __future__ import annotations

from collections.abc import Iterable

from fokusrapport.blocks import Area, Block, Cell, Heading, Link, Paragraph, Text, plain
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.followup import listed
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, tabulate, text_cell
from fokusrapport.params.models import DataSource

AREA_ID = "kilder"


def sources_area(edition: EditionData, files: Iterable[str]) -> Area | None:
    """The sources of the figures shown, by the files (relative to the project) they were read from; None for none."""
    used = sorted(set(files))
    if not used:
        return None
    sources = [edition.data.sources[file] for file in used]
    words = edition.language
    intro = words.gettext("Every figure in the report was read from one of these files, or computed from them.")
    blocks: list[Block] = [Paragraph(children=plain(intro)), _table(edition, sources)]
    doubts = [f"{source.source}: {text}" for source in sources for text in source.uncertain]
    if doubts:
        blocks += [Heading(level=2, children=plain(words.gettext("What is uncertain"))), listed(map(plain, doubts))]
    return Area(id=AREA_ID, title=words.gettext("Sources and reservations"), blocks=tuple(blocks))


def _table(edition: EditionData, sources: list[DataSource]) -> Block:
    words = edition.language
    columns: tuple[ColumnOf[DataSource], ...] = (
        ColumnOf(words.gettext("Source"), _source_cell),
        ColumnOf(words.gettext("Period"), lambda source: text_cell(source.period)),
        ColumnOf(words.gettext("Delivered by"), lambda source: text_cell(source.owner)),
        ColumnOf(words.gettext("Licence"), lambda source: text_cell(source.licence)),
        ColumnOf(words.gettext("Data file"), lambda source: text_cell(source.file)),
    )
    caption = words.gettext("Where the figures come from")
    return tabulate(TableFrame(f"tbl-{AREA_ID}", caption, Notes()), columns, sources)


def _source_cell(source: DataSource) -> Cell:
    name = Text(text=source.source)
    return Cell(children=(Link(href=source.address, children=(name,)) if source.address else name,))
