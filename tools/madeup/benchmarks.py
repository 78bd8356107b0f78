"""Made-up snapshots of figures of others: what a service could have answered on two days, as `fetch` would write it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from fokusrapport.domain.benchmarking.about import MeasureAbout, Note, RegionAbout, TableAbout
from fokusrapport.domain.benchmarking.revision import revision
from fokusrapport.fetch.fetched import Fetched, Figure
from fokusrapport.fetch.snapshot import Stamp, snapshot_files
from fokusrapport.params.models import Indicator
from tools.madeup.series import rows
from tools.madeup.story import FIRST, LAST, Series, Told

YEARS = tuple(range(FIRST, LAST + 1))


class RegionSeries(Told):
    """One region's figures: from start to end with some wander, or as they are in `at`."""

    start: float | None = None
    end: float | None = None
    wander: float = 0
    at: dict[int, float] = Field(default_factory=dict)
    symbols: dict[int, str] = Field(default_factory=dict, description="Years without a figure, and the service's sign.")


class ToldMeasure(Told):
    """One measure; `unrevised` is what the first day had in place of what the second has."""

    code: str
    name: str
    unit: str
    decimals: int
    regions: dict[str, RegionSeries]
    unrevised: dict[str, dict[int, float | str]] = Field(default_factory=dict)


class ToldTable(Told):
    """One table, and when it had been updated as seen on each day."""

    id: str
    title: str
    updated: tuple[dt.datetime, ...]
    measures: tuple[ToldMeasure, ...]
    notes: tuple[Note, ...] = ()


class ToldBenchmarks(Told):
    """The whole of tools/fjordvik-benchmarks.yaml."""

    address: str
    licence: str
    source: str
    days: tuple[dt.date, ...]
    regions: dict[str, str]
    tables: tuple[ToldTable, ...]


def benchmark_files(told: ToldBenchmarks) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of the two files of every day."""
    for position, day in enumerate(told.days):
        tables = tuple(_about(told, table, position) for table in told.tables)
        figures = tuple(figure for table in told.tables for figure in _figures(table, position, told))
        stem = f"kostra-{day.isoformat()}"
        made = snapshot_files(Fetched(tables, figures, told.licence), Stamp("kostra", told.address, day, stem))
        yield f"{stem}.csv", made.figures
        yield f"{stem}.json", made.about_bytes


def _about(told: ToldBenchmarks, table: ToldTable, position: int) -> TableAbout:
    return TableAbout(
        id=table.id,
        title=table.title,
        updated=table.updated[position],
        query=f"{told.address}/tables/{table.id}/data",
        source=told.source,
        years=YEARS,
        measures=tuple(
            MeasureAbout(code=each.code, name=each.name, unit=each.unit, decimals=each.decimals)
            for each in table.measures
        ),
        regions=tuple(RegionAbout(code=code, name=name) for code, name in told.regions.items()),
        notes=table.notes,
    )


def _figures(table: ToldTable, position: int, told: ToldBenchmarks) -> Iterator[Figure]:
    first = position < len(told.days) - 1
    for measure in table.measures:
        for region in told.regions:
            before = measure.unrevised.get(region, {}) if first else {}
            for year, number, symbol in _series(measure, region, before):
                updated = table.updated[position].date()
                yield Figure(table.id, region, measure.code, year, number, symbol, revision(year, updated))


def _series(
    measure: ToldMeasure, region: str, before: dict[int, float | str]
) -> Iterator[tuple[int, Decimal | None, str]]:
    """Year, number and sign of one region; what the first day had goes before the rest."""
    told = measure.regions[region]
    series = Series(id=f"{measure.code} {region}", start=told.start or 0.0, end=told.end or 0.0, wander=told.wander)
    shown = Indicator(id="a", label={"nb": measure.name}, scale="index", decimals=measure.decimals, direction="none")
    for row in rows(series.model_copy(update={"at": told.at}), shown):
        year = int(str(row["year"]))
        given = before.get(year, told.symbols.get(year))
        if isinstance(given, str):
            yield year, None, given
        elif given is not None:
            yield year, Decimal(str(given)), ""
        else:
            yield year, Decimal(str(row["value"]).replace(",", ".")), ""
