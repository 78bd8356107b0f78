"""Many editions at once: each planned, finished and published by a process of its own, the notebooks of all run here.

A process is a fork of one that has done the imports, builds one edition just as it would be built alone, and ends: what
an edition took of memory is given back, and nothing of it can show in the next. Only its notebooks it has run here,
where the kernels are: so many at once, whatever the number of editions. Of a finished edition its summary is kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from pathlib import Path

from fokusrapport.app import Summary, build_edition, failure_summary, limits_of, summary
from fokusrapport.checking import Checked, Options
from fokusrapport.errors import BuildFailed, Fault, FokusrapportError
from fokusrapport.i18n import _
from fokusrapport.params.project import Project
from fokusrapport.pipeline.errand import Errand, Outside, Told, Wanted
from fokusrapport.pipeline.making import in_language
from fokusrapport.pipeline.onerun import Where
from fokusrapport.pipeline.scheduler import workers_at
from fokusrapport.pipeline.workers import Workers
from fokusrapport.pipeline.workshop import Step
from fokusrapport.receipts import check_with_receipts

Telling = Callable[[str, str, Step], None]
"""Is told the edition, one of its areas (or the edition itself), and the step it has come to."""


@dataclass(frozen=True)
class Outcome:
    """How it went with one edition: its summary as plain values, or the error for which there is none.

    `faults` are what went wrong in some areas, `problems` what the finished files say wrongly; so many of its notebooks
    were `run` and `reused`.
    """

    edition: str
    run: int = 0
    reused: int = 0
    told: Mapping[str, object] | None = None
    line: str = ""
    faults: tuple[Fault, ...] = ()
    problems: tuple[Fault, ...] = ()
    exit_code: int = 0
    error: Exception | None = None

    @classmethod
    def failed(cls, edition: str, error: Exception) -> Outcome:
        """Nothing was built."""
        return cls(edition, error=error, exit_code=getattr(error, "exit_code", BuildFailed.exit_code))

    def as_json(self) -> Mapping[str, object]:
        """The summary as plain values, of an edition that could not be built, too."""
        if isinstance(self.error, FokusrapportError):
            return failure_summary(self.edition, self.error)
        return self.told or {}


def build_many(root: Path, names: Sequence[str], options: Options, tell: Telling) -> Iterator[Outcome]:
    """Every edition built; it is told how each went when it has ended, and that need not be in the order given.

    What goes wrong with one is told of it, and the others go on. What is raised here, an interrupt too, ends them all.
    """
    where = Where(root, limits_of(root, options), forked=options.forked)
    with workers_at(options.scheduler)(where, options.jobs) as workers, ExitStack() as ending:
        at_work: dict[Connection, tuple[str, Errand]] = {}
        ending.callback(_end_all, at_work)
        waiting = list(reversed(names))
        while waiting or at_work:
            # One more than there are jobs: while the notebooks of some are run, the next is planned.
            while waiting and len(at_work) <= options.jobs:
                name = waiting.pop()
                try:
                    errand = Errand(_build, root, name, options, workers.width())
                except BuildFailed as error:
                    yield Outcome.failed(name, error)
                    continue
                at_work[errand.connection] = name, errand
            for connection in [one for one in wait(list(at_work)) if isinstance(one, Connection)]:
                name, errand = at_work[connection]
                if outcome := _hear(name, errand, workers, tell):
                    del at_work[connection]
                    errand.close()
                    yield outcome


def _end_all(at_work: Mapping[Connection, tuple[str, Errand]]) -> None:
    for _name, errand in at_work.values():
        errand.close()


def _hear(name: str, errand: Errand, workers: Workers, tell: Telling) -> Outcome | None:
    """Do what the process of an edition asks for; how it went with the edition, when it has ended."""
    try:
        message = errand.hear()
    except (EOFError, OSError):  # between two messages, within one
        what = _("The process that built the edition ended with {code}; too little memory?")
        return Outcome.failed(name, BuildFailed(what.format(code=errand.exit_code)))
    if isinstance(message, Wanted):
        errand.make(message, workers.executor)
        return None
    if isinstance(message, Told):
        tell(name, message.what, message.step)
        return None
    if message.error is not None:
        return Outcome.failed(name, message.error)
    outcome: Outcome = message.result
    return outcome


# --- in the process of an edition ---------------------------------------------------------------------------------


def _build(outside: Outside, root: Path, name: str, options: Options, width: int) -> Outcome:
    """Build an edition as it is built alone, except that its notebooks are run by the one that asked for it."""
    started = time.perf_counter()
    outside.tell(name, "planning")
    # One after the other, of its languages too: there are other editions for the other processors.
    alone = replace(options, jobs=1)
    (checking,) = check_with_receipts(Project(root), (name,), alone)
    for area in _areas(checking.checked):
        outside.tell(area, "waiting")

    def workers(where: Where, _jobs: int) -> AbstractContextManager[Workers]:
        return nullcontext(Workers(outside, lambda: width, where))

    built = build_edition(checking.checked, alone, outside.tell, workers)
    told = summary(checking.checked, built, time.perf_counter() - started)
    checking.keep(built, told)
    reused = len(told.reused_areas)
    return Outcome(
        edition=name,
        run=len(built.executed) - reused,
        reused=reused,
        told=told.as_json(),
        line=_line(told),
        faults=built.faults,
        problems=built.problems,
        exit_code=told.exit_code,
    )


def _areas(checked: Checked) -> Iterator[str]:
    for plan in checked.plans:
        yield from (in_language(run.area, plan.request.front) for run in plan.runs)


def _line(told: Summary) -> str:
    """An edition in one line: as long as the summary of one, that of a thousand would be read by nobody."""
    first = told.lines()[0]
    if told.warnings:
        first += ", " + _("warnings: {count}").format(count=len(told.warnings))
    return f"{first} → {told.place}"
