"""What a person sees in the terminal: progress, faults, the summary at the end."""

from __future__ import annotations

import io
import json
import sys
import tempfile
import threading
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.live import Live

from fokusrapport.boards import Board, ManyBoard, steps
from fokusrapport.errors import Fault, FokusrapportError
from fokusrapport.i18n import _, language, ui_language

if TYPE_CHECKING:  # importing these loads pandas and nbconvert, which --help does without
    from fokusrapport.app import Summary
    from fokusrapport.batch import Outcome
    from fokusrapport.pipeline.plan import EditionPlan
    from fokusrapport.pipeline.workshop import Progress
_SHOWN = 3


def print_line(text: str, *, to_stderr: bool = False) -> None:
    """Print one line as it is."""
    print(text, file=sys.stderr if to_stderr else sys.stdout)


def print_json(content: object) -> None:
    """Print plain values as JSON on standard output."""
    print_line(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True))


def print_any_letter() -> None:
    """Where the terminal or the file behind it has no such letter (Windows, ASCII), print «?» rather than stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def unexpected(error: Exception) -> str:
    """What to say of an error nobody foresaw; where it came from is kept in a file for whoever mends it."""
    text = _("This is a mistake in fokusrapport itself, not in your files: {error}").format(
        error=f"{type(error).__name__}: {error}"
    )
    try:
        handle, path = tempfile.mkstemp(prefix="fokusrapport-", suffix=".log")
        with open(handle, "w", encoding="utf-8") as log:  # noqa: PTH123 - mkstemp has opened it already
            log.writelines(traceback.format_exception(error))
    except OSError:
        return text
    return text + "\n" + _("Whoever is to mend it needs this file: {path}").format(path=path)


def describe(fault: Fault) -> list[str]:
    """A fault as lines: where and what, then what is allowed and the nearest guess."""
    lines = [str(fault)]
    if fault.nearest:
        lines.append("    " + _("Did you mean «{nearest}»?").format(nearest=fault.nearest))
    if fault.allowed:
        lines.append("    " + _("Allowed: {allowed}").format(allowed=fault.allowed))
    return lines


def print_faults(error: FokusrapportError) -> None:
    """Print an error with all its faults on standard error."""
    for line in fault_lines(error.message, error.faults):
        print_line(line, to_stderr=True)


def fault_lines(message: str, faults: Sequence[Fault]) -> list[str]:
    """A headline and the faults under it; one that stands in no file or argument needs none: it says it all."""
    if len(faults) == 1 and not message and not faults[0].where:
        first, *more = describe(faults[0])
        return [first, *(line.removeprefix("  ") for line in more)]
    headline = message or _("{count} things must be put right first:").format(count=len(faults))
    if len(faults) == 1 and not message:
        headline = _("One thing must be put right first:")
    return [headline, *(f"  {line}" for fault in faults for line in describe(fault))]


class Reporter:
    """Tells how builds go: a live table on a terminal, plain lines elsewhere, JSON or only errors when asked."""

    def __init__(self, *, quiet: bool, as_json: bool) -> None:
        self._quiet = quiet
        self._as_json = as_json
        # With --json standard output belongs to the summary.
        self._console = Console(stderr=as_json, quiet=quiet, highlight=False, emoji=False, soft_wrap=True)

    @contextmanager
    def progress(self, *plans: EditionPlan) -> Iterator[Progress]:
        """A function to be told what each area is doing, in each language."""
        edition = plans[0].request.name
        if self._quiet or not self._console.is_terminal:
            yield self._plain(edition)
            return
        from fokusrapport.pipeline.cache import Cache  # noqa: PLC0415 - see above
        from fokusrapport.pipeline.making import in_language  # noqa: PLC0415 - see above

        cache = Cache.of_project(plans[0].request.root)
        areas = {in_language(run.area, plan.request.front): run.area for plan in plans for run in plan.runs}
        expected = {name: seconds for name, area in areas.items() if (seconds := cache.seconds(area))}
        board = Board(edition, list(areas), expected)
        with Live(board, console=self._console, refresh_per_second=8, transient=True):
            yield board.tell

    def _plain(self, edition: str) -> Progress:
        names, lock = steps(), threading.Lock()

        def tell(what: str, step: str) -> None:
            if step == "done" and what == edition:
                return  # the summary says so
            line = f"{edition}: {names[step]}" if what == edition else f"{edition}: {what}: {names[step]}"
            with lock:
                self._console.print(line, markup=False)

        return tell

    @contextmanager
    def progress_of_many(self, count: int) -> Iterator[ManyBoard]:
        """What is to be told of the steps of many editions; without a terminal each is told of when it has ended."""
        board = ManyBoard(count)
        if self._quiet or not self._console.is_terminal:
            yield board
            return
        with Live(board, console=self._console, refresh_per_second=8, transient=True):
            yield board

    def ended(self, outcome: Outcome) -> None:
        """Tell in one line how it went with one of many editions; what went wrong is told at the end."""
        line = outcome.line or f"{outcome.edition}: {steps()['failed']}"
        self._console.print(line, markup=False)

    def many(self, outcomes: Sequence[Outcome], unchanged: int, seconds: float) -> None:
        """Tell how it went with many editions; what went wrong, with which, goes to standard error even when quiet."""
        self._errors(list(_failures(outcomes)))
        for line in _totals(outcomes, unchanged, seconds):
            self._console.print(line, markup=False)

    def unchanged(self, edition: str, told: Mapping[str, Any], *, in_short: bool = False) -> object:
        """Tell that nothing has changed since an edition was built; gives its summary, as JSON."""
        self._console.print(
            _("{edition}: nothing has changed since it was built").format(edition=edition), markup=False
        )
        for line in () if in_short else told["lines"]:
            self._console.print(line, markup=False)
        summary = told["summary"]
        return {**summary, "seconds": 0.0, "reused_areas": [], "unchanged": True}

    def built(self, summary: Summary, faults: Sequence[Fault], problems: Sequence[Fault]) -> None:
        """Tell what was built; what went wrong goes to standard error even when quiet."""
        if faults:
            self._errors(fault_lines(_("Some areas could not be built:"), faults))
        if problems:
            self._errors(fault_lines(_("A check on the finished document failed:"), problems))
        for line in summary.lines():
            self._console.print(line, markup=False)

    def failed(self, edition: str, error: FokusrapportError) -> None:
        """Tell why an edition could not be built."""
        message = error.message or _("The edition could not be built.")
        self._errors(fault_lines(f"{edition}: {message}", error.faults))

    def finish(self, summaries: Sequence[object], code: int) -> None:
        """With --json: print what was built, on standard output."""
        if self._as_json:
            print_json({"editions": list(summaries), "exit_code": code})

    def _errors(self, lines: Sequence[str]) -> None:
        for line in lines:
            print_line(line, to_stderr=True)


def _failures(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What went wrong with which editions; what is wrong with many of them in the same way, once."""
    together: dict[tuple[str, tuple[Fault, ...]], list[str]] = {}
    for outcome in sorted(outcomes, key=lambda one: one.edition):
        for what in _wrong(outcome):
            together.setdefault(what, []).append(outcome.edition)
    for (message, faults), editions in together.items():
        shown = ", ".join(editions[:_SHOWN])
        if more := len(editions) - _SHOWN:
            shown = _("{editions} and {count} more").format(editions=shown, count=more) if more > 0 else shown
        yield from fault_lines(f"{shown}: {message}", faults)


