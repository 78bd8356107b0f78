"""Bad input in priorities.yaml and units.yaml, and in what actions and plans say of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from fokusrapport.params.project import Project, check_edition
from tests.params.conftest import WHOLE

ProjectMaker = Callable[..., Project]
DECIDED = """\
priorities:
  - {id: kvalitet, label: {nb: God kvalitet}, success_factor: kvalitet}
challenges:
  - {id: tidlig, label: {nb: Tidlig innsats}}
  - {id: samskaping, label: {nb: Samskaping}, valid_from: 2021}
"""
UNITS = """\
units:
  - {id: lia, label: {nb: Lia skole}, area: skole, valid_to: 2019}
  - {id: badet, label: {nb: Badet}, area: bad}
"""
SKOLE = WHOLE["params/lillevik/2020/skole.yaml"]


def tagged(tags: str) -> str:
    """What is tracked of schools, with these keys on its plan."""
    return SKOLE.replace("    success_factor: service\n", f"    success_factor: service\n    {tags}\n")


def faults(make_project: ProjectMaker, files: Mapping[str, str | None]) -> list[tuple[str, int, str, str, str]]:
    """Everything wrong with the edition: file, line, what, allowed, nearest."""
    given = {"params/lillevik/priorities.yaml": DECIDED, "params/lillevik/units.yaml": UNITS, **files}
    found = check_edition(make_project(given), "lillevik/2020")
    return [(fault.file.rpartition("/")[2], fault.line, fault.what, fault.allowed, fault.nearest) for fault in found]


def test_what_fits_together_has_no_faults(make_project: ProjectMaker) -> None:
    """Known ids, in a year in which they apply."""
    tags = tagged("priorities: [kvalitet]\n    challenges: [tidlig]")
    assert faults(make_project, {"params/lillevik/2020/skole.yaml": tags}) == []


@pytest.mark.parametrize(
    ("tags", "what", "allowed", "near"),
    [
        ("priorities: [kvalitte]", "There is no priority «kvalitte».", "kvalitet", "kvalitet"),
        ("challenges: [tidleg]", "There is no challenge «tidleg».", "tidlig, samskaping", "tidlig"),
        ("challenges: [samskaping]", "The challenge «samskaping» does not apply in 2020.", "2021–", ""),
        ("challenges: [tidlig, tidlig]", "«tidlig» stands twice; it stands on line 10 already.", "once", ""),
    ],
)
def test_what_a_plan_names_must_be_there(
    make_project: ProjectMaker, tags: str, what: str, allowed: str, near: str
) -> None:
    """Each with its line, what is allowed and the nearest that is."""
    (found,) = faults(make_project, {"params/lillevik/2020/skole.yaml": tagged(tags)})
    assert found == ("skole.yaml", 10, what, allowed, near)


def test_naming_a_challenge_without_the_file_is_refused(make_project: ProjectMaker) -> None:
    """What nobody has decided cannot be worked for."""
    files = {"params/lillevik/priorities.yaml": None, "params/lillevik/2020/skole.yaml": tagged("challenges: [tidlig]")}
    (found,) = faults(make_project, files)
    assert found[2:4] == (
        "«tidlig» is named, but the municipality has no priorities.yaml.",
        "an entry in params/lillevik/priorities.yaml",
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("success_factor: kvalitet", "success_factor: kvaltet", 2, "There is no success factor «kvaltet»."),
        ("id: samskaping", "id: tidlig", 5, "«tidlig» stands twice; it stands on line 4 already."),
        ("valid_from: 2021", "valid_from: 2021, valid_to: 2020", 5, "«samskaping» ends in 2020, before it begins in"),
        ("label: {nb: Samskaping}", "lable: {nb: S}", 5, "The key «label» is missing."),
    ],
)
def test_faults_of_the_priorities_themselves(
    make_project: ProjectMaker, old: str, new: str, line: int, what: str
) -> None:
    """Told once, at their line; plans that name what the broken file holds are not blamed."""
    files = {
        "params/lillevik/priorities.yaml": DECIDED.replace(old, new),
        "params/lillevik/2020/skole.yaml": tagged("challenges: [tidlig]"),
    }
    found = faults(make_project, files)
    assert (found[0][0], found[0][1]) == ("priorities.yaml", line)
    assert any(each[2].startswith(what) for each in found)
    assert {each[0] for each in found} == {"priorities.yaml"}


@pytest.mark.parametrize(
    ("old", "new", "what", "near"),
    [
        ("area: bad", "area: bda", "There is no area «bda».", "bad"),
        ("id: badet", "id: lia", "«lia» stands twice; it stands on line 2 already.", ""),
        ("valid_to: 2019", "valid_from: 2020, valid_to: 2019", "«lia» ends in 2019, before it begins in 2020.", ""),
    ],
)
def test_faults_of_the_units(make_project: ProjectMaker, old: str, new: str, what: str, near: str) -> None:
    """Unknown areas, the same unit twice, years the wrong way round."""
    (found,) = faults(make_project, {"params/lillevik/units.yaml": UNITS.replace(old, new)})
    assert (found[0], found[2], found[4]) == ("units.yaml", what, near)
