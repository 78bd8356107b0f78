"""How long an edition takes to run, and how long to render from its executed notebooks: one table, medians and ratio.

    python benchmarks/rendering.py [EDITION] [--rounds 3]

Both are taken in the same run, one round after the other, on the same machine. Nothing is published.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TypeVar

from fokusrapport.app import settings_of
from fokusrapport.checking import Options, check_edition, default_edition
from fokusrapport.params.project import Project
from fokusrapport.pipeline.making import Settings, shelf_of
from fokusrapport.pipeline.onerun import Where
from fokusrapport.pipeline.parts import make_document
from fokusrapport.pipeline.plan import EditionPlan
from fokusrapport.pipeline.readback import whole_of
from fokusrapport.pipeline.stages import read_document
from fokusrapport.pipeline.workshop import Workshop, execute_all

Result = TypeVar("Result")
ROOT = Path(__file__).resolve().parent.parent
JOBS = 2


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds taken, and what came of it."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def one_round(plan: EditionPlan, settings: Settings) -> dict[str, float]:
    """Seconds for each stage of one build."""
    workshop = Workshop(shelf_of(plan, settings), Where(plan.request.root), JOBS)
    running, executed = timed(lambda: execute_all(plan.runs, workshop, lambda _what, _step: None))
    reading, document = timed(lambda: read_document(plan, executed, settings.framing))
    making, made = timed(lambda: make_document(document, [run.area for run in plan.runs], JOBS))
    checking, read = timed(lambda: whole_of(document.chapter, made.files, made.found, made.faults))
    if document.faults or read.problems:
        raise SystemExit(f"{plan.request.name} does not build: {[*document.faults, *read.problems]}")
    print(f"  {len(made.files)} files, {sum(map(len, made.files.values())) / 1e6:.1f} MB")
    return {
        "running notebooks": running,
        "reading blocks": reading,
        "files made and read back": making,
        "held against each other": checking,
    }


def main() -> None:
    """Take the times and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("edition", nargs="?", default=default_edition(Project(ROOT)))
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    plan = check_edition(Project(ROOT), asked.edition, Options(jobs=JOBS)).plan
    settings = replace(settings_of(plan.request, Options(jobs=JOBS)), force=True)  # running is what is measured
    print(f"{asked.edition}: {len(plan.runs)} notebooks, {JOBS} kernels at a time, {asked.rounds} rounds")
    print(f"  Python {platform.python_version()}, {platform.machine()}, {platform.system()}")
    rounds = [one_round(plan, settings) for _round in range(asked.rounds)]
    medians = {stage: median(taken[stage] for taken in rounds) for stage in rounds[0]}
    whole = medians["running notebooks"]
    print(f"\n{'stage':<26}{'median s':>10}{'fastest':>10}{'slowest':>10}{'of running':>12}")
    for stage, seconds in medians.items():
        ends = [taken[stage] for taken in rounds]
        print(f"{stage:<26}{seconds:>10.2f}{min(ends):>10.2f}{max(ends):>10.2f}{seconds / whole:>11.0%}")


if __name__ == "__main__":
    main()
