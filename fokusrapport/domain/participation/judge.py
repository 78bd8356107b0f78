"""Reads the table `participation`: a row an activity, judged against the units and areas there are.

Every fault of every row is told with its column, what is allowed and the nearest that is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from fokusrapport.domain.numerals import parse_whole, parse_year
from fokusrapport.domain.participation.kinds import EVERYWHERE, KIND_WORDS
from fokusrapport.domain.records import RecordColumn, RecordContext, RecordFile, RecordTable
from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.unit_references import NAME as UNITS
from fokusrapport.params.unit_references import areas_of
from fokusrapport.params.units_models import Unit, Units, open_in

if TYPE_CHECKING:
    from fokusrapport.params.models import DataSource

KIND = "participation"
_COLUMNS = (
    RecordColumn("kind", "one of the words", f"What it was: {', '.join(KIND_WORDS)}."),
    RecordColumn("unit", "text", "Id of the unit in `units.yaml`; blank for what a whole area did.", required=False),
    RecordColumn(
        "area", "text", f"The area, where no unit is given; «{EVERYWHERE}» for the whole municipality.", required=False
    ),
    RecordColumn("year", "year", "The year it is counted in."),
    RecordColumn("date", "date", "When it was held, as 2025-03-14; blank where it lasted all year.", required=False),
    RecordColumn("meetings", "whole number", "How many meetings there were.", required=False),
    RecordColumn("participants", "whole number", "How many users took part or answered.", required=False),
    RecordColumn("note", "text", "What it was about, in a few words; printed.", required=False),
)
_COUNTS = {"meetings": 1, "participants": 0}  # the least that may stand there
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
Row = Mapping[str, str]


def judge(file: RecordFile, source: DataSource, context: RecordContext) -> tuple[RecordFile, list[Fault]]:
    """The file with its counts as plain digits, and the faults of its rows."""
    units = context.modules.get(UNITS)
    known = {unit.id: unit for unit in units.units} if isinstance(units, Units) else {}
    judged = _Judge(file.file, source.format.decimal, known, [EVERYWHERE, *areas_of(context.root)])
    for number, row in zip(file.frame.index, file.frame.to_dict("records"), strict=True):
        judged.row(int(number), {str(name): str(cell) for name, cell in row.items()})
    counted = {column: [row.get(column, "") for row in judged.counts] for column in _COUNTS if column in file.frame}
    return replace(file, frame=file.frame.assign(**counted)), judged.faults


PARTICIPATION_TABLE = RecordTable(_COLUMNS, judge)


@dataclass
class _Judge:
    """What is wrong with the rows of one file so far, and where each activity stands."""

    file: str
    decimal: str
    units: Mapping[str, Unit]
    areas: Sequence[str]
    faults: list[Fault] = field(default_factory=list)
    counts: list[dict[str, str]] = field(default_factory=list)  # of each row, as plain digits
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)

    def row(self, number: int, row: Row) -> None:
        """Judge one row."""
        self.counts.append({})
        found = [*self._what(row), *self._when(row), *self._who(row), *self._counts(row)]
        for column, what, allowed, near in found:
            place = _("column «{column}»").format(column=column)
            self.faults.append(Fault(self.file, number, place, what, allowed, near))
        if not found and (first := self.seen.setdefault(_key(row), number)) != number:
            what = _("«{key}» stands twice: also in {file}, row {row}.")
            words = what.format(key=" ".join(filter(None, _key(row))), file=self.file, row=first)
            self.faults.append(Fault(self.file, number, what=words, allowed=_one_row(row)))

    def _what(self, row: Row) -> Iterator[tuple[str, str, str, str]]:
        word = row["kind"].lower()
        if word not in KIND_WORDS:
            what = _("«{word}» is no way of taking part.").format(word=row["kind"])
            yield "kind", what, ", ".join(KIND_WORDS), nearest(word, list(KIND_WORDS))

    def _when(self, row: Row) -> Iterator[tuple[str, str, str, str]]:
        try:
            year = parse_year(row["year"], self.decimal)
        except PydanticCustomError as error:
            yield "year", *_told(error), ""
            return
        date = row.get("date", "")
        if not date:
            return
        day = day_of(date)
        if day is None:
            yield "date", _("«{date}» is no date.").format(date=date), _("a day that there is, as 2025-03-14"), ""
        elif day.year != year:
            what = _("{date} does not lie in {year}, the year of the row.").format(date=date, year=year)
            yield "date", what, _("a date in the year, or the year of the date"), ""

    def _who(self, row: Row) -> Iterator[tuple[str, str, str, str]]:
        unit, area = row.get("unit", ""), row.get("area", "")
        if unit:
            yield from self._unit(row, unit, area)
            return
        if row["kind"].lower() == "brukerråd":
            yield "unit", _("A user council belongs to a unit, and none is named."), self._named_units(), ""
        if not area:
            what = _("Neither a unit nor an area is named.")
            yield "area", what, _("an area, or «{word}» for the whole municipality").format(word=EVERYWHERE), ""
        elif area not in self.areas:
            what = _("There is no area «{name}».").format(name=area)
            yield "area", what, ", ".join(self.areas), nearest(area, self.areas)

    def _unit(self, row: Row, name: str, area: str) -> Iterator[tuple[str, str, str, str]]:
        unit = self.units.get(name)
        if unit is None:
            what = _("There is no unit «{name}».").format(name=name)
            yield "unit", what, self._named_units(), nearest(name, list(self.units))
            return
        if area and area != unit.area:
            what = _("«{unit}» belongs to the area «{own}», not to «{area}».")
            yield (
                "area",
                what.format(unit=name, own=unit.area, area=area),
                _("its own area, or a blank cell"),
                unit.area,
            )
        if (year := row["year"]).isdecimal() and not open_in(unit, int(year)):
            what = _("«{unit}» was not open in {year}.").format(unit=name, year=year)
            yield "unit", what, f"{unit.valid_from or ''}–{unit.valid_to or ''}", ""

    def _named_units(self) -> str:
        return ", ".join(self.units) or _("an id of {file}, which is not there").format(file=f"{UNITS}.yaml")

    def _counts(self, row: Row) -> Iterator[tuple[str, str, str, str]]:
        for column, least in _COUNTS.items():
            if not (cell := row.get(column, "")):
                continue
            try:
                number = parse_whole(cell, self.decimal)
            except PydanticCustomError as error:
                yield column, *_told(error), ""
                continue
            self.counts[-1][column] = str(number)
            if number < least:
                what = _("«{number}» is too few.").format(number=cell)
                yield column, what, _("a whole number from {low}").format(low=least), ""


def _told(error: PydanticCustomError) -> tuple[str, str]:
    told = error.context or {}
    return str(told["what"]), str(told["allowed"])


def _key(row: Row) -> tuple[str, ...]:
    """What may stand only once: a council in a year; other activities by day and by what they were about."""
    who = (row["kind"].lower(), row.get("unit", ""), row.get("area", ""), row["year"])
    return who if row["kind"].lower() == "brukerråd" else (*who, row.get("date", ""), row.get("note", ""))


def _one_row(row: Row) -> str:
    if row["kind"].lower() == "brukerråd":
        return _("one row for a unit's council in a year, with the number of its meetings")
    return _("one row for each; a date or a note tells two of a kind apart")


def day_of(date: str) -> dt.date | None:
    """The day written as 2025-03-14; None for anything else, and for a day that there is not."""
    match = _DATE.fullmatch(date)
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
