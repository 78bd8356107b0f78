"""The tables of one year's cases: every count that anything is shown of, tied together by the totals they share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pandas as pd

from fokusrapport.domain.disclosure import HANDLING, CountTable
from fokusrapport.domain.feedback.cases import Cases
from fokusrapport.domain.feedback.cells import NONE
from fokusrapport.domain.feedback.times import OUTCOMES, PENDING, WITHIN
from fokusrapport.params.feedback_models import CASE_TYPES, CaseType, FeedbackSettings

WATCHED, OTHER = "watched", "other"
UNKNOWN = "unknown"
"""The category of cases without a level, a cause or an action."""

QUARTERS = ("1", "2", "3", "4")
REST = "rest"
"""The rare types together: one by one nearly every count of theirs by area or month would be withheld."""

_RARE: tuple[CaseType, ...] = ("tilsynsfunn", "revisjonsfunn", "positivt tiltak")
SETTLED = "settled"
_GROUPS = (WATCHED, OTHER)
MONTHS_A_QUARTER = 3
LATER = frozenset({"cause", "repeat", "escalated", "level", "action", "deadline", "state", HANDLING})
"""What is found out of a case after it was received: next year's report counts these of this year otherwise."""


def rest(settings: FeedbackSettings) -> tuple[CaseType, ...]:
    """The rare types that the control chart does not count: by area and month they are told together."""
    return tuple(kind for kind in _RARE if kind not in settings.control_chart.types)


def sorts(settings: FeedbackSettings) -> tuple[str, ...]:
    """What cases are told by: the types, and the rare ones together."""
    together = rest(settings)
    return (*(kind for kind in CASE_TYPES if kind not in together), *([REST] if together else []))


@dataclass(frozen=True)
class _Dimension:
    """A property that a table counts by: the names of its categories, and the category of each case as a place."""

    name: str
    categories: Sequence[str]
    places: pd.Series[int]


