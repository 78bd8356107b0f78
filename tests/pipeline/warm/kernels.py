"""Kernels of one warm process, told code and asked what they make of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import papermill  # noqa: F401 - it imports the engine, and has to be the first to do so
from jupyter_client.manager import AsyncKernelManager

from fokusrapport.pipeline.kernelmanager import kernel_manager
from fokusrapport.pipeline.surroundings import ONE_THREAD
from fokusrapport.pipeline.warm.forked import ForkedKernel
from fokusrapport.pipeline.warm.provisioner import WarmProvisioner
from tests.loops import Loop

IMPORTS = ("pandas", "seaborn", "matplotlib.pyplot", "fokusrapport.domain.area", "fokusrapport.pipeline.dataframes")
SURROUNDINGS = {**os.environ, **ONE_THREAD, "PYTHONHASHSEED": "0", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


class Kernel:
    """A kernel that runs code; `forked` is whether it is a fork."""

    def __init__(self, manager: AsyncKernelManager, client: Any, loop: Loop) -> None:  # noqa: ANN401 - jupyter_client's client
        self._manager, self._client, self._loop = manager, client, loop

    @property
    def process(self) -> Any:  # noqa: ANN401 - a Popen, or a ForkedKernel
        """Its process."""
        return self._manager.provisioner.process  # type: ignore[union-attr]

    @property
    def forked(self) -> bool:
        """Whether it is a fork of a warm process."""
        return isinstance(self.process, ForkedKernel)

    def told(self, code: str, *expressions: str) -> list[str]:
        """Run code, and give what the expressions are then; an error is raised."""
        return self._loop.run(self._told(code, expressions))

    async def _told(self, code: str, expressions: Sequence[str]) -> list[str]:
        asked = {str(place): expression for place, expression in enumerate(expressions)}
        reply = await self._client.execute(code, user_expressions=asked, reply=True, timeout=60)
        if reply["content"]["status"] != "ok":
            raise AssertionError(reply["content"]["evalue"])
        found = reply["content"]["user_expressions"]
        assert all(found[place]["status"] == "ok" for place in asked), found
        return [str(found[place]["data"]["text/plain"]) for place in asked]


def manager_at(place: Path, imports: Sequence[str] | None) -> AsyncKernelManager:
    """The manager of a kernel that is not started yet; it will be a fork unless `imports` is None."""
    manager = kernel_manager(place)
    if imports is not None:
        spec = manager.kernel_spec
        manager.provisioner = WarmProvisioner(kernel_id="k", kernel_spec=spec, parent=manager, imports=list(imports))
    return manager


@contextmanager
def kernel(
    folder: Path,
    environment: Mapping[str, str] = SURROUNDINGS,
    imports: Sequence[str] | None = IMPORTS,
    files: Mapping[str, str] | None = None,
) -> Iterator[Kernel]:
    """A kernel in a new folder below this one, forked unless `imports` is None; ended when the block is left.

    `files` lie in the kernel's folder before it starts.
    """
    place = folder / f"k{len(list(folder.iterdir()))}"
    place.mkdir()
    for name, text in (files or {}).items():
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_text(text)
    manager = manager_at(place, imports)
    with Loop() as loop:
        client = loop.run(_started(manager, place, environment))
        try:
            yield Kernel(manager, client, loop)
        finally:
            loop.run(_ended(manager, client))


async def _ended(manager: AsyncKernelManager, client: Any) -> None:  # noqa: ANN401 - jupyter_client's client
    client.stop_channels()
    await manager.shutdown_kernel(now=True)


async def _started(manager: AsyncKernelManager, place: Path, environment: Mapping[str, str]) -> Any:  # noqa: ANN401
    await manager.start_kernel(
        cwd=str(place), env=dict(environment), extra_arguments=["--HistoryManager.enabled=False"]
    )
    client = manager.client()
    client.start_channels()
    await client.wait_for_ready(timeout=60)
    return client
