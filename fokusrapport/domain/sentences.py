"""Single values of an area, for sentences: what notebooks write between {eval} marks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fokusrapport.blocks import Value
from fokusrapport.domain.change import Change
from fokusrapport.domain.edition import EditionData, needed_number
from fokusrapport.domain.indicators import requirement_in
from fokusrapport.domain.numbers import format_difference, format_result
from fokusrapport.domain.placement import rising_is_better
from fokusrapport.domain.requirements import printed_requirement
from fokusrapport.domain.results import Result
from fokusrapport.domain.values import ValueMaker
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import Language, _
from fokusrapport.params.models import Indicator


@dataclass(frozen=True)
class Sentences:
    """The values of one area of one edition. Without a year they are the edition's.

    A sentence must not say what the figures do not: `rise` and `fall` are refused when it went the other way, and
    `moved_by` finds the verb itself, also for «var uendret», which has no size to tell.
    """

    area: str
    edition: EditionData

    def value(self, indicator: str, year: int | None = None) -> Value:
        """The result of an indicator with its unit."""
        return self._value(indicator, year or self.edition.year)

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

    # --- the requirement and the scorecard ---

    def requirement(self, indicator: str) -> Value:
        """The requirement of the edition's year as printed: «100-75 poeng»."""
        year = self.edition.year
        requirement = requirement_in(self.edition.register.find(indicator), year)
        if requirement is None:
            what = _("«{indicator}» has no requirement in {year}.")
            raise InputRefused.because(what.format(indicator=indicator, year=year))
        text = printed_requirement(requirement)
        return Value(kind="requirement", text=text, indicator=indicator, area=self.area, year=year)

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
        return self.count_of(len(self._own_indicators()))

    def never_measured(self) -> Value:
        """How many of the scorecard's indicators have no number in any year so far, in words up to twelve."""
        return self.count_of(sum(not self.edition.numbers(indicator.id) for indicator in self._own_indicators()))

    # --- the change since it was last measured ---

    def change(self, indicator: str) -> Value:
        """The change with sign and unit: «+0,2»."""
        return self._of_change(indicator, self._needed_change(indicator).text)

    def previous_year(self, indicator: str) -> Value:
        """The year the change counts from: that of the last measured value before this one."""
        year = self._needed_change(indicator).previous_year
        return self._of_change(indicator, str(year)).model_copy(update={"kind": "verdict", "exact": None})

    def moved(self, indicator: str) -> Value:
        """Which way it went, as a verb: «økte», «gikk ned», «var uendret»."""
        difference = self._difference(indicator)
        verbs = (self._language.gettext("fell"), self._language.gettext("rose"))
        text = verbs[difference > 0] if difference else self._language.gettext("was unchanged")
        return self._of_change(indicator, text).model_copy(update={"kind": "verdict", "exact": None})

    def moved_by(self, indicator: str) -> Value:
        """Which way it went and how much: «økte med 0,2», «gikk ned med 0,2», «var uendret»."""
        difference, words = self._difference(indicator), self._language
        texts = (words.gettext("fell by {size}"), words.gettext("rose by {size}"))
        text = texts[difference > 0] if difference else words.gettext("was unchanged")
        return self._of_change(indicator, text.format(size=self._size(indicator)))

    def rise(self, indicator: str) -> Value:
        """How much it rose, without sign: «58 898»; refused when it did not rise."""
        return self._one_way(indicator, 1)

    def fall(self, indicator: str) -> Value:
        """How much it fell, without sign; refused when it did not fall."""
        return self._one_way(indicator, -1)

    # --- within ---

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
        return found, self._maker.of(found, result).model_copy(update={"kind": "verdict", "exact": None})

    @property
    def _language(self) -> Language:
        return self.edition.language

    @property
    def _maker(self) -> ValueMaker:
        return ValueMaker(self.area, self._language)

    def _own_indicators(self) -> tuple[Indicator, ...]:
        return self.edition.register.of_area(self.area, self.edition.year)

    def _value(self, indicator: str, year: int | None) -> Value:
        return self._maker.of(self.edition.register.find(indicator), self.edition.needed(indicator, year))

    def _needed_change(self, indicator: str) -> Change:
        change = self.edition.change(self.edition.register.find(indicator))
        if change.difference is None:
            what = _("«{indicator}» has no change: {reason}.").format(indicator=indicator, reason=change.reason)
            raise InputRefused.because(what)
        return change

    def _difference(self, indicator: str) -> Decimal:
        return self._needed_change(indicator).difference or Decimal(0)

    def _size(self, indicator: str) -> str:
        register = self.edition.register.find(indicator)
        return format_difference(register, abs(self._difference(indicator)), self._language).removeprefix("+")

    def _one_way(self, indicator: str, sign: int) -> Value:
        if self._difference(indicator) * sign <= 0:
            what = _("The sentence does not fit the figures: «{indicator}» {moved} from {before} to {now}.").format(
                indicator=indicator,
                moved=self.moved_by(indicator),
                before=self.previous_year(indicator),
                now=self.edition.year,
            )
            raise InputRefused.because(what, allowed="rise, fall, moved_by")
        return self._of_change(indicator, self._size(indicator))

    def _of_change(self, indicator: str, text: str) -> Value:
        register, change = self.edition.register.find(indicator), self._needed_change(indicator)
        return self._maker.of_change(register, text, change, self.edition.compared(register, change))
