"""What surveys say beside the register: a mean typed as a result, and a response rate, must be those of the answers."""

from __future__ import annotations

from collections.abc import Iterator

from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.survey.found import SurveyFound
from fokusrapport.domain.survey.known import survey_found, surveys
from fokusrapport.domain.survey.points import printed
from fokusrapport.domain.survey.results import WaveResult
from fokusrapport.errors import Fault
from fokusrapport.i18n import _, round_half_up
from fokusrapport.params.surveys_models import SurveyItem


def survey_faults(edition: EditionData) -> Iterator[Fault]:
    """Every result and number of answers that the answers themselves do not bear out."""
    for survey in surveys(edition):
        found = survey_found(edition, survey.id)
        for result in found.results.values():
            if result.answered > result.wave.invited:
                yield _too_many(result)
        for result in found.of_years:
            for item in survey.items:
                yield from _result(edition, found, result, item)
            yield from _response(edition, result)


def _too_many(result: WaveResult) -> Fault:
    """More than were asked, when all files are put together."""
    what = _("{answered} have answered «{survey}» in «{wave}», but only {invited} were asked.").format(
        answered=result.answered, survey=result.survey.id, wave=result.wave.id, invited=result.wave.invited
    )
    return Fault(result.sources[0].file, what=what, allowed=_("no more respondents than surveys.yaml says were asked"))


def _result(edition: EditionData, found: SurveyFound, result: WaveResult, item: SurveyItem) -> Iterator[Fault]:
    """The typed result is the mean of the answers, rounded as the indicator is printed."""
    estimate = result.questions[item.id].estimate
    if item.indicator is None or estimate is None or not found.shows(result, item.id):
        return
    typed, decimals = edition.result(item.indicator, result.wave.year), edition.register.find(item.indicator).decimals
    mean = printed(found.survey, estimate.mean)
    if typed is None or typed.number is None or typed.source is None:
        return
    if round_half_up(typed.number, decimals) != round_half_up(mean, decimals):
        what = _("«{indicator}» is {typed} in {year}, but the answers to «{survey}» have the mean {mean}.").format(
            indicator=item.indicator,
            typed=typed.number,
            year=result.wave.year,
            survey=result.survey.id,
            mean=round_half_up(mean, decimals + 2),
        )
        yield Fault(typed.source.file, typed.source.row, what=what, allowed=_("the mean of the answers"))


def _response(edition: EditionData, result: WaveResult) -> Iterator[Fault]:
    """How many were asked and answered is the same where both are told."""
    indicator = result.survey.response_indicator
    for base in edition.data.bases_of(indicator, result.wave.year) if indicator else ():
        pairs = (("invited", base.invited, result.wave.invited), ("answered", base.answered, result.answered))
        for column, typed, own in pairs:
            if typed is not None and typed != own:
                what = _("{typed} stands here, but «{survey}» has {own} in «{wave}».").format(
                    typed=typed, survey=result.survey.id, own=own, wave=result.wave.id
                )
                place = _("column «{column}»").format(column=column)
                yield Fault(base.source.file, base.source.row, place, what, _("the same number in both"))
