from __future__ import annotations

import pytest

from fokusrapport.blocks import (
    Code,
    CrossReference,
    Emphasis,
    FootnoteReference,
    Inlines,
    LineBreak,
    Link,
    Math,
    Paragraph,
    ShownValue,
    Strong,
    Text,
    Value,
    plain,
)
from tests.pipeline.reading import blocks, context, faults
from tests.project import NO_BREAK_SPACE


def inlines(source: str, **values: str) -> Inlines:
    """The inlines of a Markdown text of one paragraph."""
    (block,) = blocks(source, **values)
    assert isinstance(block, Paragraph)
    return block.children


def value(text: str) -> ShownValue:
    """A value in running text."""
    return ShownValue(value=Value(text=text))


@pytest.mark.parametrize("source", ["Det er {eval}`x` av dem.", "Det er `{python} x` av dem."])
def test_both_ways_of_writing_a_value(source: str) -> None:
    """MyST's role and Quarto's: the role itself leaves no trace."""
    assert inlines(source, x="fire") == (Text(text="Det er "), value("fire"), Text(text=" av dem."))


def test_a_value_keeps_its_no_break_space() -> None:
    """«1 234» does not break at the end of a line."""
    assert inlines("{eval}`x`", x=f"1{NO_BREAK_SPACE}234") == (value(f"1{NO_BREAK_SPACE}234"),)


def test_values_stand_inside_other_marks() -> None:
    """In bold, in a link, and right after each other."""
    assert inlines("**{eval}`x`**{eval}`x`", x="4") == (Strong(children=(value("4"),)), value("4"))


def test_every_kind_of_inline() -> None:
    """What Markdown says inside a paragraph comes through as what it is."""
    assert inlines("*a* `b` [c](https://d.no) e  \nf") == (
        Emphasis(children=plain("a")),
        Text(text=" "),
        Code(text="b"),
        Text(text=" "),
        Link(href="https://d.no", children=plain("c")),
        Text(text=" e"),
        LineBreak(),
        Text(text="f"),
    )


def test_references_are_found_in_running_text_only() -> None:
    """`@fig-…` and `@tbl-…`, with the full stop left outside; a mail address is none."""
    assert inlines("Se @fig-a, @tbl-b_2. post@fig-x.no `@fig-c`") == (
        Text(text="Se "),
        CrossReference(label="fig-a"),
        Text(text=", "),
        CrossReference(label="tbl-b_2"),
        Text(text=". post@fig-x.no "),
        Code(text="@fig-c"),
    )


def test_a_formula_brings_its_words() -> None:
    """TeX between dollars and its alt text; without one it is a fault."""
    assert inlines('$x^2${alt="x i annen"} er') == (Math(tex="x^2", alt="x i annen"), Text(text=" er"))
    (fault,) = faults("$x^2$ er")
    assert "no text for those who cannot see it" in fault.what


def test_a_footnote_belongs_to_its_cell() -> None:
    """Two cells may both have their own [^1]: the key tells them apart."""
    assert inlines("a[^1]\n\n[^1]: b") == (Text(text="a"), FootnoteReference(key="3-1"))
    assert context().footnote_key("1") == "3-1"


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("{eval}`y`", "The value «y» has not been computed."),
        ("Svar <b>nå</b>", "HTML («<b>») cannot be carried to the PDF."),
        ("[her](side2.html)", "The link «side2.html» does not lead anywhere a reader can follow."),
        ("Se ![x](y.png) der", "The document cannot carry a picture inside a sentence."),
        ('$\\frac{a${alt="a"}', "The formula «\\frac{a» cannot be read."),
        ("Se noten.[^9]", "The footnote [^9] is referred to, but not written in the same cell."),
    ],
)
def test_what_cannot_be_carried_names_the_cell(source: str, what: str) -> None:
    """One fault, with notebook, cell and first line."""
    fault = faults(source)[0]
    assert (fault.file, fault.place, fault.what) == ("notebooks/skole.ipynb", "cell 3 («første linje»)", what)


def test_a_comment_is_nothing() -> None:
    """`<!-- … -->` is for authors."""
    assert inlines("a <!-- til meg selv -->") == (Text(text="a"),)
    assert inlines("a <!-- til meg selv --> b") == (Text(text="a b"),)
    assert inlines("a<!-- til meg selv -->b, *c* <!-- og --> d") == inlines("ab, *c* d")
