"""The register: activities as they were read, units with the lines they stand on, and who has a council."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from fokusrapport.blocks import Source
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.participation.judge import KIND, day_of
from fokusrapport.domain.participation.kinds import EVERYWHERE, KIND_WORDS, Kind
from fokusrapport.domain.records import RecordFile
from fokusrapport.params.unit_references import NAME as UNITS
from fokusrapport.params.units_models import Unit, Units, open_in


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One row: what was held where and when, and how many meetings and participants there were, if known.

    `area` is that of the unit where one is named, empty for the whole municipality.
    """

    kind: Kind
    unit: str
    area: str
    year: int
    date: dt.date | None
    meetings: int | None
    participants: int | None
    note: str
    source: Source


@dataclass(frozen=True)
class Participation:
    """All that is known of one municipality."""

    units: tuple[tuple[Unit, Source], ...]
    activities: tuple[Activity, ...]

    @classmethod
    def of(cls, edition: EditionData) -> Participation:
        """The register of an edition's municipality."""
        model = edition.module(UNITS)
        units = model.units if isinstance(model, Units) else ()
        areas = {unit.id: unit.area for unit in units}
        files = edition.data.records(KIND).files
        found = tuple(activity for file in files for activity in _activities(file, areas))
        return cls(tuple(zip(units, edition.module_lines(UNITS, "units"), strict=True)), found)

    def units_in(self, area: str | None, year: int) -> tuple[tuple[Unit, Source], ...]:
        """The units open in a year, of an area or of all (None)."""
        return tuple((unit, line) for unit, line in self.units if area in (None, unit.area) and open_in(unit, year))

    def held(self, kind: Kind, area: str | None, year: int) -> tuple[Activity, ...]:
        """The activities of a kind in a year, of an area or everywhere (None)."""
        return tuple(
            each for each in self.activities if (each.kind, each.year) == (kind, year) and area in (None, each.area)
        )

    def councils(self, area: str | None, year: int) -> tuple[Activity, ...]:
        """The councils of the units that were open in the year."""
        units = {unit.id for unit, _line in self.units_in(area, year)}
        return tuple(each for each in self.held("council", area, year) if each.unit in units)

    def without_council(self, area: str | None, year: int) -> tuple[Unit, ...]:
        """The units open in the year that had none."""
        having = {each.unit for each in self.councils(area, year)}
        return tuple(unit for unit, _line in self.units_in(area, year) if unit.id not in having)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years with activities, oldest first."""
        return tuple(sorted({each.year for each in self.activities}))

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The areas that have units, in the units' order."""
        return tuple(dict.fromkeys(unit.area for unit, _line in self.units))


def _activities(file: RecordFile, areas: dict[str, str]) -> Iterator[Activity]:
    """The rows of a file that has been judged: no cell can be read in another way."""
    for number, cells in zip(file.frame.index, file.frame.to_dict("records"), strict=True):
        row = {str(name): str(cell) for name, cell in cells.items()}
        unit, area, date = row.get("unit", ""), row.get("area", ""), row.get("date", "")
        key = " ".join(filter(None, (row["kind"].lower(), unit or area, row["year"], date)))
        yield Activity(
            kind=KIND_WORDS[row["kind"].lower()],
            unit=unit,
            area=areas.get(unit, "" if area == EVERYWHERE else area),
            year=int(row["year"]),
            date=day_of(date),
            meetings=_number(row.get("meetings", "")),
            participants=_number(row.get("participants", "")),
            note=row.get("note", ""),
            source=Source(file=file.file, row=int(number), key=key, sha256=file.sha256),
        )


def _number(cell: str) -> int | None:
    return int(cell) if cell else None
