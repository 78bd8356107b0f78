"""The figures of the register as values: each names the rows it was counted from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import product

from fokusrapport.blocks import Source, Value
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.missing import missing_text
from fokusrapport.domain.numbers import with_unit
from fokusrapport.domain.participation.kinds import KINDS, Kind
from fokusrapport.domain.participation.register import Activity, Participation
from fokusrapport.domain.participation.shown import Participants
from fokusrapport.domain.values import plain_number
from fokusrapport.i18n import Language, round_half_up

_WHOLE = 100
_DECIMALS = 6  # of a share that has no end


@dataclass(frozen=True)
class Counted:
    """How many of how many units have a council in a year; `sources` are the units' lines and the councils' rows."""

    year: int
    units: int
    councils: int
    sources: tuple[Source, ...]

    @property
    def share(self) -> Decimal:
        """The share in per cent, exact."""
        return Decimal(self.councils * _WHOLE) / self.units


@dataclass(frozen=True)
class ParticipationValues:
    """The values that one area of an edition may show of its municipality's register.

    `of` is the area that is counted, None for the whole municipality.
    """

    area: str
    edition: EditionData

    @cached_property
    def found(self) -> Participation:
        """The register."""
        return Participation.of(self.edition)

    @property
    def _words(self) -> Language:
        return self.edition.language

    def counted(self, of: str | None, year: int) -> Counted:
        """The coverage of councils in a year."""
        units, councils = self.found.units_in(of, year), self.found.councils(of, year)
        lines = tuple(line for _unit, line in units)
        return Counted(year, len(units), len(councils), (*lines, *(each.source for each in councils)))

    def units(self, of: str | None, year: int) -> Value:
        """How many units there are."""
        lines = tuple(line for _unit, line in self.found.units_in(of, year))
        return self._number(len(lines), year, lines)

    def councils(self, of: str | None, year: int) -> Value:
        """How many of them have a user council."""
        found = self.counted(of, year)
        return self._number(found.councils, year, found.sources)

    def coverage(self, of: str | None, year: int) -> Value | None:
        """The share of units that have one; None where there are no units, or the year has no register."""
        found = self.counted(of, year)
        if not found.units or year not in self.found.years:
            return None
        text = self._words.percent(found.share, 0)
        return self._value(text, round(found.share, _DECIMALS), year, found.sources, unit="%")

    def coverage_change(self, of: str | None, year: int) -> Value | None:
        """The change in the share since the year before, of the shares as shown; None where either is not known."""
        now, before = self.counted(of, year), self.counted(of, year - 1)
        if not now.units or not before.units or not {year - 1, year} <= set(self.found.years):
            return None
        points = round_half_up(now.share, 0) - round_half_up(before.share, 0)
        words = self._words
        told = with_unit(words.number(points, signed=True), words.gettext("percentage points"), words)
        text = told if points else words.gettext("unchanged")
        value = self._value(text, now.share - before.share, year, (*before.sources, *now.sources), unit="%")
        return value.model_copy(update={"exact": plain_number(round(now.share - before.share, _DECIMALS))})

    def held(self, kind: Kind, of: str | None, year: int) -> Value:
        """How many activities of a kind there were."""
        found = self.found.held(kind, of, year)
        return self._number(len(found), year, _sources(found))

    def held_change(self, kind: Kind, of: str | None, year: int) -> Value | None:
        """How many more or fewer than the year before; None where either year has no register."""
        if not {year - 1, year} <= set(self.found.years):
            return None
        now, before = self.found.held(kind, of, year), self.found.held(kind, of, year - 1)
        more = len(now) - len(before)
        text = self._words.number(more, signed=True) if more else self._words.gettext("unchanged")
        return self._value(text, more, year, _sources((*before, *now)))

    def meetings(self, kind: Kind, of: str | None, year: int) -> Value | None:
        """How many meetings they had together; None where nobody has counted them."""
        found = [each for each in self.found.held(kind, of, year) if each.meetings is not None]
        return self._number(sum(each.meetings or 0 for each in found), year, _sources(found)) if found else None

    def participants(self, kind: Kind, year: int) -> Value | None:
        """How many took part in the whole municipality, or that it is withheld; None where nobody counted."""
        counted = self.participants_in(year).counted_of(kind)
        if not counted:
            return None
        return self._shown(self.participants_in(year).of_kind(kind), year, _sources(counted))

    def participants_of(self, activity: Activity) -> Value | None:
        """How many took part in one activity."""
        if activity.participants is None:
            return None
        return self._shown(self.participants_in(activity.year).of(activity), activity.year, (activity.source,))

    def meetings_of(self, activity: Activity) -> Value | None:
        """How many meetings one activity had."""
        return None if activity.meetings is None else self._number(activity.meetings, activity.year, (activity.source,))

    def participants_in(self, year: int) -> Participants:
        """Who took part in a year, as far as it may be shown."""
        files = sorted({activity.source.file for activity in self.found.activities})
        return _participants(self.found.activities, year, self.edition.limits.of_files(files))

    # --- all of them ---

    def every(self) -> Iterator[Value]:
        """Every value there is, for the proof.

        Units may belong to areas that the edition has not, and a new year has units before it has activities: the
        tables show both.
        """
        areas = dict.fromkeys((*self.edition.areas, *self.found.areas))
        years = dict.fromkeys((*self.found.years, self.edition.year))
        for of, year in product((None, *areas), years):
            yield from self._of_area(of, year)
        for kind, year in product(KINDS, self.found.years):
            if (value := self.participants(kind, year)) is not None:
                yield value
        for activity in self.found.activities:
            yield from filter(None, (self.participants_of(activity), self.meetings_of(activity)))

    def _of_area(self, of: str | None, year: int) -> Iterator[Value]:
        yield self.units(of, year)
        yield self.councils(of, year)
        makers: tuple[Callable[[str | None, int], Value | None], ...] = (self.coverage, self.coverage_change)
        yield from filter(None, (make(of, year) for make in makers))
        for kind in KINDS:
            yield self.held(kind, of, year)
            yield from filter(None, (self.held_change(kind, of, year), self.meetings(kind, of, year)))

    # --- within ---

    def _shown(self, number: int | None, year: int, sources: tuple[Source, ...]) -> Value:
        if number is None:
            place = {"area": self.area, "year": year}
            return Value(kind="computed", text=missing_text("suppressed", self._words), sources=sources, **place)
        return self._number(number, year, sources)

    def _number(self, number: int, year: int, sources: tuple[Source, ...]) -> Value:
        return self._value(self._words.number(number), number, year, sources)

    def _value(
        self, text: str, number: Decimal | int, year: int, sources: tuple[Source, ...], *, unit: str = ""
    ) -> Value:
        place = {"area": self.area, "year": year}
        return Value(kind="computed", text=text, exact=plain_number(number), unit=unit, sources=sources, **place)


def _sources(activities: Sequence[Activity]) -> tuple[Source, ...]:
    return tuple(each.source for each in activities)


@lru_cache(maxsize=16)
def _participants(activities: tuple[Activity, ...], year: int, limit: int) -> Participants:
    """Made once a year of a register: what protects them looks at all sums together."""
    return Participants(activities, year, limit)
