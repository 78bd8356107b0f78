"""Cards held against those that the register gives now: every term, and every word and value said of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from fokusrapport.blocks import Area, Card, ShownValue, Value
from fokusrapport.blocktree import text_of, walk
from fokusrapport.domain.proof.places import notebook_of
from fokusrapport.errors import Fault
from fokusrapport.i18n import _

Told = tuple[str, str, tuple[Value, ...]]


def card_faults(area: Area, anew: Area | None) -> Iterator[Fault]:
    """What the cards of an area say otherwise than the same cards made anew; and cards too many or too few."""
    wanted, found = _cards(anew), _cards(area)
    for name in sorted({*wanted, *found}):
        if name not in wanted or name not in found:
            loose, lost = _("The card «{name}» is not one that the data give."), _("The card «{name}» is lost.")
            what = loose if name in found else lost
            yield _fault(area, name, what.format(name=name))
            continue
        for own, told in zip_longest(wanted[name], found[name]):
            if own != told:
                what = _("«{text}» is not what the register says.").format(text=_text(told))
                yield _fault(area, name, what, _text(own))


def _cards(area: Area | None) -> dict[str, list[Told]]:
    """What each card tells, by its anchor."""
    cards = [block for block in area.blocks if isinstance(block, Card)] if area else []
    return {
        card.heading.anchor: [
            ("", text_of(card.heading.children), ()),
            *((item.term, text_of(item.children), _values(item)) for item in (*card.items, *card.more)),
        ]
        for card in cards
    }


def _values(item: object) -> tuple[Value, ...]:
    return tuple(node.value for node in walk(item) if isinstance(node, ShownValue))


def _text(told: Told | None) -> str:
    return " ".join(filter(None, told[:2])) if told else "–"


def _fault(area: Area, card: str, what: str, allowed: str = "") -> Fault:
    return Fault(notebook_of(area), place=f"«{area.title}», {card}", what=what, allowed=allowed)
