from __future__ import annotations

import pytest

from fokusrapport.blocks import Paragraph, Text
from fokusrapport.pipeline.cells import CellPlace
from fokusrapport.pipeline.inlines import CellContext
from fokusrapport.pipeline.markdown import to_blocks
from fokusrapport.pipeline.prose import area_prose
from fokusrapport.prose import AreaProse, masked
from tests.project import bare, code, markdown


def prose(*sources: str) -> AreaProse:
    """What is typed in a notebook of these Markdown cells."""
    return area_prose(bare(*(markdown(source) for source in sources)), "one", "notebooks/one.ipynb")


def test_what_is_not_typed_is_a_hole() -> None:
    """Values, code, links, formulas, footnote marks, references, labels and addresses; the words around them stay."""
    text = (
        'A {eval}`area.value("x")` b `kode 4` c [lenke 5](https://x.no/6) d $x^7$ e @fig-8 f **9**.[^a] https://y.no/10'
        "\n\n[^a]: Note 11."
    )
    first, note = prose(text).passages
    assert masked(first.text) == "A … b … c … d … e … f 9.… …"
    assert first.expressions == ('area.value("x")',)
    assert note.text == "Note 11."


def test_cells_that_show_nothing_are_not_read() -> None:
    """A removed cell stands in no report; code cells say which indicators the area asks for."""
    hidden = markdown("Tall 1", "remove-cell")
    read = area_prose(bare(hidden, markdown("Tall 2"), code('area.table("x")')), "one", "notebooks/one.ipynb")
    assert [(passage.cell, passage.text) for passage in read.passages] == [(2, "Tall 2")]
    assert read.asks_for("x")
    assert not read.asks_for("y")


@pytest.mark.parametrize(
    ("source", "line", "covers"),
    [
        ("Tall 5. <!-- skrevet tall: a -->", 1, 1),
        ("Første.\nTall <!-- typed number: a --> 5.", 2, 2),
        ("<!-- skrevet tall: a -->\nTall 5.", 1, 2),
        ("<!-- skrivet tal: a -->\n\nTall 5.", 1, 3),
        ("- punkt\n- tall 5 <!-- skrive tal: a -->", 2, 2),
        ("Tall 5 <!-- SKREVET TALL: a -->", 1, 1),
    ],
)
def test_an_excuse_has_a_line(source: str, line: int, covers: int) -> None:
    """Its own, or alone on a line the next one with text."""
    (excuse,) = prose(source).excuses
    assert (excuse.place.line, excuse.covers, excuse.reason) == (line, covers, "a")


def test_other_comments_excuse_nothing() -> None:
    """An author's note to herself is none, nor is an excuse that is shown as code."""
    assert prose("<!-- husk tallet -->\n\nTall 5. `<!-- skrevet tall: a -->`").excuses == ()


@pytest.mark.parametrize("comment", ["<!-- skrevet tall: -->", "<!-- typed number -->", "<!-- skrevet tall:   -->"])
@pytest.mark.parametrize("source", ["Tall 5. {}", "{}\n\nTall 5."])
def test_an_excuse_without_a_reason_is_a_fault(source: str, comment: str) -> None:
    """Inside a paragraph and alone on its line; the author is told what to write."""
    context = CellContext(CellPlace("notebooks/one.ipynb", 1, "Tall 5."), "nb")
    to_blocks(source.format(comment), context)
    (fault,) = context.faults
    assert fault.what == "An excuse for a typed number gives no reason."


def test_an_excuse_leaves_no_trace() -> None:
    """The paragraph is the same with and without it, to the space."""
    context = CellContext(CellPlace("notebooks/one.ipynb", 1, ""), "nb")
    for source in (
        "Tall 5. <!-- skrevet tall: a -->",
        "<!-- skrevet tall: a -->\nTall 5.",
        "Tall <!-- skrevet tall: a --> 5.",
        "<!-- skrevet tall: a -->\n\nTall 5.",
    ):
        assert to_blocks(source, context) == ((Paragraph(children=(Text(text="Tall 5."),)),), ())
    assert context.faults == []
