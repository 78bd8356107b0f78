"""How few is too few: the limit of an indicator, else of the file it was read from, else of the municipality."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fokusrapport.params.models import DataSource, Indicator, Municipality


@dataclass(frozen=True)
class Limits:
    """Groups of fewer than the limit are not told of. `sources` are the declared files by their path in the project."""

    municipality: Municipality
    sources: Mapping[str, DataSource]

    def of(self, file: str, indicator: Indicator | None = None) -> int:
        """The limit for what was read from a file, and for an indicator where it is about one."""
        return self.declared(file, indicator) or self.municipality.privacy.default

    def declared(self, file: str, indicator: Indicator | None = None) -> int | None:
        """The limit that somebody has set for this indicator or file; None where only the municipality's applies."""
        if indicator is not None and indicator.suppression_limit is not None:
            return indicator.suppression_limit
        source = self.sources.get(file)
        return source.suppression_limit if source else None
