"""The kernel provisioner: a kernel is forked from a warm process where that can be, else started as always.

Registered as `fokusrapport-warm`, usable alone: see `kernelspec`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import List, Unicode

from fokusrapport.pipeline.warm.forked import ForkedKernel
from fokusrapport.pipeline.warm.forks import can_fork, forks_of
from fokusrapport.pipeline.warm.process import Wanted
from fokusrapport.pipeline.workspaces import prefix_of

_LAUNCHER = ["-m", "ipykernel_launcher"]
_SECONDS_TO_END = 1.0
_OWN = Path(__file__).resolve().parents[2] / "__init__.py"


class WarmProvisioner(LocalProvisioner):
    """Forks an IPython kernel from a process that has imported `imports`.

    Where that is not to be had (no Linux, another kernel than IPython's, modules that bear no fork, a folder whose
    files stand in for imported modules), the kernel is an ordinary one.
    """

    imports = List(Unicode(), help="What the notebooks import, such as pandas").tag(config=True)

    process: Any = None  # a `subprocess.Popen`, or a ForkedKernel, which does the same
    _sockets = ""

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - jupyter_client's signature
        """Speak over Unix sockets where the system has them, unless something else was asked for."""
        manager = self.parent
        if manager is not None and can_fork() and manager.transport == "tcp" and not manager.shell_port:
            self._sockets = tempfile.mkdtemp(prefix=prefix_of(os.getpid()))  # goes with this process, however that ends
            manager.transport, manager.ip = "ipc", str(Path(self._sockets) / "k")
            manager.connection_file = manager.connection_file or str(Path(self._sockets) / "kernel.json")
        prepared: dict[str, Any] = await super().pre_launch(**kwargs)
        return prepared

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:  # noqa: ANN401 - see above
        """Fork a kernel; start one where it cannot be forked. Raises RuntimeError when it ends at once."""
        cwd, cut = str(kwargs.get("cwd") or Path.cwd()), _place_of(_LAUNCHER, cmd)
        own_wishes = any(kwargs.get(name) for name in ("independent", "stdin", "stdout", "stderr", "preexec_fn"))
        if can_fork() and cut is not None and not own_wishes and not _stands_in(cwd, self.imports):
            forks = forks_of(cmd[:cut], kwargs["env"])
            wanted = Wanted(tuple(self.imports), cmd[cut + len(_LAUNCHER) :], cwd, kwargs["env"])
            if forked := await forks.kernel(wanted):
                self.process, self.pid, self.pgid, self.cwd = forked, forked.pid, os.getpgid(forked.pid), cwd
                return self.connection_info
            self.log.warning("The kernel is started anew, not forked: %s", forks.refused)
        return await super().launch_kernel(cmd, **kwargs)

    async def kill(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - jupyter_client's signature
        """Kill the kernel and wait until it is gone: jupyter_client would look only ten times a second."""
        process = self.process
        await super().kill(restart)
        if isinstance(process, ForkedKernel):
            await process.ended(_SECONDS_TO_END)

    async def cleanup(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - jupyter_client's signature
        """Take away the sockets."""
        await super().cleanup(restart)
        if self._sockets and not restart:
            shutil.rmtree(self._sockets, ignore_errors=True)


def _place_of(part: Sequence[str], command: Sequence[str]) -> int | None:
    found = (place for place in range(len(command)) if list(command[place : place + len(part)]) == list(part))
    return next(found, None)


def _stands_in(cwd: str, imports: Sequence[str]) -> bool:
    """Whether a folder has files that are taken for modules or settings of libraries when they are imported there."""
    names = sorted({name.partition(".")[0] for name in imports})
    files = ("matplotlibrc", *(file for name in names for file in (f"{name}.py", f"{name}/__init__.py")))
    found = (path for path in (Path(cwd, file) for file in files) if path.exists())
    return any(path.resolve() != _OWN for path in found)  # this package is itself wherever one stands
