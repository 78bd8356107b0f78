"""What the indicators of a register are called where each must be told from all others: in the source appendix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from fokusrapport.blocks import Inlines, plain
from fokusrapport.blocktree import text_of
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import joined
from fokusrapport.params.models import Indicator


@dataclass(frozen=True)
class RowNames:
    """The names of an edition's indicators: the label, with more where others have the same."""

    edition: EditionData

    def name(self, indicator: str) -> Inlines:
        """The label; of a series to compare with, after what is compared; of labels that are equal, with more."""
        own = self._names[indicator]
        return (*own, *plain(f" ({self._more(indicator)})")) if self._times[text_of(own)] > 1 else own

    @cached_property
    def _indicators(self) -> Mapping[str, Indicator]:
        return {indicator.id: indicator for indicator in self.edition.register.indicators}

    @cached_property
    def _names(self) -> Mapping[str, Inlines]:
        return {indicator: self._of(found) for indicator, found in self._indicators.items()}

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(text_of(name) for name in self._names.values())

    def _of(self, indicator: Indicator) -> Inlines:
        own = self.edition.label_inlines(indicator.label)
        users = [other.label for other in self._indicators.values() if indicator.id in other.benchmarks]
        compared = joined([self.edition.label_inlines(label) for label in users], ", ")
        return joined([compared, own], ": ") if users else own

    def _more(self, indicator: str) -> str:
        """The success factor where it tells those with the same name apart, else the id."""
        name = text_of(self._names[indicator])
        same = [self._indicators[other] for other, words in self._names.items() if text_of(words) == name]
        apart = len({other.success_factor for other in same}) == len(same)
        factor = self._factors.get(self._indicators[indicator].success_factor or "") if apart else None
        return factor or indicator

    @cached_property
    def _factors(self) -> Mapping[str, str]:
        return {factor.id: self.edition.label(factor.label) for factor in self.edition.municipality.success_factors}
