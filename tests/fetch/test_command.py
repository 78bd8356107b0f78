"""`python build.py fetch`: from benchmarks.yaml to a snapshot, all or nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from fokusrapport.checking import Options, check_editions
from fokusrapport.domain.edition import open_edition
from fokusrapport.errors import FetchFailed, InputRefused
from fokusrapport.fetch import writing
from fokusrapport.fetch.telling import lines
from fokusrapport.params.project import Project
from tests.fetch.conftest import JUNE, MARCH, Fetch
from tests.fetch.service import Kpi, Service, Wrong
from tests.project import EDITION, contents

NAMES = ("kostra-2026-03-17.csv", "kostra-2026-03-17.json", "sources.yaml")


def data_of(project: Project) -> Path:
    """Testvik's data folder."""
    return project.data / "testvik"


# --- what is written --------------------------------------------------------------------------------------------------


def test_a_snapshot_has_figures_and_all_that_is_known_of_them(fetch: Fetch, project: Project) -> None:
    """A row a measure, region and year; table, question, notes, symbols' place, checksums and whether it is revised."""
    outcome = fetch()
    assert outcome.files == NAMES
    rows = (data_of(project) / NAMES[0]).read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == "table;region;region_name;measure;measure_name;year;value;symbol;revision;participants"
    assert rows[2] == "90001;9998;Testvik;KOSnetto0000;Netto;2025;1,5;;ureviderte;"
    assert rows[1].endswith(";2024;1,4;;reviderte;")
    assert len(rows) == 1 + 2 * 5 * 2
    about = json.loads((data_of(project) / NAMES[1]).read_bytes())
    (table,) = about["tables"]
    assert table["updated"] == "2026-03-16T07:00:00Z"
    assert "valueCodes%5BKOKkommuneregion0000%5D=9998%2CEAK%2CEAKUO%2CEKG05%2C9997" in table["query"]
    assert [(note["text"], note["mandatory"]) for note in table["notes"]] == [
        ("Brudd i 2020.", True),
        ("Bare til opplysning.", False),
    ]


def test_the_edition_reads_what_was_fetched(fetch: Fetch, project: Project) -> None:
    """Nothing is left to do by hand: the edition is whole with the snapshot in it."""
    fetch()
    (checked,) = check_editions(project, [EDITION], Options())
    assert f"data/testvik/{NAMES[1]}" in checked.plan.request.inputs
    (file,) = open_edition(project.root, EDITION).data.records("benchmark_snapshot").files
    assert file.file == f"data/testvik/{NAMES[0]}"


def test_sources_keep_their_comments(fetch: Fetch, project: Project) -> None:
    """Every byte that stood in sources.yaml stands there still; the entry comes after it."""
    path = data_of(project) / "sources.yaml"
    before = "# yaml-language-server: x\n# Rett ikke her.\n" + path.read_text(encoding="utf-8") + "    # slutt\n"
    path.write_text(before, encoding="utf-8")
    fetch()
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert '      - "Brudd i 2020."' in after


def test_the_same_again_writes_nothing(fetch: Fetch, project: Project) -> None:
    """The same answers on the same day or another: no byte is other than it was."""
    fetch()
    before = contents(data_of(project))
    for day in (MARCH, JUNE):
        assert fetch(day).files == ()
    assert contents(data_of(project)) == before


def test_the_same_answers_give_the_same_bytes(fetch: Fetch, project: Project) -> None:
    """Fetched anew into an untouched project, the files are the same to the byte."""
    untouched = contents(data_of(project))
    fetch()
    first = contents(data_of(project))
    for name in NAMES[:2]:
        (data_of(project) / name).unlink()
    (data_of(project) / "sources.yaml").write_bytes(untouched["sources.yaml"])
    fetch()
    assert contents(data_of(project)) == first


def test_june_tells_what_has_changed_since_march(fetch: Fetch, service: Service, project: Project) -> None:
    """Changed, new and gone figures; the former snapshot is kept, and the label follows the table's update."""
    fetch()
    march = contents(data_of(project))
    table = service.tables["90001"]
    table.updated = "2026-06-15T06:00:00Z"
    table.figures[("9998", "KOSnetto0000", 2025)] = 2.5
    table.figures[("EAK", "KOSnetto0000", 2025)] = ":"
    outcome = fetch(JUNE)
    assert [(change.kind, change.figure.region, change.figure.year) for change in outcome.changes] == [
        ("changed", "9998", 2025),
        ("changed", "EAK", 2025),
    ]
    told = list(lines(outcome, "data/testvik"))
    assert told[0].endswith("Updated on 15 June 2026; the figures of 2025 are revised.")
    assert told[1:4] == [
        "Since 17 March 2026: 2 changed, 0 new, 0 gone",
        "  changed  90001  KOSnetto0000 Netto  9998 Testvik  2025  1.5 → 2.5",
        "  changed  90001  KOSnetto0000 Netto  EAK Landet    2025  4.7 → :",
    ]
    after = contents(data_of(project))
    assert {name: after[name] for name in NAMES[:2]} == {name: march[name] for name in NAMES[:2]}
    assert b";2025;2,5;;reviderte;" in after["kostra-2026-06-16.csv"]


