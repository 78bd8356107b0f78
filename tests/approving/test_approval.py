"""Checks given and taken back in a real project, whose notebooks are run by real kernels."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from fokusrapport import receipt
from fokusrapport.app import Options, Summary, build_edition, check_editions, summary
from fokusrapport.approving.approval import Approval, approve, withdraw
from fokusrapport.approving.stood import states
from fokusrapport.errors import BuildFailed, Fault, InputRefused
from fokusrapport.params.models import CheckRole
from fokusrapport.params.project import Project
from fokusrapport.pipeline.build import Built
from fokusrapport.receipts import check_with_receipts
from tests.project import EDITION, code, edition, markdown, notebook, project_files, write_project

pytestmark = pytest.mark.slow
DAY = dt.date(2026, 3, 3)
ALFA = notebook("Alfa", code("tall = '4,9'"), markdown("Vi fikk {eval}`tall` poeng."))
BETA = notebook("Beta", markdown("Bra, se @tbl-b.\n\n| a |\n|---|\n| b |\n\n: Tall {#tbl-b}"))
DEMANDING = edition(["alfa", "beta"], "requires: [unit, director]\nchecks_in_order: true\n")


def build(project: Project, *areas: str, final: bool = False) -> Built:
    """The edition, built."""
    options = Options(areas=areas, final=final)
    (checked,) = check_editions(project, [EDITION], options)
    return build_edition(checked, options, lambda _area, _step: None)


def by(role: CheckRole, *areas: str, name: str = "Kari Nordmann") -> Approval:
    """A check by Kari."""
    return Approval(areas, role, name, DAY)


def refused(project: Project, approval: Approval) -> tuple[Fault, ...]:
    """What a check is refused for; nothing is written then."""
    before = written(project)
    with pytest.raises(InputRefused) as error:
        approve(project, approval)
    assert written(project) == before
    return error.value.faults


def written(project: Project) -> dict[str, bytes]:
    """Every file of checks."""
    folder = project.params / "testvik" / "2024" / "checks"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*"))}


def states_of(project: Project) -> dict[str, str]:
    """The state of each area."""
    return {one.area: one.state for one in states(project, EDITION).standings.areas}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two areas that demands two checks of each, built as a draft."""
    root = tmp_path_factory.mktemp("once")
    files = {**project_files({"alfa": ALFA, "beta": BETA}), "params/testvik/2024.yaml": DEMANDING}
    build(write_project(root, files))
    return root


@pytest.fixture
def project(once: Path, tmp_path: Path) -> Project:
    """A copy of it to do things with."""
    shutil.copytree(once, tmp_path / "p")
    return Project(tmp_path / "p")


def put(project: Project, area: str, cells: str, *, instead_of: str) -> None:
    """Change words in a notebook."""
    path = project.notebooks / f"{area}.ipynb"
    text = path.read_text("utf-8")
    assert instead_of in text
    path.write_text(text.replace(instead_of, cells), encoding="utf-8")


def test_from_draft_to_published(project: Project) -> None:
    """The head of unit, then the director, then publishing; neither needs another build in between."""
    assert states_of(project) == {"alfa": "draft", "beta": "draft"}
    stood = approve(project, by("unit", "alfa", "beta"))
    assert {one.area: one.state for one in stood.standings.areas} == {"alfa": "unit", "beta": "unit"}
    approve(project, by("director", "alfa"))
    with pytest.raises(BuildFailed) as error:
        build(project, final=True)
    (fault,) = error.value.faults
    assert fault.file == "params/testvik/2024/checks/beta.yaml"
    assert "director" in fault.what
    assert not (project.reports / "testvik/2024/manifest.json").read_text("utf-8").count('"final"')
    approve(project, by("director", "beta"))
    made = build(project, final=True)
    assert {one.state for one in made.standings.areas} == {"published"}
    assert set(states_of(project).values()) == {"published"}
    inputs = json.loads(made.files["manifest.json"])["inputs"]
    assert {name for name in inputs if "/checks/" in name} == {
        f"params/testvik/2024/checks/{a}.yaml" for a in ("alfa", "beta")
    }
    assert "Nordmann" not in "".join(data.decode("utf-8", "ignore") for data in made.files.values())


