"""Whether a change is more than chance, in words; refused with the reason where no margin can be computed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fokusrapport.blocks import Source, Value
from fokusrapport.domain.areavalues import AreaValues
from fokusrapport.domain.dataset import ResponseBase, SurveyAnswer
from fokusrapport.domain.edition import needed_number
from fokusrapport.domain.margin import (
    Sample,
    deviation_of_answers,
    deviation_of_share,
    margin_of_difference,
    mean_of_answers,
)
from fokusrapport.domain.numbers import with_unit
from fokusrapport.domain.units import in_percent
from fokusrapport.domain.values import plain_number
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _, round_half_up
from fokusrapport.params.models import Indicator

_DECIMALS = 6  # of a margin, which is a root without end


@dataclass(frozen=True)
class Measured:
    """A sample and the rows it was read from."""

    sample: Sample
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class MarginWords(AreaValues):
    """Margins of error with 95 % confidence; see `margin` for the formula and what it does not promise."""

    def within_margin(self, indicator: str) -> Value:
        """Whether the change is within the margin of error: «innenfor feilmarginen», «utenfor feilmarginen»."""
        change = self._needed_change(indicator)
        now, before = (self._measured(indicator, year) for year in (self.edition.year, change.previous_year or 0))
        within = abs(change.exact or Decimal(0)) <= margin_of_difference(now.sample, before.sample)
        texts = (
            self._language.gettext("outside the margin of error"),
            self._language.gettext("within the margin of error"),
        )
        value = self._words_of_change(indicator, texts[within])
        return value.model_copy(update={"sources": _joined(value.sources, before.sources, now.sources)})

    def margin(self, indicator: str, year: int | None = None) -> Value:
        """The margin of error of a result, without sign: «2,7 prosentpoeng», «0,2»."""
        found, year = self.edition.register.find(indicator), year or self.edition.year
        measured = self._measured(indicator, year)
        margin = measured.sample.margin
        unit = self._language.gettext("percentage points") if in_percent(found) else found.unit
        text = with_unit(self._language.number(margin, _telling(margin, found.decimals)), unit, self._language)
        own = self._value(indicator, year)
        return own.model_copy(
            update={
                "kind": "computed",
                "text": text,
                "exact": plain_number(round(margin, _DECIMALS)),
                "unit": unit,
                "sources": _joined(own.sources, measured.sources),
                "direction": None,
            }
        )

    def _measured(self, indicator: str, year: int) -> Measured:
        found = self.edition.register.find(indicator)
        number = needed_number(self.edition.needed(indicator, year))
        return self._of_share(found, year, number) if in_percent(found) else self._of_mean(found, year, number)

    def _of_share(self, indicator: Indicator, year: int, number: Decimal) -> Measured:
        base = next(iter(self.edition.data.bases_of(indicator.id, year)), None)
        if base is None or base.invited is None or base.answered is None:
            raise self._refused(indicator, year, _("how many were asked and how many answered is not known"))
        if base.invited and round_half_up(Decimal(100 * base.answered) / base.invited, indicator.decimals) == number:
            raise self._refused(indicator, year, _("it is the share that answered, and that is counted, not estimated"))
        sample = self._sample(indicator, year, base.answered, base.invited, deviation_of_share(number))
        return Measured(sample, (base.source,))

    def _of_mean(self, indicator: Indicator, year: int, number: Decimal) -> Measured:
        answers = [answer for answer in self.edition.data.answers_to(indicator.id, year) if answer.position is not None]
        given = [(answer.position or 0, answer.count) for answer in answers if answer.count is not None]
        if any(answer.missing == "suppressed" for answer in answers):
            raise self._refused(indicator, year, _("too few answered"))
        if not answers or len(given) < len(answers):
            raise self._refused(indicator, year, _("how many gave each answer is not known"))
        counted = [(position, count or 0) for position, count in given]
        total = sum(count for _position, count in counted)
        base = self._base_of_survey(answers[0], year)
        if base is None or base.invited is None:
            raise self._refused(indicator, year, _("how many were asked is not known"))
        if total < 2:  # noqa: PLR2004 - no deviation of one answer
            raise self._refused(indicator, year, _("too few answered"))
        if abs(mean_of_answers(counted) - number) > Decimal(1).scaleb(-indicator.decimals):
            raise self._refused(
                indicator, year, _("the answers have another mean than the result, so their scale differs")
            )
        sample = self._sample(indicator, year, total, base.invited, deviation_of_answers(counted))
        return Measured(sample, (*(answer.source for answer in answers), base.source))

    def _base_of_survey(self, answer: SurveyAnswer, year: int) -> ResponseBase | None:
        """How many were asked in the survey: the question's own row, or all rows of the survey where they agree."""
        of_survey = [
            base for base in self.edition.data.bases_of_survey(answer.survey, year) if base.invited is not None
        ]
        own = [base for base in of_survey if base.indicator == answer.indicator]
        agreeing = of_survey if len({base.invited for base in of_survey}) == 1 else []
        return next(iter([*own, *agreeing]), None)

    def _sample(self, indicator: Indicator, year: int, answered: int, population: int, deviation: Decimal) -> Sample:
        try:
            return Sample(answered, population, deviation)
        except ValueError:
            told = _("{answered} answers of {asked} asked are no sample").format(answered=answered, asked=population)
            raise self._refused(indicator, year, told) from None

    @staticmethod
    def _refused(indicator: Indicator, year: int, reason: str) -> InputRefused:
        what = _("«{indicator}» has no margin of error in {year}: {reason}.")
        return InputRefused.because(what.format(indicator=indicator.id, year=year, reason=reason))


def _telling(margin: Decimal, decimals: int) -> int:
    """How many decimals a margin is printed with: as the result, at least one, and never so few that it is 0."""
    enough = (places for places in range(max(decimals, 1), _DECIMALS) if round_half_up(margin, places))
    return next(enough, max(decimals, 1))


def _joined(*parts: tuple[Source, ...]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for part in parts for source in part))
