"""Where figures come from and how they may be used, in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from fokusrapport.blocks import SourceFile
from fokusrapport.i18n import Language


def each(sources: Iterable[SourceFile], part: Callable[[SourceFile], str]) -> str:
    """One part of every source, each text once: «SSB; Kommunen»."""
    return "; ".join(dict.fromkeys(filter(None, map(part, sources))))


def credit(sources: Sequence[SourceFile], words: Language) -> str:
    """«Kilde: … · Lisens: …»; empty where no file is behind the figures."""
    if not sources:
        return ""
    source = words.gettext("Source: {names}").format(names=each(sources, lambda one: one.name))
    licence = words.gettext("Licence: {names}").format(names=each(sources, lambda one: one.licence))
    return f"{source} · {licence}"
