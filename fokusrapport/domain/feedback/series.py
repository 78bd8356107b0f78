"""The control chart of the cases watched: months of all areas together, quarters of one area, which has fewer cases."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from fokusrapport.blocks import Value
from fokusrapport.domain.feedback.cells import day_at, day_number
from fokusrapport.domain.feedback.control_limits import ControlLimits, Period, centre_of
from fokusrapport.domain.feedback.figures import FeedbackFigures
from fokusrapport.domain.feedback.values import FeedbackValues
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.feedback_models import Exposure, SignalRule
from fokusrapport.params.models import Labels

_MONTHS, _QUARTER = 12, 3
_TEN = 10


@dataclass(frozen=True)
class Span:
    """A month or a quarter of a year; `number` counts from 1."""

    year: int
    number: int
    months: int

    @property
    def last_day(self) -> dt.date:
        """Its last day."""
        year, month = divmod(self.year * _MONTHS + self.number * self.months, _MONTHS)
        return dt.date(year, month + 1, 1) - dt.timedelta(days=1)


@dataclass(frozen=True)
class ControlSeries:
    """The chart of an area, or of all of them."""

    values: FeedbackValues
    area: str | None
    spans: tuple[Span, ...]
    limits: ControlLimits

    @cached_property
    def signals(self) -> Mapping[int, tuple[SignalRule, ...]]:
        """The rules that periods fulfil, by the position of the period."""
        return self.limits.signals(self.values.figures.settings.control_chart.signals)

    @property
    def withheld(self) -> tuple[Span, ...]:
        """The periods that are not drawn: their cases are too few to be told of, or would give such away."""
        return tuple(span for span, period in self._pairs if period.cases is None)

    @property
    def _pairs(self) -> Iterator[tuple[Span, Period]]:
        return zip(self.spans, self.limits.periods, strict=True)

    # --- in words ---

    def name(self, span: Span) -> str:
        """«March 2025», «2nd quarter of 2025»."""
        words = self.values.words
        if span.months == 1:
            return f"{words.month(span.number)} {span.year}"
        template = words.language.gettext("quarter {number} of {year}")
        return template.format(number=span.number, year=span.year)

    @property
    def unit(self) -> str:
        """What rates are counted per: «1 000 inhabitants a month»."""
        per = self.values.figures.settings.control_chart.per
        label = self.values.figures.edition.label(_unit(self.values.figures, self.area))
        template = self.values.words.language.gettext("{number} {unit} a month")
        return template.format(number=self.values.words.language.number(per), unit=label)

    def told(self, position: int) -> str:
        """The rules that a period fulfils, in words; nothing where it fulfils none."""
        return self.values.words.language.join(
            [self.values.words.rule(rule) for rule in self.signals.get(position, ())]
        )

    # --- values ---

    def cases(self, position: int) -> Value:
        """How many cases the period has."""
        span = self.spans[position]
        return self.values.count(self.limits.periods[position].cases, span.year, watched="yes", **self._of(span))

    def rate(self, position: int) -> Value:
        """Cases per unit in the period."""
        span, rate = self.spans[position], self.limits.periods[position].rate
        if rate is None:
            return self.cases(position)
        return self._number(rate, span.year, rate="yes", **self._of(span))

    def limit(self, position: int, *, upper: bool) -> Value:
        """A control limit of the period."""
        span, period = self.spans[position], self.limits.periods[position]
        number = self.limits.upper(period) if upper else self.limits.lower(period)
        return self._number(number, span.year, limit="upper" if upper else "lower", **self._of(span))

    def centre(self) -> Value:
        """The centre line."""
        return self._number(self.limits.centre, self.spans[-1].year, limit="centre", area=self.area)

    def _number(self, number: float, year: int, **of: object) -> Value:
        return self.values.number(number, 1 if self.limits.centre >= _TEN else 2, year, **of)

    def _of(self, span: Span) -> dict[str, object]:
        return {"area": self.area, "month" if span.months == 1 else "quarter": span.number}


def control_series(values: FeedbackValues, area: str | None) -> ControlSeries | None:
    """The chart of an area, or of all; None where too few cases are known to draw a centre line.

    Raises InputRefused for an area without exposure.
    """
    figures = values.figures
    area = figures.known_area(area)
    exposure = _exposure(figures, area)
    totals = {year: figures.counts(year).watched(area) for year in figures.years}
    spans = tuple(_spans(figures, _QUARTER if area else 1))
    per = figures.settings.control_chart.per
    periods = [Period(_cases(figures, area, span), _valid(exposure, span.year) * span.months / per) for span in spans]
    years = [Period(totals[year], _valid(exposure, year) * _months(figures, year) / per) for year in _baseline(figures)]
    if any(total is None for total in totals.values()) or not any(period.cases for period in years):
        return None
    return ControlSeries(values, area, spans, ControlLimits(tuple(periods), centre_of(years)))


def _baseline(figures: FeedbackFigures) -> Sequence[int]:
    """The years declared to give the centre line, as far as they have come; all years where none has."""
    declared = [year for year in figures.settings.control_chart.baseline if year in figures.years]
    return declared or figures.years


def _months(figures: FeedbackFigures, year: int) -> float:
    """How many months of a year were over when the data were taken out: cases of half a year are no year's cases."""
    day = day_at(figures.cases.delivered)
    return _MONTHS if day.year > year else day.month - 1 + day.day / monthrange(day.year, day.month)[1]


def _spans(figures: FeedbackFigures, months: int) -> Iterator[Span]:
    """Every period that was over when the data were taken out."""
    delivered = int(figures.cases.delivered)
    for year in figures.years:
        for number in range(1, _MONTHS // months + 1):
            span = Span(year, number, months)
            if day_number(span.last_day) <= delivered:
                yield span


def _cases(figures: FeedbackFigures, area: str | None, span: Span) -> int | None:
    counts = figures.counts(span.year)
    return counts.watched_in_month(span.number) if span.months == 1 else counts.watched(area, span.number)


def _exposure(figures: FeedbackFigures, area: str | None) -> Sequence[Exposure]:
    if area is None:
        return figures.settings.control_chart.exposure
    found = next(item.exposure for item in figures.settings.areas if item.area == area)
    if not found:
        what = _("The area «{area}» has no «exposure» in feedback.yaml, so its cases are per nothing.")
        raise InputRefused.because(what.format(area=area), allowed=_("how many users, visits or inhabitants it has"))
    return found


def _unit(figures: FeedbackFigures, area: str | None) -> Labels:
    own = next((item.unit for item in figures.settings.areas if item.area == area), None)
    return own or figures.settings.control_chart.unit


def _valid(exposure: Sequence[Exposure], year: int) -> int:
    """The number valid in a year; before the first, the first."""
    return next((each.number for each in reversed(exposure) if each.valid_from <= year), exposure[0].number)
