"""The sheets of a chapter: its cards as one table."""

from __future__ import annotations

from fokusrapport.blocks import Area, Card, CardItem, Code, Heading, plain
from fokusrapport.pipeline.downloads import downloads
from fokusrapport.pipeline.opendata.files import data_files
from fokusrapport.pipeline.opendata.sheets import sheets_of
from fokusrapport.pipeline.readback_csv import csv_faults
from fokusrapport.pipeline.readback_xlsx import check_xlsx
from tests.pipeline.opendata.sources import chapter_of


def _card(name: str, *told: tuple[str, str]) -> Card:
    items = tuple(CardItem(term=term, children=plain(text)) for term, text in told)
    named = CardItem(term="Id", children=(Code(text=name),))
    heading = Heading(level=3, children=plain(name.capitalize()), anchor=f"indikator-{name}")
    return Card(heading=heading, items=items, more=(named,))


CARDS = Area(
    id="indikatorer",
    title="Om indikatorene",
    blocks=(_card("a", ("Hva", "Dager\u00a0i uken"), ("Kilde", "=1+1")), _card("b", ("Krav", "≥ 90 %"))),
)


def test_cards_are_one_sheet() -> None:
    """A row a card, a column for all that any of them tells, blank where one does not; named as the part is."""
    chapter = chapter_of().model_copy(update={"areas": (CARDS,)})
    (sheet,) = sheets_of(chapter)
    assert [column.title for column in sheet.columns] == ["Navn", "Hva", "Kilde", "Id", "Krav"]
    assert sheet.rows == (("A", "Dager i uken", "=1+1", "a", ""), ("B", "", "", "b", "≥ 90 %"))
    offered = downloads("index.html", chapter, (sheet,)).blocks["indikatorer"]
    assert offered.text == "Last ned «Om indikatorene» som tabell (CSV)"


def test_the_files_of_cards_are_read_back() -> None:
    """They are as the cards, and a file with another word is found."""
    chapter = chapter_of().model_copy(update={"areas": (CARDS,)})
    files = data_files(chapter, sheets_of(chapter))
    assert csv_faults(files, chapter) == []
    assert check_xlsx(files["fokusomrade-brukere.xlsx"], chapter) == []
    wrong = {**files, "data/indikatorer.csv": files["data/indikatorer.csv"].replace(b"uken", b"aret")}
    assert len(csv_faults(wrong, chapter)) == 1


def test_sheets_are_made_once_for_a_chapter() -> None:
    """And anew for another one, though it were equal."""
    chapter = chapter_of().model_copy(update={"areas": (CARDS,)})
    sheets = sheets_of(chapter)
    assert sheets_of(chapter) is sheets
    again = sheets_of(chapter.model_copy())
    assert again is not sheets
    assert again == sheets