def test_publishing_tells_of_every_area_at_once(project: Project) -> None:
    """And the draft in its place is as it was."""
    before = (project.reports / "testvik/2024/index.html").read_bytes()
    with pytest.raises(BuildFailed, match="not everything in it has been checked") as error:
        build(project, final=True)
    assert [fault.file.rsplit("/", 1)[1] for fault in error.value.faults] == ["alfa.yaml", "beta.yaml"]
    assert (project.reports / "testvik/2024/index.html").read_bytes() == before


def test_a_change_ends_a_check_and_is_told_of(project: Project) -> None:
    """By area, with what has changed, in states, build and control page; changed back, the check holds again."""
    approve(project, by("unit", "alfa", "beta"))
    put(project, "alfa", "tall = '5,1'", instead_of="tall = '4,9'")
    (alfa, beta) = states(project, EDITION).standings.areas
    assert (alfa.built, alfa.checks[0].holds, beta.state) == (False, None, "unit")
    made = build(project)
    (alfa, beta) = made.standings.areas
    assert (alfa.state, dict(alfa.checks[0].changed), beta.state) == ("draft", {"nb": ("numbers",)}, "unit")
    assert states(project, EDITION).standings.areas == made.standings.areas
    assert "Kari Nordmann, 3. mars 2026" in made.control.read_text("utf-8")
    put(project, "alfa", "tall = '4,9'", instead_of="tall = '5,1'")
    build(project)
    assert set(states_of(project).values()) == {"unit"}


def test_what_is_no_change_of_the_area_ends_nothing(project: Project) -> None:
    """Running it again, code that shows the same, another order of areas, another word in another area."""
    approve(project, by("unit", "alfa", "beta"))
    put(project, "alfa", "tall = '4' + ',9'", instead_of="tall = '4,9'")
    order = edition(["beta", "alfa"], "requires: [unit, director]\nchecks_in_order: true\n")
    (project.params / "testvik/2024.yaml").write_text(order, encoding="utf-8")
    put(project, "beta", "Dårlig, se", instead_of="Bra, se")
    made = build(project)
    assert {one.area: one.state for one in made.standings.areas} == {"beta": "draft", "alfa": "unit"}


def test_only_what_can_be_seen_is_checked(project: Project) -> None:
    """Not an area that was changed since, nor one whose report was replaced or taken away; told with what to do."""
    put(project, "alfa", "tall = '5,1'", instead_of="tall = '4,9'")
    (fault,) = refused(project, by("unit", "alfa", "beta"))
    assert fault.file == "notebooks/alfa.ipynb"
    assert "python build.py build testvik/2024" in fault.allowed
    put(project, "alfa", "tall = '4,9'", instead_of="tall = '5,1'")
    manifest = project.reports / "testvik/2024/manifest.json"
    text = manifest.read_text("utf-8")
    manifest.write_text(text + " ", encoding="utf-8")
    assert [fault.file for fault in refused(project, by("unit", "alfa", "beta"))] == [
        "notebooks/alfa.ipynb",
        "notebooks/beta.ipynb",
    ]
    manifest.write_text(text, encoding="utf-8")
    approve(project, by("unit", "alfa", "beta"))


def test_the_page_that_lies_there_is_what_counts(project: Project) -> None:
    """Built otherwise, then changed back: the runs of before are kept, but the page shows something else."""
    put(project, "alfa", "tall = '5,1'", instead_of="tall = '4,9'")
    build(project)
    put(project, "alfa", "tall = '4,9'", instead_of="tall = '5,1'")
    (fault,) = refused(project, by("unit", "alfa"))
    assert "does not show the area as it is now" in fault.what


def test_a_placeholder_cannot_be_checked(project: Project) -> None:
    """A notebook that raises, and one whose page could not be made whole; the other area can, in the draft beside."""
    put(project, "beta", "se @tbl-borte", instead_of="se @tbl-b")
    assert not build(project).replaced
    (fault,) = refused(project, by("unit", "alfa", "beta"))
    assert "it is missing" in fault.what
    approve(project, by("unit", "alfa"))
    assert states_of(project) == {"alfa": "unit", "beta": "draft"}


