"""Testvik compared with made-up others: what was fetched in March and in June, as drawn tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from fokusrapport.domain.benchmarking.about import MeasureAbout, Note, RegionAbout, TableAbout
from fokusrapport.domain.benchmarking.report import BenchmarkReport
from fokusrapport.domain.benchmarking.revision import revision
from fokusrapport.domain.edition import open_edition
from fokusrapport.fetch.entry import entry
from fokusrapport.fetch.fetched import Fetched, Figure
from fokusrapport.fetch.snapshot import Stamp, snapshot_files
from fokusrapport.fetch.sources_file import with_entry
from fokusrapport.params.benchmarks_models import Service
from tests.project import EDITION, write_project

REGIONS = {
    "9998": "Testvik",
    "EAK": "Landet",
    "EAKUO": "Landet u. Oslo",
    "EKG05": "KOSTRA-gruppe 5",
    "9997": "Nabovik (2020-)",
}
BENCHMARKS = """\
kostra:
  compared_with:
    - {kind: country, region: EAK}
    - {kind: country_without_oslo, region: EAKUO}
    - {kind: group, region: EKG05, label: {nb: Gruppa}}
    - {kind: neighbour, region: "9997"}
  tables:
    - table: "90001"
      newest: 3
      measures:
        - {id: netto, code: M1, label: {nb: Netto, en: Net}, direction: higher}
        - {id: glede, code: M2, indicator: trivsel, areas: [skole]}
"""
MARCH, JUNE = dt.date(2025, 3, 17), dt.date(2025, 6, 16)
"""Testvik's edition is of 2024: its figures are published in 2025."""

DRAWN = """\
M1 9998   1.0   2.04  3.45
M1 EAK    1.5   2.5   3.5
M1 EAKUO  ..    2.0   3.4
M1 EKG05  0.9   1.9   2.9*
M1 9997   .     .     :
M2 9998   4.1   4.2   4.3
M2 EAK    4     4     4
M2 EAKUO  4     4     4
M2 EKG05  4     4     4
M2 9997   4     4     4
"""
YEARS = (2022, 2023, 2024)
NOTES = (Note(text="Brudd i 2023.", mandatory=True), Note(text="Stille.", mandatory=False))
Open = Callable[..., BenchmarkReport]


def drawn(text: str, updated: dt.datetime) -> tuple[Figure, ...]:
    """The figures of a drawn table: measure, region, and a figure or sign for each of three years."""
    return tuple(
        _figure(measure, region, year, cell, updated)
        for measure, region, *cells in (line.split() for line in text.splitlines())
        for year, cell in zip(YEARS, cells, strict=True)
    )


def _figure(measure: str, region: str, year: int, cell: str, updated: dt.datetime) -> Figure:
    number = cell.rstrip("*")
    is_number = number.replace("-", "").replace(".", "", 1).isdecimal()
    value = Decimal(number) if is_number else None
    symbol = cell[len(number) :] if is_number else cell
    return Figure("90001", region, measure, year, value, symbol, revision(year, updated.date()))


def fetched(text: str, updated: dt.datetime, notes: Sequence[Note] = NOTES) -> Fetched:
    """What a service would have answered."""
    measures = (MeasureAbout(code="M1", name="M", unit="prosent", decimals=1), MeasureAbout(code="M2", name="N"))
    regions = tuple(RegionAbout(code=code, name=name) for code, name in REGIONS.items())
    told = {
        "id": "90001",
        "title": "Oppdiktet",
        "updated": updated,
        "query": "https://x.invalid/",
        "source": "Tjenesten",
    }
    table = TableAbout(**told, years=YEARS, measures=measures, regions=regions, notes=tuple(notes))
    return Fetched((table,), drawn(text, updated), "CC0")


def moment(day: dt.date) -> dt.datetime:
    """The morning of a day."""
    return dt.datetime(day.year, day.month, day.day - 1, 7, tzinfo=dt.UTC)


def keep(root: Path, answer: Fetched, day: dt.date, service: Service = "kostra") -> None:
    """Write a snapshot into Testvik's data folder as `fetch` does."""
    stem = f"{service}-{day.isoformat()}"
    files = snapshot_files(answer, Stamp(service, "https://x.invalid", day, stem))
    folder = root / "data" / "testvik"
    (folder / f"{stem}.csv").write_bytes(files.figures)
    (folder / f"{stem}.json").write_bytes(files.about_bytes)
    sources = folder / "sources.yaml"
    sources.write_bytes(with_entry(sources.read_bytes(), entry(files, "nb")))


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Opens Testvik with the snapshots given (day to drawn table), or with the one of March."""

    def opener(
        snapshots: Mapping[dt.date, str] | None = None, params: str = BENCHMARKS, area: str = "skole"
    ) -> BenchmarkReport:
        write_project(tmp_path, {"params/testvik/benchmarks.yaml": params})
        for day, text in (snapshots if snapshots is not None else {MARCH: DRAWN}).items():
            keep(tmp_path, fetched(text, moment(day)), day)
        return BenchmarkReport(open_edition(tmp_path, EDITION), area)

    return opener
