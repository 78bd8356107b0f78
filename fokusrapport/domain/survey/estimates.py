"""The mean of answers, how far chance may have moved it, and whether it changed more than that.

For n answers of a population of N, with weights w:

    mean       m = Σwx / Σw
    effective  n* = (Σw)² / Σw²                     (L. Kish, *Survey Sampling*, Wiley 1965, section 11.7; n unweighted)
    deviation  s² = Σw(x − m)² / Σw · n* / (n* − 1)
    error      e = √(s² / n* · (N − n) / (N − 1))   (finite-population correction; without it where N is not known)
    interval   m ± t · e, with t of n* − 1 degrees of freedom, 95 %

(W. G. Cochran, *Sampling Techniques*, 3rd ed., Wiley 1977, sections 2.6–2.9.) Student's t instead of 1.96 keeps the
95 % also where thirty answered. Two measurements are compared by Welch's method: the error of the difference is
√(e₁² + e₂²), with (e₁² + e₂²)² / (e₁⁴/(n*₁ − 1) + e₂⁴/(n*₂ − 1)) degrees of freedom.

Means are exact fractions, so that a mean of 4.65 is printed 4.7 on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

_CONFIDENCE = 0.975  # 95 % in the middle
_FEWEST = 2  # with one answer there is no deviation to speak of


@dataclass(frozen=True)
class Alike:
    """So many answers of one value and one weight."""

    value: Fraction
    count: int
    weight: Fraction = Fraction(1)


@dataclass(frozen=True)
class Estimate:
    """A mean and what its error is computed from; `variance` is that of one answer, s² above."""

    answered: int
    mean: Fraction
    variance: Fraction
    effective: Fraction
    population: int | None

    @property
    def error(self) -> float:
        """The standard error of the mean."""
        return sqrt(self.variance / self.effective * self._correction)

    @property
    def freedom(self) -> float:
        """Degrees of freedom."""
        return float(self.effective - 1)

    @property
    def margin(self) -> float | None:
        """Half the width of the interval; None where the answers do not differ, so that nothing is known of it."""
        return _student(self.freedom) * self.error if self.variance else None

    @property
    def _correction(self) -> Fraction:
        if self.population is None:
            return Fraction(1)
        left = self.population - self.answered
        return Fraction(left, self.population - 1) if left else Fraction(0)


def estimate(answers: Iterable[Alike], population: int | None) -> Estimate | None:
    """The estimate of some answers; None for fewer than two.

    Raises:
        ValueError: for more answers than there are people.
    """
    alike = tuple(answers)
    answered = sum(each.count for each in alike)
    if answered < _FEWEST:
        return None
    if population is not None and answered > population:
        msg = "no more answers than there are people"
        raise ValueError(msg)
    weight = sum((each.weight * each.count for each in alike), Fraction(0))
    effective = weight**2 / sum((each.weight**2 * each.count for each in alike), Fraction(0))
    mean = sum((each.weight * each.count * each.value for each in alike), Fraction(0)) / weight
    squares = sum((each.weight * each.count * (each.value - mean) ** 2 for each in alike), Fraction(0)) / weight
    variance = squares * effective / (effective - 1) if effective > 1 else Fraction(0)
    return Estimate(answered, mean, variance, effective, population)


@dataclass(frozen=True)
class Difference:
    """A change between two measurements, and how much chance alone may have given."""

    exact: Fraction
    margin: float

    @property
    def within(self) -> bool:
        """Whether the change is no more than chance may have given."""
        return abs(self.exact) <= self.margin


def difference(before: Estimate, now: Estimate) -> Difference:
    """The change from one measurement to the next, of people who were drawn or answered independently."""
    squares = [each.error**2 for each in (before, now)]
    if not sum(squares):
        return Difference(now.mean - before.mean, 0.0)
    spread = sum(square**2 / each.freedom for square, each in zip(squares, (before, now), strict=True) if square)
    return Difference(now.mean - before.mean, _student(sum(squares) ** 2 / spread) * sqrt(sum(squares)))


def _student(freedom: float) -> float:
    """How many standard errors 95 % lie within."""
    from scipy.special import stdtrit  # noqa: PLC0415 - a third of a second that reports without surveys need not wait

    return float(stdtrit(freedom, _CONFIDENCE))
