"""The register's tables: coverage by area, activities by kind and year, and the activities of a year one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from fokusrapport.blocks import Cell, Inlines, Strong, Table, Value, plain
from fokusrapport.domain.matrix.table import area_name
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.participation.kinds import KINDS, Kind, kind_name, one_name
from fokusrapport.domain.participation.register import Activity
from fokusrapport.domain.participation.values import ParticipationValues
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, or_in_words, tabulate, text_cell, value_cell
from fokusrapport.params.models import Said

_NOTHING = "–"


@dataclass(frozen=True)
class ParticipationTables:
    """The tables of one year; `years` are those shown beside it, oldest first."""

    values: ParticipationValues
    year: int
    years: tuple[int, ...]

    def coverage(self, caption: Said, label: str) -> Table:
        """A row an area that has units, and one for them all: units, councils, share and change."""
        words, own = self.values.edition.language, self.values
        areas = [area for area in own.found.areas if own.found.units_in(area, self.year)]
        columns: list[ColumnOf[str | None]] = [
            ColumnOf(words.gettext("Area"), self._area),
            ColumnOf(words.gettext("Units"), lambda of: value_cell(own.units(of, self.year)), align="end"),
            ColumnOf(words.gettext("With user council"), self._councils, align="end"),
        ]
        for year in self.years:
            title = words.gettext("Share {year}").format(year=year)
            columns.append(ColumnOf(title, partial(self._share, year), align="end"))
        columns.append(ColumnOf(words.gettext("Change"), self._change, align="end"))
        table = tabulate(TableFrame(label, "", Notes()), columns, [*areas, None])
        return self._called(table, caption)

    def _area(self, of: str | None) -> Cell:
        total = (Strong(children=plain(self.values.edition.language.gettext("All areas"))),)
        return Cell(children=total if of is None else area_name(of))

    def _councils(self, of: str | None) -> Cell:
        """A year that nobody has registered anything in is not a year without councils."""
        known = self.year in self.values.found.years
        return _cell(self.values.councils(of, self.year) if known else None)

    def _share(self, year: int, of: str | None) -> Cell:
        return _cell(self.values.coverage(of, year))

    def _change(self, of: str | None) -> Cell:
        return _cell(self.values.coverage_change(of, self.year))

    def by_kind(self, caption: Said, label: str) -> Table:
        """A row a kind: how many in each year, change, and of the year how many meetings and participants."""
        words, own = self.values.edition.language, self.values
        columns: list[ColumnOf[Kind]] = [
            ColumnOf(words.gettext("Way of taking part"), lambda kind: text_cell(kind_name(kind, words))),
            *(
                ColumnOf(words.gettext("Number {year}").format(year=year), partial(self._held, year), align="end")
                for year in self.years
            ),
            ColumnOf(words.gettext("Change"), lambda kind: _cell(own.held_change(kind, None, self.year)), align="end"),
            ColumnOf(
                words.gettext("Meetings {year}").format(year=self.year),
                lambda kind: _cell(own.meetings(kind, None, self.year)),
                align="end",
            ),
            ColumnOf(
                words.gettext("Participants {year}").format(year=self.year),
                lambda kind: _cell(own.participants(kind, self.year)),
                align="end",
            ),
        ]
        table = tabulate(TableFrame(label, "", Notes()), columns, KINDS)
        return self._called(table.model_copy(update={"notes": tuple(self._notes())}), caption)

    def _held(self, year: int, kind: Kind) -> Cell:
        return value_cell(self.values.held(kind, None, year))

    def _notes(self) -> Iterator[Inlines]:
        """What the sums leave out, where there is anything."""
        words, year = self.values.edition.language, self.year
        participants = self.values.participants_in(year)
        lost = [
            each
            for each in self.values.found.activities
            if each.year == year and each.participants is None and each.kind != "council"
        ]
        if lost:
            told = words.ngettext(
                "One activity of {year} has no number of participants, and is in no sum of them.",
                "{count} activities of {year} have no number of participants, and are in no sum of them.",
                len(lost),
            )
            yield plain(told.format(count=words.number(len(lost)), year=year))
        if any(participants.of(each) is None for each in participants.counted):
            told = words.gettext("Fewer than {limit} participants are not shown, nor what would give them away.")
            yield plain(told.format(limit=participants.limit))

    def listed(self, of: str | None, caption: Said, label: str) -> Table:
        """The activities of the year one by one, councils last: they are no single events."""
        words = self.values.edition.language
        found = [each for each in self.values.found.activities if each.year == self.year and of in (None, each.area)]
        found.sort(key=lambda each: (each.kind == "council", each.date is None, str(each.date)))
        columns: tuple[ColumnOf[Activity], ...] = (
            ColumnOf(words.gettext("Way of taking part"), lambda each: text_cell(one_name(each.kind, words))),
            ColumnOf(words.gettext("Where"), lambda each: Cell(children=self._where(each))),
            ColumnOf(
                words.gettext("When"), lambda each: text_cell(words.date(each.date) if each.date else str(each.year))
            ),
            ColumnOf(words.gettext("Meetings"), lambda each: _cell(self.values.meetings_of(each)), align="end"),
            ColumnOf(words.gettext("Participants"), lambda each: _cell(self.values.participants_of(each)), align="end"),
            ColumnOf(words.gettext("What it was about"), lambda each: self.values.edition.text_cell(each.note)),
        )
        table = tabulate(TableFrame(label, "", Notes()), columns, found)
        nothing = words.gettext("No activities were registered in {year}.").format(year=self.year)
        return self._called(or_in_words(table, nothing), caption)

    def _called(self, table: Table, caption: Said) -> Table:
        return table.model_copy(update={"caption": self.values.edition.text_inlines(caption)})

    def _where(self, activity: Activity) -> Inlines:
        """The unit by its name, else the area, else the whole municipality."""
        edition = self.values.edition
        for unit, _line in self.values.found.units:
            if unit.id == activity.unit:
                return edition.label_inlines(unit.label)
        return area_name(activity.area) if activity.area else plain(edition.language.gettext("the whole municipality"))


def _cell(value: Value | None) -> Cell:
    return text_cell(_NOTHING) if value is None else value_cell(value)
