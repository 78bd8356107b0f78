"""One piece of work done by a process beside this one, which can have runs made here, and tells how it goes.

Kernels and their warm process are this one's, whoever asks: so many kernels at once, whatever number of processes work
beside. What comes and goes over the pipe are picklable values.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any, Self

from fokusrapport.errors import BuildFailed, FokusrapportError
from fokusrapport.i18n import _
from fokusrapport.pipeline.hands import Hand
from fokusrapport.pipeline.processes import beside, end, end_this, stand_apart


@dataclass(frozen=True)
class Wanted:
    """Something to be made here: a function of a module, and what it is called with."""

    number: int
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Told:
    """A step that an area, or the edition, has come to."""

    what: str
    step: Any


@dataclass(frozen=True)
class Ended:
    """The work is done: what it gave, or what it raised."""

    result: Any = None
    error: Exception | None = None


@dataclass(frozen=True)
class _Answer:
    number: int
    result: Any = None
    error: BaseException | None = None


class Outside(Executor):
    """In the process beside: the one that started it, which makes what is submitted and hears what is told."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers = count()
        self._waiting: dict[int, Future[Any]] = {}
        self._lock = threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as Executor has it
        """Have a function of a module called where the kernels are."""
        if kwargs:
            message = "arguments are given by position"
            raise TypeError(message)
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()
        number = next(self._numbers)
        self._waiting[number] = future
        self.send(Wanted(number, fn, args))
        return future

    def tell(self, what: str, step: Any) -> None:  # noqa: ANN401 - a step
        """Tell that an area, or the edition, has come to a step."""
        self.send(Told(what, step))

    def send(self, message: object) -> None:
        """Send a message as a whole, whichever thread does."""
        with self._lock:
            self._connection.send(message)

    def _listen(self) -> None:
        """Hear answers, and end when there will be no more: the one that started us has ended, whatever ended it."""
        try:
            while True:
                answer: _Answer = self._connection.recv()
                future = self._waiting.pop(answer.number)
                if answer.error is None:
                    future.set_result(answer.result)
                else:
                    future.set_exception(answer.error)
        finally:
            end_this()


class Errand:
    """Here: the process beside, with its work. Its end is this one's end, and leaving it ends it.

    A `hand` is a process that waits for it already.
    """

    _process: BaseProcess

    def __init__(self, work: Callable[..., Any], *arguments: Any, hand: Hand | None = None) -> None:  # noqa: ANN401 - what the work is given
        self._lock = threading.Lock()
        if hand is not None:
            self.connection, self._process = hand.connection, hand.process
            with suppress(OSError):  # it has ended: whoever hears on the connection is told
                self.connection.send((work, arguments))
            return
        context = beside()
        self.connection, there = context.Pipe()
        process = context.Process(target=_go, args=(there, work, arguments))
        try:
            process.start()
        except BrokenPipeError:  # it was ended before it had read what it is to do
            raise BuildFailed(_("A process of the build ended while it was starting; too little memory?")) from None
        self._process = process
        there.close()  # the process has its own; when it ends, ours comes to its end too

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process, whether it has done its work or not."""
        end(self._process)
        self.connection.close()

    @property
    def exit_code(self) -> int | None:
        """How the process has ended, once it has."""
        self._process.join()
        return self._process.exitcode

    def hear(self) -> Wanted | Told | Ended:
        """The next message, waited for. Raises EOFError or OSError when the process was ended from outside."""
        message: Wanted | Told | Ended = self.connection.recv()
        return message

    def result(self) -> Any:  # noqa: ANN401 - what the work gives
        """What the work gives, waited for, or raises; raises EOFError or OSError as `hear` does."""
        while not isinstance(message := self.hear(), Ended):
            pass
        if message.error is not None:
            raise message.error
        return message.result

    def make(self, wanted: Wanted, executor: Executor) -> None:
        """Have something made, and its result sent when it is done."""
        future = executor.submit(wanted.function, *wanted.arguments)
        future.add_done_callback(lambda done: self._answer(wanted.number, done))

    def _answer(self, number: int, done: Future[Any]) -> None:
        if done.cancelled():
            return
        error = done.exception()
        try:
            self._send(_Answer(number, None if error else done.result(), error))
        except Exception as reason:  # noqa: BLE001 - what cannot be sent; it is waited for, so something must be said
            self._send(_Answer(number, error=RuntimeError(repr(reason))))

    def _send(self, answer: _Answer) -> None:
        with suppress(OSError), self._lock:  # the process has ended meanwhile
            self.connection.send(answer)


def await_errand(there: Connection) -> None:
    """What a hand does: wait for one errand, and do it. Raises EOFError when there will be none."""
    work, arguments = there.recv()
    _go(there, work, arguments)


def _go(there: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """What the process does: the work, and send what it gave or what is to be told."""
    stand_apart()
    outside = Outside(there)
    try:
        result = work(outside, *arguments)
    except FokusrapportError as error:
        outside.send(Ended(error=error))
    except Exception as error:  # noqa: BLE001 - a fault of ours: raised by the one that started us, and told there
        error.add_note(traceback.format_exc())
        outside.send(Ended(error=error))
    else:
        outside.send(_as_ended(result))


def _as_ended(result: object) -> Ended:
    """The result as it is sent, or why it cannot be."""
    try:
        ForkingPickler.dumps(result)
    except Exception as error:  # noqa: BLE001 - a fault of ours: raised by the one that started us, and told there
        return Ended(error=error)
    return Ended(result)
