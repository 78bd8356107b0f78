"""Made-up activities in which users take part: councils that meet a few times a year, and single events with a day."""

from __future__ import annotations

from collections.abc import Iterator

from tools.madeup.series import Row
from tools.madeup.story import Held, TakingPart, chance

_FEWEST, _MORE = 2, 4  # meetings of a council in a year
_MONTHS = (2, 3, 4, 5, 9, 10, 11)  # nobody is asked in the summer, nor at Christmas
_DAYS = 28
_WANDER = 0.4  # of the usual number of people, that a year has more or fewer


def taking_part_rows(told: TakingPart) -> Iterator[Row]:
    """A row a council and year, then a row an event; years in order."""
    for year in told.years:
        for council in told.councils:
            if council.since <= year:
                drawn = int(_FEWEST + _MORE * chance(f"brukerråd {council.unit} {year}").random())
                meetings = told.met.get(council.unit, {}).get(year, drawn)
                yield {"kind": "brukerråd", "unit": council.unit, "year": year, "meetings": meetings}
        for event in told.held:
            if year in event.years:
                yield _event(event, year)


def _event(event: Held, year: int) -> Row:
    drawn = chance(f"{event.kind} {event.unit}{event.area} {event.note} {year}")
    month, day = _MONTHS[int(drawn.random() * len(_MONTHS))], 1 + int(drawn.random() * _DAYS)
    people: object = ""
    if event.people is not None:
        about = round(event.people * (1 - _WANDER / 2 + _WANDER * drawn.random()))
        people = event.exactly.get(year, about)
    return {
        "kind": event.kind,
        "unit": event.unit,
        "area": event.area,
        "year": year,
        "date": f"{year}-{month:02d}-{day:02d}",
        "participants": people,
        "note": event.note,
    }
