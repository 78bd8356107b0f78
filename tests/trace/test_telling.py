"""`trace` on a report made by hand: where a value stands, its row today, and whether the file is still the same."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from fokusrapport.blocks import Source, Value
from fokusrapport.errors import InputRefused
from fokusrapport.trace.telling import Trace
from fokusrapport.valuestore import Shown

EDITION = "testvik/2024"
DATA = "indicator;year;value\ntrivsel;2023;4,1\ntrivsel;2024;4,3\n"
REGISTER = "indicators:\n  - {from: 2023, text: over 4}\n"
SOURCES = """\
files:
  - file: tall.csv
    table: indicator_results
    source: Elevundersøkelsen
    period: 2023–2024
    owner: Skolekontoret
    licence: CC0
"""
PAGE = """\
<h2><span id="skole-title">Skolene våre</span></h2>
<table id="tbl-a"><caption>Tabell 1 Trivsel</caption><thead><tr><th>Hva</th><th>2024</th></tr></thead>
<tbody><tr><th>Trivsel på skolen</th><td>4,3</td></tr></tbody></table>
"""


def _source(file: str, row: int, content: str) -> Source:
    return Source(file=file, row=row, key="trivsel 2024", sha256=hashlib.sha256(content.encode()).hexdigest())


RESULT = Value(
    text="4,3",
    kind="result",
    exact="4.3",
    indicator="trivsel",
    year=2024,
    sources=(_source("data/testvik/tall.csv", 3, DATA),),
)
WANTED = Value(
    text="over 4",
    kind="requirement",
    indicator="trivsel",
    sources=(_source("params/testvik/indicators.yaml", 2, REGISTER),),
)
VALUES = (
    Shown(id="skole-1", value=RESULT, area="skole", section="skole", place="table", label="tbl-a", row=1, column=1),
    Shown(id="skole-2", value=WANTED, area="skole", section="skole", place="sentence", sentence="Kravet er over 4."),
    Shown(
        id="skole-3", value=Value(text="0", kind="count", exact="0"), area="skole", section="skole", place="sentence"
    ),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a report of one area."""
    report = {"front": {"state": "final"}, "values": [shown.model_dump(mode="json") for shown in VALUES]}
    files = {
        "data/testvik/tall.csv": DATA,
        "data/testvik/sources.yaml": SOURCES,
        "params/testvik/indicators.yaml": REGISTER,
        f"reports/{EDITION}/manifest.json": json.dumps(report),
        f"reports/{EDITION}/index.html": PAGE,
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8", newline="")
    return tmp_path


def _told(root: Path, asked: str) -> str:
    return "\n".join(Trace(root, EDITION, asked).lines())


def test_place_row_and_source_are_told(root: Path) -> None:
    """The report, the area, the cell by its heads, file and row, the row itself, and who delivered it."""
    told = _told(root, "4,3")
    for part in (
        f"reports/{EDITION}",
        "Skolene våre",
        "Tabell 1 Trivsel",
        "«Trivsel på skolen»",
        "«2024»",
        "data/testvik/tall.csv:3",
        "indicator: trivsel · year: 2024 · value: 4,3",
        "Elevundersøkelsen",
        "Skolekontoret",
        "2023–2024",
        "CC0",
    ):
        assert part in told


def test_a_changed_file_is_told_with_the_row_as_it_is_today(root: Path) -> None:
    """The row of the report is no longer what stands in the file; a row that is gone is told, too."""
    same = _told(root, "4,3")
    (root / "data/testvik/tall.csv").write_text(DATA.replace("4,3", "4,4"), "utf-8")
    changed = _told(root, "4,3")
    assert "value: 4,4" in changed
    assert same.splitlines()[-2] != changed.splitlines()[-2]
    (root / "data/testvik/tall.csv").write_text("indicator;year;value\n", "utf-8")
    assert "value:" not in _told(root, "4,3")
    (root / "data/testvik/tall.csv").unlink()
    assert "value:" not in _told(root, "4,3")


def test_a_requirement_is_shown_as_its_line(root: Path) -> None:
    """The register has no columns."""
    told = _told(root, "over 4")
    assert "«Kravet er over 4.»" in told
    assert "- {from: 2023, text: over 4}" in told


def test_json_holds_the_same(root: Path) -> None:
    """With the value store's own fields beside it."""
    [found] = json.loads(json.dumps(Trace(root, EDITION, "4.3").as_json()))["found"]
    assert (found["id"], found["area_title"]) == ("skole-1", "Skolene våre")
    [row] = found["rows"]
    assert (row["file"], row["row"], row["unchanged"], row["owner"]) == (
        "data/testvik/tall.csv",
        3,
        True,
        "Skolekontoret",
    )
    assert row["today"]["value"] == "4,3"


def test_a_draft_beside_is_looked_in_where_there_is_no_report(root: Path) -> None:
    """And which it was is told; without either, what to do."""
    folder = root / "reports" / EDITION
    folder.rename(folder.with_name("2024.utkast"))
    assert "2024.utkast" in _told(root, "4,3")
    folder.with_name("2024.utkast").rename(root / "reports/elsewhere")
    with pytest.raises(InputRefused) as refused:
        Trace(root, EDITION, "4,3")
    assert f"python build.py {EDITION}" in refused.value.faults[0].allowed


def test_what_is_not_shown_is_refused_with_the_nearest(root: Path) -> None:
    """Exit code 2, as for any name that does not exist."""
    with pytest.raises(InputRefused) as refused:
        Trace(root, EDITION, "4,2")
    assert refused.value.faults[0].nearest.startswith("4,3")
    assert refused.value.exit_code == 2


def test_a_list_of_values_of_another_form_is_refused(root: Path) -> None:
    """It says to build again; an older program wrote it, or a newer one."""
    manifest = root / "reports" / EDITION / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"place"', '"stead"'), "utf-8")
    with pytest.raises(InputRefused) as refused:
        Trace(root, EDITION, "4,3")
    (fault,) = refused.value.faults
    assert "another version" in fault.what
    assert f"python build.py {EDITION}" in fault.allowed


def test_a_report_without_its_page_is_told_by_ids(root: Path) -> None:
    """The manifest alone is enough to follow a number."""
    (root / "reports" / EDITION / "index.html").unlink()
    assert "skole" in _told(root, "4,3")
    assert "tbl-a" in _told(root, "4,3")


def test_nothing_heavy_is_imported() -> None:
    """A question about one number must not wait for what builds reports."""
    program = (
        "import sys, fokusrapport.cli, fokusrapport.trace.telling;"
        "print([name for name in ('pandas', 'nbconvert', 'nbformat', 'openpyxl', 'matplotlib') if name in sys.modules])"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    assert done.stdout.strip() == "[]"
