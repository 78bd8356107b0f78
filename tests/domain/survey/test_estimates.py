from __future__ import annotations

from fractions import Fraction
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.domain.survey.estimates import Alike, Estimate, difference, estimate

SCALE = (1, 2, 3, 4, 5, 6)
LIKELY = (0.04, 0.06, 0.11, 0.15, 0.28, 0.36)  # as users of public services usually answer: most are content


def of(*answers: float, population: int | None = None, weights: tuple[str, ...] = ()) -> Estimate:
    """The estimate of some answers, one by one."""
    told = weights or ("1",) * len(answers)
    alike = [Alike(Fraction(str(answer)), 1, Fraction(weight)) for answer, weight in zip(answers, told, strict=True)]
    found = estimate(alike, population)
    assert found is not None
    return found


def test_a_mean_and_its_error_by_hand() -> None:
    """Five answers 2, 4, 4, 5, 5 of ten people.

    m = 20/5 = 4.  Σ(x − m)² = 4 + 0 + 0 + 1 + 1 = 6, so s² = 6/4 = 1.5.
    e = √(1.5/5 · (10 − 5)/(10 − 1)) = √(0.3 · 0.5556) = √0.16667 = 0.40825.
    t of 4 degrees of freedom is 2.7764 (any table), so the margin is 2.7764 · 0.40825 = 1.1335.
    """
    found = of(2, 4, 4, 5, 5, population=10)
    assert (found.answered, found.mean, found.variance) == (5, Fraction(4), Fraction(3, 2))
    assert found.error == pytest.approx(0.40825, abs=5e-6)
    assert found.margin == pytest.approx(1.1335, abs=5e-5)


def test_without_a_population_nothing_is_corrected() -> None:
    """The same answers of nobody knows how many: e = √(1.5/5) = √0.3 = 0.54772."""
    assert of(2, 4, 4, 5, 5).error == pytest.approx(0.54772, abs=5e-6)


def test_weights_by_hand() -> None:
    """Answers 1, 3, 5 that weigh 1, 1 and 2.

    m = (1 + 3 + 10)/4 = 3.5.  Kish: n* = 4²/(1 + 1 + 4) = 16/6 = 2.6667.
    Σw(x − m)²/Σw = (6.25 + 0.25 + 2 · 2.25)/4 = 11/4 = 2.75, so s² = 2.75 · 2.6667/1.6667 = 4.4.
    e = √(4.4/2.6667) = √1.65 = 1.28452.
    """
    found = of(1, 3, 5, weights=("1", "1", "2"))
    assert (found.mean, found.effective, found.variance) == (Fraction(7, 2), Fraction(8, 3), Fraction(22, 5))
    assert found.error == pytest.approx(1.28452, abs=5e-6)


@given(st.lists(st.integers(1, 6), min_size=2, max_size=40), st.integers(1, 9))
def test_equal_weights_weigh_nothing(answers: list[int], weight: int) -> None:
    """Whatever all weigh, as long as they weigh the same, it is the plain mean and the plain error."""
    plain, weighted = of(*answers), of(*answers, weights=(str(weight),) * len(answers))
    assert (weighted.mean, weighted.variance, weighted.effective) == (plain.mean, plain.variance, plain.effective)


def test_a_change_by_hand() -> None:
    """From 2, 4, 4, 5, 5 of ten to 5, 5, 6, 6 of eight.

    Before: e² = 1/6 = 0.16667 with 4 degrees of freedom.  Now: m = 5.5, s² = 4 · 0.25/3 = 0.33333,
    e² = 0.33333/4 · (8 − 4)/(8 − 1) = 0.083333 · 0.571429 = 0.047619 with 3 degrees of freedom.
    Degrees: (0.214286)² / (0.16667²/4 + 0.047619²/3) = 0.045918/(0.0069444 + 0.00075586) = 5.9631; t = 2.4507.
    Margin: 2.4507 · √0.214286 = 1.1345. The change is 1.5, which is more.
    """
    found = difference(of(2, 4, 4, 5, 5, population=10), of(5, 5, 6, 6, population=8))
    assert found.exact == Fraction(3, 2)
    assert found.margin == pytest.approx(1.1345, abs=5e-4)
    assert not found.within
    assert difference(of(2, 4, 4, 5, 5, population=10), of(4, 5, 5, 5, population=8)).within


