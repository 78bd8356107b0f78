"""One run made from values alone, so that any `concurrent.futures.Executor` can have it made, in any process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from fokusrapport.params.models import RunLimits
from fokusrapport.pipeline.execute import Executed, Kernels, Run, execute
from fokusrapport.pipeline.fingerprint import used_by
from fokusrapport.pipeline.reproducible import irreproducible


@dataclass(frozen=True)
class Where:
    """Where a run is made, and how: the project's folder, what a notebook may take, kernels forked or not.

    It can be sent to another process, as a run can. Runs made at equal places are stopped together; `build` tells those
    apart that are made for different builds in one process.
    """

    root: Path
    limits: RunLimits = field(default_factory=RunLimits)
    forked: bool = True
    build: str = ""


def make(run: Run, where: Where) -> Executed:
    """The run made, and why it would not be the same another time; errors become faults, never exceptions.

    Raises KeyboardInterrupt when all kernels of the place are being stopped.
    """
    kernels = kernels_at(where)
    executed = execute(run, kernels)
    used = used_by(executed)
    if executed.notebook is None or executed.faults or used is None:
        return executed
    return replace(executed, irreproducible=irreproducible(executed, used, kernels))


_kernels: dict[Where, Kernels] = {}
_lock = threading.Lock()


def kernels_at(where: Where) -> Kernels:
    """The kernels of this process that run there: one object for all, so that they can be stopped together."""
    with _lock:
        if where not in _kernels:
            _kernels[where] = Kernels(where.root, where.limits, forked=where.forked)
        return _kernels[where]


@contextmanager
def kernels_stopped(where: Where) -> Iterator[None]:
    """Kill every kernel of this process that runs there; meanwhile no new one starts, afterwards they may again."""
    try:
        with kernels_at(where).being_stopped():
            yield
    finally:
        forget_kernels(where)


def forget_kernels(where: Where) -> None:
    """Nothing more will be made there, or all of it anew."""
    with _lock:
        _kernels.pop(where, None)
