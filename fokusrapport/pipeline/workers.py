"""Who makes runs: threads of this process, each with a kernel of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from fokusrapport.pipeline.cache import Cache
from fokusrapport.pipeline.compiled import settle_modules
from fokusrapport.pipeline.execute import remove_left_workspaces
from fokusrapport.pipeline.onerun import Where, kernels_stopped


@dataclass(frozen=True)
class Workers:
    """Those who make runs with `onerun.make`; `where` is where they find the project.

    `width` tells how many runs it is worth handing out at once.
    """

    executor: Executor
    width: Callable[[], int]
    where: Where


WorkersAt = Callable[[Where, int], AbstractContextManager[Workers]]
"""Gives those who make runs at a place, so many at once."""


@contextmanager
def workers_here(where: Where, jobs: int) -> Iterator[Workers]:
    """Threads of this process; when anything is raised meanwhile, an interrupt too, every kernel is killed at once."""
    settle_modules(where.root)
    remove_left_workspaces()
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="run")
    try:
        yield Workers(pool, lambda: jobs, where)
    except BaseException:
        with kernels_stopped(where):
            pool.shutdown(cancel_futures=True)
        raise
    finally:
        pool.shutdown()
        Cache.of_project(where.root).shrink()