@dataclass(frozen=True, eq=False)
class CountTables:
    """All tables of one year's cases."""

    cases: Cases
    frame: pd.DataFrame
    source: str

    def all(self) -> Iterator[CountTable]:
        """Every table that anything is shown of, tied together by the totals that they share."""
        watched, groups = self._within("group", 0), self._group
        yield self._table("groups", (self._area, groups))
        yield self._table("watched", (self._area, self._quarter), watched, {"group": WATCHED})
        yield self._table("causes", (self._cause,), watched, {"group": WATCHED})
        yield self._table("repeats", (self._truth("repeat"),), watched, {"group": WATCHED})
        yield self._table("quarters", (self._quarter, groups))
        for place, group in enumerate(_GROUPS):
            if types := self._types(group):
                rows, within = self._within("group", place), {"group": group}
                yield self._table(f"types, {group}", (self._area, types), rows, within)
                yield self._table(f"quarters, {group}", (self._quarter, types), rows, within)
        if together := rest(self.cases.settings):
            rows = self.frame["type"].isin([CASE_TYPES.index(kind) for kind in together])
            places = self.frame["type"].map({CASE_TYPES.index(kind): place for place, kind in enumerate(together)})
            yield self._table("rest", (_Dimension("rest", together, places),), rows, {"group": OTHER, "type": REST})
        yield from self._months()
        yield from self._levels()
        yield self._table("deadlines", (self._area, self._deadline, self._state))
        met = _Dimension(HANDLING, ("no", "yes"), (self.frame["outcome"] == OUTCOMES.index(WITHIN)).astype(int))
        times = self._table("times", (self._area, self._deadline, met), ~self.pending, {"state": SETTLED})
        yield replace(times, no_total=("deadline",))  # deadlines are never added up

    def _months(self) -> Iterator[CountTable]:
        """The months of each quarter: their sums are the quarter's, which the areas' cases sum up to as well."""
        for quarter in range(1, len(QUARTERS) + 1):
            in_quarter, within = self._within("quarter", quarter), {"quarter": str(quarter)}
            first = (quarter - 1) * MONTHS_A_QUARTER + 1
            names = [str(month) for month in range(first, first + MONTHS_A_QUARTER)]
            months = _Dimension("month", names, self.frame["month"] - first)
            yield self._table(f"months {quarter}", (months, self._group), in_quarter, within)
            for place, group in enumerate(_GROUPS):
                if types := self._types(group):
                    rows = in_quarter & self._within("group", place)
                    yield self._table(f"months {quarter}, {group}", (months, types), rows, {**within, "group": group})

    def _levels(self) -> Iterator[CountTable]:
        """Levels and actions, apart for the levels that are escalated and those that are not."""
        settings, level = self.cases.settings, self.frame["level"]
        ids = [item.id for item in settings.levels]
        first = ids.index(settings.escalated_from)
        yes = pd.Series((level >= first).astype(int), index=self.frame.index)
        yield self._table("escalated", (_Dimension("escalated", ("no", "yes"), yes),))
        actions = self._terms("action", [item.id for item in settings.actions])
        low = _Dimension("level", [*ids[:first], UNKNOWN], level.where(level != NONE, first))
        yield self._table("actions, no", (low, actions), yes == 0, {"escalated": "no"})
        high = _Dimension("level", ids[first:], level - first)
        yield self._table("actions, yes", (high, actions), yes == 1, {"escalated": "yes"})

    # --- dimensions ---

    @property
    def _area(self) -> _Dimension:
        return _Dimension("area", [area.area for area in self.cases.settings.areas], self.frame["area"])

    @property
    def _group(self) -> _Dimension:
        return _Dimension("group", _GROUPS, self.frame["group"])

    @property
    def _quarter(self) -> _Dimension:
        return _Dimension("quarter", QUARTERS, self.frame["quarter"] - 1)

    @property
    def _cause(self) -> _Dimension:
        return self._terms("cause", [cause.id for cause in self.cases.settings.causes])

    @property
    def _deadline(self) -> _Dimension:
        found = sorted({int(each) for each in self.frame["deadline"].unique()})
        return _Dimension(
            "deadline",
            [str(each) for each in found],
            self.frame["deadline"].map({each: n for n, each in enumerate(found)}),
        )

    @property
    def _state(self) -> _Dimension:
        """Whether a case is settled; in a year that is over all cases mostly are, and then there is but one state."""
        states = (SETTLED, PENDING) if self.pending.any() else (SETTLED,)
        return _Dimension("state", states, self.pending.astype(int))

    @property
    def pending(self) -> pd.Series[bool]:
        """Which cases are not answered and still within their deadline."""
        return self.frame["outcome"] == OUTCOMES.index(PENDING)

    def _types(self, group: str) -> _Dimension | None:
        """The sorts of a group; None for one without any."""
        settings = self.cases.settings
        watched, together = settings.control_chart.types, rest(settings)
        names = [sort for sort in sorts(settings) if (sort in watched) == (group == WATCHED)]
        sort_of = [REST if kind in together else kind for kind in CASE_TYPES]
        places = {place: names.index(sort) for place, sort in enumerate(sort_of) if sort in names}
        return _Dimension("type", names, self.frame["type"].map(places)) if names else None

    def _terms(self, name: str, ids: Sequence[str]) -> _Dimension:
        places = self.frame[name]
        return _Dimension(name, [*ids, UNKNOWN], places.where(places != NONE, len(ids)))

    def _truth(self, name: str) -> _Dimension:
        return _Dimension(name, ("no", "yes"), self.frame[name].astype(int))

    def _within(self, name: str, place: int) -> pd.Series[bool]:
        return self.frame[name] == place

    def _table(
        self,
        name: str,
        dimensions: Sequence[_Dimension],
        rows: pd.Series[bool] | None = None,
        within: Mapping[str, str] | None = None,
    ) -> CountTable:
        """The counts of some rows, a category for each dimension, zeros included."""
        shape = tuple(len(each.categories) for each in dimensions)
        kept = slice(None) if rows is None else rows.to_numpy(bool)
        places = [each.places.to_numpy()[kept].astype(np.int64) for each in dimensions]
        counted = np.bincount(np.ravel_multi_index(places, shape), minlength=int(np.prod(shape)))
        keys = product(*(each.categories for each in dimensions))
        cells = {key: int(count) for key, count in zip(keys, counted, strict=True)}
        return CountTable(name, self.source, tuple(each.name for each in dimensions), cells, within or {})
