from __future__ import annotations

import pytest

from fokusrapport.blocks import (
    Callout,
    Cell,
    CodeBlock,
    Column,
    FootnoteReference,
    Heading,
    ListBlock,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    ShownValue,
    Table,
    Text,
    Value,
    plain,
)
from fokusrapport.blocktree import text_of, walk
from fokusrapport.pipeline.markdown import expressions, to_blocks
from tests.pipeline.reading import blocks, context, faults


def paragraph(text: str) -> Paragraph:
    """A plain paragraph."""
    return Paragraph(children=plain(text))


@pytest.mark.parametrize(
    "source",
    ["a {eval}`x + 1` b `{python} y`", "> - **{eval}`x + 1`** {eval}`y` {eval}`y`", "## {eval}`x + 1`{eval}`y`"],
)
def test_expressions_are_found_wherever_text_is(source: str) -> None:
    """In order, each once."""
    assert expressions(source) == ("x + 1", "y")


@pytest.mark.parametrize("source", ["```\n{eval}`x`\n```", "    {eval}`x`", "`eval x`", "{eval} `x`", "\\{eval\\}"])
def test_what_is_no_inline_value_is_never_run(source: str) -> None:
    """Fenced and indented code is an example, and a code span alone is code."""
    assert expressions(source) == ()


def test_every_kind_of_block() -> None:
    """What Markdown says comes through as what it is."""
    source = "## A\n\nb\n\n1. c\n2. d\n\n> e\n\n```python\nf\n```\n\n---\n\n- g\n"
    assert blocks(source) == (
        Heading(level=2, children=plain("A")),
        paragraph("b"),
        ListBlock(ordered=True, items=((paragraph("c"),), (paragraph("d"),))),
        Quote(children=(paragraph("e"),)),
        CodeBlock(text="f", language="python"),
        Rule(),
        ListBlock(items=((paragraph("g"),),)),
    )


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [("NOTE", "note", "Merk"), ("important", "important", "Viktig"), ("CAUTION", "warning", "Advarsel")],
)
def test_a_box(name: str, kind: str, title: str) -> None:
    """Boxes have a title in the report's language, whatever the language of the keyboard."""
    (box,) = blocks(f"> [!{name}]\n> a *b*\n>\n> c")
    assert isinstance(box, Callout)
    assert (box.kind, box.title, len(box.children)) == (kind, title, 2)


def test_an_unknown_box_is_refused() -> None:
    """With the ones there are."""
    (fault,) = faults("> [!VIKTIG]\n> a")
    assert fault.what == "Unknown box «VIKTIG»."
    assert "[!IMPORTANT]" in fault.allowed


def test_a_table_with_caption_and_label() -> None:
    """Caption, label, alignment, and values in cells, headings and the caption itself."""
    source = "| {eval}`y` | **n** |\n|---|--:|\n| a | {eval}`x` |\n\n: Tall for {eval}`y` {#tbl-a}"
    (table,) = blocks(source, x="4", y="2024")
    assert table == Table(
        label="tbl-a",
        caption=(Text(text="Tall for "), ShownValue(value=Value(text="2024"))),
        columns=(Column(title="2024"), Column(title="n", align="end")),
        rows=((Cell(children=plain("a")), Cell(children=(ShownValue(value=Value(text="4")),))),),
    )


def test_a_table_without_caption_is_refused() -> None:
    """And the paragraph after it is not eaten."""
    where = context()
    found, _notes = to_blocks("| a |\n|---|\n| b |\n\nEtterpå.", where)
    assert [fault.what for fault in where.faults] == ["The table has no caption."]
    assert found[-1] == paragraph("Etterpå.")


def test_a_displayed_formula() -> None:
    """With words after it; without them it is a fault."""
    assert blocks('$$\nx^2\n$$\n\n{alt="x i annen"}') == (MathBlock(tex="x^2", alt="x i annen"),)
    assert "no text for those" in faults("$$\nx^2\n$$\n\nTekst.")[0].what


def test_footnotes_come_beside_the_blocks() -> None:
    """The note is read as blocks, and its reference finds it."""
    where = context()
    found, (note,) = to_blocks("a[^kilde] og b[^kilde]\n\n[^kilde]: Se *der*.", where)
    keys = {node.key for node in walk(found) if isinstance(node, FootnoteReference)}
    assert keys == {note.key}
    assert isinstance(note.children[0], Paragraph)
    assert text_of(note.children[0].children) == "Se der."


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("<div>a</div>", "HTML cannot be carried to the PDF."),
        ("![kart](kart.png)", "A picture from a file cannot be carried yet."),
        ("a\n\n[^1]: b", "The footnote [^1] is written, but not referred to in the same cell."),
    ],
)
def test_what_cannot_be_carried(source: str, what: str) -> None:
    """Is told, never dropped."""
    assert [fault.what for fault in faults(source)] == [what]
