"""What moves on a terminal while editions are built: what is running, what is done, from where, and the time left."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence

from rich.console import Group
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from fokusrapport.i18n import _

_MARKS = {"waiting": "·", "running": "▸", "reused": "✓", "done": "✓", "failed": "✗"}
_FINISHED = ("reused", "done", "failed")
_SPEED_OVER = 3600.0  # seconds: an edition may take minutes
_SHOWN = 3


def steps() -> dict[str, str]:
    """What the steps of a build are called."""
    return {
        "planning": _("reading parameters and data"),
        "waiting": _("waiting"),
        "running": _("running"),
        "reused": _("unchanged, reused"),
        "done": _("done"),
        "failed": _("failed"),
        "rendering": _("making pages and PDF"),
        "checking": _("reading the finished report back"),
        "publishing": _("putting the report in place"),
    }


class _Areas:
    """What the notebooks of one edition are doing."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        self.states: dict[str, str] = dict.fromkeys(names, "waiting")
        self._started: dict[str, float] = {}
        self._took: dict[str, float] = {}

    def tell(self, area: str, step: str) -> None:
        """Take down that a notebook has come to a step."""
        self.states[area] = step
        if step == "running":
            self._started[area] = time.perf_counter()
        elif area in self._started:
            self._took[area] = time.perf_counter() - self._started[area]

    def seconds(self, area: str) -> float | None:
        """How long it has taken, or has been running."""
        if area not in self._started:
            return None
        return self._took.get(area, time.perf_counter() - self._started[area])

    @property
    def finished(self) -> int:
        """How many have come to their end."""
        return sum(state in _FINISHED for state in list(self.states.values()))

    @property
    def running(self) -> list[str]:
        """Those that are running."""
        return [area for area, state in list(self.states.items()) if state == "running"]


def _counted(counts: Mapping[str, int]) -> str:
    """How many notebooks are running, were run, reused, have failed."""
    told = {
        "running": _("running: {count}"),
        "done": _("run: {count}"),
        "reused": _("from cache: {count}"),
        "failed": _("failed: {count}"),
    }
    return ", ".join(text.format(count=counts[state]) for state, text in told.items() if counts.get(state))


def _bar(*, with_count: bool) -> Progress:
    count = (MofNCompleteColumn(),) if with_count else ()
    columns = (BarColumn(), *count, TextColumn("{task.description}"), TimeElapsedColumn(), TextColumn("/"))
    return Progress(*columns, TimeRemainingColumn(), speed_estimate_period=_SPEED_OVER)


class Board:
    """One edition: a line an area, what it is doing and for how long; below, a bar and the time its notebooks need.

    `expected` are the seconds each took the last time; where nobody knows, as long as the others in the mean.
    """

    def __init__(self, edition: str, areas: Sequence[str], expected: Mapping[str, float] | None = None) -> None:
        self._edition, self._stage, self._areas = edition, "", _Areas(areas)
        known = [seconds for area in areas if (seconds := (expected or {}).get(area))]
        usual = sum(known) / len(known) if known else 1.0
        self._expected = {area: (expected or {}).get(area) or usual for area in areas}
        self.bar = _bar(with_count=False)
        self._task = self.bar.add_task("", total=sum(self._expected.values()))

    def tell(self, what: str, step: str) -> None:
        """Take down that an area, or the edition, has come to a step."""
        if what not in self._areas.states:
            self._stage = step
            return
        self._areas.tell(what, step)
        counts = Counter(self._areas.states.values())
        self.bar.update(self._task, description=_counted(counts))
        if step == "reused":  # it took no time, and says nothing of how fast the others are
            task = self.bar.tasks[self._task]
            self.bar.update(self._task, total=(task.total or 0) - self._expected[what])
        elif step in _FINISHED:
            self.bar.advance(self._task, self._expected[what])

    def __rich__(self) -> Group:
        names = steps()
        table = Table.grid(padding=(0, 2))
        table.add_row("", Text(self._edition, style="bold"), names.get(self._stage, ""), "")
        for area, state in list(self._areas.states.items()):
            seconds = self._areas.seconds(area)
            table.add_row(_MARKS[state], area, names[state], "" if seconds is None else f"{seconds:.1f} s")
        return Group(table, self.bar)


class ManyBoard:
    """Many editions: a line for each that is under way, and below a bar over them all."""

    def __init__(self, count: int) -> None:
        self._at_work: dict[str, tuple[_Areas, str]] = {}
        self._counts: Counter[str] = Counter()
        self.bar = _bar(with_count=True)
        self._task = self.bar.add_task("", total=count)

    def tell(self, edition: str, what: str, step: str) -> None:
        """Take down that an area of an edition, or the edition, has come to a step."""
        areas, _stage = self._at_work.get(edition, (_Areas(), ""))
        if what == edition:
            self._at_work[edition] = areas, step
            return
        areas.tell(what, step)
        self._at_work[edition] = areas, "" if areas.finished < len(areas.states) else step
        self._counts[step] += step in _FINISHED
        self._count()

    def ended(self, edition: str) -> None:
        """Take down that an edition is under way no longer."""
        self._at_work.pop(edition, None)
        self.bar.advance(self._task)
        self._count()

    def _count(self) -> None:
        running = sum(len(areas.running) for areas, _stage in list(self._at_work.values()))
        self.bar.update(self._task, description=_counted({**self._counts, "running": running}))

    def __rich__(self) -> Group:
        names = steps()
        table = Table.grid(padding=(0, 2))
        for edition, (areas, stage) in list(self._at_work.items()):  # another thread draws
            running = areas.running
            more = ("…",) if len(running) > _SHOWN else ()
            doing = names.get(stage, "") or ", ".join((*running[:_SHOWN], *more))
            table.add_row("▸", Text(edition, style="bold"), f"{areas.finished}/{len(areas.states)}", Text(doing))
        return Group(table, self.bar)
