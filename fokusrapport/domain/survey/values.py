"""What a survey came to as values readers see, each with the files its respondents stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fokusrapport.blocks import Value, ValueKind
from fokusrapport.domain.indicators import label_in
from fokusrapport.domain.missing import missing_text
from fokusrapport.domain.survey.estimates import Estimate, difference
from fokusrapport.domain.survey.found import SurveyFound
from fokusrapport.domain.survey.points import in_points, length, printed
from fokusrapport.domain.survey.results import WaveResult, questions_of
from fokusrapport.domain.values import plain_number
from fokusrapport.i18n import Language, round_half_up

_EXACT = 6  # decimals kept of a number without end


@dataclass(frozen=True)
class SurveyValues:
    """Makes the values of one survey in one area and language."""

    found: SurveyFound
    area: str
    words: Language

    # --- how many ---

    def population(self, result: WaveResult) -> Value | None:
        """How many there are in all; None where it is not known."""
        return self._count(result, result.wave.population) if result.wave.population is not None else None

    def invited(self, result: WaveResult) -> Value | None:
        """How many were asked; None where it is not known."""
        return self._count(result, result.invited) if result.invited is not None else None

    def answered(self, result: WaveResult) -> Value:
        """How many answered anything; withheld of a unit where that would tell of few."""
        return self._count(result, result.answered) if self._shows(result) else self._withheld(result)

    def rate(self, result: WaveResult) -> Value | None:
        """The share of those asked that answered; None where it is not known how many were asked."""
        if result.rate is None:
            return None
        if not self._shows(result):
            return self._withheld(result)
        return self._number(self.words.percent(result.rate), result.rate, "%", result)

    def base(self, result: WaveResult, question: str) -> Value:
        """How many answered on the scale."""
        shown = self._shows(result, question)
        return self._count(result, result.questions[question].base) if shown else self._withheld(result)

    # --- what they answered ---

    def mean(self, result: WaveResult, question: str) -> Value:
        """The mean, on the survey's scale or in points; the word for it where it is withheld or nobody answered."""
        estimate = result.questions[question].estimate
        if estimate is None or not self._shows(result, question):
            return self._missing(result, question)
        mean = printed(self.found.survey, estimate.mean)
        return self._number(self.words.number(mean, self.decimals), mean, self.unit, result)

    def interval(self, result: WaveResult, question: str) -> Value | None:
        """The 95 % interval of the mean: «4,46–4,81»; None where nothing is known of chance.

        It has a decimal more than the mean: of many answers both ends would else be the mean itself.
        """
        estimate = result.questions[question].estimate
        if estimate is None or estimate.margin is None or result.unit or not self._shows(result, question):
            return None
        worst, best = self.found.survey.ends
        ends = [min(max(float(estimate.mean) + sign * estimate.margin, worst), best) for sign in (-1, 1)]
        low, high = (self.words.number(printed(self.found.survey, _exactly(end)), self.decimals + 1) for end in ends)
        return self._value("computed", f"{low}–{high}", None, self.unit, result)

    def margin(self, result: WaveResult, question: str) -> Value | None:
        """Half of it: «0,17»."""
        estimate = result.questions[question].estimate
        if estimate is None or estimate.margin is None or not self._shows(result, question):
            return None
        margin = length(self.found.survey, _exactly(estimate.margin))
        return self._number(self.words.number(margin, self.decimals + 1), margin, self.unit, result)

    def change(self, result: WaveResult, question: str) -> Value | None:
        """The change of the printed means since they were last measured: «+0,1»; None where nothing was before."""
        pair = self._pair(result, question)
        if pair is None:
            return None
        shown, exact = self._difference(pair, question)
        text = self.words.number(shown, self.decimals, signed=True)
        value = self._value("change", text, plain_number(round(exact, _EXACT)), self.unit, *pair)
        return value.model_copy(update={"direction": (shown > 0) - (shown < 0)})

    def verdict(self, result: WaveResult, question: str) -> Value | None:
        """Whether the change is more than chance gives; without the promise of a margin where everyone was asked.

        None where nothing was before, and where all answered alike: then nothing is known of chance.
        """
        pair = self._pair(result, question)
        if pair is None or any(each.margin is None for each in _estimates(pair, question)):
            return None
        within = difference(*_estimates(pair, question)).within
        promised = (
            self.words.gettext("outside the margin of error"),
            self.words.gettext("within the margin of error"),
        )
        not_drawn = (
            self.words.gettext("more than chance alone gives"),
            self.words.gettext("no more than chance alone gives"),
        )
        texts = not_drawn if any(each.wave.everyone for each in pair) else promised
        return self._value("verdict", texts[within], None, "", *pair)

    def last_time(self, result: WaveResult, question: str) -> Value | None:
        """When the question was last asked before this wave: the year, or the period within the same year."""
        pair = self._pair(result, question)
        if pair is None:
            return None
        before, when = pair[0].wave, str(pair[0].wave.year)
        if before.year == result.wave.year:
            when = label_in(before.period, self.words.code) if before.period else before.id
        return self._value("verdict", when, None, "", *pair)

    # --- all there is ---

    def every(self) -> Iterator[Value]:
        """Every value that may be shown of the survey."""
        for name, result in self.found.results.items():
            made = [self.population(result)]
            for each in (result, *self.found.units[name].values()):
                made += [self.invited(each), self.answered(each), self.rate(each)]
                made += [self.mean(each, question.id) for question in questions_of(self.found.survey)]
            for question in questions_of(self.found.survey):
                ways = (self.base, self.interval, self.margin, self.change, self.verdict, self.last_time)
                made += [way(result, question.id) for way in ways]
            yield from (value for value in made if value is not None)

    # --- how numbers are printed ---

    @property
    def decimals(self) -> int:
        """Decimals of a mean: points have none."""
        return 0 if in_points(self.found.survey) else 1

    @property
    def unit(self) -> str:
        """What a mean is counted in."""
        return self.words.gettext("points") if in_points(self.found.survey) else ""

    # --- within ---

    def _pair(self, result: WaveResult, question: str) -> tuple[WaveResult, WaveResult] | None:
        """The wave before and this one, where both have a mean."""
        if result.unit or result.questions[question].estimate is None or not self._shows(result, question):
            return None
        before = self.found.before(result, question)
        return None if before is None else (before, result)

    def _difference(self, pair: tuple[WaveResult, WaveResult], question: str) -> tuple[Decimal, Decimal]:
        """The difference of the printed means, and of the exact ones."""
        before, now = (printed(self.found.survey, each.mean) for each in _estimates(pair, question))
        return round_half_up(now, self.decimals) - round_half_up(before, self.decimals), now - before

    def _shows(self, result: WaveResult, question: str = "") -> bool:
        return self.found.shows(result, question)

    def _missing(self, result: WaveResult, question: str) -> Value:
        """Why there is no mean, in a word."""
        nobody = not result.questions[question].base and self._shows(result)
        text = missing_text("not_measured" if nobody else "suppressed", self.words)
        return self._value("computed", text, None, "", result)

    def _withheld(self, result: WaveResult) -> Value:
        return self._value("computed", missing_text("suppressed", self.words), None, "", result)

    def _count(self, result: WaveResult, count: int) -> Value:
        return self._value("computed", self.words.number(count), str(count), "", result)

    def _number(self, text: str, number: Decimal, unit: str, result: WaveResult) -> Value:
        return self._value("computed", text, plain_number(round(number, _EXACT)), unit, result)

    def _value(self, kind: ValueKind, text: str, exact: str | None, unit: str, *of: WaveResult) -> Value:
        """A value of one wave, or of the later of two."""
        sources = tuple(dict.fromkeys(source for result in of for source in result.sources))
        year = of[-1].wave.year
        return Value(kind=kind, text=text, exact=exact, unit=unit, area=self.area, year=year, sources=sources)


def _estimates(pair: tuple[WaveResult, WaveResult], question: str) -> tuple[Estimate, Estimate]:
    before, now = (result.questions[question].estimate for result in pair)
    if before is None or now is None:
        msg = "compared only where both have a mean"
        raise ValueError(msg)
    return before, now


def _exactly(number: float) -> Fraction:
    """A computed float as a fraction, without what machines may differ in."""
    return Fraction(str(round(number, _EXACT)))
