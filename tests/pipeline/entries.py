"""A small chapter with a source appendix, made without a project."""

from __future__ import annotations

from fokusrapport.blocks import (
    Area,
    Cell,
    Chapter,
    Column,
    Heading,
    Inlines,
    KeyFigure,
    KeyFigures,
    Link,
    ListBlock,
    Paragraph,
    ShownValue,
    Source,
    Table,
    Text,
    Value,
    plain,
)
from fokusrapport.sourceplaces import entry_anchor, file_anchor, row_anchor
from tests.sample import sample_chapter


def source(row: int, file: str = "tall.csv") -> Source:
    """A row of a made-up file."""
    return Source(file=f"data/x/{file}", row=row, key=f"a {row}", sha256="0")


ONE = Value(text="4,9", exact="4.9", sources=(source(9),))
CHANGE = Value(text="+0,2", exact="0.2", sources=(source(8), source(9)))
OTHER = Value(text="12", exact="12", sources=(source(2, "andre.csv"),))


def _rows(number: int, file: str, *rows: int) -> tuple[Heading, Paragraph, Table]:
    anchor = file_anchor(f"data/x/{file}")
    return (
        Heading(level=3, children=plain(file), anchor=anchor),
        Paragraph(children=plain(f"Om {file}.")),
        _table(
            f"tbl-kilder-{number}",
            "Rad",
            [(plain(str(row)), row_anchor(source(row, file))) for row in rows],
            caption=f"Rader fra {file}",
        ),
    )


def _table(label: str, head: str, cells: list[tuple[Inlines, str]], caption: str = "") -> Table:
    return Table(
        label=label,
        caption=plain(caption or label),
        columns=(Column(title=head),),
        rows=tuple((Cell(children=children, anchor=anchor),) for children, anchor in cells),
        kind="sources",
        number=int(label[-1]) if label[-1].isdigit() else 9,
    )


def _link(file: str) -> Link:
    return Link(href=f"#{file_anchor(f'data/x/{file}')}", children=plain(file))


def _item(file: str) -> tuple[Paragraph]:
    return (Paragraph(children=(_link(file), Text(text=": usikkert"))),)


NAMED = (*plain("tall.csv: "), Link(href=f"#{row_anchor(source(8))}", children=plain("8–9")))
APPENDIX = Area(
    id="kilder",
    title="Kilder",
    blocks=(
        _table("tbl-kilder-7", "Fil", [((_link("tall.csv"),), ""), ((_link("andre.csv"),), "")]),
        Heading(level=2, children=plain("Usikkert"), anchor="kilder-usikkert"),
        ListBlock(items=(_item("tall.csv"), _item("andre.csv"))),
        Heading(level=2, children=plain("Rader"), anchor="kilder-rader"),
        *_rows(1, "andre.csv", 2),
        *_rows(2, "tall.csv", 8, 9),
        Heading(level=2, children=plain("Flere"), anchor="kilder-flere"),
        _table("tbl-kilder-flere", "Hva", [(NAMED, entry_anchor(CHANGE))]),
    ),
)


def _says(*values: Value) -> Paragraph:
    return Paragraph(children=tuple(ShownValue(value=value) for value in values))


NAV = Area(id="nav", title="NAV", blocks=(_says(ONE, CHANGE), KeyFigures(items=(KeyFigure(label="i år", value=ONE),))))
SKOLE = Area(id="skole", title="Skole", blocks=(_says(OTHER),))
WORDS = Area(id="ord", title="Ord", blocks=(Paragraph(children=plain("Ingen tall.")),))
CHAPTER = Chapter(front=sample_chapter().front, areas=(NAV, SKOLE, WORDS, APPENDIX))
