"""Which regions an edition is compared with, and what they are called in its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fokusrapport.domain.edition import EditionData
from fokusrapport.params.benchmarks_models import ComparedKind, ComparedWith

_HOLDS = re.compile(r"\s*\((?:\d{4})?\s*[-–]\s*(?:\d{4})?\)\s*$")


@dataclass(frozen=True)
class Region:
    """One column of a comparison; `kind` is None for one's own."""

    code: str
    name: str
    kind: ComparedKind | None = None

    @property
    def own(self) -> bool:
        """Whether it is the municipality itself."""
        return self.kind is None


def region_of(edition: EditionData, other: ComparedWith, names: Mapping[str, str]) -> Region:
    """A region compared with: as the municipality names it, as its kind is called, or as the service has it."""
    if other.label is not None:
        return Region(other.region, edition.label(other.label), other.kind)
    usual = {
        "country": edition.language.gettext("The country"),
        "country_without_oslo": edition.language.gettext("The country without Oslo"),
    }
    served = _HOLDS.sub("", names.get(other.region, other.region))
    return Region(other.region, usual.get(other.kind, served), other.kind)
