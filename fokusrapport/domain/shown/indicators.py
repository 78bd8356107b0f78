"""Every indicator that a report shows: its results, what is demanded, what defines it, what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fokusrapport.blocks import Area, Card, Value
from fokusrapport.blocktree import walk
from fokusrapport.domain.cards.area import shown_in
from fokusrapport.domain.cards.facts import CardFacts
from fokusrapport.domain.cards.places import card_anchor
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.indicators import requirement_in
from fokusrapport.domain.requirements import printed_requirement
from fokusrapport.domain.results import Result
from fokusrapport.domain.shown.texts import ShownTexts, item_said
from fokusrapport.domain.values import ValueMaker
from fokusrapport.params.models import Indicator
from fokusrapport.subject import IndicatorState, ResultState, Said


def indicator_states(edition: EditionData, areas: Sequence[Area]) -> tuple[IndicatorState, ...]:
    """What the areas say of each indicator whose results they show, in the register's order."""
    own = [area for area in areas if area.id in edition.areas]
    first = {indicator: places[0].area.id for indicator, places in shown_in(own).items()}
    maker = _Maker(edition, ShownTexts.of(edition, own), _results_shown(own), _cards(areas))
    return tuple(maker.state(item, first[item.id]) for item in edition.register.indicators if item.id in first)


def _results_shown(areas: Sequence[Area]) -> frozenset[tuple[str, int | None]]:
    values = (node for node in walk(tuple(areas)) if isinstance(node, Value) and node.kind == "result")
    return frozenset((value.indicator, value.year) for value in values if value.indicator)


def _cards(areas: Sequence[Area]) -> frozenset[str]:
    return frozenset(node.heading.anchor for node in walk(tuple(areas)) if isinstance(node, Card))


@dataclass(frozen=True)
class _Maker:
    edition: EditionData
    texts: ShownTexts
    shown: frozenset[tuple[str, int | None]]
    cards: frozenset[str]

    def state(self, indicator: Indicator, area: str) -> IndicatorState:
        requirement = requirement_in(indicator, self.edition.year)
        carded = card_anchor(indicator.id) in self.cards
        return IndicatorState(
            id=indicator.id,
            area=area,
            label=self.edition.label(indicator.label),
            results=tuple(self._results(indicator, area)),
            requirement=printed_requirement(requirement) if requirement else "",
            definition=tuple(map(item_said, CardFacts(self.edition, indicator).defining())) if carded else (),
            remarks=tuple(self._remarks(indicator)),
        )

    def _results(self, indicator: Indicator, area: str) -> Iterator[ResultState]:
        """Those that are shown, as they are shown; in words why one is missing or withheld."""
        years = [year for name, year in self.shown if name == indicator.id]
        for year in sorted(years, key=lambda year: year or 0):
            result = self.edition.result(indicator.id, year)
            if result is None and year is not None:
                result = self.edition.result_or_blank(indicator.id, year)
            if result is not None:
                text = ValueMaker(area, self.edition.language).of(indicator, result).text
                yield ResultState(year=year, text=text, status=self._status(indicator, result))

    def _status(self, indicator: Indicator, result: Result) -> str:
        """The word beside the result; years that only a figure draws have none."""
        if result.missing is not None or result.year not in self.edition.result_years:
            return ""
        return self.edition.status(indicator, result).word

    def _remarks(self, indicator: Indicator) -> Iterator[Said]:
        newest = self.edition.result(indicator.id, self.edition.year)
        yield from self.texts.said(comment=newest.comment if newest else "")
        for area in self.edition.areas:
            for item in self.edition.tracking(area).explanations:
                if item.indicator == indicator.id:
                    yield from self.texts.said(
                        explanation=item.explanation, action=item.action, owner=item.owner, due=item.due
                    )
