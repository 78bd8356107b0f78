"""Links to actions and plans that their areas do not list: they lead to the area, which is the nearest there is."""

from __future__ import annotations

from collections.abc import Sequence

from fokusrapport.blocks import Area, Link, Paragraph
from fokusrapport.blocktree import transform, walk
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.followup import tracked_anchor
from fokusrapport.domain.matrix.tracked import tracked


def led_home(edition: EditionData, areas: Sequence[Area]) -> tuple[Area, ...]:
    """The areas; a link to what no notebook lists leads to its area."""
    home = {tracked_anchor(area, item): area for area in edition.areas for item in tracked(edition, area)}
    there = {node.anchor for node in walk(tuple(areas)) if isinstance(node, Paragraph) and node.anchor}
    lost = {f"#{anchor}": f"#{area}" for anchor, area in home.items() if anchor not in there}

    def lead(node: object) -> object:
        if isinstance(node, Link) and node.href in lost:
            return node.model_copy(update={"href": lost[node.href]})
        return node

    linked = any(isinstance(node, Link) and node.href in lost for node in walk(tuple(areas)))
    return tuple(transform(area, lead) for area in areas) if linked else tuple(areas)
