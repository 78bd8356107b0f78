"""Coroutines run to their end in tests.

Playwright keeps an event loop running in the main thread of a worker from its first page to its last test, and Python
runs one loop a thread: so these run in a thread of their own.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, Self, TypeVar

Result = TypeVar("Result")


class Loop:
    """An event loop in a thread beside the test, for what has to stay in one loop."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="loop", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """What the coroutine gives, or raises."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """What a coroutine gives, or raises, in a loop of its own."""
    with Loop() as loop:
        return loop.run(work)
