"""A chapter whose figures come from files, for tests of what is told about them."""

from __future__ import annotations

from fokusrapport.blocks import (
    Area,
    Block,
    Cell,
    Chapter,
    Column,
    ShownValue,
    Source,
    SourceFile,
    Table,
    Value,
    plain,
)
from tests.sample import FIGURE, sample_chapter

SCHOOL = SourceFile(
    file="data/x/skole.csv",
    name="Elevundersøkelsen",
    address="https://example.org/",
    period="2025",
    owner="Udir",
    licence="NLOD 2.0",
)
OTHER = SourceFile(file="data/x/annet.csv", name="Egen telling", period="2024–2025", owner="X", licence="NLOD 2.0")


def read(text: str, exact: str, file: str, unit: str = "") -> Cell:
    """A cell whose number was read from a file."""
    source = Source(file=file, row=2, key="k", sha256="0")
    return Cell(children=(ShownValue(value=Value(text=text, exact=exact, unit=unit, sources=(source,))),))


PUPILS = Table(
    label="tbl-elever",
    caption=plain("Elevenes svar"),
    columns=(Column(title="Hva"), Column(title="2025", align="end")),
    rows=(
        (Cell(children=plain("=Trivsel")), read("4,3\u00a0poeng", "4.25", SCHOOL.file, "poeng")),
        (Cell(children=plain("Besøk")), read("12\u00a0345", "12345", OTHER.file)),
    ),
    number=1,
)


def chapter_of(*blocks: Block) -> Chapter:
    """A chapter of one area with these blocks, and both sources."""
    area = Area(id="skole", title="Skole", blocks=blocks)
    return Chapter(front=sample_chapter().front, areas=(area,), sources=(SCHOOL, OTHER))


CHAPTER = chapter_of(PUPILS, FIGURE)
