"""Results as values readers see: displayed text, exact number, unit, and the rows they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from fokusrapport.blocks import Source, Value
from fokusrapport.domain.change import Change
from fokusrapport.domain.numbers import format_cell
from fokusrapport.domain.results import Result
from fokusrapport.domain.units import in_percent
from fokusrapport.i18n import Language
from fokusrapport.params.models import Indicator


def plain_number(number: Decimal | int) -> str:
    """A number as text without exponent or superfluous zeros: «428638», «34.9»."""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def direction_of(change: Change) -> Literal[-1, 0, 1] | None:
    """Which way a change goes, of the figures as printed: what shows the same figure twice is unchanged."""
    if change.difference is None:
        return None
    return (change.difference > 0) - (change.difference < 0)  # type: ignore[return-value]


def sources_of(results: Sequence[Result]) -> tuple[Source, ...]:
    """The rows that some results were read from, in their order."""
    return tuple(result.source for result in results if result.source is not None)


@dataclass(frozen=True)
class ValueMaker:
    """Makes the values of one area in one language."""

    area: str
    language: Language

    def of(self, indicator: Indicator, result: Result, change: Change | None = None) -> Value:
        """A result as it is shown: number with unit, text, or in words why it is missing.

        `change` is the one to this result, where the value is to know which way it went.
        """
        return Value(
            kind="result",
            text=format_cell(indicator, result, self.language),
            exact=None if result.number is None else plain_number(result.number),
            unit=indicator.unit,
            indicator=indicator.id,
            area=self.area,
            year=result.year,
            sources=sources_of([result]),
            direction=direction_of(change) if change else None,
        )

    def of_change(self, indicator: Indicator, text: str, change: Change, compared: Sequence[Result]) -> Value:
        """A change as shown by `text`, between the results `compared`, the earlier first; `exact` is unrounded."""
        return Value(
            kind="change",
            text=text,
            exact=None if change.exact is None else plain_number(change.exact),
            unit=self.language.gettext("percentage points") if in_percent(indicator) else indicator.unit,
            indicator=indicator.id,
            area=self.area,
            year=compared[-1].year if compared else None,
            sources=sources_of(compared),
            direction=direction_of(change),
        )

    def computed(self, text: str, number: Decimal | int, results: Sequence[Result], unit: str = "") -> Value:
        """A number computed from several results; names every row it came from, and their year if it is one."""
        years = {result.year for result in results}
        return Value(
            kind="computed",
            text=text,
            exact=plain_number(number),
            unit=unit,
            area=self.area,
            year=years.pop() if len(years) == 1 else None,
            sources=sources_of(results),
        )

    def counted(self, number: int, results: Sequence[Result] = (), *, in_words: bool = False) -> Value:
        """How many there are of something the report itself has counted, and the results that were counted."""
        text = self.language.words(number) if in_words else self.language.number(number)
        return Value(kind="count", text=text, exact=str(number), area=self.area, sources=sources_of(results))
