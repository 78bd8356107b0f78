"""Series of made-up figures: from where each begins and ends to a row a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from fokusrapport.domain.requirement_lint import scale_of
from fokusrapport.i18n import round_half_up
from fokusrapport.params.models import Indicator
from tools.madeup.story import Series, chance

CLOSED_SHARE = 0.55  # of the usual visits, in a year when doors were closed for a part of it
Row = Mapping[str, object]


def rows(series: Series, indicator: Indicator) -> Iterator[Row]:
    """A row a year, its columns those of any table; what a table does not have is left out later."""
    drawn = chance(series.id)
    for year in series.all_years:
        wander, of_people = 2 * drawn.random() - 1, drawn.random()
        row = _said(series, year)
        if year in series.texts or year in series.absent:
            yield row
            continue
        number = _bounded(indicator, _on_the_way(series, year, wander))
        yield {**row, **_people(series, year, number, of_people), "value": _written(number, indicator.decimals)}


def _said(series: Series, year: int) -> Row:
    """What the story tells in words about a year."""
    status, reason = series.by_hand.get(year, ("", ""))
    return {
        "survey": series.survey,
        "indicator": series.id,
        "year": year,
        "text": series.texts.get(year, ""),
        "missing": series.absent.get(year, ""),
        "status": status,
        "status_reason": reason,
        "uncertain": series.uncertain.get(year, ""),
        "comment": series.comments.get(year, ""),
    }


def _on_the_way(series: Series, year: int, wander: float) -> float:
    """The number of a year: as told, or on the line from start to end, and beside it between the two."""
    if year in series.at:
        return series.at[year]
    years = (series.all_years[0], series.all_years[-1])
    usual = _along((series.start or 0.0, series.end or 0.0), years, year)
    if year not in years:
        usual += series.wander * wander
    return usual * CLOSED_SHARE if year in series.closed else usual


def _along(ends: tuple[float, float], years: tuple[int, int], year: int) -> float:
    """The point of a straight line in the year; exactly its ends in the first year and the last."""
    share = (year - years[0]) / (years[1] - years[0])
    return ends[0] * (1 - share) + ends[1] * share


def _people(series: Series, year: int, number: float, drawn: float) -> Row:
    """How many took part in a comparison, or were asked and answered in a survey."""
    if series.participants is not None:
        return {"participants": series.participants}
    if series.invited is None:
        return {}
    invited = series.invited + round(0.1 * series.invited * drawn)
    if series.response_rate:
        return {"invited": invited, "answered": round(invited * number / 100)}
    years = (series.all_years[0], series.all_years[-1])
    return {"invited": invited, "answered": round(_along(series.answered or (0, 0), years, year))}


def _bounded(indicator: Indicator, number: float) -> float:
    """The number within the indicator's scale."""
    scale = scale_of(indicator)
    return min(max(number, float(scale.low)), float(scale.high)) if scale else number


def _written(number: float, decimals: int) -> str:
    """The number as a data file has it: decimal comma, rounded half up."""
    return str(round_half_up(Decimal(repr(number)), decimals)).replace(".", ",")
