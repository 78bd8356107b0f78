"""The numbers that a report knows of an area, each with the expression that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from typing import Literal

from fokusrapport.blocks import Value
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.indicators import requirement_in
from fokusrapport.domain.numbers import format_difference, format_result
from fokusrapport.domain.prose.naming import Labels
from fokusrapport.domain.prose.sentences import Sentence
from fokusrapport.domain.prose.typed import Form, Typed, typed_numbers
from fokusrapport.domain.requirements import parse_requirement
from fokusrapport.domain.results import Result
from fokusrapport.domain.units import in_percent, is_percent
from fokusrapport.i18n import language, round_half_up
from fokusrapport.params.models import Indicator
from fokusrapport.prose import AreaProse

FactKind = Literal["result", "change", "requirement", "value", "count"]
_WHOLE = 100
_DECIMALS = re.compile(r".*?\d[,.](\d+)(?!.*\d).*")


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One number the report knows. `number` is exact, `shown` rounded to `decimals`; both without sign.

    `call` is what stands between {eval} marks, empty where no expression gives the number; then `label` names the table
    or figure that shows it.
    """

    kind: FactKind
    number: Decimal
    decimals: int
    form: Form
    text: str
    call: str = ""
    label: str = ""
    unit: str = ""
    indicator: str = ""
    year: int | None = None

    @cached_property
    def shown(self) -> Decimal:
        """The number as it is printed."""
        return round_half_up(self.number, self.decimals)

    @property
    def expression(self) -> str:
        """What an author writes to show it: an expression, or a reference to where it is shown."""
        return f"{{eval}}`{self.call}`" if self.call else f"@{self.label}"


