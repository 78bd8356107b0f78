"""How the answers to a survey's items are distributed, as the charts of distributions want it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from fokusrapport.blocks import Source, Value
from fokusrapport.domain.answernames import scale_name
from fokusrapport.domain.dataset import SurveyAnswer
from fokusrapport.domain.distribution import Distribution, DistributionText
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.missing import MissingKind
from fokusrapport.domain.survey.found import SurveyFound
from fokusrapport.domain.survey.results import Answered, WaveResult
from fokusrapport.params.models import Indicator
from fokusrapport.params.surveys_models import Survey, SurveyItem

_BANDS = 5  # of a scale of points
_WHOLE = 100


@dataclass(frozen=True)
class SharesText(DistributionText):
    """The distribution of a survey's answers: its values are of no indicator, and come from whole files."""

    sources: tuple[Source, ...] = ()

    def _value(self, text: str, number: Decimal, unit: str, sources: tuple[Source, ...]) -> Value:
        value = super()._value(text, number, unit, sources)
        return value.model_copy(update={"indicator": None, "sources": self.sources})


@dataclass(frozen=True)
class SurveyShares:
    """The distributions of one wave."""

    edition: EditionData
    found: SurveyFound
    area: str

    def of(self, result: WaveResult, item: SurveyItem) -> SharesText:
        """The distribution of an item; one that says that it is withheld where it is."""
        answered, survey = result.questions[item.id], self.found.survey
        indicator = Indicator(id=item.id, label=item.label, scale=survey.scale, decimals=1, direction="higher")
        shown = self.found.shows(result, item.id) and answered.base > 0
        why: MissingKind = "suppressed" if answered.base else "not_measured"
        answers = tuple(self._answers(result, item, answered) if shown else [_answer(result, item, missing=why)])
        base = answered.base + answered.outside
        told = Distribution(indicator, answers, base)
        return SharesText(told, self.area, self.edition.language, result.sources)

    def every(self) -> Iterator[Value]:
        """Every value that the distributions show."""
        for result in self.found.results.values():
            for item in self.found.survey.items:
                told = self.of(result, item)
                if not told.missing:
                    yield from map(told.share, told.found.shown)
                    yield from map(told.outside, told.found.outside)
                    yield from filter(None, [told.base()])

    def _answers(self, result: WaveResult, item: SurveyItem, answered: Answered) -> Iterator[SurveyAnswer]:
        weighted = self.found.survey.weight_column is not None
        places = range(1, len(self._names()) + 1)
        weights = {place: Fraction(0) for place in places}
        counts = dict.fromkeys(places, 0)
        for alike in answered.alike:
            place = _place(self.found.survey, alike.value)
            weights[place] += alike.weight * alike.count
            counts[place] += alike.count
        total = sum(weights.values(), Fraction(0))
        for place, name in enumerate(self._names(), start=1):
            share = weights[place] / total * _WHOLE
            exact = Decimal(share.numerator) / Decimal(share.denominator)
            known = {"share": exact} if weighted else {"count": counts[place]}
            yield _answer(result, item, answer=name, position=place, **known)
        if answered.outside:
            yield _answer(result, item, answer=self.found.survey.dont_know[0], count=answered.outside)

    def _names(self) -> Sequence[str]:
        """The words of the scale; bands of points where it has none."""
        if self.found.survey.answers:
            return [scale_name(self.edition, labels) for labels in self.found.survey.answers]
        step = _WHOLE // _BANDS
        return [f"{low + 1 if low else 0}–{low + step}" for low in range(0, _WHOLE, step)]


def _answer(result: WaveResult, item: SurveyItem, **told: Any) -> SurveyAnswer:  # noqa: ANN401 - any field of it
    nothing = {"answer": "", "position": None, "count": None, "share": None, "missing": None, "uncertain": ""}
    place = {"survey": result.survey.id, "indicator": item.id, "year": result.wave.year}
    return SurveyAnswer(**{**place, **nothing, **told}, source=result.sources[0])


def _place(survey: Survey, answer: Fraction) -> int:
    """An answer's place on the scale, 1 for the worst; of points the band it lies in."""
    worst, _best = survey.ends
    if survey.answers:
        return int(answer) - worst + 1
    return max(1, ceil(answer / (_WHOLE // _BANDS)))
