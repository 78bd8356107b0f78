"""Which results fall short without being explained in full: why, what is done, who answers for it, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fokusrapport.domain.classification import Outcome
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.tally import outcomes
from fokusrapport.i18n import _
from fokusrapport.params.models import Explanation, Indicator

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Shortfall:
    """A result of an area that falls short, and what is lacking: `written` is where an explanation stands, if any.

    `written` is the area whose file has it, and its place under «explanations»; `lacks` what it does not say.
    """

    area: str
    indicator: Indicator
    outcome: Outcome
    written: tuple[str, int] | None = None
    lacks: tuple[str, ...] = ()


def unexplained(edition: EditionData, areas: Sequence[str]) -> Iterator[Shortfall]:
    """The results on the areas' scorecards that fall short and that no area explains in full; each once."""
    fullest = _fullest(edition)
    settled: set[str] = set()
    for area in areas:
        for indicator, outcome in outcomes(edition, area):
            if indicator.id in settled or not (outcome.kind == "unmet" or outcome.short_of_requirement):
                continue
            settled.add(indicator.id)
            if indicator.id not in fullest:
                yield Shortfall(area, indicator, outcome)
            elif lacks := fullest[indicator.id].lacks:
                yield Shortfall(area, indicator, outcome, fullest[indicator.id].place, lacks)


@dataclass(frozen=True)
class _Written:
    """An explanation: the area whose file has it, its place there, and what it does not say."""

    place: tuple[str, int]
    lacks: tuple[str, ...]


_KEYS = ("explanation", "action", "owner", "due")
_NOTHING_SAID = _Written(("", 0), (*_KEYS, ""))  # any explanation says more


def _fullest(edition: EditionData) -> dict[str, _Written]:
    """The explanation of each indicator that lacks least, whichever area gives it."""
    found: dict[str, _Written] = {}
    for area in edition.areas:
        for index, item in enumerate(edition.tracking(area).explanations):
            written = _Written((area, index), tuple(lacking(item)))
            if len(written.lacks) < len(found.get(item.indicator, _NOTHING_SAID).lacks):
                found[item.indicator] = written
    return found


def lacking(explanation: Explanation) -> Iterator[str]:
    """The keys of an explanation that say nothing; a deadline that names no year is none."""
    for key in _KEYS[:-1]:
        if not getattr(explanation, key).strip():
            yield f"«{key}»"
    if not _YEAR.search(explanation.due):
        yield _("«due» with a year")
