"""Made-up feedback cases: a row a case, drawn from how many an area has in a year and what they tend to be about."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from itertools import accumulate

from pydantic import Field

from tools.madeup.series import Row
from tools.madeup.story import Told, chance

CASE_COLUMNS = (
    *("id", "received", "channel", "type", "origin", "area", "category", "severity", "extent", "level"),
    *("level_reason", "cause", "action", "owner", "deadline", "answered", "closed", "effect_checked"),
)
_UNGRADED = ("ros", "forslag", "positivt tiltak")
_INTERNAL = ("avvik", "tilsynsfunn", "revisjonsfunn", "positivt tiltak")
_QUICK = 0.35  # of the cases in time are answered in the first quarter of their days
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
Weights = Mapping[str, float]


class CaseArea(Told):
    """One area: how many cases it has in each year, and what is more common in it than elsewhere."""

    area: str
    cases: dict[int, int]
    types: dict[str, float] = Field(default_factory=dict, description="Times as common as usual.")
    causes: dict[str, float] = Field(default_factory=dict, description="Times as common as usual.")


class Event(Told):
    """Something that happened: more cases of one sort than usual in some months."""

    area: str
    type: str
    category: str
    cause: str
    months: tuple[tuple[int, int], ...] = Field(description="Year and month.")
    cases: int = Field(description="More cases in each of the months.")


class CaseStory(Told):
    """The whole of tools/fjordvik-cases.yaml."""

    file: str
    last_day: dt.date = Field(description="The day that the cases were taken out of the system.")
    areas: tuple[CaseArea, ...]
    events: tuple[Event, ...]
    types: Weights
    categories: dict[str, Weights] = Field(description="By type; «usual» for the types that are not named.")
    causes: Weights
    actions: Weights
    channels: Weights
    months: tuple[float, ...] = Field(description="How many come in each month, against a usual one.")
    deadlines: dict[str, int] = Field(description="Days by type or category; 0: no answer due.")
    in_time: dict[int, float] = Field(description="The share answered in time, by year.")
    owners: dict[str, str]


def case_rows(story: CaseStory) -> Iterator[Row]:
    """All cases in the order they came in, numbered in each year."""
    cases = [case for area in story.areas for year in sorted(area.cases) for case in _of_area(story, area, year)]
    cases += [case for event in story.events for case in _of_event(story, event)]
    number: dict[str, int] = {}
    for case in sorted(cases, key=lambda case: (str(case["received"]), str(case["area"]), str(case["type"]))):
        year = str(case["received"])[:4]
        number[year] = number.get(year, 0) + 1
        yield {**case, "id": f"FD-{year}-{number[year]:04}"}


def _of_area(story: CaseStory, area: CaseArea, year: int) -> Iterator[Row]:
    drawn = chance(f"cases {area.area} {year}")
    months = {str(month): weight for month, weight in enumerate(story.months, start=1)}
    for _case in range(area.cases[year]):
        month = int(_pick(drawn, months))
        kind = _pick(drawn, _more(story.types, area.types))
        category = _pick(drawn, story.categories.get(kind, story.categories["usual"]))
        cause = _pick(drawn, _more(story.causes, area.causes))
        yield _case_of(
            story, drawn, {"area": area.area, "type": kind, "category": category, "cause": cause}, (year, month)
        )


def _of_event(story: CaseStory, event: Event) -> Iterator[Row]:
    drawn = chance(f"event {event.area} {event.months[0]}")
    named = {"area": event.area, "type": event.type, "category": event.category, "cause": event.cause}
    for month in event.months:
        for _case in range(event.cases):
            yield _case_of(story, drawn, named, month)


def _case_of(story: CaseStory, drawn: random.Random, named: Mapping[str, str], month: tuple[int, int]) -> Row:
    received = dt.date(*month, 1 + int(drawn.random() * _MONTHS[month[1] - 1]))
    kind = named["type"]
    graded, internal = kind not in _UNGRADED, kind in _INTERNAL
    severity, extent = (_pick(drawn, _GRADES), _pick(drawn, _GRADES)) if graded else ("", "")
    moved = graded and drawn.random() < 0.02  # noqa: PLR2004 - one in fifty is moved by hand
    closed, acted = drawn.random(), graded and drawn.random() < 0.45  # noqa: PLR2004 - nearly half lead to an action
    answered = _answered(story, drawn, named, received)
    finished = _later(answered, 1 + int(closed * 40), story.last_day) if closed < 0.9 else ""  # noqa: PLR2004 - most
    checked = _later(finished, 60 + int(drawn.random() * 60), story.last_day) if acted else ""
    known = graded and drawn.random() < 0.8  # noqa: PLR2004 - the cause of one in five is not found
    return {
        **named,
        "cause": named["cause"] if known else "",
        "received": received.isoformat(),
        "channel": "kvalitetssystem" if internal else _pick(drawn, story.channels),
        "origin": "intern" if internal else "ekstern",
        "severity": severity,
        "extent": extent,
        "level": "kommunalsjef" if moved else "",
        "level_reason": "Saken har prinsipiell betydning." if moved else "",
        "action": _pick(drawn, story.actions) if acted else "",
        "owner": story.owners[named["area"]],
        "answered": answered,
        "closed": finished,
        "effect_checked": checked,
    }


_GRADES: Weights = {"1": 4, "2": 4, "3": 2, "4": 0.6}


def _answered(story: CaseStory, drawn: random.Random, named: Mapping[str, str], received: dt.date) -> str:
    """The day of the answer; none where no answer is due, or it lies after the day that the cases were taken out."""
    usual = story.deadlines.get(named["type"], story.deadlines["usual"])
    days = story.deadlines.get(named["category"], usual) if usual else 0
    in_time, place = drawn.random() < story.in_time[received.year], drawn.random()
    if not days:
        return ""
    if in_time:
        quick = drawn.random() < _QUICK
        taken = 1 + int(place * days * (0.25 if quick else 1))
    else:
        taken = days + 1 + int(place * place * days * 3)
    return _later(received.isoformat(), min(taken, days) if in_time else taken, story.last_day)


def _later(day: str, days: int, last: dt.date) -> str:
    """So many days later; nothing where that is after the last day, or nothing came before."""
    if not day:
        return ""
    later = dt.date.fromisoformat(day) + dt.timedelta(days=days)
    return later.isoformat() if later <= last else ""


def _more(usual: Weights, times: Weights) -> Weights:
    return {name: weight * times.get(name, 1) for name, weight in usual.items()}


def _pick(drawn: random.Random, weights: Weights) -> str:
    """One of the names, as likely as its weight says: by sums and products alone, which are the same everywhere."""
    sums = list(accumulate(weights.values()))
    place = drawn.random() * sums[-1]
    return next(name for name, end in zip(weights, sums, strict=True) if place < end)
