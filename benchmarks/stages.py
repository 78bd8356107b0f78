"""Where the time of one run goes, from asking for a kernel to its area's page and PDF read back.

    python benchmarks/stages.py PROJECT

Runs an edition's notebooks one after the other in this process, and makes their areas' files, with a clock around the
functions that do each step. Prints medians over the notebooks; the first, for which the warm process imports, is left
out.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import papermill.execute
from nbclient import NotebookClient

from fokusrapport.app import settings_of
from fokusrapport.checking import Options, check_edition, default_edition
from fokusrapport.params.project import Project
from fokusrapport.pipeline import execute, stages
from fokusrapport.pipeline.engine import InlineValueClient
from fokusrapport.pipeline.exporters import ChapterHTMLExporter, ChapterPDFExporter
from fokusrapport.pipeline.found import store_of
from fokusrapport.pipeline.onerun import Where, kernels_at
from fokusrapport.pipeline.readback import check_file
from fokusrapport.pipeline.warm.provisioner import WarmProvisioner

FORK, READY, INJECTION = "kernel forked", "kernel ready (its start, and until it answers)", "parameters injected"
CELLS, SHUTDOWN = "cells and inline expressions", "kernel shut down"
COLLECTING, WHOLE = "workspace, papermill's own steps, outputs collected", "one run in all"
READING, PAGE, PAPER = "area read from the notebook", "area's page made", "area's PDF made"
PAGE_BACK, PAPER_BACK = "page read back", "PDF read back"


class Clock:
    """Seconds by step, one figure a run."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = defaultdict(list)

    def call(self, step: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever it gives
        """Do something and take its time."""
        start = time.perf_counter()
        try:
            return work()
        finally:
            self.taken[step].append(time.perf_counter() - start)

    def around(self, owner: Any, name: str, step: str) -> None:  # noqa: ANN401 - a class or a module
        """Take the time of a function whenever it is called."""
        real = getattr(owner, name)
        setattr(owner, name, lambda *given, **named: self.call(step, lambda: real(*given, **named)))

    def around_async(self, owner: Any, name: str, step: str) -> None:  # noqa: ANN401 - see above
        """The same of a coroutine."""
        real = getattr(owner, name)

        async def timed(*given: Any, **named: Any) -> Any:  # noqa: ANN401
            start = time.perf_counter()
            try:
                return await real(*given, **named)
            finally:
                self.taken[step].append(time.perf_counter() - start)

        setattr(owner, name, timed)


def measured(root: Path) -> dict[str, float]:
    """Median seconds of each step."""
    clock = Clock()
    clock.around_async(WarmProvisioner, "launch_kernel", FORK)
    clock.around(NotebookClient, "start_new_kernel", "started")
    clock.around(NotebookClient, "start_new_kernel_client", "connected")
    clock.around(papermill.execute, "parameterize_notebook", INJECTION)
    clock.around(InlineValueClient, "papermill_execute_cells", CELLS)
    clock.around(NotebookClient, "_cleanup_kernel", SHUTDOWN)
    plan = check_edition(Project(root), default_edition(Project(root)), Options()).plan
    settings = settings_of(plan.request, Options())
    kernels = kernels_at(Where(root))
    executed = [clock.call(WHOLE, lambda run=run: execute.execute(run, kernels)) for run in plan.runs]
    clock.around(stages, "_read", READING)
    chapter = stages.read_document(plan, executed, settings.framing).chapter
    for run in plan.runs:
        shown = stages.excerpt(chapter, run.area)
        page = clock.call(PAGE, lambda shown=shown: ChapterHTMLExporter().from_chapter(shown).encode())
        paper = clock.call(PAPER, lambda shown=shown: ChapterPDFExporter().from_chapter(shown))
        store = store_of(shown)
        clock.call(PAGE_BACK, lambda page=page, shown=shown, store=store: check_file("a.html", page, shown, store))
        clock.call(PAPER_BACK, lambda paper=paper, shown=shown, store=store: check_file("a.pdf", paper, shown, store))
    found = {step: median(seconds[1:]) for step, seconds in clock.taken.items()}
    found[READY] = found.pop("started") + found.pop("connected") - found[FORK]
    found[COLLECTING] = found[WHOLE] - sum(found[step] for step in (FORK, READY, INJECTION, CELLS, SHUTDOWN))
    order = (FORK, READY, INJECTION, CELLS, COLLECTING, SHUTDOWN, WHOLE, READING, PAGE, PAPER, PAGE_BACK, PAPER_BACK)
    return {step: found[step] for step in order}


def main(root: Path) -> None:
    """Print the table."""
    print("| step of one run | median s |\n|---|---|")
    for step, seconds in measured(root).items():
        print(f"| {step} | {seconds:.3f} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
