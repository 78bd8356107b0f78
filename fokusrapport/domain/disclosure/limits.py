"""How few is too few: the limit of what is measured, else of the file it was read from, else of the municipality."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from fokusrapport.params.models import Municipality


class Limiting(Protocol):
    """What may have a limit of its own: an indicator, a survey, the settings of feedback cases."""

    @property
    def suppression_limit(self) -> int | None:
        """The fewest that are told of; None where it has none of its own."""


@dataclass(frozen=True)
class Limits:
    """Groups of fewer than the limit are not told of. `of_file` is what sources.yaml says of a file by its path."""

    municipality: Municipality
    of_file: Callable[[str], int | None]

    def of(self, file: str, own: Limiting | None = None) -> int:
        """The limit for what was read from a file, and for an indicator where it is about one."""
        return self.declared(file, own) or self.municipality.privacy.default

    def of_files(self, files: Iterable[str], own: Limiting | None = None) -> int:
        """The limit for figures that several files are counted together in: the strictest of theirs."""
        return max((self.of(file, own) for file in files), default=self.of("", own))

    def declared(self, file: str, own: Limiting | None = None) -> int | None:
        """The limit set for what is measured, or for its file; None where only the municipality's applies."""
        if own is not None and own.suppression_limit is not None:
            return own.suppression_limit
        return self.of_file(file)
