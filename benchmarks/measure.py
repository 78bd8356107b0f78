"""Taking times by the clock, and telling them: medians, ranges and ratios, as a Markdown table."""

from __future__ import annotations

import os
import platform
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass
class Taken:
    """What was measured under one name: seconds, one for each round, or why it could not be."""

    name: str
    seconds: list[float] = field(default_factory=list)
    missing: str = ""

    @property
    def median(self) -> float:
        """The median of the rounds."""
        return median(self.seconds)


def surroundings(root: Path, **more: str) -> dict[str, str]:
    """The environment of what is measured: this very program, messages in English, the project at `root`."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "FOKUSRAPPORT_LANGUAGE": "en",
        "FOKUSRAPPORT_ROOT": str(root),
        **more,
    }


def timed(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes by the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> str:
    """Run a command to its end; what it printed on standard output. Leaves with its last words when it fails."""
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


def in_turn(works: Mapping[str, Callable[[], object] | str], rounds: int) -> list[Taken]:
    """Each piece of work timed once a round, in turn, so that a machine that slows down slows all of them.

    A text in the place of work says why there is none.
    """
    taken = [Taken(name, missing=work if isinstance(work, str) else "") for name, work in works.items()]
    for _round in range(rounds):
        for one, work in zip(taken, works.values(), strict=True):
            if not isinstance(work, str):
                one.seconds.append(timed(work))
                print(f"  {one.name}: {one.seconds[-1]:.2f} s", flush=True)
    return taken


def machine() -> str:
    """The machine in a line."""
    with open("/proc/meminfo", encoding="ascii") as file:  # noqa: PTH123 - Linux only, as the comparison is
        memory = int(file.readline().split()[1]) / 2**20
    return (
        f"{CORES} cores, {memory:.0f} GiB, {platform.machine()}, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} when it began"
    )


def table(taken: Sequence[Taken], ours: str) -> str:
    """Medians and ranges, and how many times the seconds of `ours` each takes."""
    own = next(one.median for one in taken if one.name == ours)
    lines = ["| | median s | fastest | slowest | times ours |", "|---|---|---|---|---|"]
    for one in taken:
        if one.seconds:
            ends = f"{min(one.seconds):.2f} | {max(one.seconds):.2f}"
            lines.append(f"| {one.name} | {one.median:.2f} | {ends} | {one.median / own:.1f} |")
        else:
            lines.append(f"| {one.name} | {one.missing} | | | |")
    return "\n".join(lines)