def test_new_and_gone(fetch: Fetch, service: Service) -> None:
    """Another year asked for: its figures are new, those of the year before no longer there."""
    fetch(years=(2023, 2024))
    kinds = {(change.kind, change.figure.year) for change in fetch(JUNE, years=(2024, 2025)).changes}
    assert kinds == {("new", 2025), ("gone", 2023)}
    assert service.asked[-1].endswith("2024%2C2025")


def test_twice_on_one_day(fetch: Fetch, service: Service, project: Project) -> None:
    """A second snapshot of the day gets a name of its own: what was fetched is never written over."""
    fetch()
    first = (data_of(project) / NAMES[0]).read_bytes()
    service.tables["90001"].figures[("EAK", "KOSnetto0000", 2025)] = 9.9
    assert fetch().files[0] == "kostra-2026-03-17-2.csv"
    assert (data_of(project) / NAMES[0]).read_bytes() == first
    assert fetch().files == ()


def test_a_dry_run_writes_nothing(fetch: Fetch, project: Project) -> None:
    """It tells what would be written."""
    before = contents(project.root)
    outcome = fetch(dry_run=True)
    assert list(lines(outcome, "data/testvik"))[-1].startswith("Would be written: data/testvik/kostra-2026-03-17.csv")
    after = contents(project.root)
    assert {name for name in after if not name.startswith(".fokusrapport")} == set(before)


# --- nothing half-written ---------------------------------------------------------------------------------------------

WRONG = {
    "400": [Wrong(400)],
    "429": [Wrong(429)] * 4,
    "503": [Wrong(503)] * 4,
    "cut off": [Wrong(cut=True)] * 4,
    "no JSON": [Wrong(kind="text/html")],
    "no protocol": [Wrong(body=b"[]")],
    "slow": [Wrong(wait=1)] * 4,
}


@pytest.mark.parametrize("after", [0, 3])
@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_every_fault_leaves_what_was(
    fetch: Fetch, service: Service, project: Project, wrong: list[Wrong], after: int
) -> None:
    """Whether the first or the last of the four questions goes wrong: one sentence, and every byte as it was."""
    before = contents(project.root)
    service.wrong = [*[Wrong()] * after, *wrong]
    with pytest.raises(FetchFailed) as error:
        fetch(timeout=0.6)
    assert error.value.message.endswith("Nothing was changed.")
    assert "\n" not in error.value.message
    assert contents(project.root) == before


@pytest.mark.parametrize("name", ["kostra-2026-03-17.json", "kostra-2026-03-17.csv", "sources.yaml"])
@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_broken_off_while_writing(
    fetch: Fetch, project: Project, monkeypatch: pytest.MonkeyPatch, name: str, fault: BaseException
) -> None:
    """A full disk or Ctrl-C at any of the three files: the project is as it was."""
    before, replace = contents(data_of(project)), os.replace

    def refusing(path: Path, target: Path) -> Path:
        if target.name == name:
            raise fault
        replace(path, target)
        return target

    monkeypatch.setattr(Path, "replace", refusing)
    with pytest.raises(FetchFailed if isinstance(fault, OSError) else KeyboardInterrupt):
        fetch()
    assert contents(data_of(project)) == before


def test_a_killed_fetch_leaves_a_project_that_builds(fetch: Fetch, project: Project) -> None:
    """Killed before sources.yaml names the files, they mean nothing, and the next fetch writes over them."""
    before = (data_of(project) / "sources.yaml").read_bytes()
    fetch()
    (data_of(project) / "sources.yaml").write_bytes(before)
    (data_of(project) / NAMES[0]).write_bytes(b"half")
    check_editions(project, [EDITION], Options())
    assert fetch().files == NAMES
    check_editions(project, [EDITION], Options())


