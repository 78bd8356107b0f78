from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from fokusrapport.domain.xlsx import read_sheet

HEADER = ["indicator", "year", "value"]


@pytest.fixture(autouse=True)
def _messages_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "en")


def workbook(*rows: list[Any]) -> Any:  # noqa: ANN401 - openpyxl has no types
    """A workbook of one sheet with the header and these rows."""
    book = openpyxl.Workbook()
    book.active.title = "Tall"
    for row in [HEADER, *rows]:
        book.active.append(row)
    return book


def saved(book: Any) -> bytes:  # noqa: ANN401 - the same
    """The workbook as the bytes of a file."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_numbers_are_what_the_spreadsheet_shows() -> None:
    """Numeric cells become exact decimals without binary noise; text cells stay text, for the declared decimal mark."""
    book = workbook(["besok", 2020, 0.1 + 0.2], ["besok", "2021", " 1 234,5 "], ["besok", 2022.0, None])
    book.active["J9"].number_format = "0.0"  # a cell that was formatted and left blank
    records, faults = read_sheet(saved(book), "tall.xlsx", None)
    assert faults == []
    assert records[:4] == [
        ("indicator", "year", "value"),
        ("besok", Decimal(2020), Decimal("0.3")),
        ("besok", "2021", "1 234,5"),
        ("besok", Decimal(2022), None),
    ]
    assert set(records[4:]) == {(None, None, None)}


@pytest.mark.parametrize(
    ("value", "style", "what"),
    [
        (dt.date(2020, 5, 1), None, "The cell is formatted as a date or a time"),
        (True, None, "The cell holds a logical value"),
        ("#DIV/0!", None, "The cell holds the error #DIV/0!"),
        (0.936, "0.0%", "The cell is formatted as percent"),
        ("=1+1", None, "The cell is a formula whose result is not stored"),
    ],
)
def test_a_cell_that_can_be_taken_in_two_ways_is_refused(value: object, style: str | None, what: str) -> None:
    """Dates, logical values, errors, percent formats and formulas without a result are told cell by cell."""
    book = workbook(["besok", 2020, value])
    if style:
        book.active["C2"].number_format = style
    _records, (fault,) = read_sheet(saved(book), "tall.xlsx", None)
    assert (fault.file, fault.line, fault.place) == ("tall.xlsx", 2, "C2")
    assert fault.what.startswith(what)


def test_merged_cells_are_refused() -> None:
    """A merged cell has its value in one corner only."""
    book = workbook(["besok", 2020, 1], ["besok", 2021, 2])
    book.active.merge_cells("A2:A3")
    _records, (fault,) = read_sheet(saved(book), "tall.xlsx", None)
    assert (fault.line, fault.place, fault.what) == (2, "A2:A3", "The cells are merged.")


def test_the_sheet_is_declared_or_the_only_one() -> None:
    """Several sheets need a declaration; a misspelt one gives the nearest."""
    book = workbook(["besok", 2020, 1])
    book.create_sheet("Notater").append(["noe"])
    data = saved(book)
    assert len(read_sheet(data, "tall.xlsx", "Tall")[0]) == 2
    (several,) = read_sheet(data, "tall.xlsx", None)[1]
    assert (several.what, several.allowed) == (
        "The workbook has several sheets, and sources.yaml names none.",
        "Tall, Notater",
    )
    (unknown,) = read_sheet(data, "tall.xlsx", "Tal")[1]
    assert (unknown.what, unknown.nearest) == ("The workbook has no sheet «Tal».", "Tall")


@pytest.mark.parametrize("data", [b"", b"indicator;year\n", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_told(data: bytes) -> None:
    """A CSV with the wrong ending, or half a file, gives a message and no traceback."""
    records, (fault,) = read_sheet(data, "tall.xlsx", None)
    assert (records, fault.what) == ([], "The file is no XLSX workbook.")
