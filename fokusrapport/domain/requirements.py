"""A requirement as bands of numbers, one or more a level, made from the text as printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, get_args

from fokusrapport.domain.intervals import Interval
from fokusrapport.domain.requirement_text import Clause, level_ranks, read_clauses
from fokusrapport.domain.requirement_tokens import UnreadableRequirementError, without_gloss
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Indicator, Requirement
from fokusrapport.params.nearest import nearest
from fokusrapport.params.translated import authored

Level = Literal["met", "accepted", "unmet"]
LEVELS: tuple[Level, ...] = get_args(Level)  # best first


@dataclass(frozen=True)
class Band:
    """The results that are of one level.

    `exact` and `precision` are those of the printed text, see `Clause`; with a `benchmark` the interval is
    relative to its value.
    """

    level: Level
    interval: Interval
    printed: str
    precision: int = 0
    exact: bool = True
    unit: str = ""
    benchmark: str = ""


@dataclass(frozen=True)
class ParsedRequirement:
    """A requirement ready to judge by; without bands it is a text that no number can be held against."""

    printed: str
    bands: tuple[Band, ...]

    @property
    def precision(self) -> int:
        """Decimals of the finest number printed in it."""
        return max((band.precision for band in self.bands), default=0)

    @property
    def benchmark(self) -> str:
        """The name of the benchmark it is relative to, empty for none."""
        return next((band.benchmark for band in self.bands if band.benchmark), "")

    def against(self, benchmark: Decimal) -> ParsedRequirement:
        """The same requirement with the benchmark's value put in."""
        bands = tuple(
            replace(band, interval=band.interval.shifted(benchmark), benchmark="") if band.benchmark else band
            for band in self.bands
        )
        return replace(self, bands=bands)


def printed_levels(requirement: Requirement) -> tuple[tuple[Level, str], ...]:
    """The text of each printed level as the author wrote it in the report's language, best first."""
    if requirement.bands is None:
        return (("met", requirement.text or ""),)
    texts = {level: getattr(requirement.bands, level) for level in LEVELS}
    return tuple((level, text) for level, text in texts.items() if text is not None)


def printed_requirement(requirement: Requirement) -> str:
    """The requirement as the author wrote it, its levels apart by a slash."""
    return " / ".join(text for _level, text in printed_levels(requirement))


def authored_requirement(requirement: Requirement) -> str:
    """The same in the language it was first written in, as results in the data are."""
    return " / ".join(authored(text) for _level, text in printed_levels(requirement))


def parse_requirement(indicator: Indicator, requirement: Requirement) -> ParsedRequirement:
    """The requirement as bands; for a milestone, text that is no number is left a text.

    Raises:
        InputRefused: with a fault for every level that cannot be read.
    """
    faults: list[Fault] = []
    bands: list[Band] = []
    for level, text in printed_levels(requirement):
        try:
            clauses = read_clauses(authored(text), indicator, has_benchmark=requirement.benchmark is not None)
        except UnreadableRequirementError as why:
            faults.append(_fault(indicator, text, str(why)))
        else:
            bands.extend(_band(level, text, clause) for clause in clauses)
    if faults and indicator.scale != "milestone":
        raise InputRefused(faults=faults)
    usable = () if faults else tuple(_give_way(band, bands) for band in bands)
    return ParsedRequirement(printed_requirement(requirement), usable)


def _band(level: Level, text: str, clause: Clause) -> Band:
    return Band(level, clause.interval, text, clause.precision, clause.exact, clause.unit, clause.benchmark)


def _give_way(band: Band, bands: list[Band]) -> Band:
    """The band without another level's band that lies wholly inside it.

    Limits are often printed as «≥ 90», «≥ 80», «< 80»: what is 95 is wanted, though it is also 80 or more.
    """
    for other in bands:
        if other.level == band.level or other.benchmark != band.benchmark or other.interval == band.interval:
            continue
        if band.interval.one_sided and band.interval.holds(other.interval):
            band = replace(band, interval=_without(band.interval, other.interval))
    return band


def _without(whole: Interval, part: Interval) -> Interval:
    """What is left of a half-line between its one end and the part."""
    try:
        if whole.high.is_infinite():
            return replace(whole, high=part.low, high_closed=not part.low_closed)
        return replace(whole, low=part.high, low_closed=not part.high_closed)
    except ValueError:  # the part reaches the end: nothing lies between, and the linter reports the overlap
        return whole


def _fault(indicator: Indicator, text: str, why: str) -> Fault:
    allowed = _("a range «6,0 – 4,6», a limit «≥ 92 %» or «minst 92 %», a benchmark «> landssnitt», one number «5»")
    names = ("ja", "nei") if indicator.scale == "yes_no" else indicator.ordinal
    if names:
        allowed = _("one of the levels: {levels}").format(levels=", ".join(names))
    return Fault(
        file="indicators.yaml",
        place=indicator.id,
        what=_("the requirement «{text}» cannot be read: {why}").format(text=text, why=why),
        allowed=allowed,
        nearest=nearest(text, names) if names and without_gloss(text).lower() not in level_ranks(indicator) else "",
    )
