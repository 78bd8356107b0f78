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

    `short_of_requirement` are the results without a level that are nevertheless known not to meet theirs.
    """

    by_status: Mapping[StatusKind, int]
    by_missing: Mapping[MissingKind, int]
    short_of_requirement: int

    @property
    def total(self) -> int:
        """All outcomes counted."""
        return sum(self.by_status.values())


def count(outcomes: Iterable[Outcome]) -> Counts:
    """The counts of some outcomes."""
    counted = tuple(outcomes)
    statuses = Counter(outcome.kind for outcome in counted)
    missing = Counter(outcome.missing for outcome in counted)
    return Counts(
        MappingProxyType({kind: statuses[kind] for kind in STATUS_KINDS}),
        MappingProxyType({kind: missing[kind] for kind in MISSING_KINDS}),
        sum(outcome.kind == "unclassified" and outcome.meets is False for outcome in counted),
    )
