"""Where in the report an indicator's result of the year is shown, so that the summary can lead there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from fokusrapport.blocks import Area, Figure, Inlines, Link, Table, Value
from fokusrapport.blocktree import walk


@dataclass(frozen=True)
class Place:
    """Something in the report one can go to, and the id and title of the area it stands in."""

    anchor: str
    area: str
    title: str

    def link(self, text: Inlines) -> Inlines:
        """The text as a link to the place."""
        return (Link(href=f"#{self.anchor}", children=text),)


def places_of(areas: Iterable[Area], year: int) -> Mapping[str, Place]:
    """The place of every indicator whose result of the year is shown, by its id.

    A scorecard comes before other tables, a table before a figure, and a figure before the text of an area.
    """
    areas = tuple(areas)
    found: dict[str, Place] = {}
    for wanted in (_is_scorecard, _is_table, _is_figure):
        for area in areas:
            for node in walk(area.blocks):
                if isinstance(node, Table | Figure) and node.label and wanted(node):
                    _remember(found, node, Place(node.label, area.id, area.title), year)
    for area in areas:
        for block in area.blocks:
            _remember(found, block, Place(area.id, area.id, area.title), year)
    return found


def _is_scorecard(node: BaseModel) -> bool:
    return isinstance(node, Table) and node.kind == "scorecard"


def _is_table(node: BaseModel) -> bool:
    return isinstance(node, Table)


def _is_figure(node: BaseModel) -> bool:
    return isinstance(node, Figure)


def _remember(found: dict[str, Place], node: BaseModel, place: Place, year: int) -> None:
    for value in walk(node):
        if isinstance(value, Value) and value.indicator and value.year == year:
            found.setdefault(value.indicator, place)
