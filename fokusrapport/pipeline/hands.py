"""Processes forked from this one while it has a single thread: all is imported in them already, and they wait for work.

One that is started fresh would do all the imports again, for as long as it takes to run several notebooks. Later, with
threads that run kernels, this one cannot be forked: their locks would be locked for ever.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import Synchronized
from typing import Any

from fokusrapport.pipeline.processes import end
from fokusrapport.pipeline.warm.forks import can_fork, let_go_of_forks
from fokusrapport.pipeline.warm.preload import other_threads

Awaiting = Callable[[Connection], None]


@dataclass(frozen=True)
class Hand:
    """A process that waits, at the other end of a connection."""

    process: BaseProcess
    connection: Connection


class Places:
    """Numbers from 0 up, each given once, to whichever process asks for the next."""

    def __init__(self, value: Synchronized[int]) -> None:
        self._value = value

    def begin(self) -> None:
        """Begin from 0."""
        self._value.value = 0

    def next(self) -> int:
        """One that nobody has been given."""
        with self._value.get_lock():
            place, self._value.value = self._value.value, self._value.value + 1
        return place

    def __reduce__(self) -> tuple[Callable[..., Places], tuple[Any, ...]]:
        """Sent to a hand it is the one that was there when it was forked; to a process being started, it goes along."""
        return (_inherited, ()) if self is _kept.places else (Places, (self._value,))


@dataclass
class _Kept:
    """The hands that wait, and the places that all of them share with this process."""

    waiting: list[Hand]
    places: Places | None = None


_kept = _Kept([])


def _inherited() -> Places:
    assert _kept.places is not None  # noqa: S101 - nobody is sent it who was not forked
    return _kept.places


def reserve(count: int, awaiting: Awaiting) -> None:
    """Fork so many hands, each of which calls `awaiting` with its end of a connection.

    None where the system cannot fork safely, or when this process has more than one thread; see `take`.
    """
    release()
    if count < 1 or not can_fork() or other_threads():
        return
    context = multiprocessing.get_context("fork")
    _kept.places = Places(context.Value("i", 0))
    stopping = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, stopping)  # until a hand has handlers of its own
    gc.freeze()  # else its first collection would copy what it shares with this one
    try:
        for _number in range(count):
            here, there = context.Pipe()
            others = [hand.connection for hand in _kept.waiting]
            process = context.Process(target=_be_a_hand, args=(there, [here, *others], awaiting), daemon=True)
            process.start()
            there.close()
            _kept.waiting.append(Hand(process, here))
    finally:
        gc.unfreeze()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def take(count: int) -> tuple[list[Hand], Places | None]:
    """So many hands that wait, with the places they share; none at all when there are not so many."""
    if count < 1 or len(_kept.waiting) < count:
        return [], None
    taken = [_kept.waiting.pop() for _number in range(count)]
    if _kept.places is not None:
        _kept.places.begin()
    return taken, _kept.places


def release() -> None:
    """End the hands that still wait."""
    while _kept.waiting:
        hand = _kept.waiting.pop()
        hand.connection.close()
        end(hand.process)


def _be_a_hand(there: Connection, not_ours: Sequence[Connection], awaiting: Awaiting) -> None:
    """Let go of what belongs to the one that was forked: its handlers of signals, and its ends of connections."""
    signal.set_wakeup_fd(-1)
    for one in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for connection in not_ours:
        connection.close()
    let_go_of_forks()
    _kept.waiting.clear()
    try:
        awaiting(there)
    except EOFError:  # nothing was wanted
        os._exit(0)
