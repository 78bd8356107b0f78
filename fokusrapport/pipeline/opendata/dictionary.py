"""The data dictionary: what stands in every column of every data file, where it comes from, and how it may be used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from fokusrapport.blocks import SourceFile
from fokusrapport.i18n import Language
from fokusrapport.pipeline.filenames import csv_name
from fokusrapport.pipeline.opendata.credit import each
from fokusrapport.pipeline.opendata.sheet import Sheet, SheetColumn


def dictionary(sheets: Iterable[Sheet], words: Language) -> Sheet:
    """One row for every file and column, in the report's language."""
    titles = (
        words.gettext("File"),
        words.gettext("Table or figure"),
        words.gettext("Column"),
        words.gettext("Kind of content"),
        words.gettext("Unit"),
        words.gettext("Source"),
        words.gettext("Address"),
        words.gettext("Period"),
        words.gettext("Delivered by"),
        words.gettext("Licence"),
    )
    rows = [row for sheet in sheets for row in _rows(sheet, words)]
    columns = zip(*rows, strict=True) if rows else (() for _title in titles)
    return Sheet(
        label="",
        name="",
        caption=words.gettext("Data dictionary"),
        columns=tuple(SheetColumn(title, tuple(cells)) for title, cells in zip(titles, columns, strict=True)),
    )


def _rows(sheet: Sheet, words: Language) -> Iterator[tuple[str, ...]]:
    about = [each(sheet.sources, part) for part in _PARTS]
    for column in sheet.columns:
        kind = words.gettext("number") if column.numeric else words.gettext("text")
        yield (csv_name(sheet.label).removeprefix("data/"), sheet.title, column.title, kind, column.unit, *about)


_PARTS: tuple[Callable[[SourceFile], str], ...] = (
    lambda source: source.name,
    lambda source: source.address,
    lambda source: source.period,
    lambda source: source.owner,
    lambda source: source.licence,
)
