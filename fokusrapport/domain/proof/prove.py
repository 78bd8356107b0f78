"""Every value of a chapter held against the data: same file, same row, same number, and the text that number gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from fokusrapport.blocks import WHOLE, Area, Source, Value
from fokusrapport.domain.cards.area import cards_area
from fokusrapport.domain.cards.facts import AREA_ID as CARDS_ID
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.modules import module_sources, module_values
from fokusrapport.domain.proof.candidates import Candidates
from fokusrapport.domain.proof.cards import card_faults
from fokusrapport.domain.proof.places import notebook_of, value_fault
from fokusrapport.domain.proof.tables import table_faults
from fokusrapport.domain.requirement_source import requirements_of
from fokusrapport.domain.results import Result
from fokusrapport.domain.sources_area import AREA_ID as SOURCES_ID
from fokusrapport.domain.summary.area import summary_area
from fokusrapport.domain.summary.setting import AREA_ID as SUMMARY_ID
from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.valuestore import Shown, values_of_area

_OWN_PARTS = (SUMMARY_ID, CARDS_ID, SOURCES_ID)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def prove(edition: EditionData, areas: Sequence[Area]) -> tuple[Fault, ...]:
    """A fault for every value, status word and table of the areas that is not what the edition's data give.

    Only the form is proved of a number that a notebook has counted itself, and nothing of text without a source.
    """
    prover = _Prover(edition)
    return tuple(
        fault
        for area in areas
        for fault in (*prover.values(area), *prover.summary(area, areas), *prover.cards(area, areas))
    ) + tuple(fault for area in areas if area.id not in _OWN_PARTS for fault in table_faults(edition, area))


@dataclass(frozen=True)
class _Prover:
    """Holds values against the data of one edition."""

    edition: EditionData

    def values(self, area: Area) -> Iterator[Fault]:
        """A fault for every value of an area that cannot be made anew."""
        if area.id == CARDS_ID:  # they are made anew as a whole
            return
        own = Candidates(self.edition, area.id, self._rows)
        for shown in values_of_area(area):
            candidates = replace(own, area=shown.value.area or "") if area.id == SOURCES_ID else own
            if why := self._why_not(shown, candidates):
                yield value_fault(shown, area, *why)

    def summary(self, area: Area, areas: Sequence[Area]) -> Iterator[Fault]:
        """A fault for every value of the summary that is another when the summary is made anew."""
        if area.id != SUMMARY_ID:
            return
        anew = summary_area(self.edition, [each for each in areas if each.id not in _OWN_PARTS])
        wanted = values_of_area(anew) if anew is not None else ()
        found = values_of_area(area)
        if len(found) != len(wanted):
            what = _("The summary shows {found} values, but made anew it has {wanted}.")
            yield Fault(notebook_of(area), what=what.format(found=len(found), wanted=len(wanted)))
        for shown, own in zip(found, wanted, strict=False):
            if shown.value != own.value:
                yield value_fault(shown, area, *_difference(shown.value, own.value))

    def cards(self, area: Area, areas: Sequence[Area]) -> Iterator[Fault]:
        """A fault for every card that says something else than the register."""
        if area.id == CARDS_ID:
            anew = cards_area(self.edition, [each for each in areas if each.id not in _OWN_PARTS])
            yield from card_faults(area, anew)

    def _why_not(self, shown: Shown, candidates: Candidates) -> tuple[str, str] | None:
        """What is wrong with a value and what should stand there; None for a right one."""
        value = shown.value
        if lost := [source for source in value.sources if not self._stands(source)]:
            what = _("«{text}» is said to stand in {file}, row {row} («{key}»), but it does not stand there now.")
            source = lost[0]
            return what.format(text=value.text, file=source.file, row=source.row, key=source.key), ""
        if value.area not in (None, candidates.area):
            what = _("«{text}» is a value of another area («{area}»).")
            return what.format(text=value.text, area=value.area), ""
        if value.kind == "text" and not value.sources:
            return self._bare(value)
        likeliest = None
        for candidate in candidates.like(value):
            if candidate == value:
                return None
            likeliest = likeliest or candidate
        if value.area == candidates.area and value.model_copy(update={"area": ""}) in self._of_modules:
            return None
        likeliest = likeliest or self._in_area(value, candidates.area)
        return _difference(value, likeliest) if likeliest else (_unknown(value), "")

    def _bare(self, value: Value) -> tuple[str, str] | None:
        """Words of the notebook's own; of these, a year must be the edition's, for others have values of their own."""
        own = str(self.edition.year)
        looks_like_year = len(value.text) == len(own) and value.text.isdecimal()
        if not looks_like_year or value.text == own or not _FIRST_YEAR <= int(value.text) <= _LAST_YEAR:
            return None
        what = _("«{text}» is a year that cannot be proved: it is not the edition's.").format(text=value.text)
        return what, _("{year}; other years by area.previous_year(…) or area.year_measured(…)").format(year=own)

    @cached_property
    def _rows(self) -> Mapping[Source, Result]:
        return {result.source: result for result in self.edition.data.results if result.source is not None}

    def _stands(self, source: Source) -> bool:
        """Whether the source is a row of the data, or records of a file that is still the same."""
        if source.row == WHOLE:
            return (source.file, source.sha256) in self._record_files
        return source in self._sources

    @cached_property
    def _of_modules(self) -> Mapping[Value, None]:
        """Every value that the modules may show, in their order; made once, for areas differ in their names only."""
        return dict.fromkeys(module_values(self.edition, ""))

    def _in_area(self, value: Value, area: str) -> Value | None:
        """What the modules would show of the same thing in an area."""
        own = next((own for own in self._of_modules if _alike(own, value)), None)
        return own.model_copy(update={"area": area}) if own else None

    @cached_property
    def _record_files(self) -> frozenset[tuple[str, str]]:
        return frozenset((file.file, file.sha256) for file in self.edition.data.record_files)

    @cached_property
    def _sources(self) -> frozenset[Source]:
        data = self.edition.data
        others = {row.source for row in data.rankings} | {row.source for row in data.answers}
        lines = {source for _indicator, _requirement, source in requirements_of(self.edition.loaded)}
        return frozenset({*self._rows, *others, *lines, *module_sources(self.edition)})


def _alike(own: Value, value: Value) -> bool:
    """Whether two values are of the same thing."""
    return (own.indicator, own.year, own.kind, own.sources) == (value.indicator, value.year, value.kind, value.sources)


def _unknown(value: Value) -> str:
    what = _("«{text}» cannot be made of the data: there is no such value of «{indicator}» in {year}.")
    return what.format(text=value.text, indicator=value.indicator or "–", year=value.year or "–")


def _difference(value: Value, own: Value) -> tuple[str, str]:
    """What of a value is not as the data have it, and how that should be."""
    names = ("text", "exact", "unit", "year", "kind", "indicator", "area", "sources")
    name = next((each for each in names if getattr(value, each) != getattr(own, each)), "text")
    if name == "text":
        return _("«{text}» is not what the data say.").format(text=value.text), f"«{own.text}»"
    fields = {"exact": _("the exact number"), "unit": _("the unit"), "year": _("the year")}
    told = _("«{text}»: {field} is «{found}», but the data say otherwise.")
    field = fields.get(name, _("the origin"))
    return told.format(text=value.text, field=field, found=_plain(getattr(value, name))), _plain(getattr(own, name))


def _plain(part: object) -> str:
    """A part of a value as a message tells it; rows by file and number."""
    if isinstance(part, tuple):
        return ", ".join(f"{row.file}:{row.row}" for row in part if isinstance(row, Source))
    return str(part)
