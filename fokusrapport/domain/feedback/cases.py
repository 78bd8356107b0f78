"""All cases of a municipality with what follows from the parameters: year, level, deadline, outcome, repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fokusrapport.blocks import Source
from fokusrapport.domain.feedback.cells import MOST_DAYS, NONE
from fokusrapport.domain.feedback.times import OUTCOMES, PENDING, UNANSWERED, WITHIN
from fokusrapport.domain.records import RecordFile
from fokusrapport.params.feedback_models import CASE_TYPES, FeedbackSettings

Whole = NDArray[np.int64]
AGREED = 0
"""The deadline group of cases with a last day of their own; others are grouped by their number of days."""

_FIRST_YEAR = 1970
_MONTHS, _QUARTER = 12, 3


@dataclass(frozen=True, eq=False)
class Cases:
    """The cases, one a row, in the order of the files.

    `frame` has as whole numbers: type, area, category, cause, action, level (places in the parameters' lists, `NONE`
    where nothing is said), year, month (1–12), quarter (1–4), group (0 watched by the control chart, 1 other), deadline
    (days to answer, `AGREED`, or `NONE` where no answer is due), days (from received to answered, or `NONE`) and
    outcome (a place in `OUTCOMES`, or `NONE`); and as truths: overridden, repeat, closed, checked.
    """

    settings: FeedbackSettings
    files: tuple[RecordFile, ...]
    frame: pd.DataFrame

    @classmethod
    def of(cls, settings: FeedbackSettings, files: Sequence[RecordFile]) -> Cases:
        """The cases of files whose cells are typed."""
        read = pd.concat([file.frame for file in files], ignore_index=True) if files else pd.DataFrame()
        return cls(settings, tuple(files), _derived(settings, read))

    @property
    def years(self) -> tuple[int, ...]:
        """The years that cases were received in."""
        return tuple(sorted({int(year) for year in self.frame["year"].unique()}))

    @property
    def delivered(self) -> int:
        """The day that the newest file was taken out, as the number of days since 1970."""
        return max(int(file.frame["delivered"].max()) for file in self.files if len(file.frame))

    def selection(self, which: str) -> tuple[Source, ...]:
        """The sources of a figure: every file of cases, and in words which of its cases."""
        return tuple(file.selection(which) for file in self.files)


def _derived(settings: FeedbackSettings, read: pd.DataFrame) -> pd.DataFrame:
    names = ("type", "area", "category", "cause", "action", "received", "answered", "level", "severity", "extent")
    cells = {name: _whole(read, name) for name in (*names, "deadline", "closed", "effect_checked", "delivered")}
    level, overridden = _levels(settings, cells["level"], cells["severity"], cells["extent"])
    received = cells["received"]
    days = received.astype("datetime64[D]")
    month = days.astype("datetime64[M]").astype(np.int64) % _MONTHS + 1
    deadline, due = _deadlines(settings, cells["deadline"], cells["category"], cells["type"], received)
    watched = np.array([kind not in settings.control_chart.types for kind in CASE_TYPES], dtype=np.int64)
    frame = pd.DataFrame(
        {
            **{name: cells[name] for name in ("type", "area", "category", "cause", "action")},
            "level": level,
            "overridden": overridden,
            "year": days.astype("datetime64[Y]").astype(np.int64) + _FIRST_YEAR,
            "month": month,
            "quarter": (month - 1) // _QUARTER + 1,
            "group": watched[cells["type"]],
            "deadline": deadline,
            "days": np.where(cells["answered"] == NONE, NONE, cells["answered"] - received),
            "outcome": _outcomes(deadline, due, cells["answered"], cells["delivered"]),
            "closed": cells["closed"] != NONE,
            "checked": cells["effect_checked"] != NONE,
        }
    )
    frame["repeat"] = _repeats(frame, received, settings.repeat_days)
    return frame


def _whole(read: pd.DataFrame, name: str) -> Whole:
    return read[name].to_numpy(np.int64) if name in read else np.empty(0, dtype=np.int64)


def _levels(
    settings: FeedbackSettings, given: Whole, severity: Whole, extent: Whole
) -> tuple[Whole, NDArray[np.bool_]]:
    """The level of each case, and whether it is another than the table's."""
    ids = [level.id for level in settings.levels]
    table = np.array([[ids.index(name) for name in row] for row in settings.level_table], dtype=np.int64)
    graded = (severity != NONE) & (extent != NONE)
    by_table = np.where(graded, table[np.where(graded, severity - 1, 0), np.where(graded, extent - 1, 0)], NONE)
    return np.where(given == NONE, by_table, given), (given != NONE) & (given != by_table)


def _deadlines(
    settings: FeedbackSettings, own: Whole, category: Whole, kind: Whole, received: Whole
) -> tuple[Whole, Whole]:
    """The deadline group and the last day to answer: the case's own, else its category's, its type's, the usual one."""
    rules = settings.deadlines
    by_type = np.array([rules.types.get(name, rules.default) or NONE for name in CASE_TYPES], dtype=np.int64)[kind]
    of_categories = np.array([item.deadline or NONE for item in settings.categories], dtype=np.int64)[category]
    days = np.where(of_categories == NONE, by_type, of_categories)
    # A type that no answer is due to stays so, whatever its category.
    days = np.where(by_type == NONE, NONE, days)
    days = np.where((own != NONE) & (own <= MOST_DAYS), own, days)
    agreed = own > MOST_DAYS
    group = np.where(agreed, AGREED, days)
    return group, np.where(agreed, own, np.where(days == NONE, NONE, received + days))


def _outcomes(deadline: Whole, due: Whole, answered: Whole, delivered: Whole) -> Whole:
    """How each case stands on the day that its file was delivered."""
    late = OUTCOMES.index("late")
    met = np.where(answered <= due, OUTCOMES.index(WITHIN), late)
    open_now = np.where(due < delivered, OUTCOMES.index(UNANSWERED), OUTCOMES.index(PENDING))
    return np.where(deadline == NONE, NONE, np.where(answered == NONE, open_now, met))


def _repeats(frame: pd.DataFrame, received: Whole, within: int) -> NDArray[np.bool_]:
    """Whether a watched case has the area, category and cause of one received at most so many days before it."""
    known = np.flatnonzero((frame["cause"] != NONE) & (frame["group"] == 0))
    area, category, cause, kind = (frame[name].to_numpy()[known] for name in ("area", "category", "cause", "type"))
    alike = (area * (category.max(initial=0) + 1) + category) * (cause.max(initial=0) + 1) + cause
    # Type last, so that of cases received on one day always the same is the repeat, however the rows stand.
    order = np.lexsort((kind, received[known], alike))
    again = (np.diff(alike[order]) == 0) & (np.diff(received[known][order]) <= within)
    found = np.zeros(len(frame), dtype=bool)
    found[known[order[1:][again]]] = True
    return found
