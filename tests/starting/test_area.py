from __future__ import annotations

import json
from pathlib import Path

import pytest

from fokusrapport.app import build_edition
from fokusrapport.checking import Options, check_edition
from fokusrapport.errors import InputRefused
from fokusrapport.params.project import Project, load_edition
from fokusrapport.request import request_of
from fokusrapport.starting.area import AreaWish, new_area
from fokusrapport.starting.made import Made
from tests.project import EDITION, SKOLE, WHOLE, contents, edition, write_project

BIBLIOTEK = AreaWish("bibliotek", EDITION, "Biblioteket")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "en")


def refused(project: Project, wish: AreaWish) -> list[str]:
    """Why no area is made; nothing may be written then."""
    before = contents(project.root)
    with pytest.raises(InputRefused) as error:
        new_area(project, wish)
    assert contents(project.root) == before
    return [f"{fault.where}: {fault.what} | {fault.nearest}" for fault in error.value.faults]


def made_in(root: Path, wish: AreaWish = BIBLIOTEK) -> tuple[Project, Made]:
    """Testvik with the new area."""
    project = write_project(root)
    return project, new_area(project, wish)


def test_it_passes_the_check_at_once(tmp_path: Path) -> None:
    """The only warning is that it is an example; a final report is refused for that."""
    project, _made = made_in(tmp_path)
    checked = check_edition(project, EDITION, Options())
    assert [run.area for run in checked.plan.runs] == ["skole", "bad", "bibliotek"]
    assert checked.warnings == ("params/testvik/2024.yaml:8: «bibliotek» still shows the example it began with.",)
    with pytest.raises(InputRefused, match="still shows the example"):
        check_edition(project, EDITION, Options(final=True))


def test_every_page_says_so(tmp_path: Path) -> None:
    """Until the line is struck; an excerpt of another area need not."""
    project, _made = made_in(tmp_path)
    loaded = load_edition(project, EDITION)
    assert ": bibliotek." in request_of(project, loaded, Options()).front.notice
    assert "bibliotek" not in request_of(project, loaded, Options(areas=("skole",))).front.notice
    path = tmp_path / "params/testvik/2024.yaml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "example" not in line]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert "bibliotek" not in request_of(project, load_edition(project, EDITION), Options()).front.notice
    check_edition(project, EDITION, Options(final=True))


def test_what_was_there_is_kept(tmp_path: Path) -> None:
    """Nothing is taken from any file: lines are added to three, and three are new."""
    before = contents(write_project(tmp_path / "before").root)
    project, made = made_in(tmp_path / "after")
    after = contents(project.root)
    assert sorted(set(after) - set(before)) == sorted(made.written)
    assert sorted(name for name in before if after[name] != before[name]) == sorted(made.grown)
    for name in made.grown:
        lines = after[name].decode().splitlines()
        assert [line for line in before[name].decode().splitlines() if line not in lines] == []


def test_it_stands_where_it_is_wanted(tmp_path: Path) -> None:
    """After the area that is named."""
    project, _made = made_in(tmp_path, AreaWish("bibliotek", EDITION, "Biblioteket", "skole"))
    assert [entry.area for entry in load_edition(project, EDITION).edition.areas] == ["skole", "bibliotek", "bad"]


def test_a_notebook_that_is_there_is_used(tmp_path: Path) -> None:
    """It is other municipalities', too: not a letter of it is changed, and its indicators need no example."""
    project = write_project(tmp_path, {"params/testvik/2024.yaml": edition(["bad"])})
    made = new_area(project, AreaWish("skole", EDITION, "Skole"))
    assert made.written == ("params/testvik/2024/skole.yaml",)
    assert made.grown == ("params/testvik/2024.yaml",)
    assert any("notebooks/skole.ipynb was there already" in step for step in made.steps)
    text = (tmp_path / "notebooks/skole.ipynb").read_text(encoding="utf-8")
    assert [cell["source"] for cell in json.loads(text)["cells"]] == [
        cell.source.splitlines(keepends=True) for cell in SKOLE.cells
    ]
    assert check_edition(project, EDITION, Options()).warnings == ()


def test_the_notebook_has_one_of_each_thing(tmp_path: Path) -> None:
    """And lessons, which no report has; what is of this year and municipality alone is tagged so."""
    made_in(tmp_path)
    cells = json.loads((tmp_path / "notebooks/bibliotek.ipynb").read_text(encoding="utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if "remove-cell" not in cell["metadata"].get("tags", ()))
    things = ("area.scorecard(", "area.trend_chart(", "area.table(", "{eval}`area.value(", "> [!WARNING]", "[^kilde]:")
    assert [thing for thing in (*things, "@fig-", "@tbl-", "area.actions()", "area.plans()") if thing not in text] == []
    assert sum(cell["metadata"].get("tags") == ["remove-cell"] for cell in cells) == 7
    own = [cell for cell in cells if "eksempel" in "".join(cell["source"])]
    tags = {tag for cell in own for tag in cell["metadata"].get("tags", ())}
    assert tags == {"only:testvik/2024", "remove-cell"}
    assert all(cell["metadata"].get("tags") for cell in own)
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in cells)


def test_what_cannot_be_made_is_refused(tmp_path: Path) -> None:
    """Everything at once, with the nearest name; nothing is written."""
    project = write_project(tmp_path)
    assert refused(project, AreaWish("Bad og idrett", EDITION, " ", "skol")) == [
        "--after: testvik/2024 has no area «skol». | skole",
        "--title: The title is empty. | ",
        "AREA: «Bad og idrett» cannot be a name in files and tags. | bad-og-idrett",
    ]
    assert "testvik/2024 has the area «bad» already." in refused(project, AreaWish("bad", EDITION, "Badet"))[0]
    assert refused(project, AreaWish("bibliotek", "testvk/2024", "x"))[0].endswith("| testvik/2024")
    assert "is the name of a part" in refused(project, AreaWish("kilder", EDITION, "x"))[0]


def test_an_example_left_behind_is_told(tmp_path: Path) -> None:
    """Its indicator would stand twice in the register."""
    register = str(WHOLE["params/testvik/indicators.yaml"])
    left = register.replace("indicators:\n", "").replace("id: trivsel", "id: bibliotek-eksempel-tilfredshet")
    project = write_project(tmp_path, {"params/testvik/indicators.yaml": register + left})
    (told,) = refused(project, BIBLIOTEK)
    assert "There is an indicator «bibliotek-eksempel-tilfredshet» already" in told
    assert told.startswith("params/testvik/indicators.yaml:11: ")


@pytest.mark.slow
def test_it_builds(tmp_path: Path) -> None:
    """With no fault and no warning but that it is an example; the page says so, and no lesson is on it."""
    project, _made = made_in(tmp_path)
    checked = check_edition(project, EDITION, Options())
    built = build_edition(checked, Options(), lambda _area, _step: None)
    assert (built.faults, built.problems) == ((), ())
    text = built.files["areas/bibliotek.html"].decode()
    assert "Biblioteket" in text
    assert "4,7" in text
    assert "remove-cell" not in text
