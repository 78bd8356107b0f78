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


@dataclass(frozen=True)
class Tallies:
    """The answers to a survey, counted by wave and unit ("" where there are none), of which each respondent has one.

    `alike` and `outside` are by question, wave and unit; `respondents` by wave and unit.
    """

    alike: Mapping[tuple[str, str, str], Sequence[Alike]]
    outside: Mapping[tuple[str, str, str], int]
    respondents: Mapping[tuple[str, str], int]

    def answered(self, question: str, wave: str, units: Sequence[str]) -> tuple[tuple[Alike, ...], int]:
        """The answers to a question of the respondents of some units, and how many stand outside the scale."""
        keys = [(question, wave, unit) for unit in units]
        alike = tuple(each for key in keys for each in self.alike.get(key, ()))
        return alike, sum(self.outside.get(key, 0) for key in keys)

    def count(self, wave: str, units: Sequence[str]) -> int:
        """How many respondents of some units answered anything."""
        return sum(self.respondents.get((wave, unit), 0) for unit in units)


def tallied(survey: Survey, frame: pd.DataFrame) -> Tallies:
    """The answers of a survey's respondents, counted; of a frame as `responses` makes it."""
    alike: dict[tuple[str, str, str], list[Alike]] = {}
    outside: dict[tuple[str, str, str], int] = {}
    for question in questions_of(survey):
        items = question.items if isinstance(question, SurveyIndex) else (question.id,)
        asked = frame[frame["item"].isin(items)].groupby(["wave", "unit", "respondent", "weight"])["answer"]
        own = asked.agg(["sum", "count"]).reset_index()
        own["enough"] = own["count"] * 2 >= len(items)
        counted = own.groupby(["wave", "unit", "enough", "sum", "count", "weight"]).size().reset_index(name="many")
        for wave, unit, enough, total, count, weight, many in counted.to_numpy().tolist():
            key = (question.id, wave, unit)
            if enough:
                value = _exact(total) / count
                alike.setdefault(key, []).append(Alike(value, many, Fraction(weight) if weight else Fraction(1)))
            else:
                outside[key] = outside.get(key, 0) + many
    return Tallies(alike, outside, _respondents(frame))


def _respondents(frame: pd.DataFrame) -> Mapping[tuple[str, str], int]:
    counted = frame.groupby(["wave", "unit"])["respondent"].nunique().reset_index(name="many")
    return {(wave, unit): many for wave, unit, many in counted.to_numpy().tolist()}


def _exact(number: float) -> Fraction:
    """The number as it was written, which a float misses by a little where it has decimals."""
    return Fraction(str(round(number, 6)))
