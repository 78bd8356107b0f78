from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fokusrapport.errors import InputRefused
from fokusrapport.params.project import Project, check_edition, find_root, list_editions, load_edition, nearest

BreakIt = Callable[[str, str, str], Project]
ProjectMaker = Callable[..., Project]


def test_the_root_is_found_from_within(make_project: ProjectMaker) -> None:
    """From any folder of the project, and from the project's own."""
    project = make_project()
    assert find_root(project.notebooks) == project.root
    assert find_root(project.root) == project.root


def test_a_named_root_wins(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """FOKUSRAPPORT_ROOT decides, and is refused when it points to something else."""
    project = make_project()
    monkeypatch.setenv("FOKUSRAPPORT_ROOT", str(project.root))
    assert find_root(Path("/")) == project.root
    monkeypatch.setenv("FOKUSRAPPORT_ROOT", str(tmp_path / "notebooks"))
    with pytest.raises(InputRefused, match="FOKUSRAPPORT_ROOT points to"):
        find_root(project.root)


def test_no_project_is_told(tmp_path: Path) -> None:
    """Outside any project the message says what a project is."""
    with pytest.raises(InputRefused, match=r"no folder above it, holds build\.py and params/"):
        find_root(tmp_path)


def test_an_edition_loads_whole(make_project: ProjectMaker) -> None:
    """Models of all files, tracking by area, the municipality's language, and lines for later checks."""
    edition = load_edition(make_project(), "lillevik/2020")
    assert (edition.name, edition.municipality_name, edition.year, edition.language) == (
        "lillevik/2020",
        "lillevik",
        2020,
        "nb",
    )
    assert [entry.area for entry in edition.edition.areas] == ["skole", "bad"]
    assert list(edition.tracking) == ["skole"]
    assert edition.files.register is not None
    assert edition.files.register.line("indicators", 1, "id") == 11


def test_an_unknown_edition_gives_those_there_are(make_project: ProjectMaker) -> None:
    """The list of editions, and the nearest."""
    project = make_project({"params/storvik/2021.yaml": "title: x\n"})
    assert list_editions(project) == ("lillevik/2020", "storvik/2021")
    with pytest.raises(InputRefused) as refused:
        load_edition(project, "lilevik/2020")
    (fault,) = refused.value.faults
    assert (fault.allowed, fault.nearest) == ("lillevik/2020, storvik/2021", "lillevik/2020")


def test_all_faults_of_all_files_come_at_once(make_project: ProjectMaker) -> None:
    """A project broken in every file is told in one list, in the order of files and lines."""
    project = make_project(
        {
            "params/lillevik/municipality.yaml": "name: Lillevik\nnumber: 9999\n",
            "params/lillevik/indicators.yaml": "indicators:\n  - id: a\n    scale: procent\n",
            "params/lillevik/2020.yaml": (
                "titel: x\ndate: 2020-12-31\nresult_years: [2020]\nareas:\n  - area: skole\n  - area: skole\n"
            ),
            "params/lillevik/2020/skole.yaml": "plans:\n  - id: a\n\ttext: x\n",
            "params/lillevik/2020/skolen.yaml": "plans: []\n",
            "data/lillevik/sources.yaml": None,
        }
    )
    with pytest.raises(InputRefused) as refused:
        load_edition(project, "lillevik/2020")
    assert [f"{fault.file}:{fault.line}: {fault.what}" for fault in refused.value.faults] == [
        "data/lillevik/sources.yaml:0: The file does not exist.",
        "params/lillevik/2020.yaml:1: The key «title» is missing.",
        "params/lillevik/2020.yaml:1: Unknown key «titel».",
        "params/lillevik/2020/skole.yaml:3: A tab stands where only spaces may stand.",
        "params/lillevik/indicators.yaml:2: The key «direction» is missing.",
        "params/lillevik/indicators.yaml:2: The key «label» is missing.",
        "params/lillevik/indicators.yaml:3: «procent» cannot stand at «scale».",
        "params/lillevik/municipality.yaml:1: The key «legend» is missing.",
        "params/lillevik/municipality.yaml:1: The key «main_goal» is missing.",
        "params/lillevik/municipality.yaml:1: The key «status_words» is missing.",
        "params/lillevik/municipality.yaml:1: The key «success_factors» is missing.",
        "params/lillevik/municipality.yaml:2: 9999 cannot stand at «number».",
    ]


def test_a_whole_edition_has_no_faults(make_project: ProjectMaker) -> None:
    """What is right is not complained of."""
    assert check_edition(make_project(), "lillevik/2020") == []


def test_a_missing_notebook_is_found_by_the_check_alone(broken: BreakIt) -> None:
    """A notebook can be written before the others exist; the check before a build names those that are missing."""
    project = broken("params/lillevik/2020.yaml", "area: skole", "area: skoler")
    (project.params / "lillevik" / "2020" / "skole.yaml").unlink()
    assert load_edition(project, "lillevik/2020").name == "lillevik/2020"
    (fault,) = check_edition(project, "lillevik/2020")
    assert (fault.file, fault.line, fault.nearest) == ("params/lillevik/2020.yaml", 5, "skole")
    assert fault.what == "The area «skoler» has no notebook: notebooks/skoler.ipynb does not exist."


@pytest.mark.parametrize(
    ("word", "expected"), [("barnehge", "barnehage"), ("BARNEHAGE", "barnehage"), ("2015", "kommune/2015"), ("x", "")]
)
def test_nearest_guesses_only_what_is_near(word: str, expected: str) -> None:
    """A misspelling, another case or a part is near; a stray letter is near nothing."""
    assert nearest(word, ["barnehage", "kommune/2015", "grunnskole"]) == expected
