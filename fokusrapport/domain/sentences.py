"""The values an author shows in a sentence: what notebooks write between {eval} marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fokusrapport.blocks import Value
from fokusrapport.domain.edition import needed_number
from fokusrapport.domain.marginwords import MarginWords
from fokusrapport.domain.movement import MovementWords
from fokusrapport.domain.numbers import format_result
from fokusrapport.domain.results import Result
from fokusrapport.domain.standing import RequirementWords
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Indicator


@dataclass(frozen=True)
class Sentences(MovementWords, RequirementWords, MarginWords):
    """The values of one area of one edition: results and counts here, words that follow from them inherited."""

    def undated(self, indicator: str) -> Value:
        """The result of an indicator whose year the source does not tell."""
        return self._value(indicator, None)

    def number(self, indicator: str, year: int | None = None) -> Value:
        """The result as a bare number, for sentences that bring the unit themselves."""
        number = needed_number(self.edition.needed(indicator, year or self.edition.year))
        text = self._language.number(number, self.edition.register.find(indicator).decimals)
        return self.value(indicator, year).model_copy(update={"text": text})

    def in_words(self, indicator: str, year: int | None = None) -> Value:
        """A whole number as running text wants it: in words up to twelve."""
        number = needed_number(self.edition.needed(indicator, year or self.edition.year))
        if number != int(number):
            what = _("«{indicator}» is no whole number, so it cannot be written in words.")
            raise InputRefused.because(what.format(indicator=indicator))
        return self.value(indicator, year).model_copy(update={"text": self._language.words(int(number))})

    def count_of(self, number: int) -> Value:
        """A number the notebook has counted itself, in words up to twelve."""
        return self._maker.counted(number, in_words=True)

    def rest_of(self, total: int, indicator: str, *more: str) -> Value:
        """What is left of a total when the indicators' results are taken away, e.g. neutral answers of 100 %."""
        results = [self.edition.needed(name, self.edition.year) for name in (indicator, *more)]
        rest = total - sum((needed_number(result) for result in results), Decimal(0))
        if rest < 0:
            what = _("{indicators} are more than {total} together, so nothing is left.")
            raise InputRefused.because(what.format(indicators=", ".join((indicator, *more)), total=total))
        first = self.edition.register.find(indicator)
        return self._maker.computed(format_result(first, rest, self._language), rest, results, first.unit)

    # --- the scorecard ---

    def last_measured(self, indicator: str) -> Result:
        """The newest measured number up to the edition's year; its `year` and text are for sentences."""
        self.edition.register.find(indicator)
        measured = self.edition.numbers(indicator)
        if not measured:
            raise InputRefused.because(_("«{indicator}» has never been measured.").format(indicator=indicator))
        return measured[-1]

    def year_measured(self, indicator: str) -> Value:
        """The year the indicator was last measured, up to the edition's."""
        last, found = self.last_measured(indicator), self.edition.register.find(indicator)
        value = self._maker.of(found, last)
        return value.model_copy(update={"kind": "verdict", "exact": None, "text": str(last.year)})

    def scorecard_size(self) -> Value:
        """How many indicators the area's scorecard has, in words up to twelve."""
        return self._counted(self._own_indicators())

    def never_measured(self) -> Value:
        """How many of the scorecard's indicators have no number in any year so far, in words up to twelve."""
        return self._counted([item for item in self._own_indicators() if not self.edition.numbers(item.id)])

    def _counted(self, indicators: Sequence[Indicator]) -> Value:
        results = [self.edition.result_or_blank(indicator.id, self.edition.year) for indicator in indicators]
        return self._maker.counted(len(indicators), results, in_words=True)
