from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.workbook.workbook import Workbook

from fokusrapport.blocks import Area, Cell, Chapter, Column, ShownValue, Table, Value, plain
from fokusrapport.pipeline.opendata.sheets import sheets_of
from fokusrapport.pipeline.opendata.workbook import workbook
from fokusrapport.pipeline.readback_xlsx import check_xlsx
from tests.pipeline.opendata.sources import CHAPTER
from tests.sample import sample_chapter

CONTENT = workbook(CHAPTER, sheets_of(CHAPTER))
TABLE = "Tabell 1 Elevenes svar"


@pytest.mark.parametrize("chapter", [CHAPTER, sample_chapter()])
def test_a_whole_workbook_passes(chapter: Chapter) -> None:
    """Two chapters, one with text that tries to be a formula."""
    assert check_xlsx(workbook(chapter, sheets_of(chapter)), chapter) == []


@settings(max_examples=20)
@example(25, 638)  # a hundred times this is another binary number with its first sixteen digits
@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_with_endless_decimals_passes(part: int, whole: int) -> None:
    """A workbook holds sixteen digits of a number; a share of answers has more."""
    value = Value(text="share", exact=str(Decimal(100 * part) / whole))
    table = Table(
        label="tbl-a",
        caption=plain("Shares"),
        columns=(Column(title="Share"),),
        rows=((Cell(children=(ShownValue(value=value),)),),),
        number=1,
    )
    chapter = CHAPTER.model_copy(update={"areas": (Area(id="a", title="A", blocks=(table,)),)})
    sheets = sheets_of(chapter)
    assert sheets[0].has_numbers
    assert check_xlsx(workbook(chapter, sheets), chapter) == []


def _put(cell: str, value: object) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[TABLE][cell] = value

    return change


CHANGES: dict[str, Callable[[Workbook], None]] = {
    "another number": _put("B5", 4.26),
    "a number as text": _put("B5", "4.25"),
    "a text lost": _put("A6", None),
    "a formula": _put("A5", "=1+1"),
    "another head": _put("B4", "2024"),
    "another title": _put("A1", "Noe annet"),
    "a row more": _put("A7", "Sum"),
    "a sheet lost": lambda book: book.remove(book[TABLE]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_one_change_is_found(name: str) -> None:
    """A workbook that differs from its chapter in one place does not pass."""
    book = openpyxl.load_workbook(io.BytesIO(CONTENT))
    CHANGES[name](book)
    buffer = io.BytesIO()
    book.save(buffer)
    assert check_xlsx(buffer.getvalue(), CHAPTER)
