"""How a result stands against its requirement, in words that follow from the classification."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fokusrapport.blocks import Value
from fokusrapport.domain.areavalues import AreaValues
from fokusrapport.domain.classification import Outcome, result_number
from fokusrapport.domain.indicators import requirement_in
from fokusrapport.domain.intervals import INFINITY
from fokusrapport.domain.placement import rising_is_better
from fokusrapport.domain.requirements import parse_requirement, printed_requirement
from fokusrapport.domain.results import Result
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _, round_half_up
from fokusrapport.params.models import Indicator, Requirement


@dataclass(frozen=True)
class RequirementWords(AreaValues):
    """Requirements, and where results lie; what the figures do not settle is refused with the reason."""

    def requirement(self, indicator: str) -> Value:
        """The requirement of the edition's year as printed: «100-75 poeng»."""
        year = self.edition.year
        return Value(
            kind="requirement",
            text=printed_requirement(self._requirement(indicator, year)),
            indicator=indicator,
            area=self.area,
            year=year,
            sources=self.edition.requirement_source(indicator, year),
        )

    def below_requirement(self, indicator: str, year: int | None = None) -> Value:
        """That the result misses its requirement, in words: «under kravet»; refused when it does not."""
        found, judged = self._judged(indicator, year or self.edition.year, meets=False)
        words = {
            True: self._language.gettext("below the requirement"),
            False: self._language.gettext("above the requirement"),
            None: self._language.gettext("does not meet the requirement"),
        }
        return judged.model_copy(update={"text": words[rising_is_better(found)]})

    def meets_requirement(self, indicator: str, year: int | None = None) -> Value:
        """That the result meets its requirement, as a verb phrase: «oppfyller kravet»; refused when it does not."""
        _found, judged = self._judged(indicator, year or self.edition.year, meets=True)
        return judged.model_copy(update={"text": self._language.gettext("meets the requirement")})

    def against_requirement(self, indicator: str, year: int | None = None) -> Value:
        """On which side of the requirement the result lies: «over kravet», «på kravet», «under kravet».

        On it lies what meets it and is printed as the limit itself. Inside a corridor it is «innenfor kravet». Where
        less is better, «under kravet» is good. Refused where the requirement does not settle whether it is met.
        """
        found, year = self.edition.register.find(indicator), year or self.edition.year
        result = self.edition.needed(indicator, year)
        meets = self._settled(found, result, self.edition.outcome(found, result))
        text = self._side(found, result, self._requirement(indicator, year), meets=meets)
        return self._in_words(found, result, text)

    def _side(self, indicator: Indicator, result: Result, requirement: Requirement, *, meets: bool) -> str:
        low, high = self._wanted(indicator, result, requirement)
        number = result_number(indicator, result) or Decimal(0)
        rising = rising_is_better(indicator)
        below, at, above, within = (
            self._language.gettext("below the requirement"),
            self._language.gettext("exactly at the requirement"),
            self._language.gettext("above the requirement"),
            self._language.gettext("within the requirement"),
        )
        if not meets:
            return {True: below, False: above, None: below if number < low else above}[rising]
        if rising is None:
            return within
        limit = low if rising else high
        if limit.is_finite() and round_half_up(number, indicator.decimals) == limit:
            return at
        return above if rising else below

    def _wanted(self, indicator: Indicator, result: Result, requirement: Requirement) -> tuple[Decimal, Decimal]:
        """The ends of what is wanted; infinite where there is none."""
        parsed = parse_requirement(indicator, requirement)
        series = requirement.benchmark
        benchmark = self.edition.result(series, result.year) if series else None
        against = parsed.against(benchmark.number) if benchmark and benchmark.number is not None else parsed
        wanted = [band.interval for band in against.bands if band.level == "met"]
        low = min((interval.low for interval in wanted), default=-INFINITY)
        return low, max((interval.high for interval in wanted), default=INFINITY)

    def _settled(self, indicator: Indicator, result: Result, outcome: Outcome) -> bool:
        """Whether the requirement is met, by rule; raises InputRefused where that is open, or was set by hand."""
        number = result_number(indicator, result)
        if outcome.meets is None or outcome.by_rule is not None or number is None:
            reason = outcome.reason or outcome.word
            what = _("Where «{indicator}» lies against its requirement in {year} cannot be told: {reason}.")
            raise InputRefused.because(what.format(indicator=indicator.id, year=result.year, reason=reason.rstrip(".")))
        return outcome.meets

    def _judged(self, indicator: str, year: int, *, meets: bool) -> tuple[Indicator, Value]:
        """The value without its number; raises InputRefused unless the requirement is met, or missed, as said."""
        found, result = self.edition.register.find(indicator), self.edition.needed(indicator, year)
        if self.edition.outcome(found, result).meets is not meets:
            what = (
                _("«{indicator}» does not meet its requirement in {year}, so the sentence would be wrong.")
                if meets
                else _("«{indicator}» does not miss its requirement in {year}, so the sentence would be wrong.")
            )
            raise InputRefused.because(what.format(indicator=indicator, year=year))
        return found, self._in_words(found, result, "")

    def _in_words(self, indicator: Indicator, result: Result, text: str) -> Value:
        own = self._value(indicator.id, result.year)
        return own.model_copy(update={"text": text, "kind": "verdict", "exact": None})

    def _requirement(self, indicator: str, year: int) -> Requirement:
        requirement = requirement_in(self.edition.register.find(indicator), year)
        if requirement is None:
            what = _("«{indicator}» has no requirement in {year}.")
            raise InputRefused.because(what.format(indicator=indicator, year=year))
        return requirement
