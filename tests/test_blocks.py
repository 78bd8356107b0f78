from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from fokusrapport.blocks import (
    BLOCK_MIME,
    VALUE_MIME,
    Area,
    BaseBlock,
    Block,
    Chapter,
    Inline,
    Text,
    Value,
    block_from_json,
    plain,
)
from fokusrapport.blocktree import walk
from tests.sample import sample_chapter

TEXTS = st.text(max_size=8)
TEX = st.sampled_from(["x^2", r"\frac{a}{b}"])  # what cannot be shown is refused before it is a block
VALUES = st.builds(Value, text=TEXTS, exact=st.none() | st.decimals(allow_nan=False, allow_infinity=False).map(str))


def inlines(depth: int = 2) -> st.SearchStrategy[tuple[Inline, ...]]:
    """Every type of inline, some inside others."""
    from fokusrapport import blocks as b  # noqa: PLC0415 - a short name for many

    leaves: list[st.SearchStrategy[Any]] = [
        st.builds(b.Text, text=TEXTS),
        st.builds(b.Code, text=TEXTS),
        st.builds(b.LineBreak),
        st.builds(b.ShownValue, value=VALUES),
        st.builds(b.CrossReference, label=TEXTS, text=TEXTS),
        st.builds(b.FootnoteReference, key=TEXTS, number=st.integers(0, 99)),
        st.builds(b.Math, tex=TEX, alt=TEXTS),
    ]
    if depth:
        inner = inlines(depth - 1)
        leaves += [
            st.builds(b.Emphasis, children=inner),
            st.builds(b.Strong, children=inner),
            st.builds(b.Link, href=TEXTS, children=inner),
        ]
    return st.lists(st.one_of(leaves), max_size=3).map(tuple)


def blocks(depth: int = 2) -> st.SearchStrategy[Block]:
    """Every type of block, some inside others."""
    from fokusrapport import blocks as b  # noqa: PLC0415 - a short name for many

    status = st.builds(b.Status, kind=st.sampled_from(["met", "missing"]), word=TEXTS, reason=TEXTS)
    cell = st.builds(b.Cell, children=inlines(1), status=st.none() | status)
    table = st.builds(
        b.Table,
        label=TEXTS,
        caption=inlines(1),
        columns=st.just((b.Column(title="a"), b.Column(title="b", align="end"))),
        rows=st.lists(st.tuples(cell, cell), max_size=2).map(tuple),
        row_header=st.sampled_from([0, None]),
        notes=st.lists(inlines(0), max_size=2).map(tuple),
        kind=st.sampled_from(["plain", "scorecard", "legend"]),
    )
    leaves: list[st.SearchStrategy[Any]] = [
        st.builds(b.Heading, level=st.integers(1, 6), children=inlines(1), anchor=TEXTS),
        st.builds(b.Paragraph, children=inlines(), lead=st.booleans()),
        st.builds(b.CodeBlock, text=TEXTS, language=TEXTS),
        st.builds(b.Rule),
        table,
        st.builds(
            b.Figure,
            label=TEXTS,
            caption=inlines(1),
            alt=st.text(min_size=1, max_size=5),
            svg=TEXTS,
            table=st.none() | table,
        ),
        st.builds(
            b.KeyFigures,
            items=st.lists(st.builds(b.KeyFigure, label=TEXTS, value=VALUES, note=inlines(0)), max_size=2).map(tuple),
        ),
        st.builds(
            b.Card,
            heading=st.builds(b.Heading, level=st.integers(1, 6), children=inlines(1), anchor=TEXTS),
            items=st.lists(st.builds(b.CardItem, term=TEXTS, children=inlines()), max_size=2).map(tuple),
            more=st.lists(st.builds(b.CardItem, term=TEXTS, children=inlines()), max_size=2).map(tuple),
            unfold=TEXTS,
        ),
        st.builds(b.MathBlock, tex=TEX, alt=TEXTS),
        st.builds(b.Placeholder, title=TEXTS, message=TEXTS),
    ]
    if depth:
        inner = st.lists(st.deferred(lambda: blocks(depth - 1)), max_size=2).map(tuple)
        leaves += [
            st.builds(
                b.ListBlock,
                ordered=st.booleans(),
                start=st.integers(1, 9),
                items=st.lists(inner, max_size=2).map(tuple),
            ),
            st.builds(b.Quote, children=inner),
            st.builds(b.Callout, kind=st.sampled_from(["note", "important", "warning"]), title=TEXTS, children=inner),
            st.builds(b.Group, children=inner),
        ]
    return st.one_of(leaves)


BLOCKS = blocks()


@given(BLOCKS)
def test_blocks_to_json_and_back_is_identity(block: BaseBlock) -> None:
    """As a Python value and as text, whatever the block holds."""
    bundle = block._repr_mimebundle_()
    assert block_from_json(bundle[BLOCK_MIME]) == block
    again: Block = TypeAdapter(Block).validate_json(block.model_dump_json())
    assert again == block


def test_the_strategy_knows_every_type() -> None:
    """A type of block or inline added later is not forgotten here: the sample chapter holds them all."""
    sample = {type(node).__name__ for node in walk(sample_chapter()) if hasattr(node, "type")}
    found: set[str] = set()

    # The same draws each time, and many: a rare type must not be missed by chance.
    @settings(max_examples=400, derandomize=True)
    @given(st.lists(BLOCKS, max_size=4))
    def gather(drawn: list[Block]) -> None:
        found.update(type(node).__name__ for node in walk(tuple(drawn)) if hasattr(node, "type"))

    gather()
    assert found == sample
    named = {kind.__name__ for kind in BaseBlock.__subclasses__()}
    assert named <= sample


@pytest.mark.parametrize(
    "data", [{}, {"type": "hologram"}, {"type": "rule", "x": 1}, {"type": "heading", "level": 9, "children": []}, 1]
)
def test_what_is_no_block_is_refused(data: object) -> None:
    """An unknown type, key or value."""
    with pytest.raises(ValidationError):
        block_from_json(data)


def test_a_value_shows_itself_as_its_text() -> None:
    """Also where Python would show a no-break space as an escape."""
    value = Value(text="1\u00a0234", exact="1234")
    assert (str(value), repr(value)) == ("1\u00a0234", "1\u00a0234")
    bundle = value._repr_mimebundle_()
    assert bundle["text/plain"] == "1\u00a0234"
    assert Value.model_validate(bundle[VALUE_MIME]) == value


def test_plain_texts() -> None:
    """The empty string is no inline."""
    assert plain("") == ()
    assert plain("a") == (Text(text="a"),)


def test_one_area_of_a_chapter() -> None:
    """By its id; an unknown one is a KeyError."""
    chapter = Chapter(
        front=sample_chapter().front, areas=(Area(id="a", title="A", blocks=()), Area(id="b", title="B", blocks=()))
    )
    assert [area.id for area in chapter.one_area("b").areas] == ["b"]
    with pytest.raises(KeyError):
        chapter.one_area("c")
