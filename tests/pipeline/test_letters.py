from __future__ import annotations

import pytest

from fokusrapport.blocks import (
    Area,
    Block,
    Cell,
    CodeBlock,
    Column,
    Footnote,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Status,
    Table,
    Value,
    plain,
)
from fokusrapport.pipeline.letters import can_show, letter_faults, without_unknown
from tests.sample import FIGURE, sample_chapter


@pytest.mark.parametrize("character", [*"aÅŋ−–½≥✓■→", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u202f", "\n", "\u0301"])
def test_signs_and_invisible_characters_that_the_fonts_have(character: str) -> None:
    """Nothing is refused that the PDF can hold."""
    assert can_show(character)


@pytest.mark.parametrize("character", ["😀", "漢", "\ue000", "\x07", "\ufeff", "\ud83d"])
def test_characters_that_would_stop_the_whole_report(character: str) -> None:
    """No glyph in any font, not allowed by the standards, or half a character."""
    assert not can_show(character)


@pytest.mark.parametrize(
    "block",
    [
        Heading(level=2, children=plain("Mye 漢 her")),
        CodeBlock(text="Mye 漢 her"),
        KeyFigures(items=(KeyFigure(label="Mye 漢 her", value=Value(text="1")),)),
        KeyFigures(items=(KeyFigure(label="a", value=Value(text="Mye 漢 her")),)),
        Table(label="tbl-a", caption=plain("Mye 漢 her"), columns=(), rows=()),
        Table(label="tbl-a", caption=(), columns=(Column(title="Mye 漢 her"),), rows=()),
        FIGURE.model_copy(update={"caption": plain("Mye 漢 her")}),
    ],
)
def test_every_printed_text_is_looked_at(block: Block) -> None:
    """Wherever it stands, with the words around it."""
    (fault,) = letter_faults(Area(id="a", title="A", blocks=(block,)), "notebooks/a.ipynb")
    assert (fault.file, fault.place) == ("notebooks/a.ipynb", "«Mye 漢 her»")
    assert fault.what == "The report's typeface does not have the character «漢» (U+6F22)."


def test_titles_footnotes_and_statuses_are_looked_at_and_alt_texts_are_not() -> None:
    """Each character is told once; an alt text is not drawn with a font."""
    note = Footnote(key="1", children=(Paragraph(children=plain("漢 og 漢")),))
    status = Cell(status=Status(kind="met", word="字"))
    table = Table(label="tbl-a", caption=(), columns=(Column(title="a"),), rows=((status,),))
    figure = FIGURE.model_copy(update={"alt": "語"})
    area = Area(id="a", title="😀 A", blocks=(table, figure), footnotes=(note,))
    assert [fault.place for fault in letter_faults(area, "a")] == ["«😀 A»", "«字»", "«漢 og 漢»"]


def test_the_sample_is_without_fault() -> None:
    """With every block there is, and text that tries to break a renderer."""
    assert [fault for area in sample_chapter().areas for fault in letter_faults(area, "a")] == []


def test_a_title_can_do_without_them() -> None:
    """For the placeholder that stands where the area should."""
    assert without_unknown("Skole 😀 og 漢 bad") == "Skole og bad"