def test_nothing_is_left_to_chance_where_everyone_answered() -> None:
    """All of the population answered: no error, and any change is a change."""
    before, now = of(1, 2, 3, population=3), of(2, 2, 3, population=3)
    assert (before.error, before.margin) == (0, 0)
    assert difference(before, now).margin == 0
    assert not difference(before, now).within


def test_answers_that_do_not_differ_have_no_margin() -> None:
    """Three who all answered 4 tell nothing of how much others may differ: no interval, rather than one of no width."""
    assert of(4, 4, 4).margin is None


def test_one_answer_is_no_estimate_and_too_many_are_refused() -> None:
    """There is no deviation of one answer, and no more can answer than there are."""
    assert estimate([Alike(Fraction(4), 1)], 10) is None
    with pytest.raises(ValueError, match="no more answers"):
        of(1, 2, 3, population=2)


def test_a_mean_halfway_is_exact() -> None:
    """4.65 is 4.65 and no float below it, so that it is printed 4.7 everywhere."""
    assert of(*([4] * 7), *([5] * 13)).mean == Fraction(93, 20)


# --- does the interval hold what it promises? -------------------------------------------------------------------------


def coverage(answered: int, population: int, *, corrected: bool = True) -> float:
    """How often the interval holds the mean of all, of 2000 draws from one population."""
    chance = np.random.default_rng(2025)
    people = chance.choice(SCALE, size=population, p=LIKELY)
    truth, hits, draws = people.mean(), 0, 2000
    for _draw in range(draws):
        values, counts = np.unique(chance.choice(people, size=answered, replace=False), return_counts=True)
        alike = [Alike(Fraction(int(value)), int(count)) for value, count in zip(values, counts, strict=True)]
        found = estimate(alike, population if corrected else None)
        assert found is not None
        assert found.margin is not None
        hits += abs(float(found.mean) - truth) <= found.margin
    return hits / draws


@pytest.mark.slow
@pytest.mark.parametrize(("answered", "population"), [(30, 40), (30, 700), (100, 700), (185, 659), (500, 700)])
def test_95_of_100_intervals_hold_the_mean(answered: int, population: int) -> None:
    """Simulated: of 2000 draws the share lies within 1.5 points of 95 % (its own error is √(0.95·0.05/2000) = 0.5)."""
    assert coverage(answered, population) == pytest.approx(0.95, abs=0.015)


@pytest.mark.slow
def test_without_the_correction_the_interval_would_be_too_wide() -> None:
    """The twin: 500 of 700 without the correction gives an interval that holds nearly always."""
    assert coverage(500, 700, corrected=False) > 0.99


def test_kish_is_what_a_simulation_gives() -> None:
    """The spread of weighted means of many draws is the error that is computed from one (within a tenth)."""
    chance = np.random.default_rng(7)
    weights = np.array([0.5, 1.0, 2.5])
    means, errors = [], []
    for _draw in range(300):
        answers, drawn = chance.choice(SCALE, size=60, p=LIKELY), chance.choice(weights, size=60)
        found = of(*answers.tolist(), weights=tuple(map(str, drawn.tolist())))
        means.append(float(found.mean))
        errors.append(found.error)
    assert np.std(means) == pytest.approx(np.mean(errors), rel=0.1)
    assert np.mean(errors) > 1.1 * sqrt(float(of(*chance.choice(SCALE, size=600, p=LIKELY).tolist()).variance) / 60)
