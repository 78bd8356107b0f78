"""The indicator register: which indicators there are, what they are called, what they demand in a year."""

from __future__ import annotations

from dataclasses import dataclass

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import LANGUAGES, _
from fokusrapport.observing import asked
from fokusrapport.params.models import (
    Direction,
    Indicator,
    IndicatorRegister,
    Labels,
    LanguageCode,
    Requirement,
)
from fokusrapport.params.nearest import nearest


def label_in(labels: Labels, code: LanguageCode) -> str:
    """The label in the language, or in the nearest one there is: nn stands in for nb, and sv before en."""
    return labels[language_of(labels, code)]


def language_of(labels: Labels, code: LanguageCode) -> LanguageCode:
    """The language that `label_in` finds the label in: the nearest written standard in the order of `LANGUAGES`."""
    return next(stand_in for stand_in in (code, *LANGUAGES) if stand_in in labels)


def exists_in(indicator: Indicator, year: int) -> bool:
    """Whether the indicator is in use in the year."""
    starts = indicator.valid_from is None or indicator.valid_from <= year
    return starts and (indicator.valid_to is None or year <= indicator.valid_to)


def requirement_in(indicator: Indicator, year: int) -> Requirement | None:
    """The requirement valid in the year: old years keep theirs when a new one begins."""
    begun = [requirement for requirement in indicator.requirements if requirement.valid_from <= year]
    return max(begun, key=lambda requirement: requirement.valid_from, default=None)


def better_direction(indicator: Indicator) -> Direction | None:
    """Which way is better for the indicator's numbers; None for a deviation whose sign is not declared.

    The ranks of named levels always rise with quality, for the register lists the worst level first.
    """
    if indicator.scale == "deviation":
        signs: dict[str | None, Direction] = {"positive_is_good": "higher", "negative_is_good": "lower"}
        by_sign = signs.get(indicator.sign)
        return "target" if by_sign and indicator.direction == "target" else by_sign
    ranked = bool(indicator.ordinal) and indicator.direction in ("higher", "lower")
    return "higher" if ranked else indicator.direction


@dataclass(frozen=True)
class Register:
    """The indicators of one municipality, in printed order."""

    _indicators: tuple[Indicator, ...]

    @property
    @asked
    def indicators(self) -> tuple[Indicator, ...]:
        """All of them."""
        return self._indicators

    @classmethod
    def of(cls, model: IndicatorRegister) -> Register:
        """The register a municipality's file holds."""
        return cls(model.indicators)

    @asked
    def find(self, indicator_id: str) -> Indicator:
        """The indicator with this id.

        Raises:
            InputRefused: when there is none; the fault carries the nearest id.
        """
        for indicator in self._indicators:
            if indicator.id == indicator_id:
                return indicator
        ids = [indicator.id for indicator in self._indicators]
        fault = Fault(
            file="indicators.yaml",
            place=indicator_id,
            what=_("there is no indicator «{id}»").format(id=indicator_id),
            allowed=", ".join(ids),
            nearest=nearest(indicator_id, ids),
        )
        raise InputRefused(faults=[fault])

    @property
    @asked
    def comparisons(self) -> frozenset[str]:
        """The ids of the series that results are compared with: somebody else's results."""
        named = {name for item in self._indicators for name in item.benchmarks}
        return frozenset(named | {r.benchmark for item in self._indicators for r in item.requirements if r.benchmark})

    @asked
    def of_area(self, area: str, year: int) -> tuple[Indicator, ...]:
        """The indicators on the area's scorecard in the year, in printed order."""
        return tuple(item for item in self._indicators if area in item.areas and exists_in(item, year))
