"""Figures that were worked out of several rows: an entry for each set of rows, which names them as links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from fokusrapport.blocks import Block, Cell, Heading, Inlines, Link, Paragraph, Source, Value, plain
from fokusrapport.blocktree import text_of
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import joined
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.row_names import RowNames
from fokusrapport.domain.source_files import file_kind
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, tabulate
from fokusrapport.domain.used_rows import Place, UsedRow, row_text
from fokusrapport.i18n import Language
from fokusrapport.sourceplaces import entry_anchor, file_name, row_anchor, rows_of

_LABEL = "tbl-kilder-flere"
_MANY = 12  # different things that are named in one entry; of more only their number
_FEW = 4  # results that are named beside their count


@dataclass(frozen=True)
class WorkedOut:
    """One set of rows: the first figure that was worked out of it, and the rows."""

    value: Value
    rows: tuple[UsedRow, ...]

    @property
    def years(self) -> str:
        """«2015», «2013–2015»; nothing where no year is known."""
        years = sorted({row.year for row in self.rows if row.year is not None})
        return "–".join(str(year) for year in dict.fromkeys((*years[:1], *years[-1:])))


def worked_out_blocks(edition: EditionData, shown: Sequence[Value], rows: Sequence[UsedRow]) -> Iterator[Block]:
    """The entries of all figures of several rows, in the order they are first met; nothing where there are none."""
    by_place = {row.place: row for row in rows}
    found = _found(shown, by_place)
    if not found:
        return
    words = edition.language
    yield Heading(level=2, children=plain(words.gettext("Figures worked out from several rows")))
    told = words.gettext("Changes, counts and other figures of the report's own. Each row leads to its entry above.")
    yield Paragraph(children=plain(told))
    columns: tuple[ColumnOf[WorkedOut], ...] = (
        ColumnOf(words.gettext("What was worked out"), lambda item: _what_cell(edition, item)),
        ColumnOf(words.gettext("From which rows"), lambda item: Cell(children=_named(item.rows, words))),
    )
    caption = words.gettext("Which rows the report's own figures were worked out from")
    table = tabulate(TableFrame(_LABEL, caption, Notes()), columns, found)
    yield table.model_copy(update={"kind": "sources"})


def _found(shown: Sequence[Value], rows: Mapping[Place, UsedRow]) -> list[WorkedOut]:
    """The sets of more than one row, each once; a number speaks for a set before the words that go with it."""
    several: dict[tuple[Place, ...], Value] = {}
    for value in sorted(shown, key=lambda value: value.kind == "verdict"):
        places = rows_of(value.sources)
        if len(places) > 1:
            several.setdefault(places, value)
    return [
        WorkedOut(value, tuple(rows[place] for place in places if place in rows)) for places, value in several.items()
    ]


def _what_cell(edition: EditionData, item: WorkedOut) -> Cell:
    """What kind of figure, of which years and of what."""
    words = edition.language
    kinds = {"count": words.gettext("Count"), "change": words.gettext("Change"), "verdict": words.gettext("Change")}
    kind = kinds.get(item.value.kind, words.gettext("Computed"))
    begun = f"{kind} {item.years}".strip()
    return Cell(children=(*plain(f"{begun}: "), *_of_what(edition, item)), anchor=entry_anchor(item.value))


def _of_what(edition: EditionData, item: WorkedOut) -> Inlines:
    """For a count how many, and of what while they are few; else the indicator, or all that was put together."""
    if item.value.kind == "count":
        told = plain(_counted(edition, item.rows).format(count=len(item.rows)))
        return (*told, *plain(" ("), *_names(item), *plain(")")) if len(item.rows) <= _FEW else told
    if item.value.indicator:
        return RowNames(edition).name(item.value.indicator)
    if len({text_of(row.what) for row in item.rows}) > _MANY:
        return plain(edition.language.gettext("{count} rows").format(count=len(item.rows)))
    return _names(item)


def _counted(edition: EditionData, rows: Sequence[UsedRow]) -> str:
    """What was counted: all rows of a count are of the same kind."""
    words, kinds = edition.language, {file_kind(edition, row.source.file) for row in rows}
    if kinds == {"promises"}:
        return words.gettext("{count} plans")
    return words.gettext("{count} recommendations") if kinds == {"audit"} else words.gettext("{count} results")


def _names(item: WorkedOut) -> Inlines:
    return joined(list({text_of(row.what): row.what for row in item.rows}.values()), ", ")


def _named(rows: Sequence[UsedRow], words: Language) -> Inlines:
    """«kontakt.csv: 2, 4–6»: rows that follow each other are one link."""
    files = [
        (
            *plain(f"{file_name(file)}: "),
            *joined([_link(run, words) for run in _runs([row.source for row in own])], ", "),
        )
        for file, own in groupby(rows, key=lambda row: row.source.file)
    ]
    return joined(files, "; ")


def _runs(sources: Sequence[Source]) -> Iterator[list[Source]]:
    numbered = enumerate(sources)
    for _offset, run in groupby(numbered, key=lambda pair: pair[1].row - pair[0]):
        yield [source for _index, source in run]


def _link(run: Sequence[Source], words: Language) -> Inlines:
    first, last = run[0], run[-1]
    text = row_text(first, words) if first is last else f"{first.row}–{last.row}"
    return (Link(href=f"#{row_anchor(first)}", children=plain(text)),)
