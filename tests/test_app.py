from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from fokusrapport.app import Options, check_editions, listed
from fokusrapport.checking import default_edition
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.params.project import Project
from tests.project import BAD, EDITION, SKOLE, WHOLE, Files, edition, markdown, notebook, write_project


def refused(root: Path, files: Files, *names: str, options: Options | None = None) -> tuple[Fault, ...]:
    """The faults an edition of the project is refused with."""
    with pytest.raises(InputRefused) as error:
        check_editions(write_project(root, files), names or (EDITION,), options or Options())
    return error.value.faults


def test_an_edition_without_faults(tmp_path: Path) -> None:
    """Its runs in printed order, what goes into them, and what it is made from."""
    project = write_project(tmp_path, {"params/testvik/2023.yaml": edition(["bad"]).replace("[2023, 2024]", "[2023]")})
    (checked,) = check_editions(project, [], Options())
    request = checked.plan.request
    assert [run.area for run in checked.plan.runs] == ["skole", "bad"]
    assert dict(checked.plan.runs[0].parameters) == {"municipality": "testvik", "year": 2024, "language": "nb"}
    assert request.folder == tmp_path / "reports" / "testvik" / "2024"
    assert request.inputs == (
        "data/testvik/resultater.csv",
        "data/testvik/sources.yaml",
        "notebooks/bad.ipynb",
        "notebooks/skole.ipynb",
        "params/testvik/2024.yaml",
        "params/testvik/indicators.yaml",
        "params/testvik/municipality.yaml",
    )
    assert (checked.warnings, checked.tally.as_json()["met"]) == ((), 1)


def test_the_front_matter(tmp_path: Path) -> None:
    """Made-up figures and excerpts are marked, and a draft is no final report."""
    project = write_project(tmp_path)
    (draft,) = check_editions(project, [EDITION], Options(areas=("bad",)))
    front = draft.plan.request.front
    assert (front.municipality, front.municipality_number, front.date, front.state) == (
        "Testvik kommune",
        "9998",
        "2024-12-31",
        "draft",
    )
    assert "oppdikt" in front.notice.lower()
    assert "bad" in front.notice
    assert [run.area for run in draft.plan.runs] == ["bad"]
    (final,) = check_editions(project, [EDITION], Options(final=True))
    assert final.plan.request.front.state == "final"
    assert "bad" not in final.plan.request.front.notice


def test_parameters_of_edition_and_area(tmp_path: Path) -> None:
    """The area's win; both must be declared by the notebook."""
    declared = 'municipality = ""\nyear = 0\nlanguage = ""\nfarge = ""'
    project = write_project(
        tmp_path,
        {
            "params/testvik/2024.yaml": edition(["skole"]) + "    parameters: {farge: blå}\n"
            "  - area: bad\nparameters: {farge: rød}\n",
            "notebooks/skole.ipynb": notebook("Skole", parameters=declared),
            "notebooks/bad.ipynb": notebook("Bad", parameters=declared),
        },
    )
    (checked,) = check_editions(project, [EDITION], Options())
    assert [run.parameters["farge"] for run in checked.plan.runs] == ["blå", "rød"]


@pytest.mark.parametrize("name", ["municipality", "year", "language"])
@pytest.mark.parametrize("where", ["parameters: {%s: x}\n", "    parameters: {%s: x}\n"])
def test_no_parameter_takes_the_place_of_the_editions_own(tmp_path: Path, name: str, where: str) -> None:
    """Another year would show another year's figures under this year's name."""
    faults = refused(tmp_path, {"params/testvik/2024.yaml": edition(["skole", "bad"], where % name)})
    (fault,) = [fault for fault in faults if "given to every notebook" in fault.what]
    assert (fault.file, fault.line, name in fault.what) == ("params/testvik/2024.yaml", 7, True)


