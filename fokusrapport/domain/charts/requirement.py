"""What a trend is held against: the wanted results of each year as a band, and the breaks in its series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from fokusrapport.domain.indicators import requirement_in
from fokusrapport.domain.intervals import Interval
from fokusrapport.domain.requirements import parse_requirement, printed_levels
from fokusrapport.i18n import Language
from fokusrapport.params.models import Indicator, Requirement


@dataclass(frozen=True)
class Span:
    """Years in a row with the same requirement, and its wanted results: none where they are no fixed numbers."""

    first: int
    last: int
    printed: str
    wanted: tuple[Interval, ...]

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The numbers at which the wanted results begin or end."""
        return tuple(end for each in self.wanted for end in (each.low, each.high) if end.is_finite())


def requirement_spans(indicator: Indicator, years: Sequence[int]) -> list[Span]:
    """The requirements of some years, oldest first; years without one are left out."""
    dated = [(requirement_in(indicator, year), year) for year in years]
    spans = []
    for requirement, group in groupby(dated, key=lambda pair: pair[0]):
        if requirement is not None:
            of_it = [year for _requirement, year in group]
            # The wanted level only: it is what the band shows.
            printed = next((text for level, text in printed_levels(requirement) if level == "met"), "")
            spans.append(Span(of_it[0], of_it[-1], printed, _wanted(indicator, requirement)))
    return spans


def _wanted(indicator: Indicator, requirement: Requirement) -> tuple[Interval, ...]:
    """The wanted band; none for a text, or for one relative to a benchmark that moves from year to year."""
    bands = parse_requirement(indicator, requirement).bands
    return tuple(band.interval for band in bands if band.level == "met" and not band.benchmark)


def told(spans: Sequence[Span], years: Sequence[int], words: Language) -> list[str]:
    """The requirements in words, with their years unless one holds for all years shown, and whether a band is drawn."""
    one_for_all = [(span.first, span.last) for span in spans] == [(years[0], years[-1])]
    templates = {
        (True, True): words.gettext("Requirement (shaded): {printed}"),
        (True, False): words.gettext("Requirement: {printed}"),
        (False, True): words.gettext("Requirement {years} (shaded): {printed}"),
        (False, False): words.gettext("Requirement {years}: {printed}"),
    }
    return [
        templates[one_for_all, bool(span.wanted)].format(years=_years(span), printed=span.printed) for span in spans
    ]


def _years(span: Span) -> str:
    return str(span.first) if span.first == span.last else f"{span.first}–{span.last}"


def breaks_told(indicator: Indicator, years: Iterable[int], words: Language) -> list[str]:
    """The breaks in words, with the municipality's own reason."""
    template = words.gettext("Break in the series in {year}: {reason}")
    shown = set(years)
    return [
        template.format(year=point.year, reason=point.reason.rstrip("."))
        for point in indicator.breaks
        if point.year in shown
    ]
