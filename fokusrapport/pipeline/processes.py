"""Processes that work beside this one: fresh, and with the imports done where the system can do them beforehand.

A fork of this process would inherit locks that threads of ours, which run kernels, hold at that moment. On Linux a
process of its own, single-threaded, does the imports once and is forked instead; elsewhere every process does them.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess

from fokusrapport.pipeline.warm.forks import can_fork

# By its name: what is above this room is imported for those who work beside, not for this room.
_IMPORTED = ["fokusrapport.preloaded"]


def beside() -> ForkServerContext | SpawnContext:
    """Where processes are started from. The first call begins with the imports, and does not wait for them."""
    if not can_fork():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_IMPORTED)
    with _no_interrupt():
        forkserver.ensure_running()
    return context


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """What is started meanwhile gets no Ctrl-C: that is for this process, which ends the others."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def stand_apart() -> None:
    """Called in a process that was started: Ctrl-C is for whoever started it; what it starts can be ended with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.name == "posix":
        os.setpgid(0, 0)


def end(process: BaseProcess) -> None:
    """End it and what it has started, such as the typesetter, and wait until it is gone."""
    if process.pid is not None and process.exitcode is None:
        with suppress(OSError, AttributeError):  # it has just ended, does not stand apart yet; no groups here
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    process.join()


def end_this() -> None:
    """End this process, which stands apart, and what it has started, at once."""
    with suppress(OSError, AttributeError):
        if os.getpgid(0) == os.getpid():
            os.killpg(0, signal.SIGKILL)
    os._exit(1)
