"""Where an indicator's card stands, and its name as a link to it: worked out from the id alone, as for sources.

A notebook can so write the link before anybody knows which cards the report will have; where there is none, on the page
of one area or in Jupyter, the name is plain text.
"""

from __future__ import annotations

from fokusrapport.blocks import Cell, Inlines, Link
from fokusrapport.domain.edition import EditionData
from fokusrapport.params.models import Indicator

PREFIX = "indikator-"


def card_anchor(indicator: str) -> str:
    """The heading of the card of the indicator with this id."""
    return f"{PREFIX}{indicator}"


def linked_name(edition: EditionData, indicator: Indicator) -> Inlines:
    """The indicator's label, leading to its card."""
    return (Link(href=f"#{card_anchor(indicator.id)}", children=edition.label_inlines(indicator.label)),)


def name_cell(edition: EditionData, indicator: Indicator) -> Cell:
    """The same as a table cell."""
    return Cell(children=linked_name(edition, indicator))
