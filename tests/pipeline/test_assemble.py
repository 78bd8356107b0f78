from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.blocks import (
    Area,
    Block,
    Callout,
    Chapter,
    CrossReference,
    Figure,
    FootnoteReference,
    Group,
    Heading,
    Paragraph,
    Table,
    Text,
    plain,
)
from fokusrapport.blocktree import text_of, walk
from fokusrapport.errors import Fault
from fokusrapport.pipeline.assemble import assemble, slug
from fokusrapport.pipeline.document import read_area
from tests.project import bare, markdown
from tests.sample import FIGURE, sample_chapter

FRONT = sample_chapter().front
TABLE = "| a |\n|---|\n| b |\n\n: Tall"


def chapter_of(**areas: list[str]) -> tuple[Chapter, list[Fault]]:
    """The chapter of areas given as Markdown cells; the cells themselves are without faults."""
    read = [
        read_area(bare(*map(markdown, cells)), name, f"notebooks/{name}.ipynb", "nb") for name, cells in areas.items()
    ]
    assert [fault for one in read for fault in one.faults] == []
    return assemble(FRONT, [one.area for one in read], {one.area.id: one.places for one in read})


def blocks_of(*blocks: Block) -> tuple[Chapter, list[Fault]]:
    """The chapter of one area of these blocks."""
    return assemble(FRONT, [Area(id="skole", title="Skole", blocks=blocks)])


def test_tables_figures_and_footnotes_are_numbered_over_the_whole_chapter() -> None:
    """The second area counts on; references to another area are resolved."""
    chapter, faults = chapter_of(
        skole=["# Skole", f"{TABLE} {{#tbl-a}}", "Se @tbl-b.[^1]\n\n[^1]: En"],
        bad=["# Bad", f"{TABLE} {{#tbl-b}}", "Som @tbl-a.[^1]\n\n[^1]: To"],
    )
    assert faults == []
    nodes = list(walk(chapter.areas))
    assert [(node.label, node.number) for node in nodes if isinstance(node, Table)] == [("tbl-a", 1), ("tbl-b", 2)]
    assert [(node.label, node.text) for node in nodes if isinstance(node, CrossReference)] == [
        ("tbl-b", "tabell 2"),
        ("tbl-a", "tabell 1"),
    ]
    assert [node.number for node in nodes if isinstance(node, FootnoteReference)] == [1, 2]
    notes = {note.number: note.children[0] for area in chapter.areas for note in area.footnotes}
    assert {number: text_of(note.children) for number, note in notes.items() if isinstance(note, Paragraph)} == {
        1: "En",
        2: "To",
    }


def test_an_area_is_referred_to_by_its_title() -> None:
    """One that is not in the chapter keeps the words that the reference brings, and is no fault."""
    there, gone = CrossReference(label="skole", text="skole"), CrossReference(label="bad", text="bad")
    chapter, faults = blocks_of(Paragraph(children=(Text(text="Se "), there, Text(text=" og "), gone)))
    [paragraph] = [node for node in walk(chapter.areas) if isinstance(node, Paragraph)]
    assert (faults, text_of(paragraph.children)) == ([], "Se Skole og bad")


def test_figures_have_numbers_of_their_own_and_their_tables_none() -> None:
    """Blocks inside boxes and groups count in reading order."""
    bare_figure = FIGURE.model_copy(update={"label": "", "number": 0})
    box = Callout(kind="note", title="Merk", children=(bare_figure,))
    chapter, faults = blocks_of(Group(children=(box,)), bare_figure)
    assert faults == []
    figures = [node for node in walk(chapter.areas) if isinstance(node, Figure)]
    assert [(node.label, node.number) for node in figures] == [("fig-skole-1", 1), ("fig-skole-2", 2)]
    assert [node.table.number for node in figures if node.table] == [0, 0]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("", "Tabell 1"),
        ("Slutt. ", "Tabell 1"),
        ("Slutt?\n", "Tabell 1"),
        ("Se ", "tabell 1"),
        ("Vi ser (", "tabell 1"),
        ("Mer der, jf. ", "tabell 1"),
        ("Noe, f.eks. ", "tabell 1"),
    ],
)
def test_a_reference_begins_a_sentence_with_a_capital(before: str, expected: str) -> None:
    """Only there; an abbreviation ends no sentence."""
    chapter, _faults = chapter_of(a=["# A", f"{before}@tbl-a viser det.", f"{TABLE} {{#tbl-a}}"])
    assert [node.text for node in walk(chapter.areas) if isinstance(node, CrossReference)] == [expected]


