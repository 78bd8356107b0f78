"""Kolada's API v3: measures (KPI), municipalities and yearly figures. https://api.kolada.se/v3/docs.

Version 2, described at https://github.com/Hypergene/kolada, answers alike but names the next page otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus
from itertools import chain
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

from fokusrapport.domain.benchmarking.about import MeasureAbout, Note, RegionAbout, TableAbout
from fokusrapport.errors import Fault, FetchFailed, InputRefused
from fokusrapport.fetch.fetched import Fetched, Figure, Question, years_of
from fokusrapport.fetch.pxweb import read_answer
from fokusrapport.fetch.regions import ended_figures, unknown_regions, unreported
from fokusrapport.fetch.web import Refused, Web
from fokusrapport.i18n import _
from fokusrapport.params.benchmarks_models import Kolada, Measure

_LICENCE = "CC BY"
_MOST_PAGES = 50
_MOST_REGIONS = 25  # an address with more is answered 422, as other programs that ask it tell
_ALL = "T"  # both genders together
_SYMBOLS = {"missing": "..", "private": ":"}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Page(_Part):
    values: list[dict[str, Any]]
    next_page: str | None = Field(None, validation_alias=AliasChoices("next_url", "next_page"))


class _Named(_Part):
    id: str
    title: str
    description: str | None = ""


class _Value(_Part):
    gender: str
    status: str | None = ""
    value: Decimal | None = None
    count: int | None = None
    deleted: bool = Field(default=False, validation_alias=AliasChoices("isdeleted", "is_deleted"))


class _Row(_Part):
    kpi: str
    municipality: str
    period: Annotated[int, BeforeValidator(lambda found: int(str(found)))]
    values: list[_Value]


def fetch_kolada(question: Question, wanted: Kolada, web: Web) -> Fetched:
    """Everything the file asks for; raises InputRefused with what is wrong in it, and FetchFailed."""
    return _Asker(question, wanted, web).fetched()


@dataclass(frozen=True)
class _Asker:
    question: Question
    wanted: Kolada
    web: Web

    def fetched(self) -> Fetched:
        names, kpis = self._names(), {measure.code: self._kpi(measure) for measure in self.wanted.measures}
        faults = [*unknown_regions(self.question, names), *self._unknown(kpis)]
        if faults:
            raise InputRefused(faults=sorted(set(faults)))
        tables, figures = [], []
        for code, kpi in kpis.items():
            if kpi is not None:
                own = list(self._figures(code))
                figures += own
                tables.append(self._about(kpi, own, names))
        if faults := sorted(set(ended_figures(self.question, figures, names))):
            raise InputRefused(faults=faults)
        return Fetched(tuple(tables), tuple(figures), _LICENCE, tuple(unreported(self.question, figures, names)))

    def _names(self) -> Mapping[str, str]:
        """Every municipality, region and group there is, by its id."""
        found = [*self._pages("municipality"), *self._pages("municipality_groups")]
        return {each.id: each.title for each in map(_named, found)}

    def _kpi(self, measure: Measure) -> _Named | None:
        """The measure; None where Kolada has none of the code, which it says by no rows or by 404."""
        try:
            found = [_named(row) for row in self._pages(f"kpi/{measure.code}")]
        except Refused as error:
            if error.status != HTTPStatus.NOT_FOUND:
                raise
            return None
        return next((each for each in found if each.id == measure.code), None)

    def _unknown(self, kpis: Mapping[str, _Named | None]) -> Iterator[Fault]:
        for position, measure in enumerate(self.wanted.measures):
            if kpis[measure.code] is None:
                what = _("Kolada has no measure «{code}».").format(code=measure.code)
                yield self.question.fault(("kolada", "measures", position, "code"), what)

    def _pages(self, path: str) -> Iterator[dict[str, Any]]:
        """All items below an address, page by page; a next page at another host is not followed."""
        own = urlsplit(self.question.address)
        address = f"{self.question.address}/{path}"
        for _page in range(_MOST_PAGES):
            answer = self.web.get(address)
            page = read_answer(self.web.service, answer, _Page)
            yield from page.values
            if not page.next_page:
                return
            if urlsplit(page.next_page).hostname != own.hostname:
                what = _("{service} names a next page at another host: {address}")
                raise FetchFailed(what.format(service=self.web.service, address=page.next_page))
            address = page.next_page
        what = _("{service} has more than {count} pages for one question.")
        raise FetchFailed(what.format(service=self.web.service, count=_MOST_PAGES))

    def _paths(self, code: str) -> list[str]:
        """The addresses of a measure's figures, so many regions in each as Kolada takes."""
        regions = self.question.regions
        parts = [regions[start : start + _MOST_REGIONS] for start in range(0, len(regions), _MOST_REGIONS)]
        return [f"data/kpi/{code}/municipality/{','.join(part)}" for part in parts]

    def _figures(self, code: str) -> Iterator[Figure]:
        """The figures of both genders together, by region and year in the order they were asked for."""
        pages = chain.from_iterable(map(self._pages, self._paths(code)))
        rows = [row for row in map(_row, pages) if row.kpi == code]
        there = {row.period for row in rows if any(value.value is not None for value in row.values)}
        if not there:
            raise FetchFailed(_("Kolada has no figures for «{code}».").format(code=code))
        found = {(row.municipality, row.period): value for row in rows for value in row.values if _counts(value)}
        for region in self.question.regions:
            for year in years_of(self.question, self.wanted.newest, self.wanted.years, sorted(there)):
                yield _figure(code, region, year, found.get((region, year)))

    def _about(self, kpi: _Named, figures: list[Figure], names: Mapping[str, str]) -> TableAbout:
        notes = [Note(text=" ".join(kpi.description.split()))] if kpi.description else []
        regions = tuple(RegionAbout(code=code, name=names[code]) for code in self.question.regions)
        return TableAbout(
            id=kpi.id,
            title=kpi.title,
            updated=None,
            query=" ".join(f"{self.question.address}/{path}" for path in self._paths(kpi.id)),
            source="Kolada",
            years=tuple(sorted({figure.year for figure in figures})),
            measures=(MeasureAbout(code=kpi.id, name=kpi.title),),
            regions=regions,
            notes=tuple(notes),
        )


def _counts(value: _Value) -> bool:
    return value.gender == _ALL and not value.deleted


def _figure(code: str, region: str, year: int, value: _Value | None) -> Figure:
    """A figure; one that Kolada has no row for is missing like one it says is."""
    symbol = (
        "" if value and value.value is not None else _SYMBOLS.get((value.status or "").lower() if value else "", "..")
    )
    number = value.value if value else None
    # Only a group's figure counts its members: of a municipality the count is 1 and says nothing.
    count = value.count if value and (value.count or 0) > 1 else None
    return Figure(code, region, code, year, number, symbol, participants=count)


def _named(row: dict[str, Any]) -> _Named:
    return _Named.model_validate(row)


def _row(row: dict[str, Any]) -> _Row:
    return _Row.model_validate(row)
