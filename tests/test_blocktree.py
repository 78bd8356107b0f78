from __future__ import annotations

from typing import Any

from hypothesis import given
from pydantic import BaseModel

from fokusrapport.blocks import (
    Block,
    Emphasis,
    FootnoteReference,
    Group,
    LineBreak,
    Paragraph,
    Rule,
    ShownValue,
    Source,
    SourceFile,
    Text,
    Value,
    plain,
)
from fokusrapport.blocktree import cited, text_of, transform, walk
from tests.test_blocks import BLOCKS


def keep(node: Any) -> Any:  # noqa: ANN401 - as transform has it
    """Change nothing."""
    return node


def shout(node: Any) -> Any:  # noqa: ANN401 - as transform has it
    """Every text doubled."""
    return node.model_copy(update={"text": node.text * 2}) if isinstance(node, Text) else node


@given(BLOCKS)
def test_changing_nothing_gives_the_same_object(block: Block) -> None:
    """What is unchanged is shared, not copied."""
    assert transform(block, keep) is block


@given(BLOCKS)
def test_walk_meets_what_transform_changes(block: Block) -> None:
    """Every text there is, and nothing else; the tree that was given is as it was."""
    before = block.model_dump()
    texts = [node.text for node in walk(block) if isinstance(node, Text)]
    changed = transform(block, shout)
    assert [node.text for node in walk(changed) if isinstance(node, Text)] == [text * 2 for text in texts]
    assert [type(node) for node in walk(changed)] == [type(node) for node in walk(block)]
    assert block.model_dump() == before


@given(BLOCKS)
def test_transform_meets_children_before_parents_and_walk_after(block: Block) -> None:
    """From the leaves up; parents first."""
    met: list[BaseModel] = []

    def note(node: BaseModel) -> BaseModel:
        met.append(node)
        return node

    transform(block, note)
    assert met[-1] is block
    assert next(walk(block)) is block
    assert len(met) == len(list(walk(block)))


def test_transform_sees_what_it_changed_below() -> None:
    """A parent is handed its new children."""

    def change(node: BaseModel) -> BaseModel:
        if isinstance(node, Text):
            return Text(text="b")
        return Rule() if isinstance(node, Paragraph) and node.children == (Text(text="b"),) else node

    assert transform(Group(children=(Paragraph(children=plain("a")),)), change) == Group(children=(Rule(),))


def test_the_text_of_inlines() -> None:
    """Values as displayed, a line break as a space, a footnote's mark as nothing."""
    inlines = (
        Text(text="a"),
        LineBreak(),
        Emphasis(children=(ShownValue(value=Value(text="4,3")),)),
        FootnoteReference(key="x", number=1),
    )
    assert text_of(inlines) == "a 4,3"


def test_only_the_files_that_values_were_read_from_are_cited() -> None:
    """In the order given, whatever the order of the values; a file that is cited twice stands once."""
    files = [SourceFile(file=name, name=name, period="", owner="", licence="") for name in ("a.csv", "b.csv", "c.csv")]
    read = [Source(file=name, row=2, key="", sha256="") for name in ("c.csv", "a.csv", "c.csv")]
    values = tuple(ShownValue(value=Value(text="1", sources=(source,))) for source in read)
    assert [source.name for source in cited(Paragraph(children=values), files)] == ["a.csv", "c.csv"]
    assert cited(Paragraph(children=plain("1")), files) == ()


def test_rows_of_a_value_are_not_walked() -> None:
    """They are found at the value; everything else that is a model is walked, wherever it stands."""
    value = Value(text="1", sources=(Source(file="a.csv", row=2, key="k", sha256="0"),))
    [paragraph, shown, found] = walk((Paragraph(children=(ShownValue(value=value),)),))
    assert (type(paragraph), type(shown), found) == (Paragraph, ShownValue, value)


@given(BLOCKS)
def test_everything_else_is_walked(block: Block) -> None:
    """As if each field of each model were looked at."""
    assert list(walk(block)) == list(every(block))


def every(node: object) -> list[BaseModel]:
    """Every model below a node and the node, but the rows of values."""
    if isinstance(node, tuple):
        return [found for item in node for found in every(item)]
    if not isinstance(node, BaseModel):
        return []
    below = () if isinstance(node, Value) else tuple(getattr(node, name) for name in type(node).model_fields)
    return [node, *every(below)]
