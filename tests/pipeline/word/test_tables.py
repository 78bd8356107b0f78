from __future__ import annotations

import io
import zipfile

from fokusrapport.blocks import Area, Cell, Column, Table, plain
from fokusrapport.pipeline.word.context import TEXT_WIDTH, WIDE_TEXT_WIDTH
from fokusrapport.pipeline.word.document import render_docx
from fokusrapport.pipeline.word.tables import fit
from fokusrapport.pipeline.word.xml import TWIPS_PER_POINT
from tests.pipeline.opendata.sources import PUPILS
from tests.sample import LONG_TABLE, SCORECARD, sample_chapter


def table(columns: int, word: str) -> Table:
    """A table with this word in every cell."""
    row = (Cell(children=plain(word)),) * columns
    return Table(label="tbl-a", caption=(), columns=tuple(Column(title="A") for _cell in row), rows=(row,), number=1)


def test_a_table_of_little_text_stays_narrow() -> None:
    """So that the eye finds across."""
    assert sum(fit(PUPILS).widths) < TEXT_WIDTH * TWIPS_PER_POINT / 2
    assert fit(LONG_TABLE).widths[0] > fit(LONG_TABLE).widths[2]


def test_a_scorecard_fills_the_line() -> None:
    """And no more."""
    width = sum(fit(SCORECARD).widths)
    assert TEXT_WIDTH * TWIPS_PER_POINT * 0.98 < width <= TEXT_WIDTH * TWIPS_PER_POINT


def test_the_text_shrinks_before_the_page_turns() -> None:
    """And on its side it is large again where there is room."""
    found = [fit(table(columns, "seks ord")) for columns in (15, 17, 24, 27)]
    styles = [one.style for one in found]
    lying = [sum(one.widths) > TEXT_WIDTH * TWIPS_PER_POINT for one in found]
    assert list(zip(styles, lying, strict=True)) == [
        ("TableText", False),
        ("TableTextSmall", False),
        ("TableText", True),
        ("TableTextSmall", True),
    ]
    assert all(sum(one.widths) <= WIDE_TEXT_WIDTH * TWIPS_PER_POINT for one in found)


def test_a_column_head_in_another_language_says_so() -> None:
    """Word reads it out and checks its spelling by that."""
    columns = (Column(title="What"), Column(title="Enig", language="nb"))
    shown = Table(label="tbl-a", caption=(), columns=columns, rows=((Cell(), Cell()),), number=1)
    chapter = sample_chapter().model_copy(update={"areas": (Area(id="x", title="X", blocks=(shown,)),)})
    with zipfile.ZipFile(io.BytesIO(render_docx(chapter))) as book:
        text = book.read("word/document.xml").decode()
    run = text[: text.index("Enig")].rpartition("<w:r>")[2]
    assert 'w:lang w:val="nb' in run


def test_a_matrix_of_many_columns_lies() -> None:
    """Its cells are texts: on an upright page every word would break. One of few columns stands, and so do others."""
    lying = {
        (kind, columns): sum(fit(table(columns, "mange ord i hver rute " * 4).model_copy(update={"kind": kind})).widths)
        > TEXT_WIDTH * TWIPS_PER_POINT
        for kind in ("matrix", "plain")
        for columns in (4, 6)
    }
    assert lying == {("matrix", 4): False, ("matrix", 6): True, ("plain", 4): False, ("plain", 6): False}