def test_what_does_not_hold_together_names_the_cell() -> None:
    """An unknown label with the nearest guess, a repeated one, and one that cannot be referred to: all at once."""
    _chapter, faults = chapter_of(
        skole=["# Skole", f"{TABLE} {{#tbl-trivsel}}", "Se @tbl-trivse."],
        bad=["# Bad", f"{TABLE} {{#tbl-trivsel}}", f"{TABLE} {{#tab-x}}"],
    )
    assert [(fault.file, fault.place.partition(" («")[0], fault.what, fault.nearest) for fault in faults] == [
        ("notebooks/bad.ipynb", "cell 2", "The label «tbl-trivsel» is used twice.", ""),
        ("notebooks/bad.ipynb", "cell 3", "The label «tab-x» cannot be referred to.", ""),
        (
            "notebooks/skole.ipynb",
            "cell 3",
            "@tbl-trivse refers to a figure or table that is not there.",
            "tbl-trivsel",
        ),
    ]


def test_without_places_the_notebook_is_named() -> None:
    """A block that a domain call made refers to a footnote nobody wrote."""
    _chapter, (fault,) = blocks_of(Paragraph(children=(FootnoteReference(key="x"),)))
    assert fault == Fault(
        "notebooks/skole.ipynb", what="The footnote [^x] is referred to, but not written.", allowed="[^x]: …"
    )


def test_anchors_are_readable() -> None:
    """Norwegian and Sami letters as people type them."""
    assert slug("Tilfredshet på SFO & ærlige Čáhppes-øyer!") == "tilfredshet-pa-sfo-aerlige-cahppes-oyer"
    assert slug("…") == "del"


def test_what_is_told_twice_is_one_place() -> None:
    """Links lead to where a paragraph stands first; a place that a heading has is not taken from it."""
    told = Paragraph(children=plain("Gjort."), anchor="tiltak-a")
    chapter, faults = blocks_of(told, Heading(level=2, children=plain("A"), anchor="plan-b"), told)
    assert faults == []
    assert [node.anchor for node in walk(chapter.areas) if isinstance(node, Paragraph)] == ["tiltak-a", ""]


def test_a_reference_to_an_area_has_its_title() -> None:
    """Also to one that comes later; to one that is not there the words it has already, and no fault."""
    parts = tuple(Paragraph(children=(CrossReference(label=label, text=label),)) for label in ("bad", "nav"))
    areas = (Area(id="skole", title="Skole", blocks=parts), Area(id="bad", title="Badet", blocks=()))
    chapter, faults = assemble(FRONT, areas)
    assert faults == []
    texts = [node.text for node in walk(chapter.areas) if isinstance(node, CrossReference)]
    assert [text.lower() for text in texts] == ["badet", "nav"]


@given(st.lists(st.sampled_from(["A", "A 2", "a", "A 2 2", "!", ""]), max_size=8))
def test_anchors_are_unique_and_valid(titles: list[str]) -> None:
    """Whatever the headings, also «A», «A 2», «A»: two of them would otherwise get «a-2»."""
    headings = tuple(Heading(level=2, children=plain(title)) for title in titles)
    chapter, _faults = blocks_of(*headings)
    anchors = [node.anchor for node in walk(chapter.areas) if isinstance(node, Heading)]
    assert len(set(anchors)) == len(anchors)
    assert all(re.fullmatch(r"skole-[a-z0-9-]+", anchor) for anchor in anchors)


@given(st.text(max_size=20))
def test_assembling_twice_changes_nothing(text: str) -> None:
    """A law: numbers and anchors depend on the chapter alone."""
    first, _faults = blocks_of(Heading(level=2, children=plain(text)), Paragraph(children=(Text(text=text),)), FIGURE)
    again, _faults = assemble(FRONT, first.areas)
    assert again == first
