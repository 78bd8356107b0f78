"""What the values of one area are made with: its edition, its results and the changes between them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fokusrapport.blocks import Value
from fokusrapport.domain.change import Change
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.values import ValueMaker
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import Language, _
from fokusrapport.params.models import Indicator


@dataclass(frozen=True)
class AreaValues:
    """The values of one area of one edition. Without a year they are the edition's."""

    area: str
    edition: EditionData

    def value(self, indicator: str, year: int | None = None) -> Value:
        """The result of an indicator with its unit."""
        return self._value(indicator, year or self.edition.year)

    @property
    def _language(self) -> Language:
        return self.edition.language

    @property
    def _maker(self) -> ValueMaker:
        return ValueMaker(self.area, self._language)

    def _own_indicators(self) -> tuple[Indicator, ...]:
        return self.edition.register.of_area(self.area, self.edition.year)

    def _value(self, indicator: str, year: int | None) -> Value:
        found = self.edition.register.find(indicator)
        change = self.edition.change(found) if year == self.edition.year else None
        return self._maker.of(found, self.edition.needed(indicator, year), change)

    def _needed_change(self, indicator: str) -> Change:
        change = self.edition.change(self.edition.register.find(indicator))
        if change.difference is None:
            what = _("«{indicator}» has no change: {reason}.").format(indicator=indicator, reason=change.reason)
            raise InputRefused.because(what)
        return change

    def _difference(self, indicator: str) -> Decimal:
        return self._needed_change(indicator).difference or Decimal(0)

    def _of_change(self, indicator: str, text: str) -> Value:
        register, change = self.edition.register.find(indicator), self._needed_change(indicator)
        return self._maker.of_change(register, text, change, self.edition.compared(register, change))

    def _words_of_change(self, indicator: str, text: str) -> Value:
        """Words that follow from a change, with both its rows behind them."""
        return self._of_change(indicator, text).model_copy(update={"kind": "verdict", "exact": None})
