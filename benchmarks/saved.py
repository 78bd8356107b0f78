"""From a notebook that is saved to its page that is fresh, beside the time its cells take by themselves.

    python benchmarks/saved.py PROJECT [--rounds 9]

Starts `python build.py preview --area omrade-01` and follows it as a browser does. In every round a sentence is saved,
and then the same notebook is run in this process, with a clock around its cells.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from measure import Taken, surroundings, table

from fokusrapport.checking import Options, check_edition, default_edition
from fokusrapport.params.project import Project
from fokusrapport.pipeline import execute
from fokusrapport.pipeline.engine import InlineValueClient
from fokusrapport.pipeline.onerun import Where, kernels_at

AREA = "omrade-01"
ALLOWED = 1.5
"""Times the cells' own seconds that a page may take, and half a second more."""


class Followed:
    """A preview that is running, and what it has told, each with the second it was told."""

    def __init__(self, address: str) -> None:
        self.told: list[tuple[float, dict[str, Any]]] = []
        threading.Thread(target=self._listen, args=(address,), daemon=True).start()

    def _listen(self, address: str) -> None:
        with urllib.request.urlopen(f"{address}events") as events:  # noqa: S310 - our own server
            for line in events:
                if line.startswith(b"data:"):
                    self.told.append((time.perf_counter(), json.loads(line[5:])))

    def first(self, start: float, page: int, *, stored: bool) -> float:
        """Seconds from `start` to the first page after `page` that is stored, or that a run gave."""
        while True:
            for at, told in list(self.told):
                if at > start and told["page"] > page and bool(told["stored"]) is stored:
                    return at - start
            time.sleep(0.005)

    def settled(self) -> int:
        """The number of the page when nothing more is to come."""
        while not self.told or self.told[-1][1]["tone"] == "busy":
            time.sleep(0.02)
        if self.told[-1][1]["tone"] != "fresh":
            raise SystemExit(f"the page is not fresh: {self.told[-1][1]}")
        return int(self.told[-1][1]["page"])


@contextmanager
def previewed(root: Path) -> Iterator[Followed]:
    """The preview of one area, started and ended."""
    command = [sys.executable, "build.py", "preview", "--area", AREA, "--no-browser"]
    process = subprocess.Popen(command, cwd=root, env=surroundings(root), stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        found = re.search(r"http://\S+", process.stdout.readline())
        if found is None:
            raise SystemExit("no preview")
        yield Followed(found[0])
    finally:
        process.terminate()
        process.wait()


def save(root: Path, number: int) -> None:
    """Another sentence in the notebook, as JupyterLab saves it."""
    path = root / "notebooks" / f"{AREA}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    cell = next(c for c in notebook["cells"] if c["cell_type"] == "markdown" and "{eval}" in "".join(c["source"]))
    cell["source"] = "".join(cell["source"]).partition(" Lagret")[0] + f" Lagret for {number}. gang."
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), "utf-8")


def cells_alone(root: Path) -> float:
    """Seconds that the cells of the notebook as it is saved now take in a kernel that is ready."""
    taken: list[float] = []
    real = InlineValueClient.papermill_execute_cells

    def timed(self: Any) -> None:  # noqa: ANN401
        start = time.perf_counter()
        real(self)
        taken.append(time.perf_counter() - start)

    InlineValueClient.papermill_execute_cells = timed
    try:
        plan = check_edition(Project(root), default_edition(Project(root)), Options(areas=(AREA,))).plan
        execute.execute(plan.runs[0], kernels_at(Where(root)))
    finally:
        InlineValueClient.papermill_execute_cells = real
    return taken[0]


def measured(root: Path, rounds: int) -> list[Taken]:
    """Cells, stored page, fresh page: seconds of each round. The first round, in which all is imported, is left out."""
    cells, stored, fresh = Taken("its cells alone"), Taken("saved → words on the page"), Taken("saved → page fresh")
    with previewed(root) as preview:
        for number in range(rounds + 1):
            page = preview.settled()
            start = time.perf_counter()
            save(root, number)
            stored.seconds.append(preview.first(start, page, stored=True))
            fresh.seconds.append(preview.first(start, page, stored=False))
            preview.settled()
            cells.seconds.append(cells_alone(root))
    for one in (cells, stored, fresh):
        del one.seconds[0]
    return [cells, stored, fresh]


def main() -> None:
    """Print the table, and whether the target was met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    taken = measured(asked.project.resolve(), asked.rounds)
    cells, _stored, fresh = (one.median for one in taken)
    print(table(taken, taken[0].name))
    print(f"\nAllowed: {ALLOWED} × {cells:.2f} + 0.5 = {ALLOWED * cells + 0.5:.2f} s; taken: {fresh:.2f} s.")


if __name__ == "__main__":
    main()
