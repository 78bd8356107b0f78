"""How many cases there are of what in one year, and which of these counts may be shown.

All tables of a year are protected together: they share their totals. Years are protected apart, and no figure is a sum
over years of which one is withheld; what is withheld of when, where and of which type cases were received is chosen
without what is found out later. So next year's report withholds the same of this year as this year's did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from itertools import product

import numpy as np
import pandas as pd

from fokusrapport.domain.disclosure import HANDLING, CountTable, Protected, protect
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
_MONTHS_A_QUARTER = 3
_LATER = frozenset({"cause", "repeat", "escalated", "level", "action", "deadline", "state", HANDLING})
"""What is found out of a case after it was received: next year's report counts these of this year otherwise."""


@dataclass(frozen=True, eq=False)
class YearCounts:
    """The counts of a year; every method answers None for one that is withheld, and None as argument is «all»."""

    settings: FeedbackSettings
    protected: Protected
    any_pending: bool

    def of_type(self, kind: str) -> int | None:
        """Cases of a type, or of the rest together."""
        if kind in rest(self.settings):
            return self.protected.count("rest", (kind,))
        return self.of_sort(None, kind)

    def of_sort(self, area: str | None = None, sort: str | None = None) -> int | None:
        """Cases of an area and a sort."""
        if sort is None:
            return self.protected.count("groups", (area, None))
        return self.protected.count(f"types, {self._group(sort)}", (area, sort))

    def of_month(self, month: int, sort: str | None = None) -> int | None:
        """Cases received in a month, 1 to 12, of a sort."""
        quarter = (month - 1) // _MONTHS_A_QUARTER + 1
        if sort is None:
            return self.protected.count(f"months {quarter}", (str(month), None))
        return self.protected.count(f"months {quarter}, {self._group(sort)}", (str(month), sort))

    def watched(self, area: str | None = None, quarter: int | None = None) -> int | None:
        """Cases that the control chart counts, of an area in a quarter, 1 to 4."""
        return self.protected.count("watched", (area, None if quarter is None else str(quarter)))

    def watched_in_month(self, month: int) -> int | None:
        """Cases that the control chart counts, of all areas in a month."""
        return self.protected.count(f"months {(month - 1) // _MONTHS_A_QUARTER + 1}", (str(month), WATCHED))

    def of_cause(self, cause: str | None) -> int | None:
        """Watched cases with a cause, `UNKNOWN` for those without."""
        return self.protected.count("causes", (cause,))

    def of_level(self, level: str, action: str | None = None) -> int | None:
        """Cases on a level with an action proposed; `UNKNOWN` for no level, or no action."""
        return self.protected.count(f"actions, {self._escalated(level)}", (level, action))

    def escalated(self) -> int | None:
        """Cases on the levels that count as escalated."""
        return self.protected.count("escalated", ("yes",))

    def repeats(self) -> int | None:
        """Watched cases that repeat an earlier one."""
        return self.protected.count("repeats", ("yes",))

    def with_deadline(self, area: str | None, deadline: int) -> int | None:
        """Cases with a deadline that were answered or should have been."""
        return self.protected.count("deadlines", (area, str(deadline), SETTLED))

    def in_time(self, area: str | None, deadline: int) -> int | None:
        """Those of them that were answered in time; withheld also where all or none of few were."""
        return self.protected.count("times", (area, str(deadline), "yes"))

    def pending(self) -> int | None:
        """Cases not answered and still within their deadline."""
        return self.protected.count("deadlines", (None, None, PENDING)) if self.any_pending else 0

    def _group(self, sort: str) -> str:
        return WATCHED if sort in self.settings.control_chart.types else OTHER

    def _escalated(self, level: str) -> str:
        return "yes" if level in escalated_levels(self.settings) else "no"


def rest(settings: FeedbackSettings) -> tuple[CaseType, ...]:
    """The rare types that the control chart does not count: by area and month they are told together."""
    return tuple(kind for kind in _RARE if kind not in settings.control_chart.types)


def sorts(settings: FeedbackSettings) -> tuple[str, ...]:
    """What cases are told by: the types, and the rare ones together."""
    together = rest(settings)
    return (*(kind for kind in CASE_TYPES if kind not in together), *([REST] if together else []))


def escalated_levels(settings: FeedbackSettings) -> tuple[str, ...]:
    """The levels that count as escalated, the lowest first."""
    ids = [level.id for level in settings.levels]
    return tuple(ids[ids.index(settings.escalated_from) :])


def year_counts(cases: Cases, year: int, limit: int) -> YearCounts:
    """What may be shown of a year's cases, where fewer than `limit` may not."""
    of_year = _Tables(cases, cases.frame[cases.frame["year"] == year], f"cases {year}")
    tables = tuple(of_year.all())
    digest = sha256(repr(tables).encode()).hexdigest()
    return YearCounts(cases.settings, _protected(_Counted(digest, tables), limit), bool(of_year.pending.any()))


@dataclass(frozen=True)
class _Counted:
    """Tables that are the same when their digest is."""

    digest: str
    tables: tuple[CountTable, ...] = field(compare=False)


@lru_cache(maxsize=64)
def _protected(counted: _Counted, limit: int) -> Protected:
    """The same tables are protected once: it takes seconds where many counts are small."""
    lasting = [table.name for table in counted.tables if not {*table.dimensions, *table.within} & _LATER]
    return protect(counted.tables, limit, lasting)


@dataclass(frozen=True)
class _Dimension:
    """A property that a table counts by: the names of its categories, and the category of each case as a place."""

    name: str
    categories: Sequence[str]
    places: pd.Series[int]


@dataclass(frozen=True, eq=False)
class _Tables:
    """All tables of one year's cases."""

    cases: Cases
    frame: pd.DataFrame
    source: str
    made: dict[str, _Dimension] = field(default_factory=dict)

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
            first = (quarter - 1) * _MONTHS_A_QUARTER + 1
            names = [str(month) for month in range(first, first + _MONTHS_A_QUARTER)]
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
