"""What may be shown of the data: every value that the report's own helpers would make anew of the same rows.

A value is proved when it is one of these, in text and in all that is known of it. Nothing is taken over from the kernel
but which indicator, year and rows the value says it is of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from inspect import getmembers, isfunction, signature
from types import MappingProxyType

from fokusrapport.blocks import Source, Value, ValueKind
from fokusrapport.domain.distribution import DistributionText, distribution
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.ratio_callout import RatioCheck
from fokusrapport.domain.results import Result
from fokusrapport.domain.sentences import Sentences
from fokusrapport.domain.units import is_percent
from fokusrapport.domain.values import ValueMaker
from fokusrapport.errors import InputRefused
from fokusrapport.params.models import Indicator

_WHOLE = 100


@dataclass(frozen=True)
class Candidates:
    """The values that one area of an edition may show; `rows` are the results by their rows in files."""

    edition: EditionData
    area: str
    rows: Mapping[Source, Result]

    def like(self, value: Value) -> Iterator[Value]:
        """All that the data give for the indicator, year and rows the value says it is of; none for an unknown one.

        The likeliest come first, so that most values are proved by one.
        """
        ways: Mapping[ValueKind, Callable[[Value], Iterator[Value]]] = {
            "result": self._results,
            "change": self._changes,
            "verdict": self._said,
            "requirement": self._said,
            "computed": self._computed,
            "count": self._counts,
            "text": self._ranked,
        }
        return ways[value.kind](value)

    def _results(self, value: Value) -> Iterator[Value]:
        """The result with its unit first: it is what a reader is told should stand there."""
        if (indicator := self._indicator(value)) is not None:
            if value.sources:
                yield from (self._maker.of(indicator, row) for row in self._rows(value.sources))
            elif value.year is not None:
                yield self._maker.of(indicator, self.edition.result_or_blank(indicator.id, value.year))
            yield from self._said(value)

    def _changes(self, value: Value) -> Iterator[Value]:
        indicator = self._indicator(value)
        if indicator is not None and value.year is not None:
            found = self.edition.change(indicator, value.year)
            compared = self.edition.compared(indicator, found, value.year)
            if found.difference is not None:
                for text in (found.text, found.since):
                    yield self._maker.of_change(indicator, text, found, compared)
            yield from self._said(value)

    def _said(self, value: Value) -> Iterator[Value]:
        """What a sentence may say of an indicator in a year."""
        if value.indicator is not None and value.year is not None:
            for saying in sayings().values():
                yield from _unless_refused(saying, self._sentences, value.indicator, value.year)

    def _computed(self, value: Value) -> Iterator[Value]:
        if (indicator := self._indicator(value)) is not None:
            yield from _unless_refused(self._answers, indicator)
            yield from self._said(value)
        else:
            yield from _unless_refused(self._rest, value)
            yield from _unless_refused(self._inhabitants, value)

    def _answers(self, indicator: Indicator) -> Iterator[Value]:
        """The shares of a distribution, what stands outside it, and how many answered."""
        found = distribution(self.edition, indicator)
        told = DistributionText(found, self.area, self.edition.language)
        yield from map(told.share, found.shown)
        yield from map(told.outside, found.outside)
        if (base := told.base()) is not None:
            yield base

    def _rest(self, value: Value) -> Iterator[Value]:
        """What is left of a total; one that is not 100 % is known to the notebook alone, and taken from the value."""
        rows = self._rows(value.sources)
        taken = [row.number for row in rows if row.number is not None]
        if not rows or len(taken) != len(rows) or value.exact is None:
            return
        own = sum(taken, Decimal(value.exact))
        total = _WHOLE if is_percent(value.unit) else int(own)
        yield self._sentences.rest_of(total, *(row.indicator for row in rows))

    def _inhabitants(self, value: Value) -> Iterator[Value]:
        """The denominators of a ratio: its rows are the count and the ratio of each year in turn."""
        rows = self._rows(value.sources)
        years = [row.year for row in rows[::2] if row.year is not None]
        if len(rows) == 2 * len(years) and years:
            yield from RatioCheck(self.edition, self.area, rows[0].indicator, rows[1].indicator, years).numbers()

    def _counts(self, value: Value) -> Iterator[Value]:
        """A number counted: what is sure is that text and number are the same, and that no more rows were counted.

        What has no row was counted too. See `tables` for counts in tables.
        """
        rows = self._rows(value.sources)
        if value.exact is not None and value.exact.isdecimal() and len(rows) <= int(value.exact):
            for in_words in (True, False):
                counted = self._maker.counted(int(value.exact), rows, in_words=in_words)
                yield counted
                yield counted.model_copy(update={"year": self.edition.year})

    def _ranked(self, value: Value) -> Iterator[Value]:
        for item in self.edition.data.rankings:
            if (item.source,) == value.sources:
                yield Value(text=item.item, area=self.area, year=item.year, sources=value.sources)

    # --- within ---

    def _indicator(self, value: Value) -> Indicator | None:
        return next((each for each in self.edition.register.indicators if each.id == value.indicator), None)

    def _rows(self, sources: tuple[Source, ...]) -> list[Result]:
        return [row for source in sources if (row := self.rows.get(source)) is not None]

    @property
    def _maker(self) -> ValueMaker:
        return ValueMaker(self.area, self.edition.language)

    @property
    def _sentences(self) -> Sentences:
        return Sentences(self.area, self.edition)


Saying = Callable[[Sentences, str, int], Iterator[Value]]


@cache
def sayings() -> Mapping[str, Saying]:
    """By name every helper for sentences that makes a value of an indicator, and perhaps a year; new ones too.

    Each is refused where the data do not bear it out, so whatever is not refused is true.
    """
    helpers = {name: taken for name, taken in _helpers() if taken[:1] == ["indicator"]}
    return MappingProxyType({name: _saying(name, dated="year" in taken) for name, taken in helpers.items()})


def _helpers() -> Iterator[tuple[str, list[str]]]:
    """The names of all helpers that make a value, and of what they take."""
    for name, helper in getmembers(Sentences, isfunction):
        asked = signature(helper)
        if not name.startswith("_") and asked.return_annotation == "Value":
            yield name, list(asked.parameters)[1:]


def _saying(name: str, *, dated: bool) -> Saying:
    def say(sentences: Sentences, indicator: str, year: int) -> Iterator[Value]:
        yield getattr(sentences, name)(indicator, *([year] if dated else []))

    return say


def _unless_refused(make: Callable[..., Iterator[Value]], *given: object) -> tuple[Value, ...]:
    """What is made; nothing where the data do not bear it out."""
    try:
        return tuple(make(*given))
    except InputRefused:
        return ()
