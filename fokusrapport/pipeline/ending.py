"""Ending processes with all they have started."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import psutil

_MOST_ROUNDS = 50  # a process that forks while it is being ended is found in the next one


def family(process: int, *, all_of_it: bool = True) -> list[psutil.Process]:
    """A process and all it has started, as far as its line goes unbroken; or it alone. Empty when it has ended."""
    try:
        first = psutil.Process(process)
        return [first, *first.children(recursive=True)] if all_of_it else [first]
    except psutil.Error:
        return []


def end_with_family(process: Any) -> None:  # noqa: ANN401 - a Popen, or a ForkedKernel
    """Kill a process that we have started, and all it has started: those first found, for later they are nobody's."""
    found = family(process.pid) if process.poll() is None else []
    process.kill()
    end_all(found[1:])


def end_all(processes: list[psutil.Process]) -> None:
    """Kill processes. A number that has become another's meanwhile is left alone."""
    for one in processes:
        with suppress(psutil.Error):
            one.kill()


def end_below(folder: str) -> None:
    """Kill every process whose IPython folder begins so: a kernel's, and all it has started, whose child it ever is."""
    for _round in range(_MOST_ROUNDS):
        found = list(_below(folder))
        end_all(found)
        if not found:
            return


def _below(folder: str) -> Iterator[psutil.Process]:
    for one in psutil.process_iter():
        with suppress(psutil.Error, OSError):  # another user's, or just ended
            if one.environ().get("IPYTHONDIR", "").startswith(folder) and one.status() != psutil.STATUS_ZOMBIE:
                yield one
