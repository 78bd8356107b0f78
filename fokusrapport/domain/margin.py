"""The margin of error of a survey's result: how far chance alone may have moved it.

With 95 % confidence, for n answers of a population of N:

    margin = 1.96 · s/√n · √((N − n)/(N − 1))

where s is the standard deviation of one answer: 100·√(p·(1 − p)) for a percentage, and for a mean that of the answers,
with n − 1 as divisor. The margin of a difference between two samples that know nothing of each other is
√(margin₁² + margin₂²). W. G. Cochran, *Sampling Techniques*, 3rd ed., Wiley 1977, theorem 3.2 (proportions, with the
finite population correction (N − n)/(N − 1)) and sections 2.6 and 2.7 (means).

It measures chance and nothing else. Where all were asked and some did not answer, those who did are no random sample:
the margin is then what it would be if they were, and no promise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

_CONFIDENCE = Decimal("1.96")  # 95 %
_FEWEST = 2  # with one answer there is no deviation to speak of


@dataclass(frozen=True)
class Sample:
    """Answers to one question: how many of how many, and the standard deviation of one answer.

    Raises:
        ValueError: for fewer than two answers, or more answers than people asked.
    """

    answered: int
    population: int
    deviation: Decimal

    def __post_init__(self) -> None:
        """Refuse what no margin can be computed of."""
        if not _FEWEST <= self.answered <= self.population:
            msg = "at least two answers, and no more than were asked"
            raise ValueError(msg)

    @property
    def margin(self) -> Decimal:
        """The margin of error with 95 % confidence, in the unit of the answers."""
        answered, population = Decimal(self.answered), Decimal(self.population)
        correction = ((population - answered) / (population - 1)).sqrt()
        return _CONFIDENCE * self.deviation / answered.sqrt() * correction


def deviation_of_share(percent: Decimal) -> Decimal:
    """The standard deviation of one answer behind a percentage, in percentage points."""
    share = percent / 100
    return 100 * (share * (1 - share)).sqrt()


def deviation_of_answers(answers: Sequence[tuple[int, int]]) -> Decimal:
    """The standard deviation of answers given as (position on the scale, how many gave it)."""
    count = sum(many for _position, many in answers)
    mean = mean_of_answers(answers)
    squares = sum((many * (position - mean) ** 2 for position, many in answers), Decimal(0))
    return (squares / (count - 1)).sqrt()


def mean_of_answers(answers: Sequence[tuple[int, int]]) -> Decimal:
    """The mean of answers given as (position on the scale, how many gave it)."""
    count = sum(many for _position, many in answers)
    return Decimal(sum(position * many for position, many in answers)) / count


def margin_of_difference(one: Sample, other: Sample) -> Decimal:
    """The margin of error of the difference between two independent samples."""
    return (one.margin**2 + other.margin**2).sqrt()
