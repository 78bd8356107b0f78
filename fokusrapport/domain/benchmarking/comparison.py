"""Figures of a municipality beside those of others, as the newest snapshot of each service has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from fokusrapport.domain.benchmarking.about import MeasureAbout, TableAbout
from fokusrapport.domain.benchmarking.regions import Region, region_of
from fokusrapport.domain.benchmarking.snapshots import TABLE, Snapshot, SnapshotFigure
from fokusrapport.domain.edition import EditionData
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.benchmarks_models import Benchmarks, Measure, Service
from fokusrapport.params.models import Indicator
from fokusrapport.params.nearest import nearest

MODULE = "benchmarks"
_PERCENT = ("prosent", "percent", "procent", "%")


@dataclass(frozen=True)
class Compared:
    """One measure: how it is shown, the table it stands in, and whom it is compared with, one's own first.

    `indicator` holds its label, unit, decimals and direction; its id is the measure's name in notebooks.
    """

    measure: Measure
    indicator: Indicator
    snapshot: Snapshot
    table: TableAbout
    regions: tuple[Region, ...]
    figures: Mapping[tuple[str, int], SnapshotFigure]

    @property
    def own(self) -> Region:
        """The municipality itself."""
        return self.regions[0]

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years with a row, oldest first."""
        return tuple(sorted({year for _region, year in self.figures}))

    def figure(self, region: str, year: int) -> SnapshotFigure | None:
        """The figure of a region in a year, if the snapshot has a row for it."""
        return self.figures.get((region, year))

    def region(self, name: str) -> Region:
        """A region by its code or its kind («own», «country», «group»).

        Raises InputRefused for an unknown one, and for a kind that several are of: the first is none before others.
        """
        found = [region for region in self.regions if name in (region.code, region.kind or "own")]
        if len(found) == 1:
            return found[0]
        if found:
            what = _("«{measure}» is compared with {count} regions of the kind «{region}».")
            told = what.format(measure=self.measure.id, count=len(found), region=name)
            raise InputRefused.because(told, allowed=", ".join(region.code for region in found))
        known = [region.kind if region.kind and region.kind != "neighbour" else region.code for region in self.regions]
        what = _("«{measure}» is not compared with «{region}».").format(measure=self.measure.id, region=name)
        allowed = ", ".join(["own", *map(str, known[1:])])
        raise InputRefused.because(what, allowed=allowed, nearest=nearest(name, known[1:]))


@dataclass(frozen=True)
class Comparisons:
    """All measures of an edition that there is a snapshot of, in the order of benchmarks.yaml.

    Raises InputRefused when the municipality has no benchmarks.yaml.
    """

    edition: EditionData

    @cached_property
    def params(self) -> Benchmarks:
        """What the municipality compares itself with."""
        found = self.edition.module(MODULE)
        if not isinstance(found, Benchmarks):
            what = _("The municipality compares itself with nobody: it has no benchmarks.yaml.")
            allowed = _("params/<municipality>/{file}, see the guide").format(file="benchmarks.yaml")
            raise InputRefused.because(what, allowed=allowed)
        return found

    @cached_property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """Every snapshot there is, the newest last; of several from one day the last declared."""
        found = [file for file in self.edition.data.records(TABLE).files if isinstance(file, Snapshot)]
        return tuple(sorted(found, key=lambda each: each.about.fetched))

    def newest(self, service: Service) -> tuple[Snapshot, ...]:
        """The snapshots of a service, the newest first."""
        return tuple(each for each in reversed(self.snapshots) if each.about.service == service)

    @cached_property
    def all(self) -> tuple[Compared, ...]:
        """Every measure that the newest snapshot has."""
        return tuple(self.of(0))

    def of(self, age: int) -> Iterator[Compared]:
        """Every measure as the snapshots have it that are the newest but `age`."""
        for service, measure in self.params.measures():
            snapshots = self.newest(service)
            if len(snapshots) > age and (found := self._compared(snapshots[age], measure)) is not None:
                yield found

    def find(self, name: str) -> Compared:
        """A measure by its id; raises InputRefused for an unknown one and one that has not been fetched."""
        for each in self.all:
            if each.measure.id == name:
                return each
        known = [measure.id for _service, measure in self.params.measures()]
        if name in known:
            what = _("«{name}» has not been fetched: no snapshot has it.").format(name=name)
            raise InputRefused.because(what, allowed=_("python build.py fetch kostra, or kolada"))
        what = _("There is no measure «{name}» in benchmarks.yaml.").format(name=name)
        raise InputRefused.because(what, allowed=", ".join(known), nearest=nearest(name, known))

    def of_area(self, area: str) -> tuple[Compared, ...]:
        """The measures that belong to an area; those that name none belong to all."""
        return tuple(each for each in self.all if not each.measure.areas or area in each.measure.areas)

    # --- within ---

    def _compared(self, snapshot: Snapshot, measure: Measure) -> Compared | None:
        for table in snapshot.about.tables:
            told = next((each for each in table.measures if each.code == measure.code), None)
            if told is not None:
                names = {region.code: region.name for region in table.regions}
                regions = self._regions(snapshot.about.service, names, table)
                figures = {
                    (each.region, each.year): each
                    for each in self._by_measure(snapshot).get((table.id, measure.code), ())
                    if each.year <= self.edition.year
                }
                return Compared(measure, self._indicator(measure, told), snapshot, table, regions, figures)
        return None

    def _regions(self, service: Service, names: Mapping[str, str], table: TableAbout) -> tuple[Region, ...]:
        """One's own first, then those of benchmarks.yaml that the snapshot has."""
        own = Region(table.regions[0].code, self.edition.municipality.name)
        others = [each for each in self.params.compared_with(service) if each.region in names]
        return (own, *(region_of(self.edition, other, names) for other in others))

    def _indicator(self, measure: Measure, told: MeasureAbout) -> Indicator:
        """How the measure is shown: as its indicator, else as told in the file, else as the service tells."""
        unit = measure.unit if measure.unit is not None else told.unit
        shown = {
            "label": measure.label or {self.edition.municipality.language: told.name},
            "unit": "%" if unit.lower() in _PERCENT else unit,
            "decimals": measure.decimals if measure.decimals is not None else min(told.decimals or 0, 4),
            "direction": measure.direction,
        }
        if measure.indicator is not None:
            own = self.edition.register.find(measure.indicator)
            unit = own.unit or ("%" if own.scale == "percent" else "")
            shown = {"label": own.label, "unit": unit, "decimals": own.decimals, "direction": own.direction}
        return Indicator.model_validate({"id": measure.id, "scale": "index", **shown})

    def _by_measure(self, snapshot: Snapshot) -> Mapping[tuple[str, str], list[SnapshotFigure]]:
        if snapshot.file not in self._read:
            found: dict[tuple[str, str], list[SnapshotFigure]] = {}
            for figure in snapshot.figures():
                found.setdefault((figure.table, figure.measure), []).append(figure)
            self._read[snapshot.file] = found
        return self._read[snapshot.file]

    @cached_property
    def _read(self) -> dict[str, Mapping[tuple[str, str], list[SnapshotFigure]]]:
        return {}
