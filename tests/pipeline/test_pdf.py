from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from fokusrapport.blocks import Area, Cell, Chapter, Column, Figure, Math, Paragraph, Table, Text, plain
from fokusrapport.errors import RenderFailed
from fokusrapport.pipeline.pdf import compile_typst, render_pdf, tag_row_headers
from fokusrapport.pipeline.pdf_structure import Element, attributes_of, elements_below, read_structure
from fokusrapport.pipeline.readback import check_pdf
from fokusrapport.pipeline.typst_source import page_tops, typst_source
from tests.sample import LONG_TABLE, sample_chapter


@pytest.fixture(scope="module")
def sample_pdf() -> bytes:
    """The PDF of the whole sample."""
    return render_pdf(sample_chapter())


def with_blocks(*blocks: Paragraph | Figure | Table) -> Chapter:
    """A chapter of one area with these blocks."""
    return sample_chapter().model_copy(update={"areas": (Area(id="x", title="X", blocks=blocks),)})


def pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_pdf_of_the_sample_passes_its_gate(sample_pdf: bytes) -> None:
    """The whole chapter is accessible, archivable and says what the chapter says; so is each area alone."""
    chapter = sample_chapter()
    assert check_pdf(sample_pdf, chapter) == []
    for area in chapter.areas:
        alone = chapter.one_area(area.id)
        assert check_pdf(render_pdf(alone), alone) == []


def test_a_column_head_in_another_language_is_tagged_with_it() -> None:
    """A screen reader is told how to say an answer that nobody has translated."""
    columns = (Column(title="Hva"), Column(title="Agree", language="en"))
    table = Table(
        label="tbl-a", caption=plain("A"), columns=columns, rows=((Cell(children=plain("x")),) * 2,), number=1
    )
    chapter = with_blocks(table)
    pdf = render_pdf(chapter)
    assert check_pdf(pdf, chapter) == []
    languages = {text: language for text, language in spoken(read_structure(pdf), "nb") if text in ("Hva", "Agree")}
    assert languages == {"Hva": "nb", "Agree": "en"}


def spoken(element: Element, around: str) -> Iterator[tuple[str, str]]:
    """Every piece of text with the language it is said to be in, without the country."""
    language = element.language or around
    for part in element.content:
        if isinstance(part, str):
            yield part.strip(), language.partition("-")[0]
        else:
            yield from spoken(part, language)


def test_same_bytes_from_another_folder(sample_pdf: bytes, tmp_path: Path) -> None:
    """Neither time nor place gets into the file."""
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        assert render_pdf(sample_chapter()) == sample_pdf
    finally:
        os.chdir(before)


def test_every_page_says_draft_and_its_number(sample_pdf: bytes) -> None:
    """The state and the notice stand on every page, «page x of y» on every page but the cover."""
    cover, *texts = pages(sample_pdf)
    assert "Utkast\r\n" in cover
    assert "Utkast med oppdiktede tall" in cover
    for number, text in enumerate(texts, start=2):
        assert "Utkast · Utkast med oppdiktede tall" in text
        assert str(number) in text.split()[-4:]
        assert text.split()[-1] == str(len(texts) + 1)


def test_table_heads_repeat(sample_pdf: bytes) -> None:
    """A table that goes over the page has its column heads on the next one."""
    with_rows = [text for text in pages(sample_pdf) if "Enhet nummer" in text]
    assert len(with_rows) > 1
    assert all("Besvart i tide" in text for text in with_rows)


def test_no_row_stands_alone() -> None:
    """No page holds one row only of a long table, though Typst alone would leave one there."""
    chapters = [with_blocks(LONG_TABLE.model_copy(update={"rows": LONG_TABLE.rows[:count]})) for count in range(30, 35)]
    date = dt.datetime(2025, 12, 31, tzinfo=dt.UTC)
    alone = [rows_by_page(compile_typst(typst_source(chapter), date)) for chapter in chapters]
    assert any(1 in rows for rows in alone)
    for chapter in chapters:
        assert 1 not in rows_by_page(render_pdf(chapter))


def rows_by_page(pdf: bytes) -> list[int]:
    """How many rows of the long table stand on each page."""
    return [text.count("Enhet nummer") for text in pages(pdf)]


def test_row_heads_are_header_cells(sample_pdf: bytes) -> None:
    """The cell that names a row is a TH with scope Row, and no cell lists its heads, which would hide that."""
    tables = read_structure(sample_pdf).find("Table")
    first_row = tables[0].find("TR")[1].find("TH", "TD")
    assert [(cell.type, cell.scope) for cell in first_row[:3]] == [("TD", ""), ("TH", "Row"), ("TD", "")]
    with pikepdf.open(BytesIO(sample_pdf)) as document:
        cells = [node for node in elements_below(document.Root.StructTreeRoot.K) if node.S in ("/TH", "/TD")]
        heads = [attributes.get("/Headers", ()) for cell in cells for attributes in attributes_of(cell)]
        assert cells
        assert sum(len(ids) for ids in heads) == 0


def test_tables_that_are_not_the_chapters_are_refused(sample_pdf: bytes) -> None:
    """Row heads are set by position, so a PDF with other tables than the chapter's must not pass."""
    with pytest.raises(RenderFailed):
        tag_row_headers(sample_pdf, [])


def test_warning_is_an_error() -> None:
    """Typst only warns of a typeface it does not have; a report in another typeface is no report."""
    source = '#set document(title: "x")\n#set text(font: "No Such Face")\n= x'
    with pytest.raises(RenderFailed, match="no such face"):
        compile_typst(source, dt.datetime(2025, 12, 31, tzinfo=dt.UTC))


def test_sign_without_glyph_is_refused() -> None:
    """A sign that no typeface has would be an empty box in the archive: it is refused, and named."""
    with pytest.raises(RenderFailed, match="\U00013000"):
        render_pdf(with_blocks(Paragraph(children=plain("\U00013000"))))


def test_broken_picture_is_refused_in_words() -> None:
    """A figure that is no picture stops the PDF with Typst's explanation."""
    with pytest.raises(RenderFailed, match="SVG"):
        render_pdf(with_blocks(Figure(label="fig-x", caption=plain("x"), alt="x", svg="<svg", number=1)))


def test_formula_that_cannot_be_drawn_is_named() -> None:
    """The message holds the formula as the author wrote it."""
    formula = Math(tex=r"\notacommand{x}", alt="x")
    with pytest.raises(RenderFailed, match="notacommand"):
        render_pdf(with_blocks(Paragraph(children=(Text(text="x "), formula))))


def test_area_after_a_part_of_its_own_pages_begins_a_page() -> None:
    """Drafts begin where a page does, whatever stands before: after an area that has its pages to itself."""
    text = Paragraph(children=plain("x"))
    areas = tuple(Area(id=name, title=name, blocks=(text,), own_page=name == "b") for name in "abcd")
    assert page_tops(sample_chapter().model_copy(update={"areas": areas})) == [0, 2]
