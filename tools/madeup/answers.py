"""Made-up answers to a survey: how many gave each answer on a scale, so that their mean is the result published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from fokusrapport.i18n import round_half_up
from tools.madeup.series import Row
from tools.madeup.story import Answers, chance

_HALVINGS = 60  # of the space where the tilt is looked for: far finer than one respondent
_UNEVEN = 0.5  # how much one answer may be liked more than its neighbours


def answer_rows(told: Answers, published: Mapping[str, Decimal]) -> Iterator[Row]:
    """A row an answer of each question, and one for «vet ikke»; `published` are the results of the year."""
    for question in told.questions:
        named: Row = {"survey": told.survey, "indicator": question, "year": told.year}
        if question in told.withheld:
            yield {**named, "missing": "skjermet"}
            continue
        drawn = chance(f"{told.survey} {told.year} {question}")
        outside = round(told.outside * (0.5 + drawn.random()))
        likings = [1 + _UNEVEN * drawn.random() for _answer in told.scale]
        for position, count in enumerate(counts(likings, told.answered - outside, published[question]), start=1):
            yield {**named, "answer": told.scale[position - 1], "position": position, "count": count}
        if told.outside:
            yield {**named, "answer": "vet ikke", "count": outside}


def counts(likings: Sequence[float], total: int, mean: Decimal) -> list[int]:
    """So many answers shared among the places of a scale from 1, that their rounded mean is the one asked for.

    Each place is liked `likings` times a power of its number on the scale: the power that gives the mean is found by
    halving, then single respondents are moved until it is right as rounded.

    Raises ValueError for so few answers that one more or less can miss the mean.
    """
    if total < 10 ** -int(mean.as_tuple().exponent):
        msg = f"{total} answers are too few for a mean of {mean}"
        raise ValueError(msg)
    low, high = 0.0, 20.0
    for _halving in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _mean(_tilted(likings, middle)) < mean else (low, middle)
    weights = _tilted(likings, low)
    shared = [int(total * weight / sum(weights)) for weight in weights]
    shared[shared.index(max(shared))] += total - sum(shared)
    return _mended(shared, mean)


def _tilted(likings: Sequence[float], tilt: float) -> list[float]:
    """The likings times 1, tilt, tilt², …: only multiplication, which is the same on every machine."""
    weights, power = [], 1.0
    for liking in likings:
        weights.append(liking * power)
        power *= tilt
    return weights


def _mended(shared: list[int], mean: Decimal) -> list[int]:
    """The counts with respondents moved one place, from the fullest that has a neighbour, until the mean is right."""
    decimals = -int(mean.as_tuple().exponent)
    while (found := round_half_up(Decimal(_sum(shared)) / sum(shared), decimals)) != mean:
        step = 1 if found < mean else -1
        movable = range(len(shared) - 1) if step == 1 else range(1, len(shared))
        fullest = max(movable, key=lambda place: shared[place])
        shared[fullest] -= 1
        shared[fullest + step] += 1
    return shared


def _mean(weights: Sequence[float]) -> float:
    return sum(place * weight for place, weight in enumerate(weights, start=1)) / sum(weights)


def _sum(shared: Sequence[int]) -> int:
    return sum(place * count for place, count in enumerate(shared, start=1))
