"""Where runs are made: those that were made before are reused, the others run side by side in kernels of their own."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from typing import Literal

from fokusrapport.pipeline.cache import Cache
from fokusrapport.pipeline.execute import Executed, Run
from fokusrapport.pipeline.onerun import Where, make
from fokusrapport.pipeline.reuse import Shelf, Verdict
from fokusrapport.pipeline.workers import Workers, WorkersAt, workers_here

Step = Literal["planning", "waiting", "running", "reused", "done", "failed", "rendering", "checking", "publishing"]
Progress = Callable[[str, Step], None]


@dataclass(frozen=True)
class Workshop:
    """What runs are made with: those made before, where new ones are made, how many of them at once, and by whom."""

    shelf: Shelf
    where: Where
    jobs: int = 1
    workers: WorkersAt = workers_here


def execute_all(
    runs: Sequence[Run], workshop: Workshop, progress: Progress, then: Callable[[Executed], object] = id
) -> list[Executed]:
    """Every run reused or made, in the order given; an interrupt stops every kernel before it is passed on.

    `then` is called with each as soon as it is there, and is not to take long.
    """
    made: dict[int, Executed] = {}
    with workshop.workers(workshop.where, workshop.jobs) as workers:
        for position, executed in _gather(runs, workshop.shelf, workers, progress):
            made[position] = executed
            then(executed)
    return [made[position] for position in range(len(runs))]


def _gather(runs: Sequence[Run], shelf: Shelf, workers: Workers, progress: Progress) -> Iterator[tuple[int, Executed]]:
    """Every run with its position, as it is done. No more are handed out than are worked on, however many there are.

    Those that took longest are handed out first: a long one begun last would be waited for by all the others.
    """
    handed_out: dict[Future[Executed], tuple[int, Verdict]] = {}
    for position, run in longest_first(runs, shelf.cache):
        verdict = shelf.verdict(run)
        if verdict.kept is not None:
            yield position, shelf.reused(run, verdict.kept)
            progress(run.area, "reused")
            continue
        while len(handed_out) >= workers.width():
            yield from _finished(handed_out, shelf, progress)
        progress(run.area, "running")
        handed_out[workers.executor.submit(make, run, workers.where)] = position, verdict
    while handed_out:
        yield from _finished(handed_out, shelf, progress)


def longest_first(runs: Sequence[Run], cache: Cache) -> list[tuple[int, Run]]:
    """The runs with their positions by the seconds they took the last time; first those of which nobody knows."""
    return sorted(enumerate(runs), key=lambda one: -(cache.seconds(one[1].area) or math.inf))


def _finished(
    handed_out: dict[Future[Executed], tuple[int, Verdict]], shelf: Shelf, progress: Progress
) -> Iterator[tuple[int, Executed]]:
    """Wait until at least one is done, and keep what is."""
    for future in wait(handed_out, return_when=FIRST_COMPLETED).done:
        position, verdict = handed_out.pop(future)
        executed = shelf.keep(future.result(), verdict)
        progress(executed.run.area, "failed" if executed.faults else "done")
        yield position, executed
