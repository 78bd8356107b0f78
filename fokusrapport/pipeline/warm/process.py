"""At this end: warm processes, one for each environment, from which kernels are forked."""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import socket
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from fokusrapport.i18n import _
from fokusrapport.pipeline.warm.forked import ForkedKernel

# What may differ from kernel to kernel: nobody looks at it while modules are imported.
_OF_ONE_KERNEL = frozenset(
    ("IPYTHONDIR", "USER", "LOGNAME", "PWD", "OLDPWD", "JPY_PARENT_PID", "JPY_SESSION_NAME", "JPY_INTERRUPT_EVENT")
)
_SECONDS_TO_END = 0.5
_SECONDS_TO_IMPORT = 300


@dataclass(frozen=True)
class Wanted:
    """A kernel that is asked for: what it is to import, and with what arguments, where and in which environment."""

    imports: tuple[str, ...]
    argv: Sequence[str]
    cwd: str
    env: Mapping[str, str]


@dataclass
class WarmProcess:
    """A process of `interpreter` (with its options) that forks kernels; started when the first one is asked for.

    `refused` is why it forks none, empty as long as it does.
    """

    interpreter: tuple[str, ...]
    environment: Mapping[str, str]
    refused: str = ""
    stopped: bool = False
    _process: subprocess.Popen[bytes] | None = None
    _control: socket.socket | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    async def fork(self, wanted: Wanted) -> ForkedKernel | None:
        """A kernel that can be talked to; None when it was refused. Raises RuntimeError when it was ended meanwhile."""
        here, there = socket.socketpair()
        with there:
            if not self._ask(wanted.imports, there):
                here.close()
                return None
        here.setblocking(False)  # noqa: FBT003 - the standard library's signature
        kernel = ForkedKernel(here)
        given = json.dumps({"argv": list(wanted.argv), "cwd": wanted.cwd, "env": dict(wanted.env)})
        with suppress(OSError):  # nobody is there to read it: told below
            await asyncio.get_running_loop().sock_sendall(here, given.encode())
            here.shutdown(socket.SHUT_WR)
        with suppress(TimeoutError):
            await asyncio.wait_for(kernel.started(), _SECONDS_TO_IMPORT)
        if kernel.ready:
            return kernel
        if kernel.pid or self.stopped:
            raise RuntimeError(_("The kernel ended while it was starting."))
        self.refused = self.refused or kernel.refused or "the process with the imports has ended, or takes too long"
        here.close()
        return None

    def _ask(self, imports: Sequence[str], kernel_socket: socket.socket) -> bool:
        with self._lock:
            if self.stopped:
                raise RuntimeError(_("The kernel ended while it was starting."))
            if self.refused:
                return False
            try:
                control = self._control or self._start()
                socket.send_fds(control, [json.dumps(list(imports)).encode()], [kernel_socket.fileno()])
            except OSError as error:
                self.refused = str(error)
                return False
            return True

    def _start(self) -> socket.socket:
        control, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with there:
            command = [*self.interpreter, "-m", "fokusrapport.pipeline.warm.server", str(there.fileno())]
            self._process = subprocess.Popen(  # noqa: S603 - this very Python, or that of a kernelspec
                command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                pass_fds=[there.fileno()],
                start_new_session=True,  # Ctrl-C is for this process, which ends that one
            )
        self._control = control
        return control

    def stop(self) -> None:
        """End it, and all its kernels with it; no other kernel will be forked."""
        with self._lock:
            self.stopped = True
            if self._control is not None:
                self._control.close()
                self._control = None
            if self._process is not None:
                try:
                    self._process.wait(_SECONDS_TO_END)
                except subprocess.TimeoutExpired:  # it is importing something
                    self._process.kill()
                    self._process.wait()
                self._process = None


_processes: dict[tuple[object, ...], WarmProcess] = {}
_lock = threading.Lock()


def warm_process(interpreter: Sequence[str], environment: Mapping[str, str]) -> WarmProcess:
    """The warm process of an environment; the same one for all kernels whose imports find the same world."""
    common = {name: value for name, value in environment.items() if name not in _OF_ONE_KERNEL}
    # A fork of this process has no part in what was started before it; and what is installed later is to be imported.
    key = (os.getpid(), Path(sysconfig.get_path("purelib")).stat().st_mtime_ns, *interpreter, *sorted(common.items()))
    with _lock:
        if key not in _processes:
            if not _processes:
                atexit.register(stop_warm_processes)
            _processes[key] = WarmProcess(tuple(interpreter), common)
        return _processes[key]


def stop_warm_processes() -> None:
    """End all of them; the next kernel starts a new one."""
    with _lock:
        own = [_processes.pop(key) for key in list(_processes) if key[0] == os.getpid()]
    for process in own:
        process.stop()


def can_fork() -> bool:
    """Whether this system forks safely: elsewhere than on Linux, libraries of the system are known not to bear it."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open")
