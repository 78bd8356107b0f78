"""What is known of an edition's cases: themselves, which counts may be shown, and the times of answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.feedback.cases import AGREED, Cases
from fokusrapport.domain.feedback.cells import NONE
from fokusrapport.domain.feedback.columns import KIND
from fokusrapport.domain.feedback.counts import YearCounts, year_counts
from fokusrapport.domain.feedback.times import OUTCOMES, PENDING, UNANSWERED, WITHIN, Times
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.feedback_models import CASE_TYPES, CaseType, FeedbackSettings
from fokusrapport.params.nearest import nearest

_TIMED = ["area", "deadline", "outcome", "days"]
_NO_TIMES = Times(np.empty(0, dtype=np.int64), within=0, unanswered=0, pending=0)


def has_cases(edition: EditionData) -> bool:
    """Whether the municipality has the module switched on, and cases to show."""
    return edition.module("feedback") is not None and bool(edition.data.records(KIND).files)


@dataclass(frozen=True)
class FeedbackFigures:
    """The cases of an edition's municipality, up to the edition's year; a year is the one a case was received in."""

    edition: EditionData
    _by_year: dict[int, YearCounts] = field(default_factory=dict, compare=False, repr=False)
    _by_deadline: dict[int, Mapping[tuple[int | None, int], Times]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @cached_property
    def settings(self) -> FeedbackSettings:
        """The municipality's `feedback.yaml`; raises InputRefused where there is none."""
        settings = self.edition.module("feedback")
        if not isinstance(settings, FeedbackSettings):
            what = _("The municipality has no parameter file «feedback.yaml».")
            raise InputRefused.because(
                what, allowed=_("params/<municipality>/{file}, see the guide").format(file="feedback.yaml")
            )
        return settings

    @cached_property
    def cases(self) -> Cases:
        """All cases; raises InputRefused where no file holds any."""
        files = self.edition.data.records(KIND).files
        if not files:
            raise InputRefused.because(_("No data file is a table of the kind «{kind}».").format(kind=KIND))
        return Cases.of(self.settings, files)

    @property
    def limit(self) -> int:
        """The fewest cases that may be shown."""
        return self.edition.limits.of_files((file.file for file in self.cases.files), self.settings)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years with cases, up to the edition's."""
        return tuple(year for year in self.cases.years if year <= self.edition.year)

    def counts(self, year: int | None = None) -> YearCounts:
        """The counts of a year (default: the edition's); raises InputRefused for one without cases."""
        year = year or self.edition.year
        if year not in self.years:
            what = _("There are no cases of {year}.").format(year=year)
            raise InputRefused.because(what, allowed=", ".join(map(str, self.years)))
        if year not in self._by_year:
            self._by_year[year] = year_counts(self.cases, year, self.limit)
        return self._by_year[year]

    def deadlines(self, year: int | None = None) -> tuple[int, ...]:
        """The deadlines of a year's cases in days, the shortest first; those of their own (`AGREED`) last."""
        found = {deadline for area, deadline in self._times_of(year or self.edition.year) if area is None}
        return tuple(sorted(found - {AGREED})) + tuple(found & {AGREED})

    def times(self, deadline: int, area: str | None = None, year: int | None = None) -> Times | None:
        """The times of the cases with a deadline; None where their number is withheld.

        So are they where all of a small group, or none, were answered in time, for that tells how each of them fared;
        and where that would be found by taking others from all.
        """
        year = year or self.edition.year
        counts, place = self.counts(year), self.known_area(area)
        if deadline not in self.deadlines(year):
            what = _("No case of {year} has a deadline of {days} days.").format(year=year, days=deadline)
            raise InputRefused.because(what, allowed=", ".join(map(str, self.deadlines(year))))
        if counts.with_deadline(place, deadline) is None or counts.in_time(place, deadline) is None:
            return None
        return self._times_of(year).get((None if area is None else self._areas.index(area), deadline), _NO_TIMES)

    def _times_of(self, year: int) -> Mapping[tuple[int | None, int], Times]:
        """The times of a year's cases by area, None for all of them, and deadline."""
        if year not in self._by_deadline:
            frame = self.cases.frame
            columns = frame.loc[(frame["year"] == year) & (frame["deadline"] != NONE), _TIMED]
            found: dict[tuple[int | None, int], Times] = {}
            for deadline in sorted(map(int, columns["deadline"].unique())):
                whole = columns[columns["deadline"] == deadline]
                found[None, deadline] = _times(whole)
                for area in sorted(map(int, whole["area"].unique())):
                    found[area, deadline] = _times(whole[whole["area"] == area])
            self._by_deadline[year] = found
        return self._by_deadline[year]

    def small(self, number: int) -> int | None:
        """A count that is in no table and has no part that is shown: None where it is one of few."""
        return None if 0 < number < self.limit else number

    # --- what may be asked for ---

    @cached_property
    def _areas(self) -> Sequence[str]:
        return [area.area for area in self.settings.areas]

    def known_area(self, area: str | None) -> str | None:
        """The area; raises InputRefused for one that feedback.yaml does not have."""
        if area is not None and area not in self._areas:
            what = _("There is no area «{word}» in feedback.yaml.").format(word=area)
            raise InputRefused.because(what, allowed=", ".join(self._areas), nearest=nearest(area, self._areas))
        return area

    @staticmethod
    def known_type(kind: str | None) -> CaseType | None:
        """The type; raises InputRefused for one that does not exist."""
        found = next((each for each in CASE_TYPES if each == kind), None)
        if kind is not None and found is None:
            what = _("«{word}» is no type of case.").format(word=kind)
            raise InputRefused.because(what, allowed=", ".join(CASE_TYPES), nearest=nearest(kind, CASE_TYPES))
        return found


def _times(cases: pd.DataFrame) -> Times:
    """The times of cases that share a deadline."""
    days = cases["days"].to_numpy(np.int64)
    number = np.bincount(cases["outcome"].to_numpy(np.int64), minlength=len(OUTCOMES))
    within, unanswered, pending = (int(number[OUTCOMES.index(name)]) for name in (WITHIN, UNANSWERED, PENDING))
    return Times(days[days != NONE], within, unanswered, pending)
