"""Headings with nothing under them: what is left when an edition's tags take the content of a section away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from fokusrapport.blocks import Area, Block, Group, Heading, Rule
from fokusrapport.blocktree import text_of
from fokusrapport.i18n import _


def empty_parts(area: Area) -> tuple[str, ...]:
    """A warning for an area with a title only, or for every heading without content or a section of its own."""
    blocks = tuple(_that_say_something(area.blocks))
    if not blocks:
        return (_("«{title}» has a title and nothing else in this edition.").format(title=area.title),)
    return tuple(
        _("The heading «{title}» has nothing under it in this edition.").format(title=text_of(block.children))
        for block, following in pairwise((*blocks, None))
        if isinstance(block, Heading) and _ends_section(block, following)
    )


def _that_say_something(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without groups around them (an empty one is nothing) and without lines between sections."""
    for block in blocks:
        if isinstance(block, Group):
            yield from _that_say_something(block.children)
        elif not isinstance(block, Rule):
            yield block


def _ends_section(heading: Heading, following: Block | None) -> bool:
    return following is None or (isinstance(following, Heading) and following.level <= heading.level)
