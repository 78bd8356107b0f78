"""A kernel client that knows when a kernel is ready, and how much it has sent."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable as Called
from queue import Empty
from typing import Any

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.session import Session
from traitlets import Callable, Int

FOR_ITSELF = 2000  # bytes that a message counts for beside what it says: so much it takes up here, however short
_SECONDS_TO_HEAR = 0.1  # a subscription to the kernel's outputs takes effect at once, or the message was lost
_SECONDS_TO_END = 0.3  # a line is cut, too, when the kernel has just ended, which is soon known


class CountingSession(Session):
    """Tells `heard` how many bytes each message of the kernel takes, and `refused` when one was not received.

    That is one with a part of more than `longest` bytes (0: no limit): it would be in memory before it was counted.
    """

    # Traits, for a client is given a clone of its manager's session.
    heard = Callable(allow_none=True, default_value=None)
    refused = Callable(allow_none=True, default_value=None)
    longest = Int(0)

    def deserialize(self, msg_list: Any, content: bool = True, copy: bool = True) -> dict[str, Any]:  # noqa: ANN401, FBT001, FBT002 - jupyter_client's signature
        """A message from its parts."""
        if self.heard is not None:
            self.heard(sum(map(len, msg_list)) + FOR_ITSELF)
        message: dict[str, Any] = super().deserialize(msg_list, content, copy)
        return message


class ReadyClient(AsyncKernelClient):
    """As jupyter_client's own, which waits 0.2 seconds after the last message it has heard."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - traits
        super().__init__(**options)
        self._listening: list[asyncio.Task[None]] = []
        if isinstance(self.session, CountingSession) and self.session.longest:
            self.context.setsockopt(zmq.MAXMSGSIZE, self.session.longest)
            # As many as may be heard at all may wait: when more wait, ZeroMQ loses messages and tells nobody.
            self.context.setsockopt(zmq.RCVHWM, self.session.longest // FOR_ITSELF + 1000)

    def _listen(self) -> None:
        """Look out for lines to the kernel that are cut, as they are when a message is too long to be received."""
        if isinstance(self.session, CountingSession) and self.session.longest:
            channels, refused = (self.shell_channel, self.iopub_channel), self.session.refused
            lines = [channel.socket.get_monitor_socket(zmq.EVENT_DISCONNECTED) for channel in channels]
            self._listening = [asyncio.ensure_future(self._cut(line, refused)) for line in lines]

    @staticmethod
    async def _cut(line: zmq.asyncio.Socket, refused: Called[[], None]) -> None:
        await line.recv_multipart()
        await asyncio.sleep(_SECONDS_TO_END)
        refused()

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as it is called
        """Return when the kernel has answered and its outputs are heard: both of one and the same request.

        Raises RuntimeError when the kernel has died, or has not answered after so many seconds.
        """
        until = time.monotonic() + timeout if timeout is not None else float("inf")
        asked = set[str]()
        while time.monotonic() < until:
            asked.add(self.kernel_info())
            if await self._answered(asked) and await self._heard(asked):
                self._listen()
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
