"""Twelve, 120 and 1 200 runs: time and the parent's memory for each run, and whose figures the pages show.

One, ten and a hundred editions of twelve areas are built by one command each. Every area of every municipality has a
number of cases of its own (`reference.cases`); every page and PDF is then read, and shows that number and no other one.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from lxml import html
from measure import surroundings
from reference import AREAS, YEAR, cases, write_reference

_CASES = re.compile(r"(?<!\w)1[\s\u00a0\u202f]?\d{3}[\s\u00a0\u202f]?\d{3}(?!\w)")
_BETWEEN_LOOKS = 0.2


@dataclass(frozen=True)
class Grown:
    """So many runs in so many seconds, the most memory of the process that was started, and the pages read."""

    runs: int
    seconds: float
    megabytes: float
    read: int

    @property
    def a_run(self) -> float:
        """Seconds a run."""
        return self.seconds / self.runs


def grown(folder: Path, editions: int) -> Grown:
    """Build so many editions at once from nothing, and read what was made. Leaves when a figure is another's."""
    shutil.rmtree(folder, ignore_errors=True)
    write_reference(folder, editions)
    start = time.perf_counter()
    command = [sys.executable, "build.py", "build", "--quiet", f"*/{YEAR}"]
    process = subprocess.Popen(command, cwd=folder, env=surroundings(folder))
    most = 0.0
    while process.poll() is None:
        most = max(most, _megabytes(process.pid))
        time.sleep(_BETWEEN_LOOKS)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"the build of {editions} editions ended with {process.returncode}")
    return Grown(editions * len(AREAS), seconds, most, sum(own_figures(folder, place) for place in range(editions)))


def own_figures(folder: Path, place: int) -> int:
    """Read every page and PDF of a municipality's areas, and the whole report's; how many show its own figures only."""
    report = folder / f"reports/provevik-{place + 1:03}/{YEAR}"
    wanted = {f"areas/{area}": {cases(place, number)} for number, area in enumerate(AREAS)}
    whole = set().union(*wanted.values())
    files = {f"{name}{kind}": own for name, own in wanted.items() for kind in (".html", ".pdf")}
    files |= {"index.html": whole, "fokusomrade-brukere.pdf": whole}
    for name, own in files.items():
        if not (report / name).exists():
            raise SystemExit(f"{report / name} is not there")
        if (shown := _shown(report / name)) != own:
            raise SystemExit(f"{report / name} shows {sorted(shown ^ own)}, or does not")
    return len(files)


def _shown(path: Path) -> set[int]:
    """The numbers of cases in a page or PDF."""
    if path.suffix == ".html":
        text = " ".join(html.document_fromstring(path.read_bytes()).itertext())
    else:
        with pypdfium2.PdfDocument(path) as document:
            text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return {int(re.sub(r"\D", "", found)) for found in _CASES.findall(text)}


def _megabytes(process: int) -> float:
    """The most memory that a process has had so far; 0 when it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0


def table(taken: list[Grown]) -> str:
    """The rows, each beside the first, and beside the one before.

    One edition alone is built by the process that was started; with several, each by one of its own.
    """
    first = taken[0]
    lines = [
        "| runs | s | s a run | to the first | parent's MB | to the first | to the one before | read, all right |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for before, one in zip([first, *taken], taken, strict=False):
        ratios = one.a_run / first.a_run, one.megabytes / first.megabytes, one.megabytes / before.megabytes
        lines.append(
            f"| {one.runs} | {one.seconds:.1f} | {one.a_run:.3f} | {ratios[0]:.2f} "
            f"| {one.megabytes:.0f} | {ratios[1]:.2f} | {ratios[2]:.2f} | {one.read} |"
        )
    return "\n".join(lines)
