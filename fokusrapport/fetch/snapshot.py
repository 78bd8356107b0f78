"""What was fetched as the bytes of two files: the figures as CSV, and all else about them as JSON."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fokusrapport.domain.benchmarking.about import SnapshotAbout, TableAbout
from fokusrapport.domain.benchmarking.revision import revision_word
from fokusrapport.domain.benchmarking.snapshots import COLUMNS
from fokusrapport.fetch.fetched import Fetched, Figure
from fokusrapport.params.benchmarks_models import Service


@dataclass(frozen=True)
class SnapshotFiles:
    """The two files of a snapshot, not yet written."""

    about: SnapshotAbout
    figures: bytes

    @property
    def about_bytes(self) -> bytes:
        """The file about the figures."""
        return self.about.as_bytes()

    @property
    def checksum(self) -> str:
        """The SHA-256 of the file about the figures, which has that of the figures."""
        return hashlib.sha256(self.about_bytes).hexdigest()


@dataclass(frozen=True)
class Stamp:
    """Who was asked, where and when, and the name of the files without ending («kostra-2026-03-17»)."""

    service: Service
    address: str
    day: dt.date
    stem: str


def snapshot_files(fetched: Fetched, stamp: Stamp) -> SnapshotFiles:
    """The files of a snapshot; the same answers give the same bytes."""
    figures = _figures(fetched)
    about = SnapshotAbout(
        service=stamp.service,
        fetched=stamp.day,
        address=stamp.address,
        licence=fetched.licence,
        figures=f"{stamp.stem}.csv",
        figures_sha256=hashlib.sha256(figures).hexdigest(),
        tables=fetched.tables,
    )
    return SnapshotFiles(about, figures)


def same_content(one: SnapshotAbout, other: SnapshotAbout) -> bool:
    """Whether two snapshots say the same of the same figures, whatever day they were fetched."""
    return _timeless(one) == _timeless(other)


def _timeless(about: SnapshotAbout) -> SnapshotAbout:
    return about.model_copy(update={"fetched": dt.date.min, "figures": ""})


def _figures(fetched: Fetched) -> bytes:
    """The CSV, with the mark that lets Excel see it is UTF-8."""
    tables = {table.id: table for table in fetched.tables}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow([column.name for column in COLUMNS])
    writer.writerows(_row(figure, tables) for figure in fetched.figures)
    return text.getvalue().encode("utf-8-sig")


def _row(figure: Figure, tables: Mapping[str, TableAbout]) -> list[str]:
    table = tables[figure.table]
    regions = {region.code: region.name for region in table.regions}
    measures = {measure.code: measure.name for measure in table.measures}
    return [
        figure.table,
        figure.region,
        regions[figure.region],
        figure.measure,
        measures[figure.measure],
        str(figure.year),
        "" if figure.value is None else _written(figure.value),
        figure.symbol,
        revision_word(figure.revision),
        "" if figure.participants is None else str(figure.participants),
    ]


def _written(number: Decimal) -> str:
    """With all decimals it was sent with, and a decimal comma."""
    return f"{number:f}".replace(".", ",")
