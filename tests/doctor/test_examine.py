from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fokusrapport.doctor import packages as looked_at
from fokusrapport.doctor.examine import CHEAP, TRIALS, examine
from fokusrapport.doctor.finding import Finding
from fokusrapport.doctor.git import git
from fokusrapport.doctor.packages import packages
from fokusrapport.doctor.places import places
from fokusrapport.doctor.trials import kernel, rendering
from fokusrapport.environment import environment_of
from fokusrapport.gitsetup import set_up
from tests.project import build_py, write_project


def named(findings: Iterator[Finding]) -> dict[str, Finding]:
    """What was found, by what was looked at."""
    return {finding.name: finding for finding in findings}


def lock_of(**changed: str) -> str:
    """A lock of what is installed, with other versions of some."""
    versions = {**dict(environment_of(b"").packages), **changed}
    return "".join(f"{name}=={version}\n" for name, version in versions.items())


def test_a_lock_that_is_as_installed_is_fine(tmp_path: Path) -> None:
    """Every package has the version that the lock says."""
    root = write_project(tmp_path, {"requirements.txt": lock_of()}).root
    assert named(packages(root))["requirements.txt"].state == "fine"


def test_another_version_than_in_the_lock_is_a_note(tmp_path: Path) -> None:
    """The report can be made; the package, both versions and the command are told."""
    root = write_project(tmp_path, {"requirements.txt": lock_of(click="1.0", absent="2.0")}).root
    found = named(packages(root))["requirements.txt"]
    assert found.state == "note"
    assert "click" in found.told
    assert "(1.0)" in found.told
    assert "absent" in found.told
    assert found.mend.endswith(f"-m pip install -r {root / 'requirements.txt'}")


def test_a_package_for_another_system_is_not_missed(tmp_path: Path) -> None:
    """The lock names packages of Windows, too, with the condition under which they are meant."""
    lock = lock_of() + 'pywin32==311 ; sys_platform == "none such" \\\n    --hash=sha256:00\n'
    assert named(packages(write_project(tmp_path, {"requirements.txt": lock}).root))["requirements.txt"].state == "fine"


def test_what_is_not_installed_must_be_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the program nor one of its packages: each is told with the command that installs it."""
    root = write_project(tmp_path, {"requirements.txt": lock_of()}).root
    fewer = environment_of(lock_of().encode())
    kept = tuple(one for one in fewer.packages if one[0] != "pandas")
    monkeypatch.setattr(looked_at, "environment_of", lambda _lock: type(fewer)(fewer.python, "", kept))
    assert "pandas" in named(packages(root))["packages that are needed"].told
    monkeypatch.setattr(looked_at, "NAME", "no-such-program")
    found = named(packages(root))["no-such-program"]
    assert (found.state, "pip install" in found.mend) == ("wrong", True)


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    """A file stands where the folder should be: nobody can write there, root neither."""
    root = write_project(tmp_path, {"reports": "no folder"}).root
    found = named(places(root))
    assert found["reports"].state == "wrong"
    assert found[".fokusrapport"].state == "fine"
    assert not (root / ".fokusrapport").exists()


def test_git_that_is_not_set_up_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command; once that has been run, it is fine."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    root = write_project(tmp_path).root
    assert [finding.state for finding in git(root)] == ["note"]
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)  # noqa: S607 - whichever Git there is
    assert named(git(root))["Git and notebooks"].mend.endswith("setup-git")
    set_up(root)
    assert {finding.state for finding in git(root)} == {"fine"}


def test_what_breaks_is_told_and_the_rest_is_looked_at(tmp_path: Path) -> None:
    """All at once: one look that fails in an unforeseen way stops no other."""

    def broken(_root: Path) -> Iterator[Finding]:
        yield Finding("first", "fine", "")
        raise KeyError("x")

    found = list(examine(tmp_path, {"broken": broken, "places": places}))
    assert [one.name for one in found[:2]] == ["first", "broken"]
    assert found[1].state == "wrong"
    assert len(found) > 3


def test_the_command_tells_all_and_leaves_with_one(tmp_path: Path) -> None:
    """Without a Git repository nothing is wrong; with one that is not set up, something is to be mended."""
    root = write_project(tmp_path, {"requirements.txt": lock_of()}).root
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)  # noqa: S607 - whichever Git there is
    plain, asked = build_py(root, "doctor", "--quick"), build_py(root, "doctor", "--quick", "--json")
    assert plain.returncode == asked.returncode == 1
    assert plain.stdout.splitlines()[-1].startswith("To be mended: ")
    findings = json.loads(asked.stdout)["findings"]
    assert {one["state"] for one in findings} <= {"fine", "note", "wrong"}
    wrong = [one["name"] for one in findings if one["state"] == "wrong"]
    assert "Git and notebooks" in wrong
    assert plain.stdout.splitlines()[-1].endswith(", ".join(wrong))


def test_every_look_is_asked() -> None:
    """Nothing is looked at twice, and the quick ones are part of the whole."""
    assert not set(CHEAP) & set(TRIALS)


@pytest.mark.slow
def test_a_page_a_pdf_and_a_kernel_are_made_on_trial(tmp_path: Path) -> None:
    """In the environment of the tests all of them can be."""
    with ThreadPoolExecutor(1) as beside:  # a browser's loop may be running in this thread, and a kernel wants its own
        found = beside.submit(lambda: [*rendering(tmp_path), *kernel(tmp_path)]).result()
    assert [finding.state for finding in found] == ["fine"] * 3


@pytest.mark.slow
def test_a_kernel_is_tried_in_a_process_that_has_imported_nothing_else(tmp_path: Path) -> None:
    """As `doctor` does it: here all modules have been imported already, and in an order that is well."""
    asked = "from fokusrapport.doctor.trials import kernel; print(*(one.state for one in kernel(Path(sys.argv[1]))))"
    program = f"import sys; from pathlib import Path; {asked}"
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["fine"], done.stderr
