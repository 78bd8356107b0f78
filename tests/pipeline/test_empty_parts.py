from __future__ import annotations

import pytest

from fokusrapport.blocks import Area, Block, Group, Heading, Paragraph, Rule, plain
from fokusrapport.pipeline.empty_parts import empty_parts

TEXT = Paragraph(children=plain("Bra."))


def warned(*blocks: Block) -> list[str]:
    """The warnings of an area of these blocks."""
    return list(empty_parts(Area(id="skole", title="Skole", blocks=blocks)))


def section(level: int) -> Heading:
    """A heading named after its level."""
    return Heading(level=level, children=plain(f"Nivå {level}"))


@pytest.mark.parametrize("blocks", [(), (Group(children=()),), (Rule(),)])
def test_an_area_of_its_title_only(blocks: tuple[Block, ...]) -> None:
    """A list without items and a line are nothing either."""
    assert warned(*blocks) == ["«Skole» has a title and nothing else in this edition."]


@pytest.mark.parametrize(
    "blocks",
    [
        (TEXT, section(2)),
        (section(2), section(2).model_copy(update={"children": plain("Annet")}), TEXT),
        (section(2), Group(children=()), Rule(), section(1), TEXT),
    ],
)
def test_a_heading_with_nothing_under_it(blocks: tuple[Block, ...]) -> None:
    """At the end, or before one of the same or a higher level."""
    assert warned(*blocks) == ["The heading «Nivå 2» has nothing under it in this edition."]


def test_a_heading_over_a_section_of_its_own_is_not_empty() -> None:
    """Nor one over a text, also within a group."""
    assert warned(section(2), section(3), TEXT, section(2), Group(children=(TEXT,))) == []
