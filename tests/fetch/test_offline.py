"""Builds never fetch: with everything but this machine itself out of reach, a build makes the same report."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.domain.benchmarking.conftest import BENCHMARKS, DRAWN, JUNE, MARCH, fetched, keep, moment
from tests.project import EDITION, build_py, code, contents, markdown, notebook, project_files, write_project

ROOT = Path(__file__).resolve().parents[2]
# Kernels are talked to through sockets of this machine; every other address, and every look-up of a name, is refused.
BLOCK = """\
import socket, sys
def refuse(event, arguments):
    where = arguments[1] if event == "socket.connect" else arguments[0]
    host = where[0] if isinstance(where, tuple) else where
    own = host is None or str(host) in ("127.0.0.1", "localhost", "::1", "") or str(host).startswith("/")
    if not own:
        open(r"{log}", "a").write(f"{{event}} {{host}}\\n")
        raise OSError("no network in this test")
EVENTS = ("socket.connect", "socket.getaddrinfo")
sys.addaudithook(lambda event, arguments: refuse(event, arguments) if event in EVENTS else None)
"""
OTHERS = notebook(
    "Sammenligning",
    code(
        "from fokusrapport.domain.area import open_area\n"
        'area = open_area("skole", municipality=municipality, year=year, language=language)\n'
        "others = area.benchmarks()"
    ),
    markdown('Resultatet er {eval}`others.standing("netto", "group")` gruppa, {eval}`others.value("netto")`.'),
    code("others.about()"),
    code("others.table()"),
    code('others.trend("netto", caption="Netto", label="fig-netto")'),
    code("others.revised()"),
    markdown("Se @tbl-sammenligning, @fig-netto og @tbl-revidert."),
)
REGISTER = """\
indicators:
  - id: trivsel
    label: {nb: Trivsel}
    scale: score_1_5
    decimals: 1
    direction: higher
"""


def compared_project(root: Path) -> None:
    """Testvik with a notebook that compares, and two snapshots."""
    files = project_files({"skole": OTHERS})
    more = {"params/testvik/indicators.yaml": REGISTER, "params/testvik/benchmarks.yaml": BENCHMARKS}
    write_project(root, {**files, **more})
    for day, text in ((MARCH, DRAWN), (JUNE, DRAWN.replace("3.45", "3.60"))):
        keep(root, fetched(text, moment(day)), day)


@pytest.mark.slow
def test_a_build_with_the_network_blocked(tmp_path: Path) -> None:
    """The report is made, and nobody asked for anything elsewhere; the block itself is shown to bite."""
    root, log = tmp_path / "project", tmp_path / "asked.txt"
    root.mkdir()
    compared_project(root)
    (tmp_path / "sitecustomize.py").write_text(BLOCK.format(log=log), encoding="utf-8")
    path = f"{tmp_path}:{ROOT}"
    done = build_py(root, "build", EDITION, PYTHONPATH=path)
    assert done.returncode == 0, done.stderr
    assert not log.exists()
    made = contents(root / "reports" / "testvik" / "2024")
    assert "høyere enn" in made["index.html"].decode()
    asked = build_py(root, "fetch", "kostra", "testvik", PYTHONPATH=path, NO_PROXY="*")
    assert asked.returncode == 1
    assert "Statistics Norway cannot be reached" in asked.stderr
    assert "Traceback" not in asked.stderr
    assert "data.ssb.no" in log.read_text(encoding="utf-8")


def test_what_builds_cannot_fetch() -> None:
    """Nothing that a build is made of may import what fetches, and none of it is loaded with it."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (offline,) = [each for each in contracts["contracts"] if each["type"] == "forbidden"]
    assert {"fokusrapport.domain", "fokusrapport.pipeline", "fokusrapport.app"} <= set(offline["source_modules"])
    assert {"httpx", "requests", "fokusrapport.fetch"} <= set(offline["forbidden_modules"])
    script = (
        "import fokusrapport.domain.area, sys; sys.exit('httpx' in sys.modules or 'fokusrapport.fetch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0  # noqa: S603 - this very Python
