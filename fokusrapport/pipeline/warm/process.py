"""At this end: one warm process, and asking it for kernels."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from fokusrapport.pipeline.warm.forked import ForkedKernel

_SECONDS_TO_END = 0.5
_SECONDS_TO_IMPORT = 300


@dataclass(frozen=True)
class Wanted:
    """A kernel that is asked for: what is imported beforehand, and its arguments, folder and environment."""

    imports: tuple[str, ...]
    argv: Sequence[str]
    cwd: str
    env: Mapping[str, str]


class WarmProcess:
    """A process of `interpreter` (with its options) that imports and forks; it runs until `stop`, or ends with us."""

    def __init__(self, interpreter: Sequence[str], environment: Mapping[str, str]) -> None:
        self._kernels = 0
        self._control, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with there:
            command = [*interpreter, "-m", "fokusrapport.pipeline.warm.server", str(there.fileno())]
            self._process = subprocess.Popen(  # noqa: S603 - this very Python, or that of a kernelspec
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                pass_fds=[there.fileno()],
                start_new_session=True,  # Ctrl-C is for this process, which ends that one
            )

    async def kernel(self, wanted: Wanted) -> ForkedKernel:
        """A kernel that is ready, or tells why it is not."""
        self._kernels += 1
        here, there = socket.socketpair()
        here.setblocking(False)  # noqa: FBT003 - the standard library's signature
        kernel = ForkedKernel(here)
        given = json.dumps({"argv": list(wanted.argv), "cwd": wanted.cwd, "env": dict(wanted.env)})
        with suppress(OSError), there:  # nobody is there to read it: which is heard below
            socket.send_fds(self._control, [json.dumps(wanted.imports).encode()], [there.fileno()])
            there.close()
            await asyncio.get_running_loop().sock_sendall(here, given.encode())
            here.shutdown(socket.SHUT_WR)
        with suppress(TimeoutError):
            await asyncio.wait_for(kernel.started(), _SECONDS_TO_IMPORT)
        return kernel

    def begin(self, imports: Sequence[str]) -> None:
        """Have it import these, and do not wait for it."""
        with suppress(OSError):  # it has ended: whoever asks for a kernel hears of that
            self._control.send(json.dumps(imports).encode())

    def let_go(self) -> None:
        """Close this end, in a fork of the process that started it."""
        self._control.close()

    def stop(self) -> None:
        """End it, and all its kernels with it."""
        self._control.close()
        try:
            self._process.wait(_SECONDS_TO_END if self._kernels else 0)
        except subprocess.TimeoutExpired:  # it is importing something
            self._process.kill()
            self._process.wait()
