"""How an indicator moved since it was last measured: how much, which way, and whether that is better."""

from __future__ import annotations

from dataclasses import dataclass

from fokusrapport.blocks import Value
from fokusrapport.domain.areavalues import AreaValues
from fokusrapport.domain.numbers import format_difference
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _


@dataclass(frozen=True)
class MovementWords(AreaValues):
    """Changes as numbers and words.

    A sentence must not say what the figures do not: `rise` and `fall` are refused when it went the other way, and
    `moved_by` finds the verb itself, also for «var uendret», which has no size to tell. Better and worse go by the
    indicator's direction, never by the sign.
    """

    def change(self, indicator: str) -> Value:
        """The change with sign and unit: «+0,2»."""
        return self._of_change(indicator, self._needed_change(indicator).text)

    def previous_year(self, indicator: str) -> Value:
        """The year the change counts from: that of the last measured value before this one."""
        return self._words_of_change(indicator, str(self._needed_change(indicator).previous_year))

    def moved(self, indicator: str) -> Value:
        """Which way it went, as a verb: «økte», «gikk ned», «var uendret»."""
        difference = self._difference(indicator)
        verbs = (self._language.gettext("fell"), self._language.gettext("rose"))
        text = verbs[difference > 0] if difference else self._language.gettext("stayed the same")
        return self._words_of_change(indicator, text)

    def moved_by(self, indicator: str) -> Value:
        """Which way it went and how much: «økte med 0,2», «gikk ned med 0,2», «var uendret»."""
        difference, words = self._difference(indicator), self._language
        texts = (words.gettext("fell by {size}"), words.gettext("rose by {size}"))
        text = texts[difference > 0] if difference else words.gettext("stayed the same")
        return self._of_change(indicator, text.format(size=self._size(indicator)))

    def rise(self, indicator: str) -> Value:
        """How much it rose, without sign: «58 898»; refused when it did not rise."""
        return self._one_way(indicator, 1)

    def fall(self, indicator: str) -> Value:
        """How much it fell, without sign; refused when it did not fall."""
        return self._one_way(indicator, -1)

    def better_or_worse(self, indicator: str) -> Value:
        """Whether it became better, by the indicator's direction: «bedre», «dårligere», «uendret»."""
        words = {
            "better": self._language.gettext("better"),
            "worse": self._language.gettext("worse"),
            "unchanged": self._language.gettext("unchanged"),
        }
        return self._words_of_change(indicator, words[self._verdict(indicator)])

    def compared_with_last(self, indicator: str) -> Value:
        """The same with the year: «bedre enn i 2014», «dårligere enn i 2014», «det samme som i 2014»."""
        words = {
            "better": self._language.gettext("better than in {year}"),
            "worse": self._language.gettext("worse than in {year}"),
            "unchanged": self._language.gettext("the same as in {year}"),
        }
        year = self._needed_change(indicator).previous_year
        return self._words_of_change(indicator, words[self._verdict(indicator)].format(year=year))

    def _verdict(self, indicator: str) -> str:
        verdict = self._needed_change(indicator).verdict
        if verdict in ("better", "worse", "unchanged"):
            return verdict
        what = _("Nothing says whether «{indicator}» became better or worse: {moved} is neither.")
        told = what.format(indicator=indicator, moved=self.moved_by(indicator))
        raise InputRefused.because(told, allowed=_("moved or moved_by; or «direction» in indicators.yaml"))

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
