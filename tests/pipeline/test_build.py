from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbformat import NotebookNode

from fokusrapport.app import Options, build_edition, check_editions
from fokusrapport.errors import BuildFailed
from fokusrapport.params.project import Project
from fokusrapport.pipeline.build import Built, place_for
from fokusrapport.pipeline.filenames import STATEMENT_NAME
from fokusrapport.pipeline.making import Settings
from fokusrapport.pipeline.manifest import published_state, read_manifest, sha256
from fokusrapport.pipeline.plan import EditionPlan
from fokusrapport.pipeline.readback import read_back
from tests.project import EDITION, code, contents, markdown, notebook, project_files, write_project

BETA = notebook("Beta", code("1 / 0"))
NAMES = ("alfa", "beta", "gamma", "delta")


def four() -> dict[str, NotebookNode]:
    """A project of four areas, each with its own number, table, and a global that all of them set."""
    return {
        name: notebook(
            name.capitalize(),
            code(f"hvem = '{name}'\nimport time\ntime.sleep(0.2)\ntall = {number * 1111}"),
            markdown("Her er {eval}`hvem` med {eval}`tall`, se @tbl-delta.[^1]\n\n[^1]: Note fra {eval}`hvem`."),
            markdown(
                "| Hvem | Tall |\n|---|--:|\n| {eval}`hvem` | {eval}`tall` |\n\n"
                f": Tabell for {name} {{#tbl-{name}}}"
            ),
        )
        for number, name in enumerate(NAMES, start=2)
    }


def built_in(folder: Path, options: Options) -> Built:
    """The edition of a project folder, built."""
    (checked,) = check_editions(Project(folder), [EDITION], options)
    return build_edition(checked, options, lambda _area, _step: None)


@dataclass(frozen=True)
class Twice:
    """The same project built in two folders."""

    first: Path
    second: Path
    built: Built


@pytest.fixture(scope="session")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    """Four areas at once, in two folders with names of different length."""
    folders = tmp_path_factory.mktemp("a"), tmp_path_factory.mktemp("et-annet-sted") / "dypere" / "nede"
    options = Options(jobs=4)
    for folder in folders:
        write_project(folder, project_files(four()))
        built = built_in(folder, options)
        assert (built.faults, built.problems) == ((), ())
    return Twice(*folders, built)


@pytest.mark.slow
def test_two_folders_give_the_same_bytes(twice: Twice) -> None:
    """Every page, PDF, document, workbook and data file, and the manifest."""
    first, second = (contents(folder / "reports" / "testvik" / "2024") for folder in (twice.first, twice.second))
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert {Path(name).suffix for name in first} == {".html", ".pdf", ".docx", ".xlsx", ".csv", ".json"}


@pytest.mark.slow
def test_areas_in_parallel_name_only_their_own(twice: Twice) -> None:
    """Four kernels at once: each page and each table holds its own number and nobody else's."""
    report = contents(twice.first / "reports" / "testvik" / "2024")
    for number, name in enumerate(NAMES, start=2):
        page = report[f"areas/{name}.html"].decode()
        text = re.sub(r"<(style|head).*?</\1>", "", page, flags=re.DOTALL)
        numbers = {str(other * 1111) for other in range(2, 6) if str(other * 1111) in text}
        assert numbers == {str(number * 1111)}
        assert f"Note fra {name}" in re.sub(r"<[^>]+>", "", text)
        assert report[f"data/tbl-{name}.csv"].decode("utf-8-sig").splitlines() == [
            "Hvem;Tall",
            f"{name};{number * 1111}",
        ]


@pytest.mark.slow
def test_the_manifest_says_what_the_report_is(twice: Twice) -> None:
    """Hashes of every file of the report and of all it was made from; nothing of clock, host, user or folder."""
    folder = twice.first / "reports" / "testvik" / "2024"
    files = contents(folder)
    text = files.pop("manifest.json").decode()
    found = json.loads(text)
    assert found["outputs"] == {name: {"bytes": len(data), "sha256": sha256(data)} for name, data in files.items()}
    assert found["inputs"] == {name: sha256((twice.first / name).read_bytes()) for name in found["inputs"]}
    assert {"params/testvik/2024.yaml", "params/testvik/indicators.yaml", "notebooks/alfa.ipynb"} <= set(
        found["inputs"]
    )
    assert [run["area"] for run in found["runs"]] == list(NAMES)
    assert found["runs"][0]["parameters"] == {"language": "nb", "municipality": "testvik", "year": 2024}
    assert (found["edition"], found["front"]["state"], published_state(folder)) == (EDITION, "draft", "draft")
    for secret in (str(twice.first), f"{Path.home()}/", "fokus-", "20:"):
        assert secret not in text
    assert text == json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@pytest.mark.slow
def test_a_changed_page_is_found_out(twice: Twice) -> None:
    """The check reads what was really made: one figure changed in one page is told with the page's name."""
    chapter = twice.built.chapter
    files = {name: data for name, data in twice.built.files.items() if name != STATEMENT_NAME}  # made after the check
    assert read_back(chapter, files).problems == ()
    page = "areas/alfa.html"
    found = read_back(chapter, {**files, page: files[page].replace(b"2222", b"2223")})
    assert {problem.file for problem in found.problems} == {page}


