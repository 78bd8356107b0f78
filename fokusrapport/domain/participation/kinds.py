"""The ways in which users take part."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fokusrapport.i18n import Language

Kind = Literal["council", "dialogue", "focus_group", "conference", "survey"]
KINDS: tuple[Kind, ...] = get_args(Kind)
KIND_WORDS: Mapping[str, Kind] = MappingProxyType(
    {
        "brukerråd": "council",
        "dialogmøte": "dialogue",
        "fokusgruppe": "focus_group",
        "nærmiljøkonferanse": "conference",
        "brukerundersøkelse": "survey",
    }
)
"""What people write in the column `kind`."""
EVERYWHERE = "alle"
"""What stands in the column `area` for the whole municipality."""


def kind_name(kind: Kind, words: Language) -> str:
    """The kind in the report's language, as a table heads its row with it."""
    names: dict[Kind, str] = {
        "council": words.gettext("User councils"),
        "dialogue": words.gettext("Dialogue meetings"),
        "focus_group": words.gettext("Focus groups"),
        "conference": words.gettext("Neighbourhood conferences"),
        "survey": words.gettext("User surveys"),
    }
    return names[kind]


def one_name(kind: Kind, words: Language) -> str:
    """One of the kind."""
    names: dict[Kind, str] = {
        "council": words.gettext("User council"),
        "dialogue": words.gettext("Dialogue meeting"),
        "focus_group": words.gettext("Focus group"),
        "conference": words.gettext("Neighbourhood conference"),
        "survey": words.gettext("User survey"),
    }
    return names[kind]
