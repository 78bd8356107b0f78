"""Made-up respondents: one by one, so that together they have answered what the published figures say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import TypeVar

from tools.madeup.answers import answer_rows
from tools.madeup.series import Row
from tools.madeup.story import Answers, Respondents, chance

T = TypeVar("T")
_NOISE = 1.2  # how much an answer follows something else than the respondent's mood
_STEP = 5  # of a slider of points
_ROUNDS = 4  # of chance in an answer in points
_COMMENTED = 0.09  # share that wrote something


def respondent_rows(told: Respondents, results: Sequence[Row]) -> Iterator[Row]:
    """A row a respondent, or a row an answer; `results` are the published figures."""
    for year in told.years:
        drawn = chance(f"respondents {told.survey} {year}")
        count = _answered(told, year, results)
        units = _units(told, count, drawn)
        moods = [drawn.random() + (told.units[unit].mood if unit else 0) for unit in units]
        columns = {item: list(_column(told, item, year, moods, results)) for item in told.items}
        for place, unit in enumerate(units):
            answers = {item: column[place] for item, column in columns.items() if column[place] != ""}
            own: Row = {"survey": told.survey, "wave": year, "respondent": f"{year % 100}{place + 1:04d}"}
            yield from _written(told, {**own, **_beside(told, unit, drawn)}, answers)


def _written(told: Respondents, own: Row, answers: Mapping[str, object]) -> Iterator[Row]:
    if not told.long:
        yield {**own, **answers}
        return
    for item, answer in answers.items():
        yield {**own, "item": item, "answer": answer}


def _answered(told: Respondents, year: int, results: Sequence[Row]) -> int:
    """How many answered: as the response rate has it, or as the story tells."""
    rows = (row for row in results if (row["indicator"], row["year"]) == (told.response, year))
    return next((int(str(row["answered"])) for row in rows), told.answered)


def _units(told: Respondents, count: int, drawn: Random) -> list[str]:
    """The unit of each respondent, about as many in each as its share; the smallest has exactly what it is told."""
    units: list[str] = []
    for name, unit in told.units.items():
        units += [name] * (unit.exactly or round(count * unit.share))
    rest = count - len(units)
    first = next(iter(told.units), "")
    units = [*units, *[first] * rest] if rest >= 0 else units[-count:]
    return _shuffled(units, drawn)


def _beside(told: Respondents, unit: str, drawn: Random) -> Row:
    """What stands beside the answers: unit, weight, and now and then a comment."""
    beside: dict[str, object] = {told.unit_column: unit} if told.unit_column else {}
    if told.weights:
        beside["vekt"] = told.weights[int(drawn.random() * len(told.weights))]
    if told.comments and drawn.random() < _COMMENTED:
        beside["kommentar"] = told.comments[int(drawn.random() * len(told.comments))]
    return beside


def _column(
    told: Respondents, item: str, year: int, moods: Sequence[float], results: Sequence[Row]
) -> Iterator[object]:
    """The answers of all respondents to one item: the happier the respondent, the better, but for noise."""
    drawn = chance(f"respondents {told.survey} {year} {item}")
    answers = (
        _points(told, item, year, len(moods), drawn)
        if not told.scale
        else _counted(told, item, year, len(moods), results)
    )
    order = sorted(range(len(moods)), key=lambda place: (moods[place] + _NOISE * drawn.random(), place))
    on_scale = sorted(answer for answer in answers if isinstance(answer, int))
    aside = [answer for answer in answers if not isinstance(answer, int)]
    outside = set(_shuffled(list(range(len(moods))), drawn)[: len(aside)])
    placed: dict[int, object] = dict(zip(sorted(outside), aside, strict=True))
    placed |= dict(zip([place for place in order if place not in outside], on_scale, strict=True))
    yield from (placed[place] for place in range(len(moods)))


def _counted(told: Respondents, item: str, year: int, count: int, results: Sequence[Row]) -> list[object]:
    """The very answers that are published as a distribution, or would be: their mean is the year's result."""
    indicator = told.items[item].indicator
    published = {
        str(row["indicator"]): Decimal(str(row["value"]).replace(",", "."))
        for row in results
        if row["year"] == year and row.get("value")
    }
    means = told.items[item].means
    name = indicator or f"{told.survey}-{item}"
    if year in means:
        published[name] = Decimal(str(means[year]))
    asked = Answers(
        survey=told.survey,
        year=year,
        scale=told.scale,
        questions=(name,),
        answered=count - told.items[item].blank,
        outside=told.outside,
    )
    answers: list[object] = [""] * told.items[item].blank
    for row in answer_rows(asked, published):
        answers += [row.get("position") or row["answer"]] * int(str(row["count"]))
    return answers


def _points(told: Respondents, item: str, year: int, count: int, drawn: Random) -> list[object]:
    """Answers on a slider from 0 to 100, spread around the mean of the year."""
    mean = told.items[item].means[year]
    answers: list[object] = []
    for _respondent in range(count):
        swing = sum(drawn.random() for _round in range(_ROUNDS)) - _ROUNDS / 2
        answers.append(min(max(round((mean + told.spread * swing) / _STEP), 0), 100 // _STEP) * _STEP)
    for place in range(told.outside):
        answers[place] = "vet ikke"
    return answers


def _shuffled(items: list[T], drawn: Random) -> list[T]:
    """The items in another order, by `random()` alone."""
    keys = [(drawn.random(), place) for place in range(len(items))]
    return [items[place] for _key, place in sorted(keys)]
