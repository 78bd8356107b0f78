"""The last part of every report: which files and rows its figures came from, whose they are, and what is uncertain.

Every figure that was read from a row leads to the entry of that row; one that was worked out of several leads to an
entry that names them all. Where an entry stands is told by `sourceplaces`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fokusrapport.blocks import (
    Area,
    Block,
    Cell,
    Code,
    Heading,
    Inlines,
    Link,
    Paragraph,
    SourceFile,
    Text,
    Value,
    plain,
)
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.followup import listed
from fokusrapport.domain.modules import module_rows
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.source_files import file_kind, source_file
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, tabulate, text_cell
from fokusrapport.domain.used_rows import UsedRow, row_text, used_rows
from fokusrapport.domain.worked_out import worked_out_blocks
from fokusrapport.i18n import Language
from fokusrapport.sourceplaces import file_anchor, file_name, row_anchor

AREA_ID = "kilder"


@dataclass(frozen=True)
class FileUsed:
    """A file, its hash, and the rows of it that figures came from."""

    about: SourceFile
    sha256: str
    rows: tuple[UsedRow, ...]

    @property
    def name(self) -> str:
        """The file's own name, after its folder where that is a year."""
        return file_name(self.about.file)

    @property
    def link(self) -> Link:
        """A link to the section about the file."""
        return Link(href=f"#{file_anchor(self.about.file)}", children=plain(self.name))


def sources_area(edition: EditionData, values: Iterable[Value]) -> Area | None:
    """The sources of the figures shown; None where none was read from a file."""
    shown = tuple(value for value in values if value.sources)
    places = {(source.file, source.row) for value in shown for source in value.sources}
    rows = used_rows(edition, places, module_rows(edition))
    files = [
        FileUsed(source_file(edition, name), own[0].source.sha256, own)
        for name in sorted({row.source.file for row in rows})
        if (own := tuple(row for row in rows if row.source.file == name))
    ]
    if not files:
        return None
    blocks = (*_overview(edition, files), *_rows(edition, files), *worked_out_blocks(edition, shown, rows))
    return Area(id=AREA_ID, title=edition.language.gettext("Sources and reservations"), blocks=blocks)


def _overview(edition: EditionData, files: Sequence[FileUsed]) -> Iterator[Block]:
    """The files, and what is uncertain about them; each leads to its rows."""
    words = edition.language
    yield Paragraph(
        children=plain(
            words.gettext("Every figure in the report was read from one of these files, or computed from them.")
        )
    )
    yield _table(words, files)
    doubts = [(file, text) for file in files for text in file.about.uncertain]
    if doubts:
        yield Heading(level=2, children=plain(words.gettext("What is uncertain")))
        yield listed((file.link, Text(text=f" ({file.about.name}): {text}")) for file, text in doubts)


def _table(words: Language, files: Sequence[FileUsed]) -> Block:
    columns: tuple[ColumnOf[FileUsed], ...] = (
        ColumnOf(words.gettext("Source"), _source_cell),
        ColumnOf(words.gettext("Period"), lambda file: text_cell(file.about.period)),
        ColumnOf(words.gettext("Delivered by"), lambda file: text_cell(file.about.owner)),
        ColumnOf(words.gettext("Licence"), lambda file: text_cell(file.about.licence)),
        ColumnOf(words.gettext("Data file"), lambda file: Cell(children=(file.link,))),
    )
    caption = words.gettext("Where the figures come from")
    return tabulate(TableFrame(f"tbl-{AREA_ID}", caption, Notes()), columns, files)


def _source_cell(file: FileUsed) -> Cell:
    name = Text(text=file.about.name)
    return Cell(children=(Link(href=file.about.address, children=(name,)) if file.about.address else name,))


def _rows(edition: EditionData, files: Sequence[FileUsed]) -> Iterator[Block]:
    """A section a file: whose it is, its hash, and the rows that figures were read from."""
    words = edition.language
    yield Heading(level=2, children=plain(words.gettext("The rows behind the figures")))
    yield Paragraph(
        children=plain(
            words.gettext(
                "Every figure that was read from a row leads here. Rows are numbered as a spreadsheet shows "
                "them, lines as a text editor does. Figures have all the decimals they were read with."
            )
        )
    )
    for position, file in enumerate(files, start=1):
        yield Heading(level=3, children=plain(file.name), anchor=file_anchor(file.about.file))
        yield Paragraph(children=_about(words, file))
        yield _rows_table(edition, file, f"tbl-{AREA_ID}-{position}")


def _about(words: Language, file: FileUsed) -> Inlines:
    told = words.gettext("{source}. Period: {period}. Delivered by: {owner}. Licence: {licence}. SHA-256: ").format(
        source=file.about.name, period=file.about.period, owner=file.about.owner, licence=file.about.licence
    )
    return (*plain(told), Code(text=file.sha256))


def _rows_table(edition: EditionData, file: FileUsed, label: str) -> Block:
    words, kind = edition.language, file_kind(edition, file.about.file)
    columns: tuple[ColumnOf[UsedRow], ...] = (
        ColumnOf(
            words.gettext("Row") if kind == "data" else words.gettext("Line"), lambda row: _number_cell(row, words)
        ),
        ColumnOf(words.gettext("What it is about"), lambda row: Cell(children=row.what)),
        ColumnOf(words.gettext("Valid from") if kind == "register" else words.gettext("Year"), _year_cell),
        ColumnOf(words.gettext("As it was read"), lambda row: text_cell(row.figure), align="end"),
    )
    caption = words.gettext("Rows used of {file}").format(file=file.name)
    table = tabulate(TableFrame(label, caption, Notes()), columns, file.rows)
    return table.model_copy(update={"kind": "sources"})


def _number_cell(row: UsedRow, words: Language) -> Cell:
    return Cell(children=plain(row_text(row.source, words)), anchor=row_anchor(row.source))


def _year_cell(row: UsedRow) -> Cell:
    return text_cell("" if row.year is None else str(row.year))
