"""Runs on a Dask cluster: a real scheduler on loopback, with one worker of one thread and with two.

    python benchmarks/wide.py PROJECT

Prints the seconds of all runs of a project's editions with each. Only running is taken: the rest of a build is not
handed out. Both workers and the one that asks share this machine's cores.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from measure import ROOT

from fokusrapport.app import settings_of
from fokusrapport.checking import Options, check_edition
from fokusrapport.params.project import Project, list_editions
from fokusrapport.pipeline.making import shelf_of
from fokusrapport.pipeline.onerun import Where
from fokusrapport.pipeline.scheduler import workers_at
from fokusrapport.pipeline.workshop import Workshop, execute_all

_SECONDS_TO_START = 120
_WORKER = (
    "--nworkers",
    "1",
    "--nthreads",
    "1",
    "--no-dashboard",
    "--preload",
    "fokusrapport.pipeline.scheduler_worker",
)


def main(root: Path) -> None:
    """Print the seconds with one worker and with two."""
    print(*(seconds(root, workers) for workers in (1, 2)))


def seconds(root: Path, workers: int) -> float:
    """Seconds that the runs of all editions take, none of them kept; the workers' first imports are not counted."""
    plans = [check_edition(Project(root), name, Options()).plan for name in list_editions(Project(root))]
    runs = [run for plan in plans for run in plan.runs]
    settings = settings_of(plans[0].request, Options(force=True))
    with tempfile.TemporaryDirectory() as folder, cluster(Path(folder), workers) as address:
        workshop = Workshop(shelf_of(plans[0], settings), Where(root), 2, workers_at(address))
        execute_all(runs[: 2 * workers], workshop, lambda _what, _step: None)
        start = time.perf_counter()
        executed = execute_all(runs, workshop, lambda _what, _step: None)
        taken = time.perf_counter() - start
    if any(one.faults or one.notebook is None for one in executed):
        raise SystemExit("a run failed")
    return taken


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    """A scheduler and so many workers, each a process; the address."""
    file = folder / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show", "--scheduler-file", str(file))
    started = [_dask(folder, "scheduler", *options)]
    try:
        _wait(file.exists)
        address = str(json.loads(file.read_text())["address"])
        for number in range(workers):
            named = ("--name", f"w{number}", "--local-directory", str(folder))
            started.append(_dask(folder, "worker", address, *_WORKER, *named))
        _wait(lambda: (folder / "log").read_bytes().count(b"Registered to:") >= workers)
        yield address
    finally:
        for process in started:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + _SECONDS_TO_START
    while not holds():
        if time.monotonic() > end:
            raise SystemExit("the cluster does not start")
        time.sleep(0.05)


def _dask(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=log,
            start_new_session=True,
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
