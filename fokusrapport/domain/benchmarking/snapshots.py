"""Snapshots as tables of data: each is a CSV file with its figures and a JSON file with all else that is known of it.

Both were written by `fetch` and are never mended by hand: the JSON file has the hash of the CSV, and sources.yaml that
of the JSON file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from fokusrapport.blocks import Source
from fokusrapport.domain.benchmarking.about import SnapshotAbout
from fokusrapport.domain.benchmarking.revision import REVISION_WORDS, Revision
from fokusrapport.domain.records import RecordColumn, RecordContext, RecordFile, RecordTable
from fokusrapport.errors import Fault
from fokusrapport.i18n import _

if TYPE_CHECKING:
    from fokusrapport.params.models import DataSource

TABLE = "benchmark_snapshot"
COLUMNS = (
    RecordColumn("table", "text", "Number of the table; for Kolada the code of the measure."),
    RecordColumn("region", "text", "Code of the region, as the service has it."),
    RecordColumn("region_name", "text", "What the service calls it."),
    RecordColumn("measure", "text", "Code of the measure."),
    RecordColumn("measure_name", "text", "What the service calls it."),
    RecordColumn("year", "whole number", "The year the figure is about."),
    RecordColumn("value", "number", "The figure, with all decimals it was fetched with; blank where there is none."),
    RecordColumn("symbol", "text", "The service's symbol: why there is no figure, or that it is provisional."),
    RecordColumn("revision", "text", "`ureviderte` or `reviderte`; blank where it cannot be told."),
    RecordColumn("participants", "whole number", "How many municipalities stand behind the figure of a group."),
)


@dataclass(frozen=True)
class SnapshotFigure:
    """One row: a number, or a symbol that says why there is none, or both."""

    table: str
    region: str
    measure: str
    year: int
    value: Decimal | None
    symbol: str
    revision: Revision | None
    participants: int | None
    source: Source


@dataclass(frozen=True, eq=False)
class Snapshot(RecordFile):
    """The figures of one day, and what is known of them."""

    about: SnapshotAbout
    about_sha256: str

    @property
    def digest(self) -> str:
        """The hash of both files."""
        return f"{self.sha256} {self.about_sha256}"

    def figures(self) -> Iterator[SnapshotFigure]:
        """Every figure, in the order of the file."""
        for row, cells in zip(self.frame.index, self.frame.to_dict("records"), strict=True):
            yield _figure(self, int(row), {str(name): str(cell) for name, cell in cells.items()})


def _figure(snapshot: Snapshot, row: int, cells: Mapping[str, str]) -> SnapshotFigure:
    key = " ".join([cells["table"], cells["region"], cells["measure"], cells["year"]])
    return SnapshotFigure(
        table=cells["table"],
        region=cells["region"],
        measure=cells["measure"],
        year=int(cells["year"]),
        value=Decimal(cells["value"].replace(",", ".")) if cells["value"] else None,
        symbol=cells["symbol"],
        revision=REVISION_WORDS.get(cells["revision"]),
        participants=int(cells["participants"]) if cells["participants"] else None,
        source=Source(file=snapshot.file, row=row, key=key, sha256=snapshot.sha256),
    )


def about_path(figures: Path) -> Path:
    """Where the file about a snapshot lies: beside its figures."""
    return figures.with_suffix(".json")


def judge(file: RecordFile, source: DataSource, context: RecordContext) -> tuple[RecordFile, list[Fault]]:
    """The snapshot, and every fault: files that were changed after they were fetched, and rows that say nothing."""
    path = about_path(context.root / file.file)
    name = path.relative_to(context.root).as_posix()
    try:
        content = path.read_bytes()
        about = SnapshotAbout.model_validate_json(content)
    except OSError:
        what = _("The file about the snapshot is not there.")
        return file, [Fault(name, what=what, allowed=_("the file that was fetched with {file}").format(file=file.file))]
    except ValidationError:
        return file, [Fault(name, what=_("The file is not about a snapshot."), allowed=_fetch_anew())]
    digest = hashlib.sha256(content).hexdigest()
    faults = [
        Fault(changed, what=_("The snapshot was changed after it was fetched."), allowed=_fetch_anew())
        for changed, right in ((name, source.checksum == digest), (file.file, about.figures_sha256 == file.sha256))
        if not right
    ]
    faults = faults or list(_row_faults(file))
    return Snapshot(file.file, file.sha256, file.frame, about, digest), faults


def _fetch_anew() -> str:
    return _("the file as it was fetched; fetch anew with «python build.py fetch»")


def _row_faults(file: RecordFile) -> Iterator[Fault]:
    for row, cells in zip(file.frame.index, file.frame.to_dict("records"), strict=True):
        problem = _problem({str(name): str(cell) for name, cell in cells.items()})
        if problem:
            yield Fault(file.file, int(row), _("column «{column}»").format(column=problem[0]), problem[1], problem[2])


def _problem(cells: Mapping[str, str]) -> tuple[str, str, str] | None:
    """The first cell of a row that cannot be read: its column, what is wrong, and what is allowed."""
    not_that = _("«{cell}» cannot stand here.")
    if not (cells["year"].isdecimal() and len(cells["year"]) == len("2025")):
        return "year", not_that.format(cell=cells["year"]), _("a year")
    try:
        if cells["value"]:
            Decimal(cells["value"].replace(",", "."))
    except InvalidOperation:
        return "value", not_that.format(cell=cells["value"]), _("a number")
    if not cells["value"] and not cells["symbol"]:
        return "symbol", _("There is neither a figure nor a symbol."), _("one of the two")
    if cells["revision"] not in ("", *REVISION_WORDS):
        return "revision", not_that.format(cell=cells["revision"]), ", ".join(REVISION_WORDS)
    if cells["participants"] and not cells["participants"].isdecimal():
        return "participants", not_that.format(cell=cells["participants"]), _("a whole number")
    return None


SNAPSHOT_TABLE = RecordTable(COLUMNS, judge)
