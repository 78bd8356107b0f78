"""KOSTRA: the tables of benchmarks.yaml, each held against its metadata before a figure is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from fokusrapport.domain.benchmarking.about import MeasureAbout, RegionAbout, TableAbout
from fokusrapport.domain.benchmarking.revision import revision
from fokusrapport.errors import Fault, FetchFailed, InputRefused
from fokusrapport.fetch.fetched import Fetched, Figure, Question, years_of
from fokusrapport.fetch.jsonstat import Dataset, Dimension
from fokusrapport.fetch.notes import notes
from fokusrapport.fetch.pxweb import Config, PxWeb, Selection, TableInfo
from fokusrapport.fetch.regions import ended_figures, ended_regions, unknown_regions, unreported
from fokusrapport.i18n import _
from fokusrapport.params.benchmarks_models import Kostra, KostraTable
from fokusrapport.params.nearest import nearest

_LICENCE = "CC BY 4.0"


def fetch_kostra(question: Question, wanted: Kostra, px: PxWeb) -> Fetched:
    """Everything the file asks for; raises InputRefused with what is wrong in it, and FetchFailed."""
    config = px.config()
    plans = [_Plan.of(question, index, table, px) for index, table in enumerate(wanted.tables)]
    if faults := sorted({fault for plan in plans for fault in plan.faults()}):
        raise InputRefused(faults=faults)
    figures = tuple(figure for plan in plans for figure in plan.figures(px, config))
    names = {code: name for plan in plans for code, name in plan.names.items()}
    if faults := sorted({fault for plan in plans for fault in ended_figures(question, plan.own(figures), names)}):
        raise InputRefused(faults=faults)
    warnings = [warning for plan in plans for warning in plan.warnings(figures)]
    licence = f"{_LICENCE} ({config.licence})" if config.licence else _LICENCE
    return Fetched(tuple(plan.about(px) for plan in plans), figures, licence, tuple(dict.fromkeys(warnings)))


@dataclass(frozen=True)
class _Plan:
    """One table of the file beside its metadata as they are today."""

    question: Question
    index: int
    wanted: KostraTable
    info: TableInfo
    metadata: Dataset

    @classmethod
    def of(cls, question: Question, index: int, wanted: KostraTable, px: PxWeb) -> _Plan:
        """The plan for a table; raises FetchFailed when the service does not have it."""
        return cls(question, index, wanted, px.table(wanted.table), px.metadata(wanted.table))

    # --- the variables ---

    @property
    def region(self) -> str:
        """The variable of the regions: «KOKkommuneregion0000», as the metadata's roles tell."""
        return self._variable(self.metadata.role.geo, "KOKkommuneregion0000")

    @property
    def measure(self) -> str:
        """The variable of the measures."""
        return self._variable(self.metadata.role.metric, "ContentsCode")

    @property
    def time(self) -> str:
        """The variable of the years."""
        return self._variable(self.metadata.role.time, "Tid")

    def _variable(self, role: Sequence[str], usual: str) -> str:
        found = [*role, usual]
        return next((name for name in found if name in self.metadata.dimension), usual)

    @property
    def names(self) -> Mapping[str, str]:
        """What every region of the table is called, by code."""
        return self._dimension(self.region).category.label

    @property
    def years(self) -> tuple[int, ...]:
        """The years asked for."""
        there = [int(code) for code in self._dimension(self.time).category.codes if code.isdecimal()]
        return years_of(self.question, self.wanted.newest, self.wanted.years, there)

    def _dimension(self, name: str) -> Dimension:
        return self.metadata.dimension[name]

    # --- what is wrong ---

    def faults(self) -> Iterator[Fault]:
        """Everything that the metadata contradict, at its line in the file."""
        if missing := [name for name in (self.region, self.measure, self.time) if name not in self.metadata.dimension]:
            what = _("The table «{table}» has no variable «{name}», so it is no KOSTRA table by municipality.")
            yield self._fault(("table",), what.format(table=self.wanted.table, name=missing[0]))
            return
        yield from unknown_regions(self.question, self.names)
        yield from self._measure_faults()
        yield from self._other_faults()
        try:
            yield from ended_regions(self.question, self.names, self.years)
        except InputRefused as error:
            yield from (self._fault(("table",), fault.what, fault.allowed) for fault in error.faults)

    def _measure_faults(self) -> Iterator[Fault]:
        known = self._dimension(self.measure).category
        for position, measure in enumerate(self.wanted.measures):
            if measure.code not in known.index:
                what = _("The table «{table}» has no measure «{code}».")
                told = what.format(table=self.wanted.table, code=measure.code)
                yield self._fault(
                    ("measures", position, "code"), told, _few(known.label), nearest(measure.code, known.index)
                )

    def _other_faults(self) -> Iterator[Fault]:
        """Every other variable has a value, and one that there is; only those that may be left out need none."""
        others = [name for name in self.metadata.id if name not in (self.region, self.measure, self.time)]
        for name in others:
            found, code = self._dimension(name), self.wanted.other.get(name)
            if code is None and not found.extension.elimination:
                what = _("The table «{table}» must be asked with a value of «{name}» ({label}).")
                told = what.format(table=self.wanted.table, name=name, label=found.label)
                yield self._fault(
                    ("table",), told, _("under «other»: {codes}").format(codes=_few(found.category.label))
                )
            elif code is not None and code not in found.category.index:
                what = _("«{code}» is no value of «{name}».").format(code=code, name=name)
                yield self._fault(
                    ("other", name), what, _few(found.category.label), nearest(code, found.category.index)
                )
        for name in self.wanted.other:
            if name not in others:
                what = _("The table «{table}» has no variable «{name}».").format(table=self.wanted.table, name=name)
                yield self._fault(("other", name), what, ", ".join(others), nearest(name, others))

    def _fault(self, place: tuple[str | int, ...], what: str, allowed: str = "", near: str = "") -> Fault:
        return self.question.fault(("kostra", "tables", self.index, *place), what, allowed, near)

    def warnings(self, figures: Sequence[Figure]) -> Iterator[str]:
        """What stops nothing, but should be known."""
        if self.info.discontinued or self.metadata.extension.discontinued:
            yield _("The table «{table}» is discontinued: it gets no new figures.").format(table=self.wanted.table)
        yield from unreported(self.question, self.own(figures), self.names)

    # --- the figures ---

    def own(self, figures: Sequence[Figure]) -> list[Figure]:
        """Those of the figures that are of this table."""
        return [figure for figure in figures if figure.table == self.wanted.table]

    @property
    def selection(self) -> Selection:
        """The question: region first, for it must always be given."""
        others = {name: [code] for name, code in self.wanted.other.items()}
        measures = list(dict.fromkeys(measure.code for measure in self.wanted.measures))
        return {
            self.region: list(self.question.regions),
            self.measure: measures,
            **others,
            self.time: [str(year) for year in self.years],
        }

    def figures(self, px: PxWeb, config: Config) -> Iterator[Figure]:
        """The figures, by measure, region and year in the order they were asked for."""
        found: dict[tuple[str, str, int], Figure] = {}
        for part in self._parts(config):
            for figure in self._of(px.data(self.wanted.table, part)):
                found[figure.measure, figure.region, figure.year] = figure
        for measure in self.selection[self.measure]:
            for region in self.question.regions:
                for year in self.years:
                    if (measure, region, year) not in found:
                        what = _("The answer for table «{table}» lacks {measure}, {region}, {year}.")
                        told = what.format(table=self.wanted.table, measure=measure, region=region, year=year)
                        raise FetchFailed(told)
                    yield found[measure, region, year]

    def _parts(self, config: Config) -> Iterator[Selection]:
        """The question in parts of as many measures as fit into one answer."""
        selection = self.selection
        one = prod(len(codes) for name, codes in selection.items() if name != self.measure)
        if one > config.max_cells:
            what = _("The table «{table}» would give {cells} figures a measure; the service gives at most {most}.")
            told = what.format(table=self.wanted.table, cells=one, most=config.max_cells)
            raise InputRefused(faults=[self._fault(("table",), told, _("fewer years or regions"))])
        fit, measures = max(1, config.max_cells // one), selection[self.measure]
        for start in range(0, len(measures), fit):
            yield {**selection, self.measure: measures[start : start + fit]}

    def _of(self, data: Dataset) -> Iterator[Figure]:
        updated = self.updated
        for where, value, symbol in data.cells():
            year = where.get(self.time, "")
            if not year.isdecimal():
                raise FetchFailed(_("The answer for table «{table}» has no years.").format(table=self.wanted.table))
            yield Figure(
                table=self.wanted.table,
                region=where.get(self.region, ""),
                measure=where.get(self.measure, ""),
                year=int(year),
                value=value,
                symbol=symbol if value is not None or symbol else "..",
                revision=revision(int(year), updated.date() if updated else None),
            )

    @property
    def updated(self) -> dt.datetime | None:
        """When the table's figures were updated, in UTC."""
        found = self.info.updated or self.metadata.updated
        return found.astimezone(dt.UTC) if found and found.tzinfo else found

    # --- what is told of it ---

    def about(self, px: PxWeb) -> TableAbout:
        """What the snapshot says of the table."""
        measures, regions = self._dimension(self.measure).category, self._dimension(self.region).category
        units = {code: measures.unit.get(code) for code in self.selection[self.measure]}
        return TableAbout(
            id=self.wanted.table,
            title=(self.info.label or self.metadata.label).removeprefix(f"{self.wanted.table}: "),
            updated=self.updated,
            query=px.query(self.wanted.table, self.selection),
            source=self.info.source or self.metadata.source,
            years=self.years,
            measures=tuple(
                MeasureAbout(
                    code=code,
                    name=measures.name(code),
                    unit=unit.base if unit else "",
                    decimals=unit.decimals if unit else None,
                )
                for code, unit in units.items()
            ),
            regions=tuple(RegionAbout(code=code, name=regions.name(code)) for code in self.question.regions),
            notes=tuple(notes(self.metadata, self.selection)),
        )


def _few(names: Mapping[str, str]) -> str:
    """The first codes with what they stand for."""
    most = 8
    told = ", ".join(f"«{code}» ({name})" for code, name in list(names.items())[:most])
    return f"{told} …" if len(names) > most else told
