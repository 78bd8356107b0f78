"""How many took part, as far as it may be shown: few are withheld, and with them what would give them away by a sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from fokusrapport.domain.disclosure import CountTable, Protected, protect
from fokusrapport.domain.participation.kinds import KINDS, Kind
from fokusrapport.domain.participation.register import Activity


@dataclass(frozen=True)
class Participants:
    """The participants of one year's activities, by activity, by kind and in all.

    An activity whose participants nobody counted is not in any sum.
    """

    activities: tuple[Activity, ...]
    year: int
    limit: int

    def of(self, activity: Activity) -> int | None:
        """How many took part in one activity; None where they are withheld."""
        return self._protected.count(activity.kind, (_key(activity),))

    def of_kind(self, kind: Kind) -> int | None:
        """How many took part in all of a kind; None where they are withheld."""
        return self._protected.count("kind", (kind,))

    @cached_property
    def counted(self) -> tuple[Activity, ...]:
        """The activities whose participants were counted."""
        return tuple(each for each in self.activities if each.year == self.year and each.participants is not None)

    def counted_of(self, kind: Kind) -> tuple[Activity, ...]:
        """Those of one kind."""
        return tuple(each for each in self.counted if each.kind == kind)

    @cached_property
    def _protected(self) -> Protected:
        source = f"participants {self.year}"
        by_kind: dict[tuple[str, ...], int] = {
            (kind,): _sum(self.counted_of(kind)) for kind in KINDS if self.counted_of(kind)
        }
        tables = [CountTable("kind", source, ("kind",), by_kind)]
        tables += [
            CountTable(
                name=kind,
                source=source,
                dimensions=("activity",),
                cells={(_key(each),): each.participants or 0 for each in self.counted_of(kind)},
                within={"kind": kind},
            )
            for kind in KINDS
            if self.counted_of(kind)
        ]
        return protect(tables, self.limit)


def _key(activity: Activity) -> str:
    return f"{activity.source.file}:{activity.source.row}"


def _sum(activities: Sequence[Activity]) -> int:
    return sum(each.participants or 0 for each in activities)
