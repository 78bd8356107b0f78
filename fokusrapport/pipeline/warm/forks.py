"""Where kernels are forked: a warm process for each environment, replaced when it cannot go on."""

from __future__ import annotations

import atexit
import os
import sys
import sysconfig
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from fokusrapport.i18n import _
from fokusrapport.pipeline.warm.forked import ForkedKernel
from fokusrapport.pipeline.warm.process import Wanted, WarmProcess

# What may differ from kernel to kernel: nobody looks at it while modules are imported.
_OF_ONE_KERNEL = frozenset(
    ("IPYTHONDIR", "USER", "LOGNAME", "PWD", "OLDPWD", "JPY_PARENT_PID", "JPY_SESSION_NAME", "JPY_INTERRUPT_EVENT")
)
_MOST_UNFIT = 5


@dataclass
class Forks:
    """Kernels of one environment. `refused` is why none is forked any longer, empty as long as they are.

    `unfit` are modules left for the kernels to import: what they print, or the threads they start, would be lost. A
    process that has imported one forks no more, and another takes its place.
    """

    interpreter: tuple[str, ...]
    environment: Mapping[str, str]
    refused: str = ""
    unfit: set[str] = field(default_factory=set)
    _stopped: bool = False
    _now: WarmProcess | None = None
    _before: list[WarmProcess] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    async def kernel(self, wanted: Wanted) -> ForkedKernel | None:
        """A kernel that can be talked to; None when it was refused. Raises RuntimeError when it was ended meanwhile."""
        while process := self._process():
            imports = tuple(name for name in wanted.imports if name not in self.unfit)
            kernel = await process.kernel(replace(wanted, imports=imports))
            if kernel.ready:
                return kernel
            if kernel.pid or self._stopped:
                raise RuntimeError(_("The kernel ended while it was starting."))
            kernel.give_up()
            self._give_up(process, kernel)
        return None

    def begin(self, imports: Sequence[str]) -> None:
        """Have the process import these, without waiting for it; what goes wrong is told when a kernel is asked for."""
        if process := self._process():
            process.begin(tuple(name for name in imports if name not in self.unfit))

    def _process(self) -> WarmProcess | None:
        with self._lock:
            if self._stopped:
                raise RuntimeError(_("The kernel ended while it was starting."))
            if self._now is None and not self.refused:
                try:
                    self._now = WarmProcess(self.interpreter, self.environment)
                except OSError as error:
                    self.refused = str(error)
            return None if self.refused else self._now

    def _give_up(self, process: WarmProcess, kernel: ForkedKernel) -> None:
        """Ask the process for no more kernels. Those it has forked run on."""
        with self._lock:
            self.unfit |= {kernel.unfit} - {""}
            if self._now is not process:  # another thread has met the same
                return
            self._before.append(process)
            self._now = None
            if not kernel.unfit or len(self.unfit) > _MOST_UNFIT:
                self.refused = kernel.refused or "the process with the imports has ended, takes too long, or is unfit"

    def let_go(self) -> None:
        """Close this process's ends of connections that are another's."""
        for process in (*self._before, *([self._now] if self._now else [])):
            process.let_go()

    def stop(self) -> None:
        """End all, and no other kernel will be forked."""
        with self._lock:
            self._stopped = True
            for process in (*self._before, *([self._now] if self._now else [])):
                process.stop()
            self._before, self._now = [], None


_forks: dict[tuple[object, ...], Forks] = {}
_lock = threading.Lock()


def forks_of(interpreter: Sequence[str], environment: Mapping[str, str]) -> Forks:
    """Where kernels of this environment are forked: all for which modules find the same when they are imported."""
    common = {name: value for name, value in environment.items() if name not in _OF_ONE_KERNEL}
    # A fork of this process has no part in what was started before it; and what is installed later is to be imported.
    key = (os.getpid(), Path(sysconfig.get_path("purelib")).stat().st_mtime_ns, *interpreter, *sorted(common.items()))
    with _lock:
        if key not in _forks:
            if not _forks:
                atexit.register(stop_forks)
            _forks[key] = Forks(tuple(interpreter), common)
        return _forks[key]


def stop_forks() -> None:
    """End all warm processes and their kernels; whoever asks for a kernel after that gets a new process."""
    with _lock:
        own = [_forks.pop(key) for key in list(_forks) if key[0] == os.getpid()]
    for forks in own:
        forks.stop()


def let_go_of_forks() -> None:
    """In a fork of the process that has warm ones: those are not this one's, and must not wait for its end."""
    for forks in _forks.values():
        forks.let_go()
    _forks.clear()


def can_fork() -> bool:
    """Whether this system forks safely: elsewhere than on Linux, libraries of the system are known not to bear it."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open")
