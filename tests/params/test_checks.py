from __future__ import annotations

from pathlib import Path

import pytest

from fokusrapport.app import Options, check_editions
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.params.checks import EditionChecks
from fokusrapport.params.checks_file import with_check
from tests.checked import FOLDER, check
from tests.project import EDITION, edition, write_project

SKOLE = f"{FOLDER}/skole.yaml"


def read(root: Path, files: dict[str, str], extra: str = "") -> EditionChecks:
    """The checks of the small project's edition with these files; `extra` stands in the edition's own."""
    own = {"params/testvik/2024.yaml": edition(["skole", "bad"], extra), **files}
    (checked,) = check_editions(write_project(root, own), [EDITION], Options())
    return checked.checks


def refused(root: Path, files: dict[str, str]) -> tuple[Fault, ...]:
    """What an edition with these files is refused for."""
    with pytest.raises(InputRefused) as error:
        read(root, files)
    return error.value.faults


def test_an_edition_demands_nothing_unless_it_says_so(tmp_path: Path) -> None:
    """No key, no folder: nobody checks anything."""
    found = read(tmp_path, {})
    assert (found.in_use, found.requires, found.in_order) == (False, (), False)
    assert found.check("skole", "unit") is None
    assert (found.file("skole"), found.line("skole", "unit")) == (SKOLE, 0)


def test_what_an_edition_demands(tmp_path: Path) -> None:
    """Who must have checked, and whether one after the other."""
    found = read(tmp_path, {}, "requires: [unit, director]\nchecks_in_order: true\n")
    assert (found.in_use, found.requires, found.in_order) == (True, ("unit", "director"), True)


def test_a_check_is_read_with_its_line(tmp_path: Path) -> None:
    """So that what is said of it leads to it; checks of other areas are none."""
    found = read(tmp_path, {SKOLE: with_check("", "unit", check(), SKOLE)})
    assert found.in_use
    assert (found.check("skole", "unit"), found.line("skole", "unit")) == (check(), 2)
    assert (found.check("skole", "director"), found.check("bad", "unit")) == (None, None)


def test_faults_of_all_files_at_once(tmp_path: Path) -> None:
    """A misspelt role, a fingerprint of another form, a file that no area of the edition has."""
    faults = refused(
        tmp_path,
        {
            SKOLE: 'unti:\n  name: "K"\n',
            f"{FOLDER}/bad.yaml": with_check("", "unit", check(), "").replace('text: "', 'text: "X'),
            f"{FOLDER}/skol.yaml": "{}",
            f"{FOLDER}/bad.yml": "{}",
        },
    )
    told = [(fault.file.removeprefix(f"{FOLDER}/"), fault.line, fault.nearest) for fault in faults]
    assert told == [
        ("bad.yaml", 6, ""),
        ("bad.yml", 0, "bad.yaml"),
        ("skol.yaml", 0, "skole.yaml"),
        ("skole.yaml", 1, "unit"),
    ]


def test_an_edition_that_demands_what_there_is_not(tmp_path: Path) -> None:
    """With the nearest that there is."""
    with pytest.raises(InputRefused) as error:
        read(tmp_path, {}, "requires: [units]\n")
    (fault,) = error.value.faults
    assert (fault.line, fault.allowed, fault.nearest) == (7, "unit, director", "unit")
