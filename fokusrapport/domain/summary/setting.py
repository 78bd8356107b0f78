"""What every part of the summary knows: the edition, the areas' titles, and where each indicator is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from fokusrapport.blocks import Cell, Inlines, ShownValue, Value
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.results import Result
from fokusrapport.domain.summary.places import Place
from fokusrapport.domain.values import ValueMaker
from fokusrapport.i18n import Language
from fokusrapport.params.models import Indicator

AREA_ID = "oversikt"


class OfIndicator(Protocol):
    """Something said of an indicator."""

    @property
    def indicator(self) -> Indicator:
        """The indicator."""


class Measured(OfIndicator, Protocol):
    """An indicator with its result of the year."""

    @property
    def result(self) -> Result:
        """Its result."""


@dataclass(frozen=True)
class SummarySetting:
    """`titles` are the areas' titles by id, in printed order; `places` where each indicator's result stands, by id."""

    edition: EditionData
    titles: Mapping[str, str]
    places: Mapping[str, Place]

    @property
    def words(self) -> Language:
        """The language of the report."""
        return self.edition.language

    @property
    def maker(self) -> ValueMaker:
        """Makes the values the summary shows."""
        return ValueMaker(AREA_ID, self.words)

    def counted(self, found: Sequence[OfIndicator], *, in_words: bool = False) -> Value:
        """How many they are, counted from their results of the edition's year."""
        results = [self.edition.result_or_blank(item.indicator.id, self.edition.year) for item in found]
        value = self.maker.counted(len(found), results, in_words=in_words)
        return value.model_copy(update={"year": self.edition.year})

    def linked(self, indicator: Indicator) -> Inlines:
        """The indicator's name, as a link where its result is shown."""
        name = self.edition.label_inlines(indicator.label)
        place = self.places.get(indicator.id)
        return place.link(name) if place else name

    def result_cell(self, measured: Measured) -> Cell:
        """The result with its level; one that has none stands alone, for its scorecard says why."""
        status = self.edition.status(measured.indicator, measured.result)
        value = self.maker.of(measured.indicator, measured.result)
        told = status.kind in ("met", "accepted", "unmet") or self.falls_short(measured)
        shown = status.model_copy(update={"reason": ""}) if told else None
        return Cell(children=(ShownValue(value=value),), status=shown)

    def falls_short(self, measured: Measured) -> bool:
        """Whether the result is known to miss its requirement, although no level can be told."""
        return self.edition.outcome(measured.indicator, measured.result).short_of_requirement
