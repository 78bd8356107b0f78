from __future__ import annotations

from decimal import Decimal

import pytest

from fokusrapport.blocks import Cell, Column, ShownValue, Table, Value, plain
from fokusrapport.i18n import language
from fokusrapport.pipeline.opendata.sheet import Number, SheetColumn
from fokusrapport.pipeline.opendata.sheet_columns import sheet_columns

NB = language("nb")


def column_of(*cells: Cell, code: str = "nb") -> SheetColumn:
    """The first column of a table of one column."""
    table = Table(
        label="tbl-a", caption=(), columns=(Column(title="A", align="end"),), rows=tuple((cell,) for cell in cells)
    )
    return sheet_columns(table, language(code))[0]


def value(text: str, exact: str, unit: str = "") -> Cell:
    """A computed number in a cell."""
    return Cell(children=(ShownValue(value=Value(text=text, exact=exact, unit=unit)),))


@pytest.mark.parametrize(
    ("text", "exact", "decimals", "grouped"),
    [
        ("91,5\u00a0%", "91.52", 1, False),
        ("5,0", "5", 1, False),
        ("369\u00a0740", "369740", 0, True),
        ("−1\u00a0234,50", "-1234.5", 2, True),
        ("2015", "2015", 0, False),
        ("om lag ti", "10.25", 2, False),
    ],
)
def test_a_number_keeps_the_shape_it_has_on_the_page(text: str, exact: str, decimals: int, grouped: bool) -> None:  # noqa: FBT001 - a table
    """Exact below, with the page's decimals and thousands on top; what is not written out has those it needs."""
    assert column_of(value(text, exact)).cells == (Number(Decimal(exact), decimals, grouped),)


def test_numbers_of_an_english_report() -> None:
    """The comma between thousands there is no decimal mark."""
    assert column_of(value("1,234.5", "1234.5"), code="en").cells == (Number(Decimal("1234.5"), 1, grouped=True),)


def test_a_column_is_of_numbers_only_without_texts() -> None:
    """Blanks do not matter, a single word does, and a column of blanks holds no numbers."""
    assert column_of(value("5", "5"), Cell()).numeric
    assert column_of(value("0", "0")).numeric
    assert not column_of(value("5", "5"), Cell(children=plain("I arbeid"))).numeric
    assert not column_of(Cell()).numeric


def test_a_unit_that_agrees_with_its_number_is_no_remark() -> None:
    """«1 day» in a column of days is the number 1, and nothing more is said of it."""
    days = (value("1 day", "1", "days"), value("12 days", "12", "days"))
    table = Table(label="tbl-a", caption=(), columns=(Column(title="A"),), rows=tuple((cell,) for cell in days))
    assert [column.title for column in sheet_columns(table, language("en"))] == ["A", "Unit"]


def test_a_column_has_a_unit_where_all_its_numbers_have_one() -> None:
    """Points and days in one column have no unit in common."""
    points, days = value("3\u00a0poeng", "3", "poeng"), value("3\u00a0dager", "3", "dager")
    assert column_of(points, points).unit == "poeng"
    assert column_of(points, days).unit == ""
