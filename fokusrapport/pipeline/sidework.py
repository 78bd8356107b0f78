"""Languages finished side by side: while the notebooks of one are run, another's files are made in another process.

Running is done by kernels, and finishing by this program, in one language as long as the other: one after the other,
half the processors would stand idle. The last language is finished here.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Self

from fokusrapport.errors import BuildFailed
from fokusrapport.i18n import _
from fokusrapport.pipeline.errand import Errand, Outside
from fokusrapport.pipeline.execute import Executed
from fokusrapport.pipeline.hands import take
from fokusrapport.pipeline.making import Edition, Made, finish, of_language, run_and_finish, run_notebooks
from fokusrapport.pipeline.workshop import Progress


def make_all(editions: Sequence[Edition], progress: Progress) -> list[Made]:
    """Every language of an edition, in the order given. Raises what `finish` raises."""
    if len(editions) == 1 or editions[0].settings.jobs == 1:
        return [_make(edition, progress) for edition in editions]
    with ExitStack() as stack:
        begun = [stack.enter_context(_Finishing(edition, progress)) for edition in editions[:-1]]
        last = _make(editions[-1], progress)
        return [*(finishing.made() for finishing in begun), last]


def _make(edition: Edition, progress: Progress) -> Made:
    return run_and_finish(edition, of_language(edition, progress))


class _Finishing:
    """A language whose notebooks have been run, being finished by a process of its own; its end is this one's end."""

    def __init__(self, edition: Edition, progress: Progress) -> None:
        self._edition, told = edition, of_language(edition, progress)
        self._executed = run_notebooks(edition, told)
        told(edition.plan.request.name, "rendering")
        hands, _places = take(1)
        self._errand = Errand(_finish, edition, self._executed, hand=hands[0] if hands else None)

    def __enter__(self) -> Self:
        self._errand.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._errand.__exit__(*error)

    def made(self) -> Made:
        """What the process made, or the error that it raised; BuildFailed when it was ended from outside."""
        try:
            made: Made = self._errand.result()
        except (EOFError, OSError):  # between two messages, within one
            raise self._ended() from None
        return replace(made, edition=self._edition, executed=self._executed)

    def _ended(self) -> BuildFailed:
        what = _("The files in {language} could not be made: the process ended with {code}; too little memory?")
        code = self._edition.plan.request.front.language
        return BuildFailed(what.format(language=code, code=self._errand.exit_code))


def _finish(_outside: Outside, edition: Edition, executed: Sequence[Executed]) -> Made:
    """What the process does; the executed notebooks are with the one that started it."""
    alone = replace(edition, settings=replace(edition.settings, jobs=1))  # the other processors have other languages
    return replace(finish(alone, executed, lambda _what, _step: None), executed=())
