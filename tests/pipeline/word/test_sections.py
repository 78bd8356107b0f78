from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT

from fokusrapport.blocks import Block, Cell, Column, Table, plain
from fokusrapport.pipeline.word.document import render_docx
from tests.pipeline.opendata.sources import PUPILS, chapter_of
from tests.sample import heading, paragraph

_COLUMNS = 14
WIDE = Table(
    label="tbl-bred",
    caption=plain("Bred"),
    columns=tuple(Column(title=f"Kolonne{number:05}") for number in range(_COLUMNS)),
    rows=((Cell(children=plain("celle")),) * _COLUMNS,),
    notes=(plain("a) Merknad."),),
    number=1,
)


def document(*blocks: Block) -> Document:
    """The document of these blocks, as another program reads it."""
    return docx.Document(io.BytesIO(render_docx(chapter_of(*blocks))))


def pages(found: Document) -> list[tuple[bool, list[str]]]:
    """For each section whether it lies, and the texts of its paragraphs."""
    return [
        (
            section.orientation == WD_ORIENT.LANDSCAPE,
            [text for one in section.iter_inner_content() if (text := getattr(one, "text", ""))],
        )
        for section in found.sections
    ]


def test_a_wide_table_lies_with_what_belongs_to_it() -> None:
    """Heading, caption and notes go along; the text before and after stands upright, under the same page heads."""
    found = document(paragraph("Før."), heading(2, "Tall", "skole-tall"), WIDE, paragraph("Etter."))
    first, lying, last = pages(found)
    assert (first[0], first[1][-1]) == (False, "Før.")
    assert lying == (True, ["Tall", "Tabell 1 Bred", "a) Merknad."])
    assert last == (False, ["Etter."])
    assert found.sections[1].page_width == found.sections[0].page_height
    assert [section.header.paragraphs[0].text for section in found.sections] == ["Fokusområde brukere · 2025"] * 3


def test_two_wide_tables_share_no_upright_page_between_them() -> None:
    """Right after each other they lie on pages of their own, and no page stands empty between."""
    second = WIDE.model_copy(update={"label": "tbl-to", "number": 2, "notes": ()})
    found = document(paragraph("Før."), WIDE, second, paragraph("Etter."))
    assert [lying for lying, _texts in pages(found)] == [False, True, True, False]


def test_other_tables_stand_upright() -> None:
    """A document without wide tables has one section."""
    assert [lying for lying, _texts in pages(document(PUPILS))] == [False]