@pytest.fixture
def plan(tmp_path: Path) -> EditionPlan:
    """The plan of the small project, as a draft."""
    (checked,) = check_editions(write_project(tmp_path), [EDITION], Options())
    return checked.plan


def test_a_whole_draft_goes_to_its_place(plan: EditionPlan) -> None:
    """Where nothing stands, or another draft."""
    assert place_for(plan, Settings(), fit=True) == plan.request.folder


@pytest.mark.parametrize(("settings", "fit"), [(Settings(areas=("skole",)), True), (Settings(), False)])
def test_what_is_not_whole_goes_beside(plan: EditionPlan, settings: Settings, fit: bool) -> None:  # noqa: FBT001 - a table
    """Some areas only, or not fit."""
    assert place_for(plan, settings, fit=fit) == plan.request.folder.with_name("2024.utkast")


@pytest.mark.parametrize(
    ("manifest", "place"),
    [
        ('{"front": {"state": "final"}}', "2024.utkast"),
        ('{"front": {"state": "draft"}}', "2024"),
        ('{"front": []}', "2024"),
        ("[]", "2024"),
        ("nei", "2024"),
    ],
)
def test_a_draft_never_replaces_a_final_report(plan: EditionPlan, manifest: str, place: str) -> None:
    """A manifest that cannot be read says nothing."""
    plan.request.folder.mkdir(parents=True)
    (plan.request.folder / "manifest.json").write_text(manifest, encoding="utf-8")
    assert place_for(plan, Settings(), fit=True).name == place


def test_no_manifest_is_an_empty_one(tmp_path: Path) -> None:
    """Of a report that was never made."""
    assert read_manifest(tmp_path) == {}
    assert published_state(tmp_path) == ""


@pytest.mark.slow
def test_a_final_report_its_draft_and_its_excerpt(tmp_path: Path) -> None:
    """The draft beside the final report is withdrawn once a whole report is published; a lost rename is put right."""
    folder = tmp_path / "reports" / "testvik" / "2024"
    beside = folder.with_name("2024.utkast")
    write_project(tmp_path, project_files({"alfa": notebook("Alfa", markdown("Bra."))}))
    assert built_in(tmp_path, Options(final=True)).replaced
    final = contents(folder)
    folder.rename(folder.with_name(".2024.old"))  # as a kill between the two renames leaves it
    assert not built_in(tmp_path, Options()).replaced
    assert contents(folder) == final
    assert published_state(beside) == "draft"
    assert built_in(tmp_path, Options(final=True)).replaced
    assert not beside.exists()
    assert contents(folder) == final


@pytest.mark.slow
def test_the_control_page_lies_beside_the_report(tmp_path: Path) -> None:
    """About this very report; that of a draft goes with the draft, and nothing can be made leaves the old one."""
    folder = tmp_path / "reports" / "testvik" / "2024"
    page, of_draft = folder.with_name("2024.kontroll.html"), folder.with_name("2024.utkast.kontroll.html")
    alfa, whole = notebook("Alfa", markdown("Bra.")), notebook("Beta", markdown("Bedre."))
    write_project(tmp_path, project_files({"alfa": alfa, "beta": BETA}))
    draft = built_in(tmp_path, Options())
    assert (draft.control, draft.place, page.exists()) == (of_draft, folder.with_name("2024.utkast"), False)
    assert "Beta</a> kunne ikke lages" in of_draft.read_text("utf-8")
    write_project(tmp_path, project_files({"alfa": alfa, "beta": whole}))
    assert built_in(tmp_path, Options(final=True)).control == page
    assert sha256((folder / "manifest.json").read_bytes()) in page.read_text("utf-8")
    assert not of_draft.exists()
    before = page.read_bytes()
    write_project(tmp_path, project_files({"alfa": alfa, "beta": BETA}))
    with pytest.raises(BuildFailed):
        built_in(tmp_path, Options(final=True))
    assert page.read_bytes() == before


def reading_outside(folder: Path) -> tuple[Path, Path]:
    """A project whose notebook reads a file that only this machine has, and that file."""
    outside = folder / "utenfor.csv"
    outside.write_text("1")
    reads = code(f"innhold = open({str(outside)!r}).read()")
    write_project(folder / "prosjekt", project_files({"alfa": notebook("Alfa", reads, markdown("Bra."))}))
    return folder / "prosjekt", outside


@pytest.mark.slow
def test_what_cannot_be_rebuilt_is_told_to_builder_and_controller(tmp_path: Path) -> None:
    """A notebook reads a file that only this machine has: a warning, the same on the control page; no path is kept."""
    root, outside = reading_outside(tmp_path)
    made = built_in(root, Options())
    told = f"It reads «{outside.as_posix()}», which lies outside the project."
    assert made.warnings == (f"notebooks/alfa.ipynb: Cannot be rebuilt: {told}",)
    assert told in made.control.read_text("utf-8")
    assert "utenfor" not in "".join(json.loads(made.files["manifest.json"])["inputs"])


@pytest.mark.slow
def test_what_cannot_be_rebuilt_is_never_published(tmp_path: Path) -> None:
    """The final report is refused with the notebook, and nothing is written."""
    root, _outside = reading_outside(tmp_path)
    with pytest.raises(BuildFailed, match="nobody could build it again") as refused:
        built_in(root, Options(final=True))
    assert [fault.file for fault in refused.value.faults] == ["notebooks/alfa.ipynb"]
    assert not (root / "reports" / "testvik" / "2024").exists()
