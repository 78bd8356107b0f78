"""What the answers to a survey come to: means, distributions and how many answered, by wave; never a respondent.

An index is the mean of a respondent's own answers to its items, of those who answered at least half of them. An answer
outside the scale («vet ikke») is no answer here, and never enters a mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import pandas as pd

from fokusrapport.blocks import Source
from fokusrapport.domain.records import RecordFile
from fokusrapport.domain.survey.estimates import Alike, Estimate, estimate
from fokusrapport.params.surveys_models import Survey, SurveyIndex, SurveyItem, SurveyWave

Question = SurveyItem | SurveyIndex
_UNANIMOUS = 2  # times the limit: so few who all answered the same would each be known by the mean


@dataclass(frozen=True)
class Answered:
    """The answers to one item or index of a group of respondents, counted.

    `alike` are the answers on the scale; `outside` counts the others. `limit` is the fewest that may be shown.
    """

    alike: tuple[Alike, ...]
    outside: int
    population: int | None
    limit: int

    @cached_property
    def base(self) -> int:
        """How many answered on the scale."""
        return sum(each.count for each in self.alike)

    @cached_property
    def withheld(self) -> bool:
        """Whether so few answered, or so few all alike, that the mean would tell what single persons answered."""
        alike = len({each.value for each in self.alike}) == 1 and self.base < _UNANIMOUS * self.limit
        return 0 < self.base < self.limit or alike

    @cached_property
    def estimate(self) -> Estimate | None:
        """The mean and its error; None where it is withheld or nobody answered."""
        return None if self.withheld or not self.base else estimate(self.alike, self.population)

    @cached_property
    def counts(self) -> Mapping[Fraction, int]:
        """How many gave each answer; weights play no part."""
        counts: dict[Fraction, int] = {}
        for each in self.alike:
            counts[each.value] = counts.get(each.value, 0) + each.count
        return counts


@dataclass(frozen=True)
class WaveResult:
    """One wave of a survey, of all respondents or those of a unit."""

    survey: Survey
    wave: SurveyWave
    unit: str
    answered: int
    questions: Mapping[str, Answered]
    sources: tuple[Source, ...]

    @property
    def invited(self) -> int | None:
        """How many were asked."""
        return self.wave.units.get(self.unit) if self.unit else self.wave.invited

    @property
    def rate(self) -> Decimal | None:
        """The share of them that answered, in per cent."""
        return Decimal(100 * self.answered) / self.invited if self.invited else None


def questions_of(survey: Survey) -> tuple[Question, ...]:
    """The items and then the indexes, as printed."""
    return (*survey.items, *survey.indexes)


def wave_result(
    survey: Survey, wave: SurveyWave, files: Sequence[RecordFile], limit: int, unit: str = ""
) -> WaveResult:
    """What all, or the respondents of a unit, answered in a wave."""
    parts = [(file, _of_wave(file.frame, survey, wave, unit)) for file in files]
    parts = [(file, part) for file, part in parts if len(part)]
    frame = pd.concat([part for _file, part in parts]) if parts else pd.DataFrame(columns=["respondent", "item"])
    population = wave.units.get(unit) if unit else wave.population
    # Of a unit only those who were asked are known, which are the whole population where everyone was.
    population = population if not unit or wave.everyone else None
    tallies = {question.id: tally(frame, question) for question in questions_of(survey)}
    questions = {name: Answered(alike, outside, population, limit) for name, (alike, outside) in tallies.items()}
    which = f"{survey.id} {wave.id}"
    sources = tuple(file.selection(which) for file, _part in parts)
    return WaveResult(survey, wave, unit, int(frame["respondent"].nunique()), questions, sources)


def _of_wave(frame: pd.DataFrame, survey: Survey, wave: SurveyWave, unit: str) -> pd.DataFrame:
    own = frame[(frame["survey"] == survey.id) & (frame["wave"] == wave.id)]
    return own[own["unit"] == unit] if unit else own


def tally(frame: pd.DataFrame, question: Question) -> tuple[tuple[Alike, ...], int]:
    """The answers to an item or index, counted by value and weight, and how many stand outside the scale."""
    items = question.items if isinstance(question, SurveyIndex) else (question.id,)
    asked = frame[frame["item"].isin(items)]
    if asked.empty:
        return (), 0
    own = asked.groupby(["respondent", "weight"])["answer"].agg(["sum", "count"]).reset_index()
    enough = own[own["count"] * 2 >= len(items)]
    counted = enough.groupby(["sum", "count", "weight"]).size().reset_index(name="many")
    alike = tuple(
        Alike(_exact(total) / count, many, Fraction(weight) if weight else Fraction(1))
        for total, count, weight, many in counted.to_numpy().tolist()
    )
    return alike, len(own) - len(enough)


def _exact(number: float) -> Fraction:
    """The number as it was written, which a float misses by a little where it has decimals."""
    return Fraction(str(round(number, 6)))
