"""What a notebook says of participation: `area.participation()`."""

from __future__ import annotations

from dataclasses import dataclass

from fokusrapport.blocks import Block, Inlines, Table, Value
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.followup import listed, refuse_unknown_areas
from fokusrapport.domain.participation.kinds import KIND_WORDS, Kind
from fokusrapport.domain.participation.tables import ParticipationTables
from fokusrapport.domain.participation.values import ParticipationValues
from fokusrapport.domain.spelling import Spelled
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Said
from fokusrapport.params.nearest import nearest

_YEARS = 3


@dataclass(frozen=True)
class ParticipationReport(Spelled):
    """Participation as one area of an edition tells of it.

    Without `of` the whole municipality is meant, else the service area of that name; without a year the edition's.
    """

    area: str
    edition: EditionData

    def units(self, of: str | None = None, year: int | None = None) -> Value:
        """How many units there are."""
        return self._values(of).units(of, self._year(year))

    def councils(self, of: str | None = None, year: int | None = None) -> Value:
        """How many units have a user council."""
        return self._values(of).councils(of, self._registered(year))

    def coverage(self, of: str | None = None, year: int | None = None) -> Value:
        """The share of the units that have a user council."""
        what = _("«{area}» has no units in {year}, so there is no share of them.")
        told = what.format(area=of or self.edition.name, year=self._year(year))
        return _there(self._values(of).coverage(of, self._registered(year)), told)

    def coverage_change(self, of: str | None = None) -> Value:
        """How the share has changed since the year before: «+8 prosentpoeng»."""
        what = _("There is no share of units with a council in both {before} and {year}.")
        told = what.format(before=self.edition.year - 1, year=self.edition.year)
        return _there(self._values(of).coverage_change(of, self.edition.year), told)

    def number(self, kind: str, of: str | None = None, year: int | None = None) -> Value:
        """How many activities of a kind («dialogmøte») there were."""
        return self._values(of).held(_kind(kind), of, self._registered(year))

    def meetings(self, kind: str, of: str | None = None, year: int | None = None) -> Value:
        """How many meetings the activities of a kind had together."""
        what = _("Nobody has counted the meetings of «{kind}» in {year}.").format(kind=kind, year=self._year(year))
        return _there(self._values(of).meetings(_kind(kind), of, self._year(year)), what)

    def participants(self, kind: str, year: int | None = None) -> Value:
        """How many took part in the whole municipality; «skjermet» where they are few."""
        what = _("Nobody has counted the participants of «{kind}» in {year}.")
        told = what.format(kind=kind, year=self._year(year))
        return _there(self._values(None).participants(_kind(kind), self._year(year)), told)

    def without_council(self, of: str | None = None) -> Block:
        """The units that have no user council, as a list; nothing where all have."""
        units = self._values(of).found.without_council(of, self.edition.year)
        names: list[Inlines] = [self.edition.label_inlines(unit.label) for unit in units]
        return listed(names)

    def coverage_table(self, caption: Said, label: str = "tbl-brukerrad") -> Table:
        """Units and user councils by area, and the share in up to three years."""
        return self._tables(None).coverage(caption, label)

    def summary_table(self, caption: Said, label: str = "tbl-medvirkning") -> Table:
        """Every way of taking part: how many in up to three years, meetings and participants."""
        return self._tables(None).by_kind(caption, label)

    def register_table(self, caption: Said, label: str = "tbl-medvirkning-register", of: str | None = None) -> Table:
        """The activities of the year one by one."""
        return self._tables(of).listed(of, caption, label)

    # --- within ---

    def _year(self, year: int | None) -> int:
        return year or self.edition.year

    def _registered(self, year: int | None) -> int:
        """The year that is asked for; refused where nobody has registered anything: that is not the same as none."""
        asked = self._year(year)
        if asked not in self._values(None).found.years:
            raise InputRefused.because(_("Nobody has registered participation in {year}.").format(year=asked))
        return asked

    def _values(self, of: str | None) -> ParticipationValues:
        if of is not None:
            refuse_unknown_areas(self.edition, (of,))
        values = ParticipationValues(self.area, self.edition)
        if not values.found.activities:
            what = _("There is no register of participation: no data file of the kind «participation».")
            raise InputRefused.because(what)
        return values

    def _tables(self, of: str | None) -> ParticipationTables:
        values = self._values(of)
        years = [year for year in values.found.years if year <= self.edition.year]
        return ParticipationTables(values, self.edition.year, tuple(years[-_YEARS:]))


def _there(value: Value | None, what: str) -> Value:
    """The value; raises InputRefused where there is none."""
    if value is None:
        raise InputRefused.because(what)
    return value


def _kind(word: str) -> Kind:
    if word not in KIND_WORDS:
        what = _("«{word}» is no way of taking part.").format(word=word)
        raise InputRefused.because(what, allowed=", ".join(KIND_WORDS), nearest=nearest(word, list(KIND_WORDS)))
    return KIND_WORDS[word]
