"""A Dask scheduler and workers on this machine, each in processes of its own, started by their commands."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMPORTED = "fokusrapport.pipeline.scheduler_worker"


@dataclass
class Cluster:
    """A scheduler and its workers; `folder` holds what they write."""

    folder: Path
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The scheduler's."""
        return str(json.loads((self.folder / "scheduler.json").read_text())["address"])

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """`dask …`, in a process group of its own."""
        command = [sys.executable, "-m", "dask", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(command, cwd=self.folder, env=environment, stderr=log, start_new_session=True)  # noqa: S603 - this very Python

    def add_worker(self) -> None:
        """One more, with one thread; it is not waited for."""
        options = ("--nworkers", "1", "--nthreads", "1", "--no-dashboard", "--preload", IMPORTED)
        name = f"w{len(self.workers)}"
        self.workers.append(
            self.start("worker", self.address, *options, "--local-directory", str(self.folder), "--name", name)
        )

    def lose(self, worker: subprocess.Popen[bytes]) -> None:
        """Kill a worker and all its processes, as when its machine is switched off."""
        with suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


@contextmanager
def started(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster, which ends with the block."""
    folder.mkdir(exist_ok=True)
    cluster = Cluster(folder)
    file = folder / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
    scheduler = cluster.scheduler = cluster.start("scheduler", *options, "--scheduler-file", str(file))
    try:
        _until(file.exists)
        for _number in range(workers):
            cluster.add_worker()
        _until(lambda: (folder / "log").read_bytes().count(b"Registered to:") >= workers)
        yield cluster
    finally:
        for process in (*cluster.workers, scheduler):
            cluster.lose(process)


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
