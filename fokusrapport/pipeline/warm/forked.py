"""A kernel forked from the warm process, at this end: what `subprocess.Popen` is for a kernel of the ordinary kind."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import threading
import time
from contextlib import suppress

_MOMENT = 0.002  # seconds between two looks whether it has ended


class ForkedKernel:
    """A kernel's process, with the methods of `subprocess.Popen` that jupyter_client uses."""

    stdin = stdout = stderr = None  # those of the warm process

    def __init__(self, told: socket.socket) -> None:
        self._told = told
        self._text = b""
        self._hearing = threading.RLock()  # whoever stops a build asks from another thread
        self.pid = 0
        self.ready = False
        self.refused = ""
        self.unfit = ""
        self.returncode: int | None = None

    async def started(self) -> None:
        """Wait until the kernel can be talked to, was refused, or has ended."""
        loop = asyncio.get_running_loop()
        while not (self.ready or self.refused or self.unfit) and self.returncode is None:
            try:
                self._hear(await loop.sock_recv(self._told, 1024))
            except ConnectionResetError:  # the other end was closed with something unread in it
                self._hear(b"")

    async def ended(self, seconds: float) -> None:
        """Wait until the process has ended, but not for longer than so many seconds."""
        until = time.monotonic() + seconds
        # Other threads hear the socket, too: there is nothing to wait for.
        while self.poll() is None and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(_MOMENT)

    def poll(self) -> int | None:
        """The exit code; None while it is running. Ended by a signal, it is the signal's number with a minus."""
        with self._hearing:
            while self.returncode is None:
                try:
                    self._hear(self._told.recv(1024))
                except BlockingIOError:
                    break
                except ConnectionResetError:  # see above
                    self._hear(b"")
            return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, when it has ended; raises subprocess.TimeoutExpired when that takes longer."""
        until = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if until is not None and time.monotonic() > until:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
            time.sleep(_MOMENT)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended: its number may be another's then."""
        if self.pid and self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def _hear(self, told: bytes) -> None:
        """What the warm process and the kernel itself have told, line by line."""
        with self._hearing:
            self._text += told
            *lines, self._text = self._text.split(b"\n")
            for line in lines:
                self._note(*line.decode().split(" ", 1))
            if not told:  # the warm process is gone, and it takes its kernels along
                self._end(-signal.SIGKILL)

    def _note(self, word: str, rest: str = "") -> None:
        match word:
            case "pid":
                self.pid = int(rest)
            case "ready":
                self.ready = True
            case "refused":
                self.refused = rest
            case "unfit":
                self.unfit = rest
            case "exit":
                self._end(int(rest))

    def _end(self, code: int) -> None:
        if self.returncode is None:
            self.returncode = code
            self._told.close()

    def give_up(self) -> None:
        """Hear no more of it: there is no such kernel, or nobody waits for it any longer."""
        self._told.close()
