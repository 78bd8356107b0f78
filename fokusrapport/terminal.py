"""What a person sees in the terminal: progress, faults, the summary at the end."""

from __future__ import annotations

import io
import json
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from fokusrapport.errors import Fault, FokusrapportError
from fokusrapport.i18n import _

if TYPE_CHECKING:  # importing these loads pandas and nbconvert, which --help does without
    from fokusrapport.app import Summary
    from fokusrapport.pipeline.plan import EditionPlan
    from fokusrapport.pipeline.workshop import Progress

_MARKS = {"waiting": "·", "running": "▸", "reused": "✓", "done": "✓", "failed": "✗"}


def _steps() -> dict[str, str]:
    return {
        "waiting": _("waiting"),
        "running": _("running"),
        "reused": _("unchanged, reused"),
        "done": _("done"),
        "failed": _("failed"),
        "rendering": _("making pages and PDF"),
        "checking": _("reading the finished report back"),
        "publishing": _("putting the report in place"),
    }


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
        from fokusrapport.pipeline.making import in_language  # noqa: PLC0415 - see above

        board = _Board(edition, [in_language(run.area, plan.request.front) for plan in plans for run in plan.runs])
        with Live(board, console=self._console, refresh_per_second=8, transient=True):
            yield board.tell

    def _plain(self, edition: str) -> Progress:
        steps, lock = _steps(), threading.Lock()

        def tell(what: str, step: str) -> None:
            if step == "done" and what == edition:
                return  # the summary says so
            line = f"{edition}: {steps[step]}" if what == edition else f"{edition}: {what}: {steps[step]}"
            with lock:
                self._console.print(line, markup=False)

        return tell

    def unchanged(self, edition: str, told: Mapping[str, Any]) -> object:
        """Tell that nothing has changed since an edition was built; gives its summary, as JSON."""
        self._console.print(
            _("{edition}: nothing has changed since it was built").format(edition=edition), markup=False
        )
        for line in told["lines"]:
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


class _Board:
    """The live table: one line an area, what it is doing and for how long."""

    def __init__(self, edition: str, areas: Sequence[str]) -> None:
        self._edition, self._stage = edition, ""
        self._states: dict[str, str] = dict.fromkeys(areas, "waiting")
        self._started: dict[str, float] = {}
        self._took: dict[str, float] = {}

    def tell(self, what: str, step: str) -> None:
        """Take down that an area, or the edition, has come to a step."""
        if what not in self._states:
            self._stage = step
            return
        self._states[what] = step
        if step == "running":
            self._started[what] = time.perf_counter()
        elif what in self._started:
            self._took[what] = time.perf_counter() - self._started[what]

    def __rich__(self) -> Table:
        steps = _steps()
        table = Table.grid(padding=(0, 2))
        table.add_row("", Text(self._edition, style="bold"), steps.get(self._stage, ""), "")
        for area, state in self._states.items():
            seconds = self._took.get(area)
            if seconds is None and area in self._started:
                seconds = time.perf_counter() - self._started[area]
            time_text = "" if seconds is None else f"{seconds:.1f} s"
            table.add_row(_MARKS[state], area, steps[state], time_text)
        return table
