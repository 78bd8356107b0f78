from __future__ import annotations

import io
import time
import zipfile

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from fokusrapport.pipeline.opendata.sheets import sheets_of
from fokusrapport.pipeline.opendata.workbook import HEADER_ROW, workbook
from tests.pipeline.opendata.sources import CHAPTER

CONTENT = workbook(CHAPTER, sheets_of(CHAPTER))


@pytest.fixture(scope="module")
def book() -> Workbook:
    """The workbook as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(CONTENT))


def test_numbers_are_numbers_and_texts_are_texts(book: Workbook) -> None:
    """The exact number in the page's decimals; a text that looks like a formula is a text, letter by letter."""
    page = book["Tabell 1 Elevenes svar"]
    first, second = page.iter_rows(min_row=HEADER_ROW + 2)
    assert [(cell.value, cell.data_type) for cell in first] == [("=Trivsel", "s"), (4.25, "n"), ("poeng", "s")]
    assert [first[1].number_format, second[1].number_format] == ["0.0", "#,##0"]


def test_the_file_itself_says_that_a_text_is_no_formula() -> None:
    """No formula stands anywhere in the workbook."""
    with zipfile.ZipFile(io.BytesIO(CONTENT)) as archive:
        pages = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert len(pages) == 4
    assert not any(b"<f>" in page for page in pages)


def test_a_sheet_says_what_it_is(book: Workbook) -> None:
    """Title, source and licence, a way back, and a header that stays."""
    page = book["Tabell 1 Elevenes svar"]
    assert page["A1"].value == "Tabell 1 Elevenes svar"
    assert page["A2"].value == "Kilde: Elevundersøkelsen; Egen telling · Lisens: NLOD 2.0"
    assert page["A3"].hyperlink.location == "'Innhold'!A1"
    assert [cell.value for cell in page[HEADER_ROW + 1]] == ["Hva", "2025", "Enhet"]
    assert page.freeze_panes == f"B{HEADER_ROW + 2}"


def test_contents_lead_to_every_sheet(book: Workbook) -> None:
    """The first sheet links to all others, the data dictionary last."""
    links = [row[0].hyperlink.location for row in book["Innhold"].iter_rows(min_row=HEADER_ROW + 2)]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    assert book.sheetnames[0] == "Innhold"


def test_properties_are_the_editions(book: Workbook) -> None:
    """Title, owner, date and language."""
    found = book.properties
    assert (found.title, found.creator) == ("Fokusområde brukere – Lillevik kommune 2025", "Lillevik kommune")
    assert found.created.date().isoformat() == "2025-12-31"
    assert book.custom_doc_props["Language"].value == "nb-NO"


def test_same_bytes_at_another_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in the workbook comes from the clock."""
    monkeypatch.setattr(time, "time", lambda: 0.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(0))
    assert workbook(CHAPTER, sheets_of(CHAPTER)) == CONTENT
