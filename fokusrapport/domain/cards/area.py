"""The cards as a part of the report: one for every indicator that the areas show, under the area showing it first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fokusrapport.blocks import Area, Block, Card, CardItem, Figure, Heading, Link, Paragraph, Table, Value, plain
from fokusrapport.blocktree import walk
from fokusrapport.domain.cards.facts import AREA_ID, CardFacts
from fokusrapport.domain.cards.places import card_anchor
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import joined
from fokusrapport.domain.row_names import RowNames
from fokusrapport.params.models import Indicator

_LEVEL = 3


@dataclass(frozen=True)
class ShownIn:
    """An area that shows an indicator, and the table or figure that shows it first; the area itself where none does."""

    area: Area
    anchor: str


def cards_area(edition: EditionData, areas: Sequence[Area]) -> Area | None:
    """The cards of all indicators whose results the areas show; None where they show none.

    The series that results are compared with are others' figures: they are named on the cards, and have none.
    """
    shown = shown_in(areas)
    others = edition.register.comparisons
    indicators = [item for item in edition.register.indicators if item.id in shown and item.id not in others]
    if not indicators:
        return None
    maker = _Maker(edition, RowNames(edition))
    blocks: list[Block] = [Paragraph(children=plain(maker.introduction))]
    for area in areas:
        own = [item for item in indicators if shown[item.id][0].area is area]
        if own:
            blocks.append(Heading(level=2, children=plain(area.title), anchor=f"{AREA_ID}-{area.id}"))
            blocks += [maker.card(item, shown[item.id]) for item in own]
    return Area(id=AREA_ID, title=edition.language.gettext("About the indicators"), blocks=tuple(blocks))


def shown_in(areas: Iterable[Area]) -> dict[str, list[ShownIn]]:
    """Where each indicator's values stand, by its id, areas in printed order."""
    found: dict[str, list[ShownIn]] = {}
    for area in areas:
        for indicator, anchor in _first_places(area).items():
            found.setdefault(indicator, []).append(ShownIn(area, anchor))
    return found


def _first_places(area: Area) -> dict[str, str]:
    """The first table or figure with a name that shows each indicator, a scorecard before all others."""
    labelled = [node for node in walk(area.blocks) if isinstance(node, Table | Figure) and _has_name(node)]
    labelled.sort(key=lambda node: not (isinstance(node, Table) and node.kind == "scorecard"))
    places: dict[str, str] = {}
    for node in labelled:
        for indicator in _indicators(node):
            places.setdefault(indicator, node.label)
    for indicator in _indicators(area):
        places.setdefault(indicator, area.id)
    return places


def _has_name(node: Table | Figure) -> bool:
    return node.label.startswith(("tbl-", "fig-"))


def _indicators(node: Area | Table | Figure) -> Iterator[str]:
    return (value.indicator for value in walk(node) if isinstance(value, Value) and value.indicator)


@dataclass(frozen=True)
class _Maker:
    """Makes the cards of one edition."""

    edition: EditionData
    names: RowNames

    @property
    def introduction(self) -> str:
        return self.edition.language.gettext(
            "What each indicator measures, where its figures come from, and what they can and cannot be used for. "
            "Names of indicators in the tables lead here."
        )

    def card(self, indicator: Indicator, shown: Sequence[ShownIn]) -> Card:
        """The card, with links back to where the indicator is shown."""
        words, facts = self.edition.language, CardFacts(self.edition, indicator)
        back = joined([(Link(href=f"#{place.anchor}", children=plain(place.area.title)),) for place in shown], ", ")
        return Card(
            heading=Heading(level=_LEVEL, children=self.names.name(indicator.id), anchor=card_anchor(indicator.id)),
            items=tuple(facts.first()),
            more=(*facts.rest(), CardItem(term=words.gettext("Shown in"), children=back)),
            unfold=words.gettext("More about the indicator"),
        )
