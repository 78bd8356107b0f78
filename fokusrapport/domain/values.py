"""Results as values readers see: displayed text, exact number, unit, and the rows they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fokusrapport.blocks import Value
from fokusrapport.domain.numbers import format_cell
from fokusrapport.domain.results import Result
from fokusrapport.domain.units import in_percent
from fokusrapport.i18n import Language
from fokusrapport.params.models import Indicator


def plain_number(number: Decimal) -> str:
    """A decimal as text without exponent or superfluous zeros: «428638», «34.9»."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True)
class ValueMaker:
    """Makes the values of one area in one language."""

    area: str
    language: Language

    def of(self, indicator: Indicator, result: Result) -> Value:
        """A result as it is shown: number with unit, text, or in words why it is missing."""
        return Value(
            text=format_cell(indicator, result, self.language),
            exact=None if result.number is None else plain_number(result.number),
            unit=indicator.unit,
            indicator=indicator.id,
            area=self.area,
            year=result.year,
            sources=() if result.source is None else (result.source,),
        )

    def of_change(self, indicator: Indicator, text: str, difference: Decimal, compared: Sequence[Result]) -> Value:
        """A difference between two results, the earlier first, as shown by `text`."""
        return Value(
            text=text,
            exact=plain_number(difference),
            unit=self.language.gettext("percentage points") if in_percent(indicator) else indicator.unit,
            indicator=indicator.id,
            area=self.area,
            year=compared[-1].year if compared else None,
            sources=tuple(result.source for result in compared if result.source is not None),
        )

    def computed(self, text: str, number: Decimal, results: Sequence[Result], unit: str = "") -> Value:
        """A number computed from several results; names every row it came from."""
        sources = tuple(result.source for result in results if result.source is not None)
        years = {result.year for result in results}
        return Value(
            text=text,
            exact=plain_number(number),
            unit=unit,
            area=self.area,
            year=years.pop() if len(years) == 1 else None,
            sources=sources,
        )
