from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fokusrapport.checking import Options, check_edition
from fokusrapport.errors import InputRefused
from fokusrapport.params.project import Project, load_edition
from fokusrapport.starting.indicator import IndicatorWish, add_indicator, scale_by_unit
from tests.project import EDITION, contents, write_project

WAITING = IndicatorWish(
    id="skole-ventetid",
    municipality="testvik",
    title="Ventetid på «svar»",
    scale="duration",
    unit="dager",
    direction="lower",
    requirement="høyst 7",
    areas=("skole",),
)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "en")


def refused(project: Project, wish: IndicatorWish) -> list[str]:
    """Why it is not added; nothing may be written then."""
    before = contents(project.root)
    with pytest.raises(InputRefused) as error:
        add_indicator(project, wish)
    assert contents(project.root) == before
    return [f"{fault.where}: {fault.what} | {fault.nearest}" for fault in error.value.faults]


def test_it_stands_in_the_register(tmp_path: Path) -> None:
    """As it was asked for, with comments, after what was there; the check passes without results."""
    project = write_project(tmp_path)
    path = tmp_path / "params/testvik/indicators.yaml"
    before = path.read_text(encoding="utf-8")
    add_indicator(project, WAITING)
    text = path.read_text(encoding="utf-8")
    assert text.startswith(before)
    assert text.count("# ") > 8
    added = load_edition(project, EDITION).register.indicators[-1]
    assert (added.id, added.label, added.scale, added.unit) == (
        "skole-ventetid",
        {"nb": "Ventetid på «svar»"},
        "duration",
        "dager",
    )
    assert [(one.valid_from, one.text) for one in added.requirements] == [(2024, "høyst 7")]
    check_edition(project, EDITION, Options())


def test_the_rows_it_needs_are_told(tmp_path: Path) -> None:
    """In the file that has results already, with that file's columns: copied into it they are accepted."""
    project = write_project(tmp_path)
    steps = add_indicator(project, WAITING).steps
    rows = [step.strip() for step in steps if step.strip().startswith("skole-ventetid;")]
    assert rows == ["skole-ventetid;2023;;;;;;;", "skole-ventetid;2024;;;;;;;"]
    assert any("data/testvik/resultater.csv" in step for step in steps)
    with (tmp_path / "data/testvik/resultater.csv").open("a", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")
    check_edition(project, EDITION, Options())


def test_without_a_file_of_results_one_is_described(tmp_path: Path) -> None:
    """With its columns."""
    project = write_project(tmp_path, {"data/testvik/sources.yaml": "files: []\n", "data/testvik/resultater.csv": None})
    assert "  indicator;year;value;missing" in add_indicator(project, WAITING).steps


def test_what_is_unclear_in_the_requirement_is_told(tmp_path: Path) -> None:
    """A warning that the check would give later."""
    wish = replace(WAITING, id="trygghet", scale="score_1_5", unit="", direction="higher", requirement="> landssnitt")
    first, *_more = add_indicator(write_project(tmp_path), wish).steps
    assert first.startswith("Warning: > landssnitt: no «benchmark» says which indicator holds")


def test_what_is_wrong_is_refused(tmp_path: Path) -> None:
    """Everything at once with the nearest name; the requirement when the rest is right."""
    project = write_project(tmp_path)
    wrong = IndicatorWish("Trivsel", "testvik", "", "persent", "", 0, "hig", "", None, "kvalitt", ("skol",))
    assert refused(project, wrong) == [
        "--area: «skol» cannot stand here. | skole",
        "--direction: «hig» cannot stand here. | higher",
        "--scale: «persent» cannot stand here. | percent",
        "--success-factor: «kvalitt» cannot stand here. | kvalitet",
        "--title: The title is empty. | ",
        "ID: «Trivsel» cannot be a name in files and tags. | trivsel",
    ]
    assert refused(project, replace(WAITING, municipality="testvk")) == [
        "--municipality: There is no municipality «testvk». | testvik"
    ]
    assert "There is an indicator «trivsel» already." in refused(project, replace(WAITING, id="trivsel"))[0]
    assert refused(project, replace(WAITING, requirement="minst 7"))[0].startswith("--requirement: «minst 7» goes the")
    assert refused(project, replace(WAITING, requirement="hødst"))[0].startswith("--requirement: ")


def test_the_unit_tells_the_scale() -> None:
    """Where it can; elsewhere somebody must say."""
    assert [scale_by_unit(unit) for unit in ("%", " Dager ", "poeng", "stk.", "")] == [
        "percent",
        "duration",
        "points_0_100",
        "",
        "",
    ]
