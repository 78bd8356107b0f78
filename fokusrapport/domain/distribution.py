"""How the answers to a question are distributed: exact shares of those on the scale, and who stood outside it.

«Vet ikke» is no place on a scale: it is told beside it, and is never in its shares. Where one answer's number is
withheld or missing, the others would give it away or be wrong, so the whole question is shown as missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from fokusrapport.blocks import Source, Value
from fokusrapport.domain.answernames import in_report
from fokusrapport.domain.dataset import SurveyAnswer
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.missing import MissingKind, missing_text
from fokusrapport.domain.values import plain_number
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import Language, _
from fokusrapport.params.models import Indicator

_WHOLE = 100
_DECIMALS = 6  # of a share that has no end, such as a third: as many as any spreadsheet keeps


@dataclass(frozen=True)
class Distribution:
    """The answers to one question in one year.

    `asked_base` is how many the survey says answered, where it does. What too few answered comes as missing from the
    data (`withholding`).
    """

    indicator: Indicator
    answers: tuple[SurveyAnswer, ...]
    asked_base: int | None

    @cached_property
    def ordered(self) -> bool:
        """Whether the answers lie on a scale from worst to best."""
        return any(answer.position is not None for answer in self.answers)

    @cached_property
    def shown(self) -> tuple[SurveyAnswer, ...]:
        """The answers that the shares are of: those on the scale, worst first; where there is none, all."""
        return tuple(answer for answer in self.answers if answer.position is not None or not self.ordered)

    @cached_property
    def outside(self) -> tuple[SurveyAnswer, ...]:
        """The answers outside the scale, such as «vet ikke»."""
        return tuple(answer for answer in self.answers if answer not in self.shown)

    @property
    def counted(self) -> bool:
        """Whether it is known how many gave each answer."""
        return all(answer.count is not None for answer in self.shown)

    @cached_property
    def base(self) -> int | None:
        """How many answers the shares are of; where only shares are known, how many answered the survey."""
        return sum(answer.count or 0 for answer in self.shown) if self.counted else self.asked_base

    @cached_property
    def missing(self) -> MissingKind | None:
        """Why nothing can be shown: an answer is missing, or nobody answered."""
        told = next((answer.missing for answer in self.answers if answer.missing is not None), None)
        return "not_measured" if told is None and self.base == 0 else told

    def share(self, answer: SurveyAnswer) -> Decimal:
        """The answer's share of those shown, in per cent, exact: together they are 100."""
        total = sum(self._weight(each) for each in self.shown)
        return self._weight(answer) * _WHOLE / total if total else Decimal(0)

    @staticmethod
    def _weight(answer: SurveyAnswer) -> Decimal:
        return Decimal(answer.count) if answer.count is not None else answer.share or Decimal(0)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The rows that each share is computed from."""
        return tuple(answer.source for answer in self.answers)


def distribution(edition: EditionData, indicator: Indicator, year: int | None = None) -> Distribution:
    """The distribution in a year (default: the edition's); raises InputRefused when there is none."""
    year = year or edition.year
    answers = edition.data.answers_to(indicator.id, year)
    if not answers:
        years = edition.data.answer_years(indicator.id)
        what = _("There is no distribution of answers for «{indicator}» in {year}.")
        told = ", ".join(map(str, years)) or _("no year at all")
        raise InputRefused.because(what.format(indicator=indicator.id, year=year), allowed=told)
    bases = edition.data.bases_of(indicator.id, year)
    return Distribution(indicator, in_report(edition, answers), next((base.answered for base in bases), None))


@dataclass(frozen=True)
class DistributionText:
    """One distribution in words and values of an area."""

    found: Distribution
    area: str
    words: Language

    @property
    def missing(self) -> str:
        """Why there is nothing to show, empty when there is."""
        return missing_text(self.found.missing, self.words) if self.found.missing else ""

    def share(self, answer: SurveyAnswer) -> Value:
        """An answer's share, rounded half up to whole per cent."""
        share = self.found.share(answer)
        return self._value(self.words.percent(share, 0), share, "%", self.found.sources)

    def outside(self, answer: SurveyAnswer) -> Value:
        """How many gave an answer outside the scale, or their share of all who answered."""
        if answer.count is not None:
            return self._value(self.words.number(answer.count), Decimal(answer.count), "", (answer.source,))
        share = answer.share or Decimal(0)
        return self._value(self.words.percent(share, 0), share, "%", (answer.source,))

    def base(self) -> Value | None:
        """How many answers the shares are of, None where it is not known."""
        number = self.found.base
        if number is None:
            return None
        return self._value(self.words.number(number), Decimal(number), "", self.found.sources)

    def note(self) -> str:
        """What stands beside the bar: how many answers it is made of, and who stood outside the scale."""
        if self.missing:
            return ""
        base = self.found.base
        told = self.words.gettext("number of answers not stated")
        if base is not None:
            template = self.words.ngettext("{count} answer", "{count} answers", base)
            if not self.found.counted and self.found.outside:
                template = self.words.ngettext("{count} answer in all", "{count} answers in all", base)
            told = template.format(count=self.words.number(base))
        aside = [f"{answer.answer} {self.outside(answer).text}" for answer in self.found.outside]
        outside = self.words.gettext("outside the scale: {answers}").format(answers=self.words.join(aside))
        return "; ".join([told, outside] if aside else [told])

    def _value(self, text: str, number: Decimal, unit: str, sources: tuple[Source, ...]) -> Value:
        indicator, year = self.found.indicator.id, self.found.answers[0].year
        place = {"indicator": indicator, "area": self.area, "year": year}
        exact = plain_number(round(number, _DECIMALS))
        return Value(kind="computed", text=text, exact=exact, unit=unit, sources=sources, **place)