@pytest.mark.parametrize("name", ["oversikt", "kilder"])
def test_no_area_takes_the_name_of_a_part_that_every_report_has(tmp_path: Path, name: str) -> None:
    """The page of such an area would be the summary's, or its links would lead there."""
    own = {f"notebooks/{name}.ipynb": notebook("Egen")}
    faults = refused(tmp_path, {"params/testvik/2024.yaml": edition([name]), **own})
    (fault,) = [fault for fault in faults if "part that every report has" in fault.what]
    assert (fault.file, f"«{name}»" in fault.what, fault.line > 0) == ("params/testvik/2024.yaml", True, True)


def test_parameters_data_and_notebooks_in_one_list(tmp_path: Path) -> None:
    """Also when the edition's own files cannot all be read."""
    files = {
        "params/testvik/municipality.yaml": str(WHOLE["params/testvik/municipality.yaml"]).replace(
            "main_goal", "main_gaol"
        ),
        "data/testvik/sources.yaml": "files: [1]\n",
        "notebooks/bad.ipynb": "nei",
        "notebooks/skole.ipynb": nbformat.writes(SKOLE).replace("cell-2", "cell-1"),
    }
    faults = refused(tmp_path, files, options=Options(areas=("skol",)))
    assert {fault.file for fault in faults} == {*files, "--area"}
    assert list(faults) == sorted(set(faults))


def test_faults_of_all_editions_at_once(tmp_path: Path) -> None:
    """Each edition is checked whatever is wrong with the one before; the same fault is told once."""
    other = edition(["bad"]).replace("[2023, 2024]", "[2023]").replace("2024-12-31", "i fjor")
    faults = refused(
        tmp_path, {"params/testvik/2023.yaml": other, "notebooks/bad.ipynb": "nei"}, EDITION, "testvik/2023", "x/1"
    )
    assert [fault.file for fault in faults] == ["notebooks/bad.ipynb", "params", "params/testvik/2023.yaml"]


def test_the_default_edition(tmp_path: Path) -> None:
    """From params/project.yaml; without that file it is told."""
    assert default_edition(write_project(tmp_path / "a")) == EDITION
    with pytest.raises(InputRefused) as error:
        default_edition(write_project(tmp_path / "b", {"params/project.yaml": None}))
    assert [fault.file for fault in error.value.faults] == ["params/project.yaml"]


def test_listing(tmp_path: Path) -> None:
    """Title and areas of every edition; none for an empty project."""
    assert listed(write_project(tmp_path)) == [
        {"edition": EDITION, "title": "Fokusområde brukere", "areas": ["skole", "bad"]}
    ]
    assert listed(Project(tmp_path / "tom")) == []


def test_a_final_report_must_be_explained(tmp_path: Path) -> None:
    """An unacceptable result nobody has explained stops publishing, and is a warning of a draft."""
    bands = "bands: {met: '5,0 – 4,5', accepted: '4,4 – 4,35', unmet: '4,34 – 0'}, rounding: half_up"
    register = str(WHOLE["params/testvik/indicators.yaml"]).replace('text: "5,0 – 4,0"', bands)
    files: Files = {"params/testvik/indicators.yaml": register, "notebooks/bad.ipynb": BAD}
    (fault,) = refused(tmp_path / "a", files, options=Options(final=True))
    assert fault.file == "params/testvik/2024/skole.yaml"
    (checked,) = check_editions(write_project(tmp_path / "b", files), [EDITION], Options())
    assert any("nobody has said why" in warning for warning in checked.warnings)


def test_some_areas_are_never_the_final_report(tmp_path: Path) -> None:
    """--publish with --area is refused: it would be a final report that lacks areas."""
    faults = refused(tmp_path, {}, options=Options(areas=("bad",), final=True))
    assert [fault.what for fault in faults] == [
        "A final report has all its areas; --publish and --area cannot be given together."
    ]


def test_a_tag_that_matches_no_edition_is_told(tmp_path: Path) -> None:
    """A misspelt year drops its cell from every report; the warning names the cell, and tags that fit are silent."""
    tagged = notebook("Skole", markdown("Borte", "only:2042"), markdown("Her", "only:testvik/2024", "only:nb"))
    (checked,) = check_editions(write_project(tmp_path, {"notebooks/skole.ipynb": tagged}), [EDITION], Options())
    (warning,) = checked.warnings
    assert "«only:2042»" in warning
    assert "Borte" in warning
