"""The matrix: a row an area, a column a priority or challenge, and in each cell what is done and what is planned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from fokusrapport.blocks import Cell, CrossReference, Emphasis, Inlines, LineBreak, Table, plain
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import joined
from fokusrapport.domain.matrix.tracked import Doing, Kind, Theme, doing, link_to, rows_of, themes
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, tabulate
from fokusrapport.i18n import Language
from fokusrapport.params.models import Said


@dataclass(frozen=True)
class Matrix:
    """The areas against the priorities or the challenges of an edition; no areas: all that have something to tell."""

    edition: EditionData
    kind: Kind
    asked_areas: tuple[str, ...] = ()

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """The columns."""
        return themes(self.edition, self.kind)

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The rows."""
        return rows_of(self.edition, self.asked_areas)

    @cached_property
    def cells(self) -> tuple[Doing, ...]:
        """Every cell, row by row."""
        return tuple(doing(self.edition, area, theme) for area in self.areas for theme in self.themes)

    def gaps(self) -> tuple[tuple[Theme, tuple[str, ...]], ...]:
        """The areas that do nothing about each theme; themes that all areas do something about are left out."""
        found = [
            (theme, tuple(cell.area for cell in self.cells if cell.theme is theme and cell.nothing))
            for theme in self.themes
        ]
        return tuple((theme, areas) for theme, areas in found if areas)

    def table(self, caption: Said, label: str) -> Table:
        """The matrix as a table; a cell where nothing is done says so, for a blank could be a slip."""
        words = self.edition.language
        columns = (
            ColumnOf(words.gettext("Area"), lambda area: Cell(children=area_name(area))),
            *(ColumnOf(self.edition.label(theme.label), partial(self._cell, theme)) for theme in self.themes),
        )
        table = tabulate(TableFrame(label, "", Notes()), columns, self.areas)
        return table.model_copy(update={"kind": "matrix", "caption": self.edition.text_inlines(caption)})

    def _cell(self, theme: Theme, area: str) -> Cell:
        return Cell(children=_told(self.edition, doing(self.edition, area, theme)))


def area_name(area: str) -> Inlines:
    """An area by its title, which is known when all notebooks are done; its id stands in as long."""
    return (CrossReference(label=area, text=area),)


def _told(edition: EditionData, found: Doing) -> Inlines:
    """What is done and what is planned, each word with a line of its own."""
    if found.nothing:
        return (Emphasis(children=plain(edition.language.gettext("no measures"))),)
    lines = [joined(line, "") for line in _lines(edition, found)]
    return tuple(part for place, line in enumerate(lines) for part in (*((LineBreak(),) if place else ()), *line))


def _lines(edition: EditionData, found: Doing) -> Iterator[list[Inlines]]:
    words: Language = edition.language
    groups: tuple[tuple[str, Sequence[Inlines]], ...] = (
        (words.gettext("Done: "), [link_to(edition, found.area, item) for item in found.done]),
        (words.gettext("Planned: "), [link_to(edition, found.area, item) for item in found.planned]),
    )
    for word, links in groups:
        if links:
            yield [plain(word), joined(list(links), "; ")]
