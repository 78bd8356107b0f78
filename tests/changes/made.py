"""Chapters for comparisons: areas made of cells, by their ids, as a build would have put them together.

Their language is English, so that what is told of them stands as it does in the code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fokusrapport.blocks import (
    Area,
    Block,
    Column,
    Figure,
    FrontMatter,
    Heading,
    Inline,
    Paragraph,
    ShownValue,
    Table,
    Text,
    Value,
    plain,
)
from fokusrapport.blocks import Cell as TableCell
from fokusrapport.changes.compare import Comparison, Report
from fokusrapport.pipeline.assemble import assemble
from fokusrapport.pipeline.snapshots.model import snapshot_of
from fokusrapport.subject import IndicatorState, SubjectFacts, TrackedState

Cells = Mapping[str, Sequence[Block]]
Row = Sequence[str | Value]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>'


def text(*parts: str | Value) -> Paragraph:
    """A paragraph of words and values."""
    inlines: list[Inline] = [Text(text=part) if isinstance(part, str) else ShownValue(value=part) for part in parts]
    return Paragraph(children=tuple(inlines))


def number(shown: str, indicator: str | None = None) -> Value:
    """A value shown as `shown`."""
    return Value(text=shown, kind="result", indicator=indicator, year=2025 if indicator else None)


def heading(words: str, level: int = 2) -> Heading:
    """A heading."""
    return Heading(level=level, children=plain(words))


def table(caption: str, *rows: Row, label: str = "") -> Table:
    """A table whose first row are its titles."""
    titles, *body = rows
    cells = tuple(
        tuple(TableCell(children=plain(c) if isinstance(c, str) else (ShownValue(value=c),)) for c in row)
        for row in body
    )
    columns = tuple(Column(title=str(title)) for title in titles)
    return Table(label=label, caption=plain(caption), columns=columns, rows=cells)


def figure(caption: str, *rows: Row, alt: str = "Søyler.", svg: str = SVG) -> Figure:
    """A figure that draws the numbers of a table."""
    inner = table("", *rows) if rows else None
    return Figure(label="fig-a", caption=plain(caption), alt=alt, svg=svg, table=inner)


def area(name: str, cells: Cells, title: str = "") -> Area:
    """An area of a notebook's cells."""
    blocks = tuple(block.model_copy(update={"cell": cell}) for cell, own in cells.items() for block in own)
    return Area(id=name, title=title or name.capitalize(), blocks=blocks)


def report(
    *areas: Area,
    year: int = 2025,
    indicators: Sequence[IndicatorState] = (),
    tracked: Sequence[TrackedState] = (),
) -> Report:
    """A report of these areas."""
    front = FrontMatter(
        title="Fokusområde brukere",
        municipality="Testvik kommune",
        municipality_number="9998",
        year=year,
        language="en",
        kind="annual report",
        state="draft",
        date=f"{year}-12-31",
        notice="Made-up municipality and made-up figures.",
    )
    chapter, faults = assemble(front, areas)
    assert faults == []
    facts = SubjectFacts(indicators=tuple(indicators), tracked=tuple(tracked))
    return Report(f"testvik/{year}", f"testvik/{year}", snapshot_of(chapter, facts))


def kinds(old: Report, new: Report) -> list[tuple[str, str]]:
    """The kinds of changes between two reports, each with the cell, or else the id, that it is about."""
    return [(change.kind, change.cell or change.id or change.area) for change in Comparison(old, new).changes.all]


def of_one(old: Cells, new: Cells) -> list[tuple[str, str]]:
    """The same of a report of one area."""
    return kinds(report(area("nav", old)), report(area("nav", new)))
