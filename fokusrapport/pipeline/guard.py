"""The guard of one kernel: ends it when it takes more than is allowed, or when everything is to end.

It looks from a thread of its own, so that no flood of messages and no cell that never ends can keep it from looking.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

import psutil
from jupyter_client.manager import AsyncKernelManager

from fokusrapport.params.models import RunLimits
from fokusrapport.pipeline.ending import end_below, end_with_family, family
from fokusrapport.pipeline.limits import MEGABYTE, Excess
from fokusrapport.pipeline.readyclient import CountingSession
from fokusrapport.pipeline.warm.forked import ForkedKernel

_NEVER = float("inf")
_SECONDS_BETWEEN = 0.2
_LOOKS_FOR_ONE_AT_ALL = 5  # looking at all that a kernel has started takes longer than at the kernel alone


class Guard:
    """Watches the kernel of `manager` while a `with` block lasts. `excess` is which limit it was stopped at.

    `wake` is called when it is stopped, from any thread, so that whoever waits for it need wait no longer. In `folder`
    lies the IPython folder of this kernel and of no other.
    """

    def __init__(self, manager: AsyncKernelManager, limits: RunLimits, folder: str = "") -> None:
        self.excess: Excess | None = None
        self.over = False
        self._manager, self._limits, self._folder = manager, limits, folder
        self.wake: Callable[[], None] = lambda: None
        self._process: Any = None
        self._swept = False
        self._heard = 0
        self._began: float | None = None
        self._ended = threading.Event()

    def __enter__(self) -> Self:
        """Begin to watch; there may be no process yet."""
        self._thread = threading.Thread(target=self._watch, name="guard", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """End what the kernel has left behind."""
        self._ended.set()
        self._thread.join()
        self._end()
        self.over = True

    def exit_code(self) -> int | None:
        """How the kernel ended; None while it is running, or was never started."""
        return None if self.process is None else self.process.poll()

    @property
    def process(self) -> Any:  # noqa: ANN401 - a Popen, or a ForkedKernel; None before it has started
        """The kernel's process, also when it has ended: its manager has forgotten it then."""
        self._process = getattr(self._manager.provisioner, "process", None) or self._process
        return self._process

    def session(self) -> CountingSession:
        """What counts the kernel's messages; for its manager, before it is started."""
        session = CountingSession(parent=self._manager)
        session.heard, session.refused = self._hear, self._refuse
        session.longest = self._limits.output * MEGABYTE
        return session

    @contextmanager
    def running(self) -> Iterator[None]:
        """While a cell runs: its time is measured, and its kernel is noted."""
        self._process = self.process
        self._began = time.monotonic()
        try:
            yield
        finally:
            self._began = None

    def _hear(self, size: int) -> None:
        """Count a message of the kernel, in bytes; it is stopped when they are too many."""
        self._heard += size
        if self._heard > (self._limits.output * MEGABYTE or _NEVER) and self.excess is None:
            self.stop("output")

    def _refuse(self) -> None:
        """A message was so long that it was not received."""
        process = self.process
        if not self.over and self.excess is None and process is not None and process.poll() is None:
            self.stop("output")

    def stop(self, excess: Excess | None = None) -> None:
        """End the kernel with all it has started, and wake whoever waits for it; from any thread, more than once."""
        self.excess = self.excess or excess
        self._end()
        self.wake()

    def _end(self) -> None:
        process = self.process
        if process is None or self._swept:
            return
        end_with_family(process)
        if self._folder and not isinstance(process, ForkedKernel):  # the warm process sees to those of a fork
            end_below(self._folder)
        self._swept = True

    def _watch(self) -> None:
        looks = 0
        while not self._ended.wait(_SECONDS_BETWEEN):
            looks += 1
            if found := self._found(all_of_it=looks % _LOOKS_FOR_ONE_AT_ALL == 0):
                self.stop(found)
                return

    def _found(self, *, all_of_it: bool) -> Excess | None:
        """The limit that is exceeded."""
        began, process = self._began, self.process
        if began is not None and time.monotonic() - began > (self._limits.seconds or _NEVER):
            return "seconds"
        if process is None or not process.pid or process.poll() is not None:
            return None
        found = family(process.pid, all_of_it=all_of_it)
        if len(found) > (self._limits.processes or _NEVER):
            return "processes"
        most = self._limits.memory * MEGABYTE or _NEVER
        # What processes share, such as the imports of a fork, counts in each; the exact figure takes longer to find.
        if sum(map(_resident, found)) > most and sum(map(_own, found)) > most:
            return "memory"
        return None


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _own(process: psutil.Process) -> int:
    """Bytes of memory, of what is shared the process's part."""
    try:
        full = process.memory_full_info()
    except psutil.AccessDenied:
        return _resident(process)
    except psutil.Error:
        return 0
    return int(getattr(full, "pss", full.uss))