def _wrong(outcome: Outcome) -> Iterator[tuple[str, tuple[Fault, ...]]]:
    if isinstance(error := outcome.error, FokusrapportError):
        yield error.message or _("The edition could not be built."), error.faults
    if outcome.faults:
        yield _("Some areas could not be built:"), outcome.faults
    if outcome.problems:
        yield _("A check on the finished document failed:"), outcome.problems


def _totals(outcomes: Sequence[Outcome], unchanged: int, seconds: float) -> list[str]:
    """All editions in a few lines."""
    made = [one for one in outcomes if one.told is not None]
    whole = sum(one.exit_code == 0 for one in made)
    counts = {
        _("built"): whole,
        _("unchanged"): unchanged,
        _("built with faults"): len(made) - whole,
        _("failed"): len(outcomes) - len(made),
    }
    told = ", ".join(f"{what}: {count}" for what, count in counts.items() if count)
    run, reused = (sum(getattr(one, kind) for one in outcomes) for kind in ("run", "reused"))
    took = language(ui_language()).number(Decimal(str(round(seconds, 1))), 1)
    return [
        _("{count} editions in {seconds} s ({told})").format(count=len(outcomes) + unchanged, seconds=took, told=told),
        "  " + _("Notebooks: {run} run, {reused} reused").format(run=run, reused=reused),
    ]
