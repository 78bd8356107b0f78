"""Snapshots as data: rows that say nothing are refused by row and column."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from fokusrapport.domain.benchmarking.about import SnapshotAbout
from fokusrapport.domain.record_tables import read_records
from fokusrapport.domain.records import RecordContext
from fokusrapport.fetch.snapshot import Stamp, snapshot_files
from fokusrapport.params.models import DataSource, IndicatorRegister
from tests.domain.benchmarking.conftest import DRAWN, MARCH, fetched, moment

HEAD = "table;region;region_name;measure;measure_name;year;value;symbol;revision;participants\n"


def source_with(checksum: str) -> DataSource:
    """What sources.yaml says of the snapshot."""
    told = {"file": "kostra.csv", "table": "benchmark_snapshot", "source": "S", "period": "2024", "owner": "O"}
    return DataSource.model_validate({**told, "licence": "L", "checksum": checksum})


def faults_of(root: Path, row: str) -> list[tuple[int, str, str]]:
    """Row, place and sentence of every fault of a snapshot that has this row, and the right checksums."""
    files = snapshot_files(fetched(DRAWN, moment(MARCH)), Stamp("kostra", "https://x.invalid", MARCH, "kostra"))
    figures = (HEAD + row).encode()
    about = files.about.model_copy(update={"figures_sha256": hashlib.sha256(figures).hexdigest()})
    (root / "kostra.csv").write_bytes(figures)
    (root / "kostra.json").write_bytes(about.as_bytes())
    source = source_with(hashlib.sha256(about.as_bytes()).hexdigest())
    context = RecordContext(root, IndicatorRegister(indicators=()), {})
    _found, faults = read_records(root / "kostra.csv", source, context)
    return [(fault.line, fault.place, fault.what) for fault in faults]


@pytest.mark.parametrize(
    ("row", "place", "told"),
    [
        ("t;r;R;m;M;20x4;1;;;", "column «year»", "«20x4» cannot stand here."),
        ("t;r;R;m;M;2024;1.000,5;;;", "column «value»", "«1.000,5» cannot stand here."),
        ("t;r;R;m;M;2024;;;;", "column «symbol»", "There is neither a figure nor a symbol."),
        ("t;r;R;m;M;2024;1;;revidert;", "column «revision»", "«revidert» cannot stand here."),
        ("t;r;R;m;M;2024;1;;;mange", "column «participants»", "«mange» cannot stand here."),
    ],
)
def test_rows_that_say_nothing(tmp_path: Path, row: str, place: str, told: str) -> None:
    """Each with row, column, cell and what is allowed."""
    assert faults_of(tmp_path, row) == [(2, place, told)]


def test_a_right_row(tmp_path: Path) -> None:
    """A figure, a sign, or both."""
    assert faults_of(tmp_path, "t;r;R;m;M;2024;-1,5;*;ureviderte;12\nt;r;R;m;M;2023;;..;;") == []


def test_the_file_about_it_is_needed(tmp_path: Path) -> None:
    """Lost, or something else."""
    faults_of(tmp_path, "")
    contents = ((b"{}", "The file is not about a snapshot."), (None, "The file about the snapshot is not there."))
    for content, what in contents:
        (tmp_path / "kostra.json").unlink()
        if content is not None:
            (tmp_path / "kostra.json").write_bytes(content)
        context = RecordContext(tmp_path, IndicatorRegister(indicators=()), {})
        _found, faults = read_records(tmp_path / "kostra.csv", source_with(""), context)
        assert [(fault.file, fault.what) for fault in faults] == [("kostra.json", what)]


def test_the_file_about_it_survives() -> None:
    """Written and read again, the same; the same snapshot gives the same bytes."""
    files = snapshot_files(fetched(DRAWN, moment(MARCH)), Stamp("kostra", "https://x.invalid", MARCH, "kostra"))
    assert SnapshotAbout.model_validate_json(files.about_bytes) == files.about
    assert files.about_bytes == SnapshotAbout.model_validate_json(files.about_bytes).as_bytes()
