"""How a result stands against the requirement of its year.

Three things are kept apart: whether the requirement is met (a fact, where the printed text settles it), which level
the result is of (only where the printed bands settle it), and why there is none. No level means no colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fokusrapport.blocks import Status, StatusKind
from fokusrapport.domain.indicators import better_direction, requirement_in
from fokusrapport.domain.missing import MissingKind, missing_text
from fokusrapport.domain.placement import Obstacle, place, rising_is_better, round_for_bands
from fokusrapport.domain.requirement_lint import contradictions, scale_of
from fokusrapport.domain.requirement_text import read_value
from fokusrapport.domain.requirements import ParsedRequirement, authored_requirement, parse_requirement
from fokusrapport.domain.results import Result
from fokusrapport.i18n import Language
from fokusrapport.params.models import Indicator, StatusWords


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What is known about a result: its kind, whether it meets the requirement, and why there is no level.

    `meets` is None where the requirement does not settle it. `word` says what can be said where the municipality's
    words for levels do not apply («under kravet»); `reason` why. `by_rule` is what the bands gave where a status was
    set by hand.
    """

    kind: StatusKind
    meets: bool | None = None
    word: str = ""
    reason: str = ""
    missing: MissingKind | None = None
    by_rule: StatusKind | None = None

    @property
    def short_of_requirement(self) -> bool:
        """Whether the requirement is known not to be met, although no level can be told."""
        return self.kind == "unclassified" and self.meets is False

    def status(self, words: StatusWords) -> Status:
        """The status as a table cell shows it, in the municipality's own words."""
        own = {"met": words.met, "accepted": words.accepted, "unmet": words.unmet}
        return Status(kind=self.kind, word=own.get(self.kind, self.word), reason=self.reason)


def classify(indicator: Indicator, result: Result, language: Language, benchmark: Decimal | None = None) -> Outcome:
    """The outcome of a result against the requirement valid in its own year.

    `benchmark` is that year's value of the series the requirement is relative to, see `benchmark_series`. A status set
    by hand stands before the rule's, with its reason. Missing stays missing whatever else is said.
    """
    if result.missing is not None:
        text = missing_text(result.missing, language)
        return Outcome(kind="missing", missing=result.missing, word=text)
    ruled = _Judge(indicator, result, language, benchmark).outcome()
    if result.status_by_hand is None:
        return ruled
    levels = {"met": True, "accepted": False, "unmet": False}
    reason = language.gettext("set by hand: {reason}").format(reason=result.status_reason)
    return Outcome(
        kind=result.status_by_hand,
        meets=levels.get(result.status_by_hand),
        word=language.gettext("not assessed"),
        reason=reason,
        by_rule=ruled.kind,
    )


def benchmark_series(indicator: Indicator, year: int) -> str | None:
    """The series that the requirement of the year is measured against, None for none."""
    requirement = requirement_in(indicator, year)
    return requirement.benchmark if requirement else None


def result_number(indicator: Indicator, result: Result) -> Decimal | None:
    """The result as a number: a rank for the name of a level, 1 for yes and 0 for no; None for other texts."""
    if result.number is not None or result.text is None:
        return result.number
    return read_value(result.text, indicator)


@dataclass(frozen=True)
class _Judge:
    """One result before its requirement."""

    indicator: Indicator
    result: Result
    language: Language
    benchmark: Decimal | None

    def outcome(self) -> Outcome:
        if self.result.year is None:
            return self._open(self.language.gettext("the source does not show the year"))
        requirement = requirement_in(self.indicator, self.result.year)
        if requirement is None:
            return self._open(self.language.gettext("no requirement applies to {year}").format(year=self.result.year))
        parsed = parse_requirement(self.indicator, requirement)
        number = result_number(self.indicator, self.result)
        wanted = authored_requirement(requirement).lower()
        if number is None and self.result.text and self.result.text.lower() == wanted:
            return Outcome(kind="met", meets=True)
        if reason := self._hindrance(parsed, number):
            return self._open(reason)
        against = parsed if self.benchmark is None else parsed.against(self.benchmark)
        rounded = round_for_bands(number or Decimal(0), parsed.precision, requirement.rounding)
        placement = place(rounded, against, rising=rising_is_better(self.indicator))
        if placement.level is not None:
            return Outcome(kind=placement.level, meets=placement.meets)
        return self._open(self._obstacle(placement.obstacle), meets=placement.meets)

    def _open(self, reason: str, *, meets: bool | None = None) -> Outcome:
        """An outcome without a level: what is known in a word, and why no more is."""
        rising = rising_is_better(self.indicator)
        words = {
            True: self.language.gettext("below the requirement"),
            False: self.language.gettext("above the requirement"),
            None: self.language.gettext("does not meet the requirement"),
        }
        word = words[rising] if meets is False else self.language.gettext("not assessed")
        return Outcome(kind="unclassified", meets=meets, word=word, reason=reason)

    def _hindrance(self, parsed: ParsedRequirement, number: Decimal | None) -> str:
        """Why result and requirement cannot be held against each other, empty when they can."""
        language, scale = self.language, scale_of(self.indicator)
        if number is None or not parsed.bands:
            return language.gettext("a text cannot be measured against the requirement “{requirement}”").format(
                requirement=parsed.printed
            )
        if better_direction(self.indicator) is None:
            return language.gettext("it is not declared whether a positive or a negative deviation is good")
        if any(contradictions(self.indicator, parsed)):
            return language.gettext("the requirement “{requirement}” contradicts the indicator's definition").format(
                requirement=parsed.printed
            )
        if parsed.benchmark and self.benchmark is None:
            return language.gettext("the value of “{benchmark}” in {year} is not known").format(
                benchmark=parsed.benchmark, year=self.result.year
            )
        if scale and number not in scale and self.indicator.scale != "percent":
            return language.gettext("the result lies outside the scale")
        return ""

    def _obstacle(self, obstacle: Obstacle | None) -> str:
        language = self.language
        reasons = {
            "overlap": language.gettext("the limits overlap, and the result lies in more than one of them"),
            "rounding": language.gettext("the result has more decimals than the limits, and no rounding is declared"),
            "gap": language.gettext("the result lies in a gap between the limits"),
            "limit_unknown": language.gettext("the limit between acceptable and unacceptable is not stated"),
        }
        return reasons[str(obstacle)]
