from __future__ import annotations

import io
import time
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from fokusrapport.blocks import Callout, Foreign, ListBlock, Paragraph, Rule, Table, Text, plain
from fokusrapport.pipeline.word.context import bookmark
from fokusrapport.pipeline.word.document import render_docx
from fokusrapport.sourceplaces import entry_anchor
from tests.pipeline.entries import CHAPTER, ONE
from tests.pipeline.opendata.sources import PUPILS, chapter_of
from tests.sample import paragraph, sample_chapter

CONTENT = render_docx(sample_chapter())


def read(content: bytes) -> Document:
    """The document as another program reads it."""
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def document() -> Document:
    """The sample."""
    return read(CONTENT)


def styles(found: Document) -> list[str]:
    """The style of every paragraph outside tables."""
    return [one.style.style_id for one in found.paragraphs if one.style]


def test_headings_are_words_own(document: Document) -> None:
    """So that its navigation, and whoever takes the text over, find them; the title is the first."""
    headings = [one for one in document.paragraphs if one.style and one.style.name.startswith("Heading")]
    assert [(one.style.name if one.style else "", one.text) for one in headings][:3] == [
        ("Heading 1", "Fokusområde brukere"),
        ("Heading 2", "Innledning"),
        ("Heading 3", "Resultater"),
    ]


def test_an_area_alone_is_its_title() -> None:
    """As on its page: no list of contents, its headings one level up."""
    found = read(render_docx(sample_chapter().one_area("nav")))
    assert [one.text for one in found.paragraphs if one.style and one.style.name == "Heading 1"] == ["NAV"]
    assert "TOC1" not in styles(found)


def test_every_link_in_the_document_leads_somewhere(document: Document) -> None:
    """Places are unique and named as Word takes it, in all of the document."""
    body = document.element.body
    places = [place.get(qn("w:name")) for place in body.iter(qn("w:bookmarkStart"))]
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    assert len(set(places)) == len(places)
    assert anchors
    assert anchors <= set(places)
    assert all(place.isidentifier() and len(place) <= 40 for place in places)


def test_links_to_pages_are_real(document: Document) -> None:
    """And one that a reader must not follow is text."""
    addresses = [relation.target_ref for relation in document.part.rels.values() if relation.is_external]
    assert addresses == ["https://www.ssb.no/"]


def test_ids_of_places_and_pictures_are_unique(document: Document) -> None:
    """Word mends a document where they are not, with a question to the reader."""
    body = document.element.body
    for tag, name in (("w:bookmarkStart", qn("w:id")), ("wp:docPr", "id")):
        ids = [element.get(name) for element in body.iter(qn(tag))]
        assert len(set(ids)) == len(ids) > 0


def test_lists_are_lists(document: Document) -> None:
    """Word counts them: a list in a list stands one level in, and begins where it should."""
    numbered = list(document.element.body.iter(qn("w:numPr")))
    levels = [one.find(qn("w:ilvl")).get(qn("w:val")) for one in numbered]
    assert levels[-2:] == ["1", "1"]
    assert "3" in [start.get(qn("w:val")) for start in document.part.numbering_part.element.iter(qn("w:startOverride"))]


def test_words_in_another_language_say_so() -> None:
    """The document is in its own language, the words in theirs."""
    words = Foreign(language="sv", children=plain("revisionsnämnden"))
    found = read(render_docx(chapter_of(Paragraph(children=(Text(text="Se "), words)))))
    marked = [one.text for one in found.element.body.iter(qn("w:r")) if one.find(f".//{qn('w:lang')}") is not None]
    assert marked == ["revisionsnämnden"]


def test_a_row_head_and_a_header_that_repeats() -> None:
    """The table's own marks say which cells head what."""
    table = read(render_docx(chapter_of(PUPILS))).tables[0]
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001 - python-docx shows no other way
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows] == [True, False, False]  # noqa: SLF001


def test_text_below_a_table_stands_apart() -> None:
    """Running text does; what has a style of its own has its own space."""
    chapter = chapter_of(PUPILS, paragraph("Etter."), paragraph("Mer."), PUPILS, Rule())
    found = [style for style in styles(read(render_docx(chapter))) if style in ("AfterTable", "Normal", "Rule")]
    assert found == ["AfterTable", "Normal", "Rule"]


def test_odd_nestings_are_written() -> None:
    """An empty item, a list that begins with a table, a box in a list: nothing is lost."""
    inner = Table(label="tbl-i", caption=(), columns=PUPILS.columns, rows=PUPILS.rows, number=2)
    box = Callout(kind="note", title="Merk", children=(ListBlock(items=((paragraph("i boksen"),),)),))
    items = ((), (inner,), (paragraph("punkt"), box))
    found = read(render_docx(chapter_of(ListBlock(items=items))))
    assert len(found.tables) == 1
    assert [one.text for one in found.paragraphs][-5:] == ["", "Tabell 2 ", "punkt", "Merk", "i boksen"]


def test_same_bytes_at_another_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in the document comes from the clock; its date is the edition's."""
    monkeypatch.setattr(time, "time", lambda: 0.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(10**9))
    assert render_docx(sample_chapter()) == CONTENT
    with zipfile.ZipFile(io.BytesIO(CONTENT)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    assert read(CONTENT).core_properties.created.isoformat().startswith("2025-12-31")


def test_places_have_names_that_word_takes() -> None:
    """Hyphens, other letters and length do not make two places one."""
    names = [bookmark(anchor) for anchor in ("2015-tall", "a-b", "a_b", "å", "x" * 60, "x" * 61)]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and len(name) <= 40 for name in names)


def test_numbers_lead_to_their_rows() -> None:
    """As links that look like the text around them; each row of the appendix is a place to go to."""
    body = read(render_docx(CHAPTER)).element.body
    places = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    links = [one for one in body.iter(qn("w:hyperlink")) if one.get(qn("w:anchor")) == bookmark(entry_anchor(ONE))]
    assert len(links) == 2
    assert bookmark(entry_anchor(ONE)) in places
    assert not any(link.findall(f".//{qn('w:rStyle')}[@{qn('w:val')}='Hyperlink']") for link in links)
