"""How long it takes from asking for a kernel to its first cell: forked from a warm process, and started anew.

    python benchmarks/kernels.py [--rounds 15]

Both kinds are asked for in turn, round by round, with all that a build's kernel does before its first cell, and a first
cell that imports what a notebook of ours does. «Ready» is when the kernel has answered; «imported» when that cell has
ended; «gone» is how long it takes to be rid of it. Told are medians of wall time, and the processor's own time in the
kernel until then; the first fork, for which the warm process is started and does its imports, is told by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import tempfile
import time
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median

import papermill  # noqa: F401 - it imports the engine, and has to be the first to do so
from nbformat.v4 import new_code_cell, new_notebook

from fokusrapport.pipeline.engine import kernel_arguments
from fokusrapport.pipeline.kernelmanager import forked_from, kernel_manager
from fokusrapport.pipeline.surroundings import surroundings
from fokusrapport.pipeline.warm.imports import imports_of

ROOT = Path(__file__).resolve().parent.parent
FIRST_CELL = "import pandas, seaborn\nfrom fokusrapport.domain.area import open_area"
PROCESSOR_TIME = "sum(__import__('os').times()[:2])"
STEPS = ("ready", "imported", "gone", "processor's own time in the kernel")


@dataclass(frozen=True)
class Taken:
    """Seconds: until the kernel has answered, until the first cell has ended, to end it, and of the processor."""

    ready: float
    imported: float
    gone: float
    processor: float


async def one(folder: Path, imports: Sequence[str] | None) -> Taken:
    """A kernel from asking for it until it is gone; forked unless `imports` is None."""
    (folder / "work").mkdir()
    start = time.perf_counter()
    manager = kernel_manager(folder)
    if imports is not None:
        forked_from(manager, imports)
    await manager.start_kernel(
        extra_arguments=kernel_arguments(ROOT, str(folder / "work"), 0),
        env=surroundings(folder, ROOT),
        cwd=str(folder / "work"),
    )
    client = manager.client()
    client.start_channels()
    await client.wait_for_ready(timeout=60)
    ready = time.perf_counter()
    reply = await client.execute(FIRST_CELL, user_expressions={"a": PROCESSOR_TIME}, reply=True)
    imported = time.perf_counter()
    await manager.shutdown_kernel(now=True)
    client.stop_channels()
    gone = time.perf_counter()
    processor = float(reply["content"]["user_expressions"]["a"]["data"]["text/plain"])
    return Taken(ready - start, imported - start, gone - imported, processor)


async def measured(rounds: int) -> tuple[Taken, list[Taken], list[Taken]]:
    """The first fork, the forks after it, and as many kernels started anew."""
    imports = sorted(imports_of(new_notebook(cells=[new_code_cell(FIRST_CELL)])))
    forked: list[Taken] = []
    spawned: list[Taken] = []
    for _round in range(rounds + 1):
        for taken, wanted in ((forked, imports), (spawned, None)):
            with tempfile.TemporaryDirectory(prefix="fokus-") as folder:
                taken.append(await one(Path(folder), wanted))
    return forked[0], forked[1:], spawned[1:]


def main() -> None:
    """Take the times and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    first, forked, spawned = asyncio.run(measured(rounds))
    machine = f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"Python {platform.python_version()}, {machine}")
    print(f"{f'seconds, medians of {rounds}':<40}{'forked':>10}{'anew':>10}{'ratio':>8}{'first fork':>14}")
    columns = (zip(*map(astuple, taken), strict=True) for taken in (forked, spawned))
    for step, fork, anew, once in zip(STEPS, *columns, astuple(first), strict=True):
        print(f"{step:<40}{median(fork):>10.3f}{median(anew):>10.3f}{median(anew) / median(fork):>8.1f}{once:>14.3f}")


if __name__ == "__main__":
    main()
