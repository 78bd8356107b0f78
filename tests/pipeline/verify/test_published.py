"""The whole of `verify`, on the smallest real edition: as built, and with a change planted in each kind of file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from fokusrapport.params.project import Project
from fokusrapport.pipeline.filenames import DOCX_NAME, INDEX_NAME, PACKAGE_NAME, PDF_NAME, STATEMENT_NAME, XLSX_NAME
from fokusrapport.pipeline.manifest_model import MANIFEST_NAME
from tests.conftest import built, copied_project
from tests.pipeline.verify.planting import in_archive, in_pdf_cell, replaced
from tests.project import EDITION, build_py, markdown, notebook, project_files, write_project

NAME = "kristiansund/2016"
SCORECARD = (
    "under «Barnehage › Målekort», table «Tabell 2 Målekort for barnehageområdet», row 1, column «Resultat 2014»"
)
CSV = "data/tbl-malekort-barnehage.csv"

PLANTS: Mapping[str, Callable[[bytes], bytes]] = {
    INDEX_NAME: lambda page: replaced(page, ">93,6", ">93,9"),
    STATEMENT_NAME: lambda page: replaced(page, "<li>", "<li>Alt er prøvd. "),
    PDF_NAME: in_pdf_cell,
    CSV: lambda table: replaced(table, "92,2", "92,9"),
    XLSX_NAME: lambda book: in_archive(book, "xl/worksheets/sheet2.xml", "<v>92.2</v>", "<v>92.9</v>"),
    DOCX_NAME: lambda word: in_archive(word, "word/document.xml", "92,2", "92,9"),
    PACKAGE_NAME: lambda text: replaced(text, "Kristiansund kommune", "Kristiansand kommune"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project of its own with the edition built."""
    own = copied_project(tmp_path_factory.mktemp("verify") / "prosjekt")
    built(own, NAME)
    return own


