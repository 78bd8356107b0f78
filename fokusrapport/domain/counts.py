"""How many results are of each status, and how many are missing for each reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

from fokusrapport.blocks import StatusKind
from fokusrapport.domain.classification import Outcome
from fokusrapport.domain.missing import MISSING_KINDS, MissingKind

STATUS_KINDS: tuple[StatusKind, ...] = get_args(StatusKind)


@dataclass(frozen=True)
class Counts:
    """Counts in fixed order, zeros included.

    `short_by_word` are the results without a level that are nevertheless known not to meet their requirement, by the
    word that says so («under kravet»); they are among the «unclassified» of `by_status`.
    """

    by_status: Mapping[StatusKind, int]
    by_missing: Mapping[MissingKind, int]
    short_by_word: Mapping[str, int]

    @property
    def short_of_requirement(self) -> int:
        """Known not to meet the requirement, but of no level."""
        return sum(self.short_by_word.values())

    @property
    def not_assessed(self) -> int:
        """Of no level, and not known to miss the requirement either."""
        return self.by_status["unclassified"] - self.short_of_requirement

    @property
    def total(self) -> int:
        """All outcomes counted."""
        return sum(self.by_status.values())


def count(outcomes: Iterable[Outcome]) -> Counts:
    """The counts of some outcomes."""
    counted = tuple(outcomes)
    statuses = Counter(outcome.kind for outcome in counted)
    missing = Counter(outcome.missing for outcome in counted)
    short = Counter(outcome.word for outcome in counted if outcome.short_of_requirement)
    return Counts(
        MappingProxyType({kind: statuses[kind] for kind in STATUS_KINDS}),
        MappingProxyType({kind: missing[kind] for kind in MISSING_KINDS}),
        MappingProxyType(dict(sorted(short.items()))),
    )
