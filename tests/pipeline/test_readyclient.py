from __future__ import annotations

from collections.abc import Mapping, Sequence
from queue import Empty
from typing import Any

import pytest

from fokusrapport.pipeline.readyclient import ReadyClient
from tests.loops import run

Message = Mapping[str, Any] | None


class Scripted(ReadyClient):
    """A client whose kernel answers as it is written; None is a silence. `requests` are those it has sent."""

    def play(self, shell: Sequence[Message], iopub: Sequence[Message], *, alive: bool) -> int:
        """Wait until the kernel is ready; the number of requests that took."""
        self.requests, self.shell, self.iopub, self.alive = 0, iter(shell), iter(iopub), alive
        run(self.wait_for_ready(timeout=5))
        return self.requests

    def kernel_info(self, *_arguments: object, **_options: object) -> str:
        """Ask; the number of the request is its id."""
        self.requests += 1
        return str(self.requests)

    async def _async_get_shell_msg(self, *_arguments: object, **_options: object) -> dict[str, Any]:
        return self._next(self.shell)

    async def _async_get_iopub_msg(self, *_arguments: object, **_options: object) -> dict[str, Any]:
        return self._next(self.iopub)

    async def _async_is_alive(self) -> bool:
        return self.alive

    @staticmethod
    def _next(messages: Any) -> dict[str, Any]:  # noqa: ANN401 - an iterator of messages
        found = next(messages)
        if found is None:
            raise Empty
        return dict(found)


def reply(to: str) -> dict[str, Any]:
    """The kernel's answer to a request."""
    return {"msg_type": "kernel_info_reply", "parent_header": {"msg_id": to}, "content": {"protocol_version": "5.3"}}


def status(to: str, state: str) -> dict[str, Any]:
    """What the kernel publishes when it begins and ends with a request."""
    return {"msg_type": "status", "parent_header": {"msg_id": to}, "content": {"execution_state": state}}


def test_ready_is_the_answer_and_the_end_of_its_outputs() -> None:
    """What was published before, of starting or of nobody's request, is passed over."""
    welcome = {"msg_type": "iopub_welcome", "parent_header": {}, "content": {}}
    published = [status("0", "starting"), welcome, status("1", "busy"), status("1", "idle")]
    assert Scripted().play([reply("1")], published, alive=True) == 1


def test_it_asks_again_when_nothing_is_heard() -> None:
    """A message published before the client listened is lost; the answer to either request will do."""
    published = [None, status("2", "busy"), status("2", "idle")]
    assert Scripted().play([reply("1"), reply("2")], published, alive=True) == 2
    assert Scripted().play([None, reply("1")], [status("1", "idle")], alive=True) == 2


def test_a_kernel_that_has_died_is_told() -> None:
    """And not waited for."""
    with pytest.raises(RuntimeError, match="died"):
        Scripted().play([None], [], alive=False)