def test_two_at_once(fetch: Fetch, project: Project) -> None:
    """The second is told, for both would write sources.yaml."""
    with writing.alone_in(project.root, "testvik"), pytest.raises(FetchFailed, match="Another fetch for «testvik»"):
        fetch()


def test_a_snapshot_changed_by_hand_is_refused(fetch: Fetch, project: Project) -> None:
    """Either file: told by name. A fetch is the way out, and does not compare with it."""
    fetch()
    for name in NAMES[:2]:
        path = data_of(project) / name
        content = path.read_bytes()
        path.write_bytes(content.replace(b"Netto", b"Brutto"))
        with pytest.raises(InputRefused) as error:
            open_edition(project.root, EDITION)
        assert f"data/testvik/{name}" in {fault.file for fault in error.value.faults}
        assert "The snapshot was changed after it was fetched." in str(error.value)
        assert fetch(JUNE, dry_run=True).before is None
        path.write_bytes(content)


# --- Kolada -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def kolada(service: Service, fetch: Fetch) -> Callable[[], object]:
    """A measure with figures of a municipality, the country and a group, over three pages."""
    figures: dict[tuple[str, int], tuple[float | None, str, int]] = {
        ("9998", 2023): (4.25, "", 1),
        ("9998", 2024): (None, "Private", 1),
        ("0000", 2023): (5.0, "", 1),
        ("0000", 2024): (5.5, "", 1),
        ("G1", 2024): (6.0, "", 7),
    }
    service.kpis["N00001"] = Kpi(figures=figures)
    return lambda: fetch(service="kolada")


def test_kolada_is_fetched_page_by_page(kolada: Callable[[], object], project: Project, service: Service) -> None:
    """Both genders together; withheld and missing figures as signs; of a group how many took part."""
    kolada()
    rows = (data_of(project) / "kolada-2026-03-17.csv").read_text(encoding="utf-8-sig").splitlines()
    told = [row.split(";")[1::1] for row in rows[1:]]
    assert [(row[0], row[4], row[5], row[6], row[8]) for row in told] == [
        ("9998", "2023", "4,25", "", ""),
        ("9998", "2024", "", ":", ""),
        ("0000", "2023", "5,0", "", ""),
        ("0000", "2024", "5,5", "", ""),
        ("G1", "2023", "", "..", ""),
        ("G1", "2024", "6,0", "", "7"),
    ]
    assert sum("/data/kpi/" in address for address in service.asked) == 3


def test_kolada_is_asked_for_no_more_regions_at_once_than_it_takes(
    kolada: Callable[[], object], project: Project, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three regions of a service that takes two are asked for in two addresses, and all of them are there."""
    service.max_regions = 2
    with pytest.raises(FetchFailed, match="422"):
        kolada()
    monkeypatch.setattr("fokusrapport.fetch.kolada._MOST_REGIONS", 2)
    kolada()
    (file,) = data_of(project).glob("kolada-*.csv")
    rows = [row.split(";") for row in file.read_text(encoding="utf-8-sig").splitlines()[1:]]
    assert [row[1] for row in rows if row[5] == "2024"] == ["9998", "0000", "G1"]


def test_kolada_is_not_followed_to_another_host(kolada: Callable[[], object], service: Service) -> None:
    """A next page elsewhere is a fault, not an address to ask."""
    elsewhere = b'{"values": [], "count": 0, "next_url": "https://elsewhere.invalid/x"}'
    service.wrong = [Wrong(body=elsewhere)]
    with pytest.raises(FetchFailed, match="another host"):
        kolada()


@pytest.mark.parametrize("answers", [[], [Wrong(), Wrong(), Wrong(404)]])
def test_kolada_has_no_such_measure(fetch: Fetch, service: Service, answers: list[Wrong]) -> None:
    """Told at its line in the file, whether Kolada answers with no rows or with 404."""
    service.wrong = answers
    with pytest.raises(InputRefused) as error:
        fetch(service="kolada")
    (fault,) = error.value.faults
    assert (fault.line, fault.what) == (21, "Kolada has no measure «N00001».")


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_figures_keep_their_decimals(fetch: Fetch, service: Service, project: Project) -> None:
    """As sent, never through a binary fraction, and small ones without an exponent."""
    service.tables["90001"].figures[("9998", "KOSnetto0000", 2025)] = 0.0000001
    fetch()
    edition = open_edition(project.root, EDITION)
    (file,) = edition.data.records("benchmark_snapshot").files
    figures = {(each.region, each.measure, each.year): each for each in file.figures()}  # type: ignore[attr-defined]
    assert figures["9998", "KOSnetto0000", 2025].value == Decimal("0.0000001")
