from __future__ import annotations

from lxml import html

from fokusrapport.blocks import Paragraph, plain
from fokusrapport.pipeline.downloads import downloads
from fokusrapport.pipeline.html import render_html
from fokusrapport.pipeline.opendata.sheets import sheets_of
from fokusrapport.pipeline.readback import check_html
from tests.pipeline.opendata.sources import CHAPTER, PUPILS, chapter_of
from tests.sample import sample_chapter

SHEETS = sheets_of(CHAPTER)


def test_addresses_are_seen_from_the_page() -> None:
    """The page of an area lies one folder down, beside its own PDF."""
    top, below = downloads("index.html", CHAPTER, SHEETS), downloads("areas/skole.html", CHAPTER, SHEETS)
    assert top.blocks["tbl-elever"].href == "data/tbl-elever.csv"
    assert below.blocks["tbl-elever"].href == "../data/tbl-elever.csv"
    assert [file.href for file in top.report][:2] == ["fokusomrade-brukere.pdf", "fokusomrade-brukere.docx"]
    assert [file.href for file in below.report][:3] == ["skole.pdf", "../index.html", "../fokusomrade-brukere.pdf"]


def test_a_chapter_without_tables_offers_no_data() -> None:
    """No link to a workbook that is not there."""
    offered = downloads("index.html", chapter_of(), ())
    assert (offered.blocks, len(offered.report)) == ({}, 3)


def test_each_table_and_figure_has_its_line() -> None:
    """A link that says what is fetched, then whose the numbers are, where that is known."""
    page = html.document_fromstring(render_html(CHAPTER, downloads("index.html", CHAPTER, SHEETS)))
    lines = page.xpath("//p[@class='download']")
    assert [line.text_content() for line in lines] == [
        "Last ned tallene i tabell 1 (CSV) Kilde: Elevundersøkelsen; Egen telling · Lisens: NLOD 2.0",
        "Last ned tallene i figur 1 (CSV)",
    ]
    assert [line.xpath("./a/@href") for line in lines] == [["data/tbl-elever.csv"], ["data/fig-alt.csv"]]


def test_a_table_of_words_promises_no_numbers() -> None:
    """The legend is there for those who read the statuses in the files."""
    chapter = sample_chapter()
    offered = downloads("index.html", chapter, sheets_of(chapter)).blocks
    assert offered["tbl-grenser"].text == "Last ned tabell 2 (CSV)"


def test_no_two_links_of_a_page_say_the_same() -> None:
    """A list of a page's links, as a screen reader shows it, tells the files apart."""
    chapter = sample_chapter()
    offered = downloads("areas/servicetorg.html", chapter, sheets_of(chapter))
    texts = [file.text for file in (*offered.blocks.values(), *offered.report)]
    assert len(set(texts)) == len(texts)


def test_a_notebook_exported_alone_offers_nothing() -> None:
    """There is no file beside it."""
    assert "download" not in html.document_fromstring(render_html(CHAPTER)).xpath("string(//body)").lower()


def test_the_lines_are_no_text_of_the_chapter() -> None:
    """The page passes its gate with them, and they do not stand in for a paragraph that is missing."""
    offered = downloads("index.html", CHAPTER, SHEETS)
    assert check_html(render_html(CHAPTER, offered), CHAPTER) == []
    said = offered.blocks["tbl-elever"].credit
    missing = chapter_of(PUPILS, Paragraph(children=plain(said)), *CHAPTER.areas[0].blocks[1:])
    assert check_html(render_html(CHAPTER, offered), missing)
