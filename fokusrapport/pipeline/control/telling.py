"""What every part of the control page needs: the facts, the words of its language, links into the report, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import Formatter

from fokusrapport.blocks import (
    Cell,
    Column,
    CrossReference,
    Foreign,
    Heading,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Status,
    StatusKind,
    Table,
    plain,
)
from fokusrapport.i18n import Language, language, ui_language
from fokusrapport.pipeline.control.facts import Facts
from fokusrapport.pipeline.filenames import INDEX_NAME


@dataclass(frozen=True)
class Telling:
    """The facts in the report's language."""

    facts: Facts

    @cached_property
    def words(self) -> Language:
        """The language of the page."""
        return language(self.facts.front.language)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title of each part of the report, by its id."""
        return {area.id: area.title for area in self.facts.areas}

    def message(self, text: str) -> Inlines:
        """What was said to the person at the keyboard, marked with its language where that is not the page's."""
        spoken = ui_language()
        return plain(text) if spoken == self.words.code else (Foreign(language=spoken, children=plain(text)),)

    def in_report(self, anchor: str, text: Inlines) -> Inlines:
        """The text as a link to a place in the report; plain where the report has no such place."""
        return self._linked(f"{self.facts.folder}/{INDEX_NAME}#{anchor}", text)

    def area(self, area: str) -> Inlines:
        """The title of an area as a link to it in the report."""
        return self.in_report(area, plain(self.titles.get(area, area)))

    def file(self, name: str) -> Inlines:
        """A file of the report by its name, as a link to it."""
        return self._linked(f"{self.facts.folder}/{name}", plain(name))

    def _linked(self, address: str, text: Inlines) -> Inlines:
        return (Link(href=address, children=text),) if address in self.facts.links else text

    def number(self, number: int) -> Cell:
        """A count in a cell."""
        return text_cell(self.words.number(number))


def see(label: str) -> CrossReference:
    """«Tabell 3», as a link to the table with this label on the page."""
    return CrossReference(label=label)


def said(text: str | Inlines, *, lead: bool = False) -> Paragraph:
    """A paragraph."""
    return Paragraph(children=plain(text) if isinstance(text, str) else text, lead=lead)


def filled(template: str, **parts: Inlines) -> Inlines:
    """A translated sentence with running text at its names."""
    found: list[Inline] = []
    for literal, name, _spec, _conversion in Formatter().parse(template):
        found += plain(literal)
        found += parts[name] if name else ()
    return tuple(found)


def heading(text: str, level: int = 2) -> Heading:
    """A plain heading; sections are level 2."""
    return Heading(level=level, children=plain(text))


def text_cell(text: str) -> Cell:
    """A cell of plain text."""
    return Cell(children=plain(text))


def status_cell(kind: StatusKind, word: str) -> Cell:
    """A cell that says in a word, a shape and a colour how something stands."""
    return Cell(status=Status(kind=kind, word=word))


def grid(label: str, caption: str, columns: Sequence[Column], rows: Iterable[Iterable[Cell]]) -> Table:
    """A table whose first column heads its rows."""
    return Table(label=label, caption=plain(caption), columns=tuple(columns), rows=tuple(map(tuple, rows)))


def texts(*titles: str) -> list[Column]:
    """Columns of words."""
    return [Column(title=title) for title in titles]


def numbers(*titles: str) -> list[Column]:
    """Columns of numbers, aligned at their end."""
    return [Column(title=title, align="end") for title in titles]
