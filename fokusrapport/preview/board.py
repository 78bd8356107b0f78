"""What a preview shows at the moment: put there by the one who makes pages, followed by every window that is open."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from typing import Literal

from fokusrapport.blocks import Chapter
from fokusrapport.comments.web import Container
from fokusrapport.errors import Fault

Tone = Literal["busy", "fresh", "wrong"]
_SIGN_OF_LIFE = 15.0
"""Seconds after which a window is told the same again: a connection that is gone is then noticed."""


@dataclass(frozen=True)
class Look:
    """A page as it was made, the chapter it shows, and the comments on it.

    It is `stored` when its numbers are those of an earlier run.
    """

    html: str
    chapter: Chapter
    comments: Container
    stored: bool = False


@dataclass(frozen=True)
class Standing:
    """How things stand: in a few words, what is wrong, and what to be warned about. `page` is the number of the page.

    `stored` says that the page shows what an earlier run gave. There is no page before the first, which has number 1.
    """

    tone: Tone
    headline: str
    faults: tuple[Fault, ...] = ()
    warnings: tuple[str, ...] = ()
    page: int = 0
    stored: bool = False


@dataclass
class Board:
    """The last page, and how things stand. Any thread may put and read; followers each live in their own event loop."""

    standing: Standing
    look: Look | None = None
    closed: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _followers: dict[asyncio.Event, asyncio.AbstractEventLoop] = field(default_factory=dict)

    def put(self, standing: Standing, look: Look | None = None) -> None:
        """How things stand now, with a new page or the one that was there."""
        with self._lock:
            page = self.standing.page + (look is not None)
            self.look = look or self.look
            stored = self.look is not None and self.look.stored
            self.standing = replace(standing, page=page, stored=stored)
            self._wake()

    def close(self) -> None:
        """Nothing more will come."""
        with self._lock:
            self.closed = True
            self._wake()

    def page(self, number: int) -> Look | None:
        """The page of this number, if it is still the last."""
        with self._lock:
            return self.look if number == self.standing.page else None

    async def follow(self) -> AsyncIterator[Standing]:
        """How things stand, now and whenever that changes; between, from time to time, the same again."""
        news = asyncio.Event()
        with self._lock:
            self._followers[news] = asyncio.get_running_loop()
        try:
            while not self.closed:
                news.clear()
                yield self.standing
                await _either(news, _SIGN_OF_LIFE)
        finally:
            with self._lock:
                del self._followers[news]

    def _wake(self) -> None:
        for news, loop in self._followers.items():
            loop.call_soon_threadsafe(news.set)


async def _either(news: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await news.wait()
    except TimeoutError:
        return