@dataclass(frozen=True)
class AreaFacts:
    """All that is known of an area: what stands in the data, what the report shows, and what can be reckoned out."""

    edition: EditionData
    prose: AreaProse
    strays: frozenset[str] = frozenset()

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Those on the area's scorecard, those it shows or asks for, those they are compared with, and the strays.

        `strays` are on no scorecard, and no notebook asks for them: each may be what somebody typed instead.
        """
        register, year = self.edition.register, self.edition.year
        own = {indicator.id for indicator in register.of_area(self.prose.area, year)}
        own |= {shown.value.indicator for shown in self.prose.shown if shown.value.indicator}
        own |= {item.id for item in register.indicators if self.prose.asks_for(item.id)}
        own |= {name for item in register.indicators if item.id in own for name in item.benchmarks} | self.strays
        return tuple(item for item in register.indicators if item.id in own)

    @cached_property
    def withheld(self) -> Indicator | None:
        """The first of them that is withheld in some year, as a result or as answers; None where nothing is."""
        data = self.edition.data
        for indicator in self.indicators:
            kinds = {result.missing for result in data.series(indicator.id)}
            for year in data.answer_years(indicator.id):
                kinds |= {answer.missing for answer in data.answers_to(indicator.id, year)}
            if "suppressed" in kinds:
                return indicator
        return None

    @cached_property
    def labels(self) -> Labels:
        """The labels of those indicators."""
        return Labels({item.id: self.edition.label(item.label) for item in self.indicators}, self.strays)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every number with its expression, those of the register's first indicators first."""
        own = [fact for indicator in self.indicators for fact in self._of(indicator)]
        return (*own, *self._shown(), *self._counted())

    def typed(self, sentence: Sentence) -> tuple[Typed, ...]:
        """The numbers typed in a sentence, as its own language writes them."""
        words = language(sentence.language) if sentence.language else self.edition.language
        return typed_numbers(sentence.text, words)

    def reckoned(self, indicator: str) -> frozenset[Decimal]:
        """Numbers that follow from an indicator's results: differences, and what is left of 100 %."""
        found = self.edition.register.find(indicator)
        shown = [round_half_up(abs(n), found.decimals) for n in self._numbers(indicator)]
        rest = {_WHOLE - number for number in shown} if in_percent(found) else set()
        return frozenset({abs(one - other) for one, other in combinations(shown, 2)} | rest)

    def years(self, indicator: str) -> frozenset[int | None]:
        """The years an indicator has a number for."""
        return frozenset(result.year for result in self.edition.data.series(indicator) if result.number is not None)

    def _numbers(self, indicator: str) -> Iterator[Decimal]:
        return (result.number for result in self.edition.data.series(indicator) if result.number is not None)

    def _of(self, indicator: Indicator) -> Iterator[Fact]:
        if indicator.scale == "yes_no" or (indicator.ordinal and not indicator.unit):
            return  # printed as words
        for result in self.edition.data.series(indicator.id):
            if result.number is not None:
                yield self._result(indicator, result, result.number)
        yield from self._change(indicator)
        yield from self._requirement(indicator)

    def _result(self, indicator: Indicator, result: Result, number: Decimal) -> Fact:
        year, name = self.edition.year, f'"{indicator.id}"'
        calls = {year: f"area.value({name})", year - 1: f"area.value({name}, year - 1)", None: f"area.undated({name})"}
        return Fact(
            kind="result",
            number=abs(number),
            decimals=indicator.decimals,
            form="percent" if in_percent(indicator) else "bare",
            text=format_result(indicator, number, self.edition.language),
            call=calls.get(result.year, f"area.value({name}, {result.year})"),
            unit="" if in_percent(indicator) else indicator.unit,
            indicator=indicator.id,
            year=result.year,
        )

    def _change(self, indicator: Indicator) -> Iterator[Fact]:
        change = self.edition.change(indicator)
        if change.difference:
            way = "rise" if change.difference > 0 else "fall"
            yield Fact(
                kind="change",
                number=abs(change.difference),
                decimals=indicator.decimals,
                form="points" if in_percent(indicator) else "bare",
                text=format_difference(indicator, change.difference, self.edition.language),
                call=f'area.{way}("{indicator.id}")',
                unit="" if in_percent(indicator) else indicator.unit,
                indicator=indicator.id,
                year=self.edition.year,
            )

    def _requirement(self, indicator: Indicator) -> Iterator[Fact]:
        requirement = requirement_in(indicator, self.edition.year)
        parsed = parse_requirement(indicator, requirement) if requirement else None
        for band in parsed.bands if parsed else ():
            for end in (band.interval.low, band.interval.high):
                if end.is_finite() and not band.benchmark:
                    yield Fact(
                        kind="requirement",
                        number=abs(end),
                        decimals=parsed.precision if parsed else 0,
                        form="percent" if in_percent(indicator) else "bare",
                        text=parsed.printed if parsed else "",
                        call=f'area.requirement("{indicator.id}")',
                        unit="" if in_percent(indicator) else indicator.unit,
                        indicator=indicator.id,
                        year=self.edition.year,
                    )

    def _shown(self) -> Iterator[Fact]:
        """Computed values: by the author's own expression, or by the table or figure they stand in."""
        for call, value in self.prose.expressions:
            if value.kind == "computed" and value.exact is not None:
                yield self._computed(value, abs(Decimal(value.exact)), call=call)
        for shown in self.prose.shown:
            if shown.value.kind == "computed" and shown.label and shown.value.exact is not None:
                yield self._computed(shown.value, abs(Decimal(shown.value.exact)), label=shown.label)

    def _computed(self, value: Value, number: Decimal, *, call: str = "", label: str = "") -> Fact:
        points = value.unit == self.edition.language.gettext("percentage points")
        percent = is_percent(value.unit) or value.text.endswith("%")
        return Fact(
            kind="value",
            number=number,
            decimals=len(found.group(1)) if (found := _DECIMALS.fullmatch(value.text)) else 0,
            form="points" if points else "percent" if percent else "bare",
            text=value.text,
            call=call,
            label=label,
            unit="" if percent or points else value.unit,
            indicator=value.indicator or "",
            year=value.year,
        )

    def _counted(self) -> Iterator[Fact]:
        size = len(self.edition.register.of_area(self.prose.area, self.edition.year))
        if size:
            text = self.edition.language.words(size)
            yield Fact(
                kind="count", number=Decimal(size), decimals=0, form="bare", text=text, call="area.scorecard_size()"
            )


def strays_of(edition: EditionData, areas: Sequence[AreaProse]) -> frozenset[str]:
    """The indicators that no scorecard, no notebook and no comparison has use for."""
    shown = {found.value.indicator for area in areas for found in area.shown}
    return frozenset(
        item.id
        for item in edition.register.indicators
        if not item.areas
        and item.id not in shown | edition.register.comparisons
        and not any(area.asks_for(item.id) for area in areas)
    )
