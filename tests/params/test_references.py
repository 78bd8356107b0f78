from __future__ import annotations

from collections.abc import Callable

import pytest

from fokusrapport.errors import Fault
from fokusrapport.params import references
from fokusrapport.params.project import Project, check_edition

BreakIt = Callable[[str, str, str], Project]
ProjectMaker = Callable[..., Project]

MUNICIPALITY = "params/lillevik/municipality.yaml"
REGISTER = "params/lillevik/indicators.yaml"
EDITION = "params/lillevik/2020.yaml"
SKOLE = "params/lillevik/2020/skole.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "what", "nearest"),
    [
        (
            MUNICIPALITY,
            "status",
            "  - {id: kvalitet, label: {nb: K}}\nstatus",
            11,
            "«kvalitet» stands twice; it stands on line 7",
            "",
        ),
        (MUNICIPALITY, "accepted: akseptabelt", "accepted: Ønsket", 11, "«ønsket» stands twice", ""),
        (EDITION, "areas:", "languages: [nb, nn, nb]\nareas:", 4, "«nb» stands twice; it stands on line 4", ""),
        (
            EDITION,
            "areas:",
            "language: nb\nlanguages: [nb, nn]\nareas:",
            4,
            "«language» and «languages» cannot both be given.",
            "",
        ),
        (
            MUNICIPALITY,
            "status",
            'colours: {accepted: "#ffcc00"}\nstatus',
            11,
            "«#ffcc00» is too pale to be read: its contrast is 1.5 to 1",
            "#8f7200",
        ),
        (
            REGISTER,
            "direction: none\n",
            "direction: none\n  - {id: trivsel, label: {nb: T}, scale: count, direction: none}\n",
            15,
            "«trivsel» stands twice; it stands on line 2",
            "",
        ),
        (REGISTER, "kvalitet", "kvalitte", 4, "There is no success factor «kvalitte»", "kvalitet"),
        (REGISTER, "[skole]", "[skoel]", 5, "There is no area «skoel»", "skole"),
        (
            REGISTER,
            "benchmark: trivsel-landet",
            "benchmark: trivsel-lander",
            10,
            "There is no indicator",
            "trivsel-landet",
        ),
        (
            REGISTER,
            "direction: higher",
            "direction: higher\n    benchmarks: [trivsel-landet, trivsel-lander]",
            8,
            "There is no indicator «trivsel-lander»",
            "trivsel-landet",
        ),
        (REGISTER, "areas:", "benchmarks: [trivsel]\n    areas:", 5, "«trivsel» cannot be compared with itself", ""),
        (
            REGISTER,
            "areas:",
            "benchmarks: [trivsel-landet, trivsel-landet]\n    areas:",
            5,
            "«trivsel-landet» stands twice",
            "",
        ),
        (REGISTER, "from: 2020", "from: 2019", 10, "2019 stands after 2019 under «requirements»", ""),
        (REGISTER, "from: 2020", "from: 2018", 10, "2018 stands after 2019 under «requirements»", ""),
        (
            REGISTER,
            "    direction: none",
            "    direction: none\n    valid_from: 2020\n    valid_to: 2019",
            16,
            "«trivsel-landet» ends in 2019, before it begins in 2020",
            "",
        ),
        (
            REGISTER,
            "    direction: none",
            "    direction: none\n    breaks: [{year: 2020, reason: ny}, {year: 2020, reason: ny}]",
            15,
            "2020 stands after 2020 under «breaks»",
            "",
        ),
        (EDITION, "area: bad", "area: skole", 6, "«skole» stands twice; it stands on line 5", ""),
        (EDITION, "[2019, 2020]", "[2019, 2021]", 3, "«result_years» does not end with 2020", ""),
        (EDITION, "[2019, 2020]", "[]", 3, "«result_years» does not end with 2020", ""),
        (EDITION, "[2019, 2020]", "[2020, 2019, 2020]", 3, "The years in «result_years» do not rise", ""),
        (EDITION, "areas:", "parameters: {min-verdi: 1}\nareas:", 4, "«min-verdi» cannot be the name", ""),
        (EDITION, "area: bad", "area: bad\n    parameters: {class: 1}", 7, "«class» cannot be the name", ""),
        (SKOLE, "kvalitet", "kvaltet", 4, "There is no success factor «kvaltet»", "kvalitet"),
        (SKOLE, "success_factor: service", "success_factor: srevice", 9, "There is no success factor", "service"),
        (SKOLE, "indicator: trivsel", "indicator: trivels", 5, "There is no indicator «trivels»", "trivsel"),
        (SKOLE, "{indicator: trivsel", "{indicator: trives", 11, "There is no indicator «trives»", "trivsel"),
        (
            SKOLE,
            "plans:",
            "  - id: undersokelse\n    text: {nb: Igjen.}\nplans:",
            6,
            "«undersokelse» stands twice; it stands on line 2",
            "",
        ),
    ],
)
def test_each_reference_is_checked(  # noqa: PLR0913, PLR0917 - one parameter a column of the table
    broken: BreakIt, file: str, old: str, new: str, line: int, what: str, nearest: str
) -> None:
    """One thing broken in a whole project gives one fault, at its line, with the nearest guess."""
    (fault,) = check_edition(broken(file, old, new), "lillevik/2020")
    assert (fault.file, fault.line, fault.nearest) == (file, line, nearest)
    assert fault.what.startswith(what)


@pytest.mark.parametrize(("key", "line"), [("language: nn", 4), ("languages: [nb, nn]", 4)])
def test_a_language_without_catalogue_is_told(
    broken: BreakIt, monkeypatch: pytest.MonkeyPatch, key: str, line: int
) -> None:
    """A page whose own words are in another language would look like a slip."""
    monkeypatch.setattr(references, "has_catalogue", lambda code: code == "nb")
    (fault,) = check_edition(broken(EDITION, "areas:", f"{key}\nareas:"), "lillevik/2020")
    assert (fault.file, fault.line, fault.allowed) == (EDITION, line, "nb")
    assert fault.what.startswith("Reports cannot be written in «nn» yet")


def test_tracking_of_no_area_is_told(make_project: ProjectMaker) -> None:
    """A tracking file whose area is not in the edition would be lost in silence."""
    project = make_project({"params/lillevik/2020/skoler.yaml": "plans: []\n"})
    assert check_edition(project, "lillevik/2020") == [
        Fault(
            "params/lillevik/2020/skoler.yaml",
            what="The file tracks «skoler», which is no area of the edition.",
            allowed="skole, bad",
            nearest="skole",
        )
    ]


@pytest.mark.parametrize("name", ["2020.yml", "220.yaml", "indicator.yaml", "2020/bad.yml"])
def test_a_file_nobody_reads_is_told(make_project: ProjectMaker, name: str) -> None:
    """A misnamed parameter file does not lie unread."""
    project = make_project({f"params/lillevik/{name}": "title: x\n"})
    (fault,) = check_edition(project, "lillevik/2020")
    assert (fault.file, fault.what) == (f"params/lillevik/{name}", "No edition reads a file of this name.")


def test_an_area_of_another_edition_is_an_area(make_project: ProjectMaker) -> None:
    """An indicator may belong to an area that only an older edition had."""
    older = "title: x\ndate: 2019-12-31\nresult_years: [2019]\nareas: [{area: kino}]\n"
    register = "indicators:\n  - {id: trivsel, label: {nb: T}, areas: [kino], scale: count, direction: none}\n"
    project = make_project({"params/lillevik/2019.yaml": older, REGISTER: register})
    assert check_edition(project, "lillevik/2020") == []
