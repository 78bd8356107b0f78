"""A table as a spreadsheet has it: plain cells under each other, where a number is a number and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fokusrapport.blocks import SourceFile


@dataclass(frozen=True)
class Number:
    """An exact number, and how the page shows it: so many decimals, thousands apart or not."""

    exact: Decimal
    decimals: int = 0
    grouped: bool = False


PlainCell = Number | str


@dataclass(frozen=True)
class SheetColumn:
    """A column with its title; `unit` is that of its numbers where all have the same."""

    title: str
    cells: tuple[PlainCell, ...]
    unit: str = ""

    @property
    def numeric(self) -> bool:
        """Whether the column holds numbers and, beside blanks, nothing else."""
        filled = [cell for cell in self.cells if cell]
        return bool(filled) and all(isinstance(cell, Number) for cell in filled)


@dataclass(frozen=True)
class Sheet:
    """A table or a figure's numbers: `label` is its id in the report, `name` what it is called there («Tabell 3»)."""

    label: str
    name: str
    caption: str
    columns: tuple[SheetColumn, ...]
    sources: tuple[SourceFile, ...] = ()

    @property
    def title(self) -> str:
        """Name and caption."""
        return " ".join(filter(None, (self.name, self.caption)))

    @property
    def has_numbers(self) -> bool:
        """Whether any cell is a number: a legend has none."""
        return any(isinstance(cell, Number) for column in self.columns for cell in column.cells)

    @property
    def rows(self) -> tuple[tuple[PlainCell, ...], ...]:
        """The cells by row, without the titles."""
        return tuple(zip(*(column.cells for column in self.columns), strict=True))
