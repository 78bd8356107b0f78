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
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

INTERRUPTED = 130
"""The exit code of a command that was stopped by Ctrl-C, as shells have it."""

_SECONDS_TO_TIDY_UP = 1.5
_SECONDS_TO_BE_GONE = 0.2
_PAUSE = b"\0"  # no signal has this number


@contextmanager
def stopped_by_signals(exit_code: int, told: str) -> Iterator[None]:
    """In the block Ctrl-C and its like raise KeyboardInterrupt; who has not ended soon after that is ended.

    Python hears of a signal only between two of its own steps, and setting a report's pages is one long step. So a
    thread listens, too: after a second and a half it ends this process and all it has started, with `exit_code`, and
    `told` for the person at the keyboard. A terminal that is closed is no reason to stop where that was ignored before:
    `nohup` means that.
    """
    here, there = socket.socketpair()
    there.setblocking(False)  # noqa: FBT003 - the standard library's signature
    heard = [one for one in _stop_signals() if one.name != "SIGHUP" or signal.getsignal(one) is not signal.SIG_IGN]
    listener = _Listener(here, there, exit_code, told)
    _listeners.append(listener)
    before = {one: signal.signal(one, _stop) for one in heard}
    signal.set_wakeup_fd(there.fileno(), warn_on_full_buffer=False)
    listener.begin()
    try:
        yield
    finally:
        signal.set_wakeup_fd(-1)
        _listeners.remove(listener)
        there.close()
        if listener.stopping:
            _end(exit_code)
        for one, handler in before.items():
            signal.signal(one, handler)


@dataclass
class _Listener:
    """The thread that listens at `here` to what the system's handler writes at the other end."""

    here: socket.socket
    there: socket.socket
    exit_code: int
    told: str
    thread: threading.Thread | None = None
    stopping: bool = False

    def begin(self) -> None:
        """Have a thread listen."""
        given = (self.here, self.exit_code, self.told)
        self.thread = threading.Thread(target=_end_soon, args=given, name="end", daemon=True)
        self.thread.start()

    def pause(self) -> None:
        """End the thread, and wait until it is gone."""
        self.there.send(_PAUSE)
        if self.thread is not None:
            self.thread.join()
            task = Path(f"/proc/self/task/{self.thread.native_id}")
            until = time.monotonic() + _SECONDS_TO_BE_GONE
            while task.exists() and time.monotonic() < until:  # Python has done with it a moment before the system has
                time.sleep(0.001)


_listeners: list[_Listener] = []


@contextmanager
def nobody_listening() -> Iterator[None]:
    """In the block there is no such thread, so that this process can be forked; a signal is not forgotten meanwhile."""
    for listener in _listeners:
        listener.pause()
    try:
        yield
    finally:
        for listener in _listeners:
            listener.begin()


def _stop(_signal: int, _frame: object) -> NoReturn:
    for one in _stop_signals():
        signal.signal(one, signal.SIG_IGN)  # a second Ctrl-C must not break off the tidying up after the first
    for listener in _listeners:
        listener.stopping = True
    raise KeyboardInterrupt


def _stop_signals() -> list[signal.Signals]:
    """Ctrl-C, a polite kill, and (where there is such a thing) a terminal that is closed."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    return [signal.Signals[name] for name in names if name in signal.Signals.__members__]


def _end_soon(here: socket.socket, exit_code: int, told: str) -> None:
    """Wait for a signal (its number is written by the system's own handler), or until nobody can send any more."""
    while (number := here.recv(1)) not in (b"", _PAUSE):
        if number[0] in _stop_signals():
            break
    if not number:
        here.close()
    if number in (b"", _PAUSE):
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
