"""The values of feedback cases: counts, shares and days with the cases they are of, withheld ones by their word."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from fokusrapport.blocks import Value
from fokusrapport.domain.feedback.count_tables import REST, rest, sorts
from fokusrapport.domain.feedback.figures import FeedbackFigures
from fokusrapport.domain.feedback.pareto import Cause, pareto
from fokusrapport.domain.feedback.times import Times
from fokusrapport.domain.feedback.words import FeedbackWords
from fokusrapport.domain.missing import missing_text
from fokusrapport.domain.values import plain_number
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import DisplayText, Language, _, round_half_up

NINETY = 90
_WHOLE = 100
_DECIMALS = 6  # of a share without end: as many as any spreadsheet keeps


@dataclass(frozen=True)
class FeedbackValues:
    """Makes the values that one area of the report shows of the cases; a year is the edition's where none is given."""

    area: str
    figures: FeedbackFigures

    @cached_property
    def words(self) -> FeedbackWords:
        """The words that go with them."""
        return FeedbackWords(self.figures.edition, self.figures.settings)

    # --- counts ---

    def cases(self, kind: str | None = None, *, area: str | None = None, year: int | None = None) -> Value:
        """How many cases were received, of a type and an area.

        Raises InputRefused for an area's cases of a rare type, which are told together only (`rest`).
        """
        counts, area = self.figures.counts(year), self.figures.known_area(area)
        if kind is not None and kind != REST:
            kind = self.figures.known_type(kind)
        if area is not None and kind in rest(self.figures.settings):
            what = _("Cases of the type «{type}» are so few that they are told for all areas together only.")
            raise InputRefused.because(what.format(type=kind), allowed=", ".join(sorts(self.figures.settings)))
        number = counts.of_sort(area) if kind is None else counts.of_sort(area, kind) if area else counts.of_type(kind)
        return self.count(number, year, type=kind, area=area)

    def of_month(self, month: int, sort: str | None = None) -> Value:
        """How many cases of a sort were received in a month of the year."""
        return self.count(self.figures.counts().of_month(month, sort), None, type=sort, month=month)

    def escalated(self, year: int | None = None) -> Value:
        """How many cases were treated on the levels that count as escalated."""
        return self.count(self.figures.counts(year).escalated(), year, level="escalated")

    def repeats(self, year: int | None = None) -> Value:
        """How many watched cases repeat another: same area, category and cause within the days of `repeat_days`."""
        return self.count(self.figures.counts(year).repeats(), year, repeat="yes")

    def overridden(self, year: int | None = None) -> Value:
        """How many cases were given another level than the table's, with a reason."""
        frame = self.figures.cases.frame
        number = int((frame["overridden"] & (frame["year"] == (year or self.figures.edition.year))).sum())
        return self.count(self.figures.small(number), year, level="overridden")

    def pending(self, year: int | None = None) -> Value:
        """How many cases were not answered and still within their deadline when the data were taken out."""
        return self.count(self.figures.counts(year).pending(), year, outcome="pending")

    # --- times ---

    def settled(self, deadline: int, *, area: str | None = None, year: int | None = None) -> Value:
        """How many cases the figures of a deadline are of: answered, or unanswered after it."""
        number = self.figures.counts(year).with_deadline(self.figures.known_area(area), deadline)
        return self.count(number, year, deadline=deadline, area=area)

    def within(self, deadline: int, *, area: str | None = None, year: int | None = None) -> Value:
        """The share answered within a deadline, in whole per cent."""
        times = self.figures.times(deadline, area, year)
        share = None if times is None or not times.settled else Decimal(times.within) * _WHOLE / times.settled
        return self.share(share, year, withheld=times is None, deadline=deadline, area=area)

    def median(self, deadline: int, *, area: str | None = None, year: int | None = None) -> Value:
        """The middle number of days to an answer."""
        times = self.figures.times(deadline, area, year)
        return self._days(times, times.median if times else None, year, deadline=deadline, area=area, median="yes")

    def ninetieth(self, deadline: int, *, area: str | None = None, year: int | None = None) -> Value:
        """The days within which at least 90 per cent were answered."""
        times = self.figures.times(deadline, area, year)
        days = times.percentile(NINETY) if times else None
        return self._days(times, days, year, deadline=deadline, area=area, percentile=NINETY)

    # --- what stands out ---

    def praise(self, *, area: str | None = None, year: int | None = None) -> Value:
        """Praise in per cent of praise and complaints together."""
        counts, area = self.figures.counts(year), self.figures.known_area(area)
        good, bad = counts.of_sort(area, "ros"), counts.of_sort(area, "ris")
        known = good is not None and bad is not None and good + bad >= self.figures.limit
        share = Decimal(good or 0) * _WHOLE / ((good or 0) + (bad or 0)) if known else None
        return self.share(share, year, withheld=not known, type="ros, ris", area=area)

    def causes(self, year: int | None = None) -> tuple[Cause, ...]:
        """The causes of watched cases, the most frequent first; none where a count among them is withheld."""
        counts = self.figures.counts(year)
        named = {name: counts.of_cause(name) for name in (cause.id for cause in self.figures.settings.causes)}
        shown = {name: number for name, number in named.items() if number is not None}
        return pareto(shown) if len(shown) == len(named) else ()

    def cause_name(self, rank: int = 1, year: int | None = None) -> Value:
        """The cause with most cases, or with `rank` the next ones, as running text has it."""
        cause = self._ranked(rank, year)
        label = next(item.label for item in self.figures.settings.causes if item.id == cause.name)
        text = DisplayText(self.figures.edition.label(label))
        return self._value(text, None, year, "verdict", cause=f"number {rank}")

    def cause_share(self, rank: int = 1, year: int | None = None) -> Value:
        """The share of the watched cases with a known cause that this one stands behind."""
        return self.share(self._ranked(rank, year).share, year, withheld=False, cause=f"number {rank}")

    def _ranked(self, rank: int, year: int | None) -> Cause:
        causes = self.causes(year)
        if not 1 <= rank <= len(causes):
            what = _("There is no cause number {rank} to show.").format(rank=rank)
            raise InputRefused.because(what, allowed=f"1–{len(causes)}" if causes else "")
        return causes[rank - 1]

    # --- making ---

    def count(self, number: int | None, year: int | None, **of: object) -> Value:
        """A count, or that it is withheld; `of` says which cases."""
        text = self.withheld if number is None else self._language.number(number)
        return self._value(text, None if number is None else str(number), year, "computed", **of)

    def share(self, share: Decimal | None, year: int | None, *, withheld: bool, **of: object) -> Value:
        """A share in whole per cent, that it is withheld, or that there is none."""
        if share is None:
            text = self.withheld if withheld else "–"
            return self._value(text, None, year, "computed", share="yes", **of)
        exact = plain_number(round_half_up(share, _DECIMALS))
        value = self._value(self._language.percent(share), exact, year, "computed", share="yes", **of)
        return value.model_copy(update={"unit": "%"})

    def number(self, number: float, decimals: int, year: int | None, **of: object) -> Value:
        """A computed number."""
        exact = Decimal(str(round(number, _DECIMALS)))
        return self._value(self._language.number(exact, decimals), plain_number(exact), year, "computed", **of)

    def _days(self, times: Times | None, days: float | None, year: int | None, **of: object) -> Value:
        unit = self._language.gettext("days")
        if days is None or math.isinf(days):
            word = self.withheld if times is None else self._language.gettext("not answered yet") if days else "–"
            return self._value(word, None, year, "computed", **of)
        value = self._value(self.words.days(days), plain_number(Decimal(str(days))), year, "computed", **of)
        return value.model_copy(update={"unit": unit})

    def _value(self, text: str, exact: str | None, year: int | None, kind: str, **of: object) -> Value:
        year = year or self.figures.edition.year
        which = " ".join([f"year={year}", *(f"{name}={part}" for name, part in of.items() if part is not None)])
        return Value.model_validate(
            {
                "kind": kind,
                "text": text,
                "exact": exact,
                "area": self.area,
                "year": year,
                "sources": self.figures.cases.selection(which),
            }
        )

    @property
    def _language(self) -> Language:
        return self.words.language

    @property
    def withheld(self) -> str:
        """The word for a value that is not shown because it is of too few."""
        return missing_text("suppressed", self.words.language)
