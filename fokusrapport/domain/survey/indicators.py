"""Results of indicators that nobody has typed: the means and response rates of the surveys that measure them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fokusrapport.blocks import Source
from fokusrapport.domain.dataset import ResponseBase
from fokusrapport.domain.missing import MissingKind
from fokusrapport.domain.records import RecordFile
from fokusrapport.domain.results import Result
from fokusrapport.domain.survey.found import SurveyFound
from fokusrapport.domain.survey.points import printed
from fokusrapport.domain.survey.results import WaveResult
from fokusrapport.params.surveys_models import Survey, SurveyItem

_EXACT = 6  # decimals kept of a number without end
_ALWAYS = 9999  # a year after all others: later editions ask for them


@dataclass(frozen=True)
class Measured:
    """What a survey gives of an indicator in a year: a result, and how many were asked where it is a response rate."""

    result: Result
    base: ResponseBase | None = None


def measured(
    surveys: Sequence[Survey],
    files: Sequence[RecordFile],
    limits: Mapping[str, int],
    typed: Collection[tuple[str, int | None]],
) -> Iterator[Measured]:
    """Every result that surveys give and that is not `typed`; the last wave of a year is that year's.

    `limits` are the fewest who may be told of, by survey.
    """
    for survey in surveys:
        if _all_typed(survey, typed):
            continue
        found = SurveyFound(survey, tuple(files), limits[survey.id], _ALWAYS)
        for result in found.of_years:
            for item in survey.items:
                if item.indicator and (item.indicator, result.wave.year) not in typed:
                    yield Measured(_mean(found, result, item, item.indicator))
            rate = survey.response_indicator
            if rate and result.rate is not None and (rate, result.wave.year) not in typed:
                yield _rate(found, result, rate, result.rate)


def _all_typed(survey: Survey, typed: Collection[tuple[str, int | None]]) -> bool:
    """Whether there is nothing to work out, as where the results were published before the answers were kept."""
    measured_by = [survey.response_indicator, *(item.indicator for item in survey.items)]
    return all((name, wave.year) in typed for name in measured_by if name for wave in survey.waves)


def _mean(found: SurveyFound, result: WaveResult, item: SurveyItem, indicator: str) -> Result:
    """The mean of an item; withheld where few answered."""
    source, year = _source(result, item.id), result.wave.year
    estimate = result.questions[item.id].estimate
    if estimate is None or not found.shows(result, item.id):
        missing: MissingKind = "suppressed" if result.questions[item.id].base else "not_measured"
        return Result(indicator=indicator, year=year, missing=missing, source=source)
    return Result(indicator=indicator, year=year, number=_exact(printed(found.survey, estimate.mean)), source=source)


def _rate(found: SurveyFound, result: WaveResult, indicator: str, rate: Decimal) -> Measured:
    """The response rate, and what it is of; withheld where it would tell how few answered."""
    source, year = _source(result, "rate"), result.wave.year
    if not found.shows(result):
        return Measured(Result(indicator=indicator, year=year, missing="suppressed", source=source))
    base = ResponseBase(
        survey=result.survey.id,
        indicator=indicator,
        year=year,
        invited=result.wave.invited,
        answered=result.answered,
        source=source,
    )
    return Measured(Result(indicator=indicator, year=year, number=_exact(rate), source=source), base)


def _source(result: WaveResult, what: str) -> Source:
    """The first file of the wave; a result has one source."""
    source = result.sources[0]
    return source.model_copy(update={"key": f"{source.key} {what}"})


def _exact(number: Decimal) -> Decimal:
    return round(number, _EXACT)
