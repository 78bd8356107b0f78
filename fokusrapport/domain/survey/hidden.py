"""Which units of a survey are withheld in a wave, so that none can be found by taking the others from the whole.

First those of which it may not be told how many answered, then question by question. Each wave is worked out by itself,
so that a later report, with more waves, withholds the same of this one. An index is worked out after its items: with it
and all but one of them the last could be reckoned, so of a unit where an item is withheld, the index is, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from fokusrapport.domain.disclosure import CountTable, protect
from fokusrapport.domain.survey.results import Answered, WaveResult
from fokusrapport.params.surveys_models import SurveyIndex

WHOLE = ""
"""Stands among units for all of them together: no unit has this name."""

_UNTOLD = " "  # the units of which nothing is told, counted together


@dataclass(frozen=True)
class HiddenUnits:
    """One wave: its units, and what the respondents of some of them answered to a question together."""

    units: Mapping[str, WaveResult]
    indexes: Sequence[SurveyIndex]
    limit: int
    together: Callable[[str, Sequence[str]], Answered]
    _found: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def of_all(self) -> frozenset[str]:
        """The units of which it may not be told how many answered at all."""
        return self._withheld({name: own.answered for name, own in self.units.items()})

    def of(self, question: str) -> frozenset[str]:
        """The units whose answers to a question are withheld, those of `of_all` among them."""
        if question not in self._found:
            self._found[question] = self._of(question)
        return self._found[question]

    def _of(self, question: str) -> frozenset[str]:
        """Those that must be, with others until they are together a group whose answers may be told.

        The whole less the units that are shown is such a group: anybody can reckon its mean.
        """
        must = {name for name in self._told if self._tells(question, name)}
        while True:
            hidden = self._hidden(question, must)
            left = [name for name in self._told if name not in hidden]
            if WHOLE in hidden or not left or not self.together(question, sorted(hidden)).withheld:
                return hidden
            must.add(min(left, key=lambda name: self.units[name].questions[question].base))

    def _tells(self, question: str, unit: str) -> bool:
        """Whether a unit's mean would tell what single persons answered, to the question or to an item of it."""
        index = next((each for each in self.indexes if each.id == question), None)
        return self.units[unit].questions[question].withheld or (
            index is not None and any(unit in self.of(item) for item in index.items)
        )

    def _hidden(self, question: str, must: set[str]) -> frozenset[str]:
        """The units withheld where some must be; each of those is handed over as a small one, whatever its size."""
        counts = {
            name: self.limit - 1 if name in must else self.units[name].questions[question].base for name in self._told
        }
        untold = self.of_all - {WHOLE}
        if untold:
            counts[_UNTOLD] = sum(self.units[name].questions[question].base for name in untold)
        return self._withheld(counts) - {_UNTOLD} | self.of_all

    @cached_property
    def _told(self) -> Sequence[str]:
        return [name for name in self.units if name not in self.of_all]

    def _withheld(self, counts: Mapping[str, int]) -> frozenset[str]:
        table = CountTable("units", "survey", ("unit",), {(name,): count for name, count in counts.items()})
        return frozenset(name or WHOLE for (name,) in protect([table], self.limit).withheld("units"))
