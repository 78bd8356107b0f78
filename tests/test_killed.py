"""A build killed at any moment: the report is the old or the new one, whole, and the next build heals everything."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.processes import kernels_of
from tests.project import Files, build_py, code, contents, edition, environment, markdown, notebook, write_project

pytestmark = pytest.mark.slow

KILLS = 50
FIGURES = ("4,3", "4,6")  # the two states the project goes to and fro between
DATA = "data/testvik/resultater.csv"
ROWS = "indicator;year;value;text;missing;status;status_reason;uncertain;comment\ntrivsel;2023;4,1;;;;;;\n"
AREA = notebook(
    "Skole",
    code(
        "from fokusrapport.domain.area import open_area\n"
        'area = open_area("skole", municipality=municipality, year=year, language=language)'
    ),
    markdown('Elevene gir {eval}`area.number("trivsel")` poeng.'),
)
FILES: Files = {
    "notebooks/skole.ipynb": AREA,
    "notebooks/bad.ipynb": None,
    "params/testvik/2024.yaml": edition(["skole"]),
}


def write_state(root: Path, figure: str) -> None:
    """The project with this figure in its data."""
    (root / DATA).write_text(f"{ROWS}trivsel;2024;{figure};;;;;;\n", encoding="utf-8")


def undisturbed(root: Path, figure: str) -> dict[str, bytes]:
    """The report of a project built from nothing, with nobody killing anything."""
    write_project(root, FILES)
    write_state(root, figure)
    assert build_py(root, "--jobs", "1").returncode == 0
    return report(root)


def report(root: Path) -> dict[str, bytes]:
    """Every file of the published report."""
    return contents(root / "reports" / "testvik" / "2024")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks Linux which processes there are")
def test_fifty_kills(tmp_path: Path) -> None:
    """Fifty builds are killed, half of them anywhere, half while they publish; none leaves anything half."""
    wanted = [undisturbed(tmp_path / "hel", figure) for figure in FIGURES]
    assert wanted[0] != wanted[1]
    root, temporary = tmp_path / "drept", tmp_path / "t"
    temporary.mkdir()
    write_project(root, FILES)
    write_state(root, FIGURES[0])
    whole, publishing = taken(root, temporary)
    chance = random.Random(4)  # noqa: S311 - moments to kill at
    seen = set()
    for turn in range(KILLS):
        write_state(root, FIGURES[(turn // 2 + 1) % 2])  # both figures for both kinds of kill
        if turn % 5 == 0:  # without what was kept: there are then kernels to be killed under
            shutil.rmtree(root / ".fokusrapport", ignore_errors=True)
        with started_build(root, temporary) as running:
            if turn % 2:
                time.sleep(chance.uniform(0, whole))
            else:
                wait_for_publishing(running)
                time.sleep(chance.uniform(0, 3 * publishing))  # it may take longer than when it was taken
            running.kill()
        assert report(root) in wanted, f"kill {turn}"
        seen.add(wanted.index(report(root)))
    write_state(root, FIGURES[1])
    healed = build_py(root, "--jobs", "1", TMPDIR=str(temporary))
    assert healed.returncode == 0, healed.stderr
    assert report(root) == wanted[1]
    assert seen == {0, 1}
    beside = sorted(path.name for path in (root / "reports" / "testvik").iterdir() if path.suffix != ".lock")
    assert [name for name in beside if name.startswith(".")] == []
    until = time.monotonic() + 20
    while kernels_of(root) and time.monotonic() < until:
        time.sleep(0.2)
    assert kernels_of(root) == []
    assert [path.name for path in temporary.iterdir() if path.name.startswith("fokus-")] == []


def started_build(root: Path, temporary: Path) -> subprocess.Popen[str]:
    """A build that has just been started."""
    return subprocess.Popen(
        [sys.executable, "-u", "build.py", "--jobs", "1"],
        cwd=root,
        env=environment(TMPDIR=str(temporary)),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def wait_for_publishing(running: subprocess.Popen[str]) -> None:
    """Until the build says that it puts the report in place, or has ended."""
    for line in running.stdout or ():
        if "putting the report in place" in line:
            return


def taken(root: Path, temporary: Path) -> tuple[float, float]:
    """Seconds of a build that nobody disturbs: of all of it, and from when it begins to put the report in place."""
    start = time.monotonic()
    with started_build(root, temporary) as running:
        wait_for_publishing(running)
        ready = time.monotonic()
        assert running.wait() == 0
    end = time.monotonic()
    return end - start, end - ready
