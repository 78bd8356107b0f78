"""Languages finished side by side: while the notebooks of one are run, another's files are made in another process.

Running is done by kernels, and finishing by this program, in one language as long as the other: one after the other,
half the processors would stand idle. The last language is finished here.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Self

from fokusrapport.errors import BuildFailed, FokusrapportError
from fokusrapport.i18n import _
from fokusrapport.pipeline.execute import Executed
from fokusrapport.pipeline.making import Edition, Made, finish, of_language, run_notebooks
from fokusrapport.pipeline.workshop import Progress

# A fresh process: a fork of this one would inherit locks that threads of ours, which run kernels, hold at that moment.
_FRESH = multiprocessing.get_context("spawn")


def make_all(editions: Sequence[Edition], progress: Progress) -> list[Made]:
    """Every language of an edition, in the order given. Raises what `finish` raises."""
    if len(editions) == 1 or editions[0].settings.jobs == 1:
        return [_make(edition, progress) for edition in editions]
    with ExitStack() as stack:
        begun = [stack.enter_context(_Finishing(edition, progress)) for edition in editions[:-1]]
        last = _make(editions[-1], progress)
        return [*(finishing.made() for finishing in begun), last]


def _make(edition: Edition, progress: Progress) -> Made:
    told = of_language(edition, progress)
    return finish(edition, run_notebooks(edition, told), told)


class _Finishing:
    """A language whose notebooks have been run, being finished by a process of its own; its end is this one's end."""

    def __init__(self, edition: Edition, progress: Progress) -> None:
        self._edition, told = edition, of_language(edition, progress)
        self._executed = run_notebooks(edition, told)
        told(edition.plan.request.name, "rendering")
        self._here, there = _FRESH.Pipe()
        self._process: SpawnProcess = _FRESH.Process(target=_work, args=(there, edition, self._executed))
        self._process.start()
        there.close()  # the process has its own; when it ends, ours comes to its end too

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        self._process.join()
        self._here.close()

    def made(self) -> Made:
        """What the process made, or the error that it raised; BuildFailed when it was ended from outside."""
        try:
            made: Made | Exception = self._here.recv()
        except (EOFError, OSError):  # between two messages, within one
            raise self._ended() from None
        if isinstance(made, Exception):
            raise made
        return replace(made, edition=self._edition, executed=self._executed)

    def _ended(self) -> BuildFailed:
        self._process.join()
        what = _("The files in {language} could not be made: the process ended with {code}; too little memory?")
        code = self._edition.plan.request.front.language
        return BuildFailed(what.format(language=code, code=self._process.exitcode))


def _work(there: Connection, edition: Edition, executed: Sequence[Executed]) -> None:
    """What the process does: finish the language, and send what was made or what is to be told."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that started us, and it ends us
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    try:
        made = finish(edition, executed, lambda _what, _step: None)
        there.send(replace(made, executed=()))  # it has them already
    except FokusrapportError as error:
        there.send(error)
    except Exception as error:  # noqa: BLE001 - a fault of ours: raised by the one that started us, and told there
        error.add_note(traceback.format_exc())
        there.send(error)


def _end_with(parent: multiprocessing.process.BaseProcess | None) -> None:
    """End when the process that started us has ended, whatever ended it."""
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
