"""The kernels that notebooks run in, as jupyter_client knows them: of this Python, forked from a warm process or not.

Nothing of papermill is imported here: importing that brings its engines, ours among them, which then would be asked for
before it is there.
"""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Sequence
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

from fokusrapport.pipeline.readyclient import ReadyClient
from fokusrapport.pipeline.warm.imports import IN_EVERY_KERNEL
from fokusrapport.pipeline.warm.provisioner import WarmProvisioner

KERNEL_NAME = "python3"
_LONGEST_SOCKET_PATH = 90  # a Unix socket's path may have 104 characters on macOS, 108 on Linux


def kernel_manager(sockets: Path | None = None) -> AsyncKernelManager:
    """A kernel of this very Python, whatever kernelspecs the user has installed.

    With a folder for `sockets` it speaks over Unix sockets, where the system has them. Ports race when several
    kernels start at once (jupyter_client picks a free one, and another takes it); socket files do not.
    """
    # ensure_native_kernel with no other folders: «python3» is then sys.executable -m ipykernel_launcher.
    specs = KernelSpecManager(kernel_dirs=[], ensure_native_kernel=True)
    manager = AsyncKernelManager(kernel_name=KERNEL_NAME, kernel_spec_manager=specs, client_factory=ReadyClient)
    if sockets is not None and sys.platform != "win32" and len(os.fsencode(sockets)) < _LONGEST_SOCKET_PATH:
        manager.transport = "ipc"
        # The default is a relative path, which the kernel would look for in its own working folder.
        manager.ip = str(sockets / "k")
        manager.connection_file = str(
            sockets / "kernel.json"
        )  # else it would be left in TMPDIR by a build that is killed
    return manager


def forked_from(manager: AsyncKernelManager, imports: Sequence[str]) -> None:
    """Have the kernel forked from a process that has imported these modules, and what every kernel imports."""
    manager.provisioner = WarmProvisioner(
        kernel_id=str(uuid.uuid4()),
        kernel_spec=manager.kernel_spec,
        parent=manager,
        imports=[*IN_EVERY_KERNEL, *imports],
    )