def verified(project: Project, *arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the findings of the command."""
    done = build_py(project.root, "verify", *arguments, "--json")
    (found,) = json.loads(done.stdout)["editions"]
    return done.returncode, found


@pytest.mark.slow
def test_a_report_is_the_same_built_elsewhere(project: Project) -> None:
    """In another folder, zone, locale, home, with other rights, seeds and jobs; and it is left as it was."""
    before = {path: path.stat().st_mtime_ns for path in project.reports.rglob("*")}
    code, found = verified(project, NAME)
    assert (code, found["same"], found["differences"], found["changed"]) == (0, True, [], [])
    assert found["files"] == len([path for path in (project.reports / NAME).rglob("*") if path.is_file()])
    assert {path: path.stat().st_mtime_ns for path in project.reports.rglob("*")} == before


@pytest.mark.slow
def test_a_change_planted_in_each_kind_of_file_is_found(project: Project) -> None:
    """Each with its place and both texts; a file that is missing or was put there is told, and nothing else is."""
    folder = project.reports / NAME
    whole = {name: (folder / name).read_bytes() for name in (*PLANTS, "areas/barnehage.html")}
    for name, plant in PLANTS.items():
        (folder / name).write_bytes(plant(whole[name]))
    (folder / "areas" / "barnehage.html").unlink()
    (folder / "notat.txt").write_text("x", encoding="utf-8")
    code, found = verified(project, NAME)
    (folder / "notat.txt").unlink()
    for name, content in whole.items():
        (folder / name).write_bytes(content)
    told = {one["file"]: one for one in found["differences"]}
    assert (code, set(told)) == (3, {*PLANTS, "areas/barnehage.html", "notat.txt"})
    assert all("changed after it was published" in told[name]["what"] for name in PLANTS)
    assert told[INDEX_NAME]["place"] == f"{SCORECARD}"
    assert ("93,9" in told[INDEX_NAME]["published"], "93,6" in told[INDEX_NAME]["rebuilt"]) == (True, True)
    assert "Alt er prøvd." in told[STATEMENT_NAME]["published"]
    assert told[PDF_NAME]["place"].startswith(
        "under «Året kort fortalt › Endringer siden forrige måling», table «Tabell 1"
    )
    assert told[CSV]["place"].startswith("row 1, column «Resultat 2016")
    assert (told[CSV]["published"], told[CSV]["rebuilt"]) == ("92,9", "92,2")
    assert told[XLSX_NAME]["place"].startswith("sheet «Tabell 1")
    assert (told[XLSX_NAME]["published"], told[XLSX_NAME]["rebuilt"]) == ("92.9", "92.2")
    assert told[DOCX_NAME]["place"].startswith("under «")
    assert "92,9" in told[DOCX_NAME]["published"]
    assert told[PACKAGE_NAME]["rebuilt"] == "Fokusområde brukere – Kristiansund kommune 2016"
    assert told["areas/barnehage.html"]["what"] == "the file is missing from the report"
    assert "put there" in told["notat.txt"]["what"]


@pytest.mark.slow
def test_a_changed_input_is_told_first(tmp_path: Path) -> None:
    """The data file that changed since; then where the documents show it."""
    project = write_project(tmp_path)
    assert build_py(tmp_path, "build", EDITION, "-q").returncode == 0
    assert verified(project)[0] == 0
    table = project.data / "testvik" / "resultater.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("4,3", "4,4"), encoding="utf-8")
    code, found = verified(project, EDITION)
    assert (code, found["changed"]) == (3, ["data/testvik/resultater.csv has changed"])
    page = next(one for one in found["differences"] if one["file"] == INDEX_NAME)
    assert ("4,3" in page["published"], "4,4" in page["rebuilt"]) == (True, True)
    assert found["differences"][-1]["file"] == MANIFEST_NAME
    told = build_py(tmp_path, "verify").stderr
    assert told.index("data/testvik/resultater.csv has changed") < told.index("index.html, under")


@pytest.mark.slow
def test_what_is_not_reproducible_is_found(tmp_path: Path) -> None:
    """Notebooks that look at the clock, at the folder, and at chance: place and cause; the inputs are not blamed."""
    cells = {
        "klokka": "{eval}`__import__('datetime').datetime.now().isoformat()`",
        "mappa": "Laget i {eval}`__import__('os').getcwd()`.",
        "tallet": "Nummer {eval}`__import__('uuid').uuid4().hex`.",
    }
    write_project(
        tmp_path, project_files({name: notebook(name.title(), markdown(text)) for name, text in cells.items()})
    )
    assert build_py(tmp_path, "build", EDITION, "-q").returncode == 0
    code, found = verified(Project(tmp_path))
    causes = {one["file"]: one["cause"] for one in found["differences"]}
    assert (code, found["changed"]) == (3, [])
    assert causes["areas/klokka.html"].startswith("a date or a time of day")
    assert causes["areas/mappa.html"].startswith("a path")
    assert causes["areas/tallet.pdf"].startswith("an id, a hash")


def test_what_cannot_be_verified_is_refused(tmp_path: Path) -> None:
    """No report, only a draft beside its place, no such edition, editions and --all: what to do is told."""
    write_project(tmp_path)
    done = build_py(tmp_path, "verify")
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no report to verify." in done.stderr
    assert f"build it first: python build.py build {EDITION}" in done.stderr
    (tmp_path / "reports" / "testvik" / "2024.utkast").mkdir(parents=True)
    assert (
        "only a draft beside the place of the report, reports/testvik/2024.utkast"
        in build_py(tmp_path, "verify").stderr
    )
    assert "Did you mean «testvik/2024»?" in build_py(tmp_path, "verify", "testvik/2023").stderr
    assert build_py(tmp_path, "verify", EDITION, "--all").returncode == 2


@pytest.mark.slow
def test_a_project_that_can_no_longer_be_built_is_told(tmp_path: Path) -> None:
    """In the words of the build that failed, and with its code."""
    write_project(tmp_path, project_files({"skole": notebook("Skole", markdown("Bra."))}))
    assert build_py(tmp_path, "build", EDITION, "-q").returncode == 0
    (tmp_path / "params" / "testvik" / "municipality.yaml").write_text("navn: x\n", encoding="utf-8")
    code, found = verified(Project(tmp_path))
    assert (code, found["exit_code"]) == (2, 2)
    assert "could not be built from scratch" in found["error"]
    assert any("params/testvik/municipality.yaml" in fault["what"] for fault in found["faults"])
