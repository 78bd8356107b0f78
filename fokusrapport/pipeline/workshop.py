"""Where runs are made: those that were made before are reused, the others run side by side in kernels of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Literal

from fokusrapport.pipeline.compiled import settle_modules
from fokusrapport.pipeline.execute import Executed, Kernels, Run
from fokusrapport.pipeline.reuse import Shelf
from fokusrapport.pipeline.workspaces import remove_left_workspaces

Step = Literal["waiting", "running", "reused", "done", "failed", "rendering", "checking", "publishing"]
Progress = Callable[[str, Step], None]


@dataclass(frozen=True)
class Workshop:
    """What runs are made with: those made before, the kernels, and how many of them work at once."""

    shelf: Shelf
    kernels: Kernels
    jobs: int = 1


def execute_all(runs: Sequence[Run], workshop: Workshop, progress: Progress) -> list[Executed]:
    """Every run reused or made, in the order given; an interrupt stops every kernel before it is passed on."""
    settle_modules(workshop.kernels.root)
    remove_left_workspaces()
    pool = ThreadPoolExecutor(workshop.jobs, thread_name_prefix="run")
    try:
        return _gather(runs, pool, workshop, progress)
    except BaseException:
        with workshop.kernels.being_stopped():
            pool.shutdown(cancel_futures=True)
        raise
    finally:
        pool.shutdown()
        workshop.shelf.cache.shrink()


def _gather(runs: Sequence[Run], pool: Executor, workshop: Workshop, progress: Progress) -> list[Executed]:
    def one(run: Run) -> Executed:
        verdict = workshop.shelf.verdict(run)
        if verdict.kept is None:
            progress(run.area, "running")
        return workshop.shelf.obtain(run, verdict, workshop.kernels)

    futures: dict[Future[Executed], Run] = {pool.submit(one, run): run for run in runs}
    for future in as_completed(futures):
        made = future.result()
        progress(made.run.area, "failed" if made.faults else "reused" if made.reused else "done")
    return [future.result() for future in futures]
