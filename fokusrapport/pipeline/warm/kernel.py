"""In a forked process: becoming a kernel like any other."""

from __future__ import annotations

import ctypes
import importlib.util
import json
import os
import signal
import sys
import time
from collections.abc import Mapping
from typing import Any

from fokusrapport.pipeline.warm.recording import Recording
from fokusrapport.pipeline.warm.shelf import Shelf

_SET_PARENT_DEATH_SIGNAL, _SET_CHILD_SUBREAPER = 1, 36  # PR_…, see prctl(2)


def put_aside(recording: Recording) -> None:
    """Take this package's modules out of sight."""
    Shelf.of(recording)


def become(kernel_socket: int, warm: int, before: Mapping[str, str]) -> None:
    """Read from the socket what kernel is wanted, be it, and say «ready» when it can be talked to.

    Wanted are `argv` (the kernel's arguments), `cwd` and `env`. The process `warm` ends its kernels when it ends; its
    environment was as `before` when it was started.
    """
    os.setsid()  # as every kernel: interrupts go to it and what it has started
    _end_with(warm)
    adopt()  # so that what the notebook starts is found below this kernel, whatever it does to hide
    wanted = _read(kernel_socket)
    _surround(wanted, before)
    _draw_anew()
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - imported long since

    app: Any = IPKernelApp.instance()
    app.initialize([*wanted["argv"], f"--IPKernelApp.parent_handle={warm}"])
    os.write(kernel_socket, b"ready\n")
    os.close(kernel_socket)
    app.start()


def adopt() -> None:
    """Be the parent of all that is started from here when its own parent has ended, in whatever session it is."""
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1)


def _end_with(warm: int) -> None:
    """Be killed by the system when the warm process ends in whatever way."""
    ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != warm:  # it ended before this was said
        os.kill(os.getpid(), signal.SIGKILL)


def _read(kernel_socket: int) -> Mapping[str, Any]:
    parts = []
    while part := os.read(kernel_socket, 65536):
        parts.append(part)
    if not parts:  # nobody waits for this kernel any longer
        os._exit(0)
    wanted: Mapping[str, Any] = json.loads(b"".join(parts))
    return wanted


def _surround(wanted: Mapping[str, Any], before: Mapping[str, str]) -> None:
    """Have the environment, folder and arguments of the kernel that was asked for.

    What modules have put into the environment when they were imported stays there; it was as `before`.
    """
    imports = {name: value for name, value in os.environ.items() if before.get(name) != value}
    os.environ.clear()
    os.environ.update({**wanted["env"], **imports})
    time.tzset()
    os.chdir(wanted["cwd"])
    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [str(launcher.origin) if launcher else "", *wanted["argv"]]


def _draw_anew() -> None:
    """Chance differs from kernel to kernel: Python sees to that for its own, numpy does not."""
    if numpy := sys.modules.get("numpy.random"):
        numpy.seed()
