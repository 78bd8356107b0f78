"""What a notebook says of priorities and challenges: `area.priorities()`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fokusrapport.blocks import Block, Inlines, Strong, Table, Value, plain
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import joined
from fokusrapport.domain.followup import listed
from fokusrapport.domain.matrix.table import Matrix, area_name
from fokusrapport.domain.matrix.tracked import Kind, Theme, themes
from fokusrapport.domain.spelling import Spelled
from fokusrapport.domain.values import ValueMaker
from fokusrapport.params.models import Labels, Said


@dataclass(frozen=True)
class PrioritiesReport(Spelled):
    """Priorities and challenges as one area of an edition tells of them."""

    area: str
    edition: EditionData

    def list_priorities(self) -> Block:
        """The priorities, each with what it means."""
        return listed(self._told("priorities"))

    def list_challenges(self) -> Block:
        """The challenges of the edition's year, each with what it means."""
        return listed(self._told("challenges"))

    def priority_matrix(self, *areas: str, caption: Said, label: str = "tbl-satsinger") -> Table:
        """What the areas have done and plan about each priority; without areas: all that have something tracked."""
        return Matrix(self.edition, "priorities", areas).table(caption, label)

    def challenge_matrix(self, *areas: str, caption: Said, label: str = "tbl-utfordringer") -> Table:
        """What the areas have done and plan about each challenge."""
        return Matrix(self.edition, "challenges", areas).table(caption, label)

    def challenge_gaps(self, *areas: str) -> Block:
        """For each challenge the areas that have nothing done or planned about it; nothing where there are none."""
        gaps = Matrix(self.edition, "challenges", areas).gaps()
        told = (
            (Strong(children=self._name(theme.label)), *plain(": "), *joined([area_name(one) for one in lacking], ", "))
            for theme, lacking in gaps
        )
        return listed(told)

    def cells(self, *areas: str) -> Value:
        """How many cells the matrix of challenges has: areas times challenges."""
        return self._count(len(Matrix(self.edition, "challenges", areas).cells))

    def empty_cells(self, *areas: str) -> Value:
        """How many of them are empty: neither done nor planned."""
        return self._count(sum(cell.nothing for cell in Matrix(self.edition, "challenges", areas).cells))

    def challenges(self) -> Value:
        """How many challenges there are, in words up to twelve."""
        return self._count(len(themes(self.edition, "challenges")), in_words=True)

    # --- within ---

    def _told(self, kind: Kind) -> Iterator[Inlines]:
        return (self._theme(theme) for theme in themes(self.edition, kind))

    def _theme(self, theme: Theme) -> Inlines:
        name = (Strong(children=self._name(theme.label)),)
        return (*name, *plain(": "), *self._name(theme.description)) if theme.description else name

    def _name(self, labels: Labels) -> Inlines:
        return self.edition.label_inlines(labels)

    def _count(self, number: int, *, in_words: bool = False) -> Value:
        return ValueMaker(self.area, self.edition.language).counted(number, in_words=in_words)
