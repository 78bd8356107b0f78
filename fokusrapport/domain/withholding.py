"""What is withheld of the data before anybody sees them: what was read is replaced, so nothing else need know.

A notebook's kernel holds the result of this and no more, so no table, chart, sentence, digest or file that is made of
the data can hold what was taken out.

- **A result of a survey** that fewer than the limit answered is withheld, with how many were asked and answered. A row
  that does not say how many answered is taken to have been answered by as many as the survey otherwise tells of.
- **Everybody alike:** so is one at the very end of its scale (0 % or 100 %) that fewer than twice the limit answered.
- **A count** under the limit is withheld where a limit is set for its indicator or its file, and not otherwise: most
  counts are of other things than people.
- **A question** is withheld as a whole where fewer than the limit answered, where fewer than twice the limit did and
  all gave one answer, or where one of its answers is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from fokusrapport.blocks import Source
from fokusrapport.domain.dataset import ResponseBase, SurveyAnswer
from fokusrapport.domain.disclosure.limits import Limits
from fokusrapport.domain.disclosure.rules import SMALL_GROUP
from fokusrapport.domain.missing import MissingKind
from fokusrapport.domain.results import Result
from fokusrapport.params.models import Indicator

_ENDS: Mapping[str, tuple[int, int]] = {
    "percent": (0, 100),
    "points_0_100": (0, 100),
    "score_1_5": (1, 5),
    "score_1_6": (1, 6),
}


@dataclass(frozen=True)
class Measured:
    """What was read: results, how many answered behind those of surveys, and the answers to questions."""

    results: tuple[Result, ...]
    bases: tuple[ResponseBase, ...]
    answers: tuple[SurveyAnswer, ...]


def withheld(measured: Measured, indicators: Mapping[str, Indicator], limits: Limits) -> Measured:
    """The same without what would tell of too few."""
    return _Withholding(measured, indicators, limits).done()


@dataclass(frozen=True)
class _Withholding:
    measured: Measured
    indicators: Mapping[str, Indicator]
    limits: Limits

    def done(self) -> Measured:
        return Measured(
            tuple(_blank_result(result) if self._tells(result) else result for result in self.measured.results),
            tuple(_blank_base(base) if self._few(base) else base for base in self.measured.bases),
            tuple(self._questions()),
        )

    # --- results ---

    def _tells(self, result: Result) -> bool:
        """Whether a result tells of too few."""
        if result.number is None or result.source is None:
            return False
        indicator = self.indicators[result.indicator]
        base = self._bases.get(result.source)
        if base is None:
            limit = self.limits.declared(result.source.file, indicator)
            return indicator.scale == "count" and limit is not None and 0 < result.number < limit
        return self._few(base) or (result.number in _ENDS.get(indicator.scale, ()) and self._few(base, SMALL_GROUP))

    @cached_property
    def _bases(self) -> Mapping[Source, ResponseBase]:
        return {base.source: base for base in self.measured.bases}

    @cached_property
    def _most(self) -> Mapping[tuple[str, int | None], int]:
        """The most that are known to have answered anything of a survey in a year."""
        most: dict[tuple[str, int | None], int] = {}
        for base in self.measured.bases:
            if base.answered is not None:
                most[base.survey, base.year] = max(base.answered, most.get((base.survey, base.year), 0))
        return most

    def _few(self, base: ResponseBase, times: int = 1) -> bool:
        """Whether fewer answered than some times the limit; nobody is not few."""
        limit = self.limits.of(base.source.file, self.indicators.get(base.indicator))
        answered = self._most.get((base.survey, base.year)) if base.answered is None else base.answered
        return bool(answered) and (answered or 0) < limit * times

    # --- answers ---

    def _questions(self) -> Iterator[SurveyAnswer]:
        """The answers in the order they were read."""
        questions: dict[tuple[str, int], list[SurveyAnswer]] = defaultdict(list)
        for answer in self.measured.answers:
            questions[answer.indicator, answer.year].append(answer)
        missing = {key: self._missing(question) for key, question in questions.items()}
        for answer in self.measured.answers:
            kind = missing[answer.indicator, answer.year]
            yield replace(answer, count=None, share=None, missing=answer.missing or kind) if kind else answer

    def _missing(self, question: Sequence[SurveyAnswer]) -> MissingKind | None:
        """Why a question is withheld, None where it is shown."""
        told = next((answer.missing for answer in question if answer.missing is not None), None)
        if told is not None:
            return told
        placed = [answer for answer in question if answer.position is not None] or list(question)
        base, alike = self._base(placed), len(placed) > 1 and _alike(placed)
        first = question[0]
        limit = self.limits.of(first.source.file, self.indicators.get(first.indicator))
        few = base is not None and 0 < base < limit * (SMALL_GROUP if alike else 1)
        return "suppressed" if few else None

    def _base(self, placed: Sequence[SurveyAnswer]) -> int | None:
        """How many answered: the sum of the counts, or where only shares are known, what the survey says."""
        if all(answer.count is not None for answer in placed):
            return sum(answer.count or 0 for answer in placed)
        first = placed[0]
        known = (base for base in self.measured.bases if (base.indicator, base.year) == (first.indicator, first.year))
        own = next((base.answered for base in known if base.answered is not None), None)
        return self._most.get((first.survey, first.year)) if own is None else own


def _alike(placed: Sequence[SurveyAnswer]) -> bool:
    """Whether all gave the same answer."""
    given = [answer for answer in placed if answer.count or answer.share]
    return len(given) == 1


def _blank_result(result: Result) -> Result:
    """The result without its figure, and without what was written about it."""
    return replace(
        result, number=None, text=None, missing="suppressed", status_by_hand=None, status_reason="", comment=""
    )


def _blank_base(base: ResponseBase) -> ResponseBase:
    """With how many were asked the rate would tell how many answered."""
    return replace(base, invited=None, answered=None)
