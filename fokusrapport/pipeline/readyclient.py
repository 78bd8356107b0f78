"""A kernel client that knows when a kernel is ready, instead of waiting whether something more will come."""

from __future__ import annotations

import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

_SECONDS_TO_HEAR = 0.1  # a subscription to the kernel's outputs takes effect at once, or the message was lost


class ReadyClient(AsyncKernelClient):
    """As jupyter_client's own, which waits 0.2 seconds after the last message it has heard."""

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as it is called
        """Return when the kernel has answered and its outputs are heard: both of one and the same request.

        Raises RuntimeError when the kernel has died, or has not answered after so many seconds.
        """
        until = time.monotonic() + timeout if timeout is not None else float("inf")
        asked = set[str]()
        while time.monotonic() < until:
            asked.add(self.kernel_info())
            if await self._answered(asked) and await self._heard(asked):
                return
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
        raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    wait_for_ready = _async_wait_for_ready

    async def _answered(self, asked: set[str]) -> bool:
        while True:
            try:
                message = await self._async_get_shell_msg(timeout=1)
            except Empty:
                return False
            if message["msg_type"] == "kernel_info_reply" and message["parent_header"].get("msg_id") in asked:
                self._handle_kernel_info_reply(message)
                return True

    async def _heard(self, asked: set[str]) -> bool:
        """Whether the last of the request's messages was heard: what comes now is of what is asked next."""
        while True:
            try:
                message: dict[str, Any] = await self._async_get_iopub_msg(timeout=_SECONDS_TO_HEAR)
            except Empty:
                return False
            ended = message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"
            if ended and message["parent_header"].get("msg_id") in asked:
                return True