def test_an_excerpt_can_be_checked(project: Project) -> None:
    """The draft beside shows the area, and the report in its place still shows the other."""
    put(project, "alfa", "tall = '5,1'", instead_of="tall = '4,9'")
    build(project, "alfa")
    approve(project, by("unit", "alfa", "beta"))
    assert set(states_of(project).values()) == {"unit"}


def test_the_director_comes_second_where_the_edition_says_so(project: Project) -> None:
    """And only there."""
    approve(project, by("unit", "alfa"))
    (fault,) = refused(project, by("director", "alfa", "beta"))
    assert (fault.file, fault.what) == (
        "params/testvik/2024/checks/beta.yaml",
        "The head of unit has not checked this area.",
    )
    path = project.params / "testvik/2024.yaml"
    path.write_text(path.read_text("utf-8").replace("checks_in_order: true", ""), encoding="utf-8")
    approve(project, by("director", "alfa", "beta"))
    assert set(states_of(project).values()) == {"director"}


def test_everything_that_is_wrong_at_once(project: Project) -> None:
    """An unknown area with the nearest, and a name that is none."""
    faults = refused(project, by("unit", "alf", "beta", name=" "))
    assert [(fault.file, fault.nearest) for fault in faults] == [("--name", ""), ("", "alfa")]


def test_a_check_is_taken_back(project: Project) -> None:
    """Without building anything; one that is not there is told of, and then none is taken back."""
    approve(project, by("unit", "alfa", "beta"))
    approve(project, by("director", "alfa"))
    with pytest.raises(InputRefused) as error:
        withdraw(project, by("director", "alfa", "beta", name=""))
    assert [fault.file for fault in error.value.faults] == ["params/testvik/2024/checks/beta.yaml"]
    withdraw(project, by("director", "alfa", name=""))
    withdraw(project, by("unit", "beta", name=""))
    assert list(written(project)) == ["alfa.yaml"]
    assert states_of(project) == {"alfa": "unit", "beta": "draft"}


def told(project: Project) -> tuple[str, Summary]:
    """A build with a receipt, as the command makes it: what is told in lines, and its summary."""
    (checking,) = check_with_receipts(project, [EDITION], Options())
    made = build_edition(checking.checked, checking.options, lambda _area, _step: None)
    found = summary(checking.checked, made, 1.0)
    checking.keep(made, found)
    return "\n".join(found.standing()), found


def test_a_receipt_knows_of_checks(project: Project) -> None:
    """A build that has nothing to do tells the same; a check is something, and no notebook is run for it."""
    asked = receipt.Asked(EDITION, final=False, language="en")
    lines, _summary = told(project)
    assert "Areas: draft: 2" in lines
    kept = receipt.unchanged(project.root, asked)
    assert kept is not None
    approve(project, by("unit", "alfa"))
    assert receipt.unchanged(project.root, asked) is None
    lines, found = told(project)
    assert "Areas: draft: 1, checked by the head of unit: 1" in lines
    assert found.reused_areas == ("alfa", "beta")
    assert [area["state"] for area in found.as_json()["states"]] == ["unit", "draft"]  # type: ignore[attr-defined]
    assert receipt.unchanged(project.root, asked) is not None


def test_every_language_is_checked(tmp_path: Path) -> None:
    """A change of a translation alone ends the check, and it is told in which language."""
    alfa = notebook("Alfa", markdown("Bra."), markdown("Godt.", "only:nn"))
    own = edition(["alfa"], "languages: [nb, nn]\n")
    project = write_project(tmp_path, {**project_files({"alfa": alfa}), "params/testvik/2024.yaml": own})
    build(project)
    approve(project, by("unit", "alfa"))
    assert states_of(project) == {"alfa": "unit"}
    put(project, "alfa", "Framifrå.", instead_of="Godt.")
    (one,) = build(project).standings.areas
    assert (one.state, dict(one.checks[0].changed)) == ("draft", {"nn": ("text",)})
