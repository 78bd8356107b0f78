"""How many cases there are of what in one year, and which of these counts may be shown.

All tables of a year are protected together: they share their totals. Years are protected apart, and no figure is a sum
over years of which one is withheld; what is withheld of when, where and of which type cases were received is chosen
without what is found out later. So next year's report withholds the same of this year as this year's did.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from fokusrapport.domain.disclosure import CountTable, Protected, protect
from fokusrapport.domain.feedback.cases import Cases
from fokusrapport.domain.feedback.count_tables import (
    LATER,
    MONTHS_A_QUARTER,
    OTHER,
    SETTLED,
    WATCHED,
    CountTables,
    rest,
)
from fokusrapport.domain.feedback.times import PENDING
from fokusrapport.params.feedback_models import FeedbackSettings


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
        quarter = (month - 1) // MONTHS_A_QUARTER + 1
        if sort is None:
            return self.protected.count(f"months {quarter}", (str(month), None))
        return self.protected.count(f"months {quarter}, {self._group(sort)}", (str(month), sort))

    def watched(self, area: str | None = None, quarter: int | None = None) -> int | None:
        """Cases that the control chart counts, of an area in a quarter, 1 to 4."""
        return self.protected.count("watched", (area, None if quarter is None else str(quarter)))

    def watched_in_month(self, month: int) -> int | None:
        """Cases that the control chart counts, of all areas in a month."""
        return self.protected.count(f"months {(month - 1) // MONTHS_A_QUARTER + 1}", (str(month), WATCHED))

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


def escalated_levels(settings: FeedbackSettings) -> tuple[str, ...]:
    """The levels that count as escalated, the lowest first."""
    ids = [level.id for level in settings.levels]
    return tuple(ids[ids.index(settings.escalated_from) :])


def year_counts(cases: Cases, year: int, limit: int) -> YearCounts:
    """What may be shown of a year's cases, where fewer than `limit` may not."""
    of_year = CountTables(cases, cases.frame[cases.frame["year"] == year], f"cases {year}")
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
    lasting = [table.name for table in counted.tables if not {*table.dimensions, *table.within} & LATER]
    return protect(counted.tables, limit, lasting)
