"""Stopping at a signal: politely where that can be, and in any case within two seconds."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

_SECONDS_TO_TIDY_UP = 1.5


@contextmanager
def stopped_by_signals(exit_code: int, told: str) -> Iterator[None]:
    """In the block Ctrl-C and its like raise KeyboardInterrupt; who has not ended soon after that is ended.

    Python hears of a signal only between two of its own steps, and setting a report's pages is one long step. So a
    thread listens, too: after a second and a half it ends this process and all it has started, with `exit_code`, and
    `told` for the person at the keyboard.
    """
    here, there = socket.socketpair()
    there.setblocking(False)  # noqa: FBT003 - the standard library's signature
    before = {one: signal.signal(one, _stop) for one in _stop_signals()}
    signal.set_wakeup_fd(there.fileno(), warn_on_full_buffer=False)
    threading.Thread(target=_end_soon, args=(here, exit_code, told), name="end", daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(-1)
        there.close()
        if _stopping():
            _end(exit_code)
        for one, handler in before.items():
            signal.signal(one, handler)


def _stop(_signal: int, _frame: object) -> NoReturn:
    for one in _stop_signals():
        signal.signal(one, signal.SIG_IGN)  # a second Ctrl-C must not break off the tidying up after the first
    raise KeyboardInterrupt


def _stopping() -> bool:
    return all(signal.getsignal(one) is signal.SIG_IGN for one in _stop_signals())


def _stop_signals() -> list[signal.Signals]:
    """Ctrl-C, a polite kill, and (where there is such a thing) a terminal that is closed."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    return [signal.Signals[name] for name in names if name in signal.Signals.__members__]


def _end_soon(here: socket.socket, exit_code: int, told: str) -> None:
    """Wait for a signal (its number is written by the system's own handler), or until nobody can send any more."""
    with here:
        while number := here.recv(1):
            if number[0] in _stop_signals():
                break
    if not number:
        return
    time.sleep(_SECONDS_TO_TIDY_UP)
    with suppress(OSError):
        os.write(sys.stderr.fileno(), f"{told}\n".encode())
    _end(exit_code)


def _end(exit_code: int) -> NoReturn:
    """End this process and all it has started (warm processes take their kernels along), and tidy up after it.

    At once: Python would take down every module first, for which it may need a second or more.
    """
    from fokusrapport.pipeline.ending import end_all, end_below, family  # noqa: PLC0415 - commands that start nothing need it not
    from fokusrapport.pipeline.workspaces import remove_workspaces_of, workspaces_of  # noqa: PLC0415

    end_all(family(os.getpid())[1:])
    end_below(workspaces_of(os.getpid()))
    remove_workspaces_of(os.getpid())
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(exit_code)
