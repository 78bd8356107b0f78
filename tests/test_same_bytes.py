"""The same inputs give the same bytes, in worlds as different as they come."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, copied_project
from tests.project import contents

NAME = "kristiansund/2016"

# papermill writes the parameters' cell with Black where it happens to be installed, pandas adds up with bottleneck.
STRAYS = {
    "black": """
class FileMode:
    def __init__(self, **_given):
        pass

def format_str(text, mode):
    return f"# {text}"
""",
    "bottleneck": """
__version__ = "99.0"

def __getattr__(name):
    return lambda *_given, **_named: 42
""",
    "uvedkommende": "",
}
WORLDS = {
    "a": {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "USER": "root", "FOKUSRAPPORT_LANGUAGE": "nb"},
    "et annet sted/dypt nede": {
        "TZ": "Etc/GMT-14",
        "LC_ALL": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "4711",
        "USER": "kari",
        "FOKUSRAPPORT_LANGUAGE": "en",
        "SOURCE_DATE_EPOCH": "978307200",
    },
}


def strays(folder: Path) -> Path:
    """Packages that the report does not ask for, installed all the same."""
    for name, source in STRAYS.items():
        info = folder / f"{name}-99.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 99.0\n", encoding="utf-8")
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
    return folder


def other_user_and_day() -> list[str]:
    """What a command is run by to be another user's, on another day, as far as this machine has the means."""
    user = ["unshare", "--user", "--map-user=4711", "--"]
    can = shutil.which("unshare") and subprocess.run([*user, "true"], capture_output=True, check=False).returncode == 0  # noqa: S603
    faketime = shutil.which("faketime")
    return [*(user if can else []), *([faketime, "-f", "+400d"] if faketime else [])]


def build(folder: Path, jobs: int, umask: int, prefix: list[str], **world: str) -> dict[str, bytes]:
    """The edition built in a folder, in a world, by the command; every file of it."""
    home = folder.parent / "hjem"
    home.mkdir(parents=True)
    project = copied_project(folder)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOKUSRAPPORT_", "XDG_", "LANG"))}
    command = [*prefix, sys.executable, "build.py", "build", NAME, "--quiet", "--jobs", str(jobs)]
    done = subprocess.run(  # noqa: S603 - this very Python
        command,
        cwd=folder,
        env={**kept, "HOME": str(home), **world},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return contents(project.reports / NAME)


@pytest.mark.slow
def test_two_worlds_give_the_same_bytes(tmp_path: Path) -> None:
    """Folder, day, zone, locale, user, rights, hash seed, jobs, language, unrelated packages: none leaves a trace."""
    (first, here), (second, there) = WORLDS.items()
    packages = f"{ROOT}{os.pathsep}{strays(tmp_path / 'pakker')}"
    one = build(tmp_path / first, 1, 0o022, [], PYTHONPATH=str(ROOT), **here)
    other = build(tmp_path / second, 3, 0o077, other_user_and_day(), PYTHONPATH=packages, **there)
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert {Path(name).suffix for name in one} == {".html", ".pdf", ".docx", ".xlsx", ".csv", ".json"}
