"""The warm process: started fresh, one thread, no ZeroMQ; imports what it is asked to, and forks itself.

    python -m fokusrapport.pipeline.warm.server 5

The number is a socket's file descriptor. Each message on it names modules to be imported, and brings another socket,
one for each kernel; without one nothing is forked. On the kernel's socket its number is told («pid 4711»), and how it
ended («exit 0»); or that there will be none, for one of those modules bears no fork («unfit name») or for another
reason («refused …»). When the process at the other end is gone, all kernels are ended, and so is this. What a kernel
has started ends with it.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

from fokusrapport.pipeline.warm import kernel
from fokusrapport.pipeline.warm.preload import KERNEL, Preload, Unfit, other_threads

_LONGEST = 65536  # of the names of modules
_ROUNDS, _SECONDS_A_ROUND = 50, 0.01  # for what a kernel leaves behind to end
MATPLOTLIB = "module://matplotlib_inline.backend_inline"


class Server:
    """Answers one process; `serve` returns in every kernel that is forked, with the kernel's socket."""

    def __init__(self, control: int) -> None:
        self._control = control
        self._preload = Preload()
        self._spoilt = ""
        self._kernels: dict[int, tuple[int, int]] = {}  # by their pidfd: process number and socket

    def serve(self) -> int | None:
        """Fork whenever it is asked for. Gives the socket in a kernel, None when there is nobody left to ask."""
        watched = select.poll()
        watched.register(self._control, select.POLLIN)
        while True:
            for number, _event in watched.poll():
                if number != self._control:
                    watched.unregister(number)
                    self._ended(number)
                    continue
                asked = self._asked()
                if asked is None:
                    self._end_all()
                    return None
                names, kernel_socket = asked
                if kernel_socket is None:
                    self._unfit(names)
                    continue
                found = self._fork(names, kernel_socket)
                if found is None:
                    return kernel_socket
                if found:
                    watched.register(found, select.POLLIN)

    def _asked(self) -> tuple[list[str], int | None] | None:
        """The next request; None when the other end is closed."""
        with socket.socket(fileno=os.dup(self._control)) as control:
            message, numbers, _flags, _address = socket.recv_fds(control, _LONGEST, 1)
        return (json.loads(message), numbers[0] if numbers else None) if message else None

    def _fork(self, names: list[str], kernel_socket: int) -> int | None:
        """The pidfd of a new kernel; 0 when it was refused, and None in the kernel itself."""
        if why := self._unfit(names):
            _tell(kernel_socket, why)
            os.close(kernel_socket)
            return 0
        process = os.fork()
        if process == 0:
            self._let_go(kernel_socket)
            kernel.put_aside(self._preload.recording)
            return None
        pidfd = os.pidfd_open(process)
        self._kernels[pidfd] = process, kernel_socket
        _tell(kernel_socket, f"pid {process}")
        return pidfd

    def _unfit(self, names: list[str]) -> str:
        """Import what is not yet imported; why no kernel can be forked after that, and never again."""
        if self._spoilt:
            return self._spoilt
        try:
            if self._preload.imported((*KERNEL, *names)):
                gc.collect()
                gc.freeze()  # what is there now is for good: no kernel need look at it, which would copy it, too
        except Unfit as unfit:
            self._spoilt = f"unfit {unfit}"
        if not self._spoilt and (threads := other_threads()):
            self._spoilt = f"refused modules started threads of their own: {threads}"
        return self._spoilt

    def _ended(self, pidfd: int) -> None:
        process, kernel_socket = self._kernels.pop(pidfd)
        _process, status = os.waitpid(process, 0)
        self._end_orphans()
        _tell(kernel_socket, f"exit {os.waitstatus_to_exitcode(status)}")
        os.close(kernel_socket)
        os.close(pidfd)

    def _end_all(self) -> None:
        for process, _socket in self._kernels.values():
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)  # it may have no group of its own yet
                os.killpg(process, signal.SIGKILL)
        for process, _socket in self._kernels.values():
            os.waitpid(process, 0)
        self._kernels.clear()
        self._end_orphans()

    def _end_orphans(self) -> None:
        """End what kernels that have ended had started: it has become this process's (`adopt`)."""
        known = {process for process, _socket in self._kernels.values()}
        for _round in range(_ROUNDS):
            left = [child for child in _children() if child not in known]
            for child in left:
                with suppress(OSError):
                    os.kill(child, signal.SIGKILL)
            if not left:
                return
            time.sleep(_SECONDS_A_ROUND)
            for child in left:
                with suppress(OSError):
                    os.waitpid(child, os.WNOHANG)

    def _let_go(self, kept: int) -> None:
        """In a kernel: close what belongs to the warm process."""
        for pidfd, (_process, kernel_socket) in self._kernels.items():
            os.close(pidfd)
            os.close(kernel_socket)
        os.close(self._control)
        self._kernels.clear()
        os.set_inheritable(kept, False)  # noqa: FBT003 - the standard library's signature


def _children() -> list[int]:
    """The children of this process, which has one thread; none where the system does not tell."""
    process = os.getpid()
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def _tell(kernel_socket: int, words: str) -> None:
    with suppress(OSError):  # nobody is there to be told
        os.write(kernel_socket, f"{words}\n".encode())


def main() -> None:
    """Be a warm process, or in the end a kernel."""
    control, warm = int(sys.argv[1]), os.getpid()
    kernel.adopt()
    if sys.path[0] in ("", os.getcwd()):  # noqa: PTH109 - a text, as it stands there
        del sys.path[0]  # as ipykernel does, which puts it back when all has been imported
    os.chdir(os.sep)  # libraries look for their settings in the current folder when they are imported
    os.environ.setdefault("MPLBACKEND", MATPLOTLIB)  # as a kernel sets it; matplotlib looks when it is imported
    before = dict(os.environ)
    kernel_socket = Server(control).serve()
    if kernel_socket is None:
        os._exit(0)  # nothing is to be tidied up, and taking down so many modules takes time
    kernel.become(kernel_socket, warm, before)


if __name__ == "__main__":
    main()
