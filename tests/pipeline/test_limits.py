"""A notebook that takes more than it may is stopped with the cell told, and all it has started; others go on."""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from nbformat import NotebookNode

from fokusrapport.params.models import RunLimits
from fokusrapport.pipeline.execute import Executed, Kernels, execute
from tests.project import code, markdown
from tests.runs import run_of

pytestmark = pytest.mark.slow  # a kernel each

LIMITS = RunLimits(seconds=20, memory=600, output=2, processes=8)
BOTH = [
    pytest.param(True, id="forked", marks=pytest.mark.skipif(sys.platform != "linux", reason="kernels are not forked")),
    pytest.param(False, id="spawned"),
]


@pytest.fixture(params=BOTH)
def kernels(tmp_path: Path, request: pytest.FixtureRequest) -> Kernels:
    """Kernels of either kind."""
    return Kernels(tmp_path, LIMITS, forked=request.param)


def told(executed: Executed) -> str:
    """The one fault, with its place."""
    (fault,) = executed.faults
    assert executed.notebook is None
    return str(fault)


def stopped(kernels: Kernels, *cells: NotebookNode, within: float = 40) -> str:
    """What is told of a notebook with these cells: it is stopped soon."""
    executed = execute(run_of(code("x = 1"), *cells), kernels)
    assert executed.seconds < within
    return told(executed)


def test_more_memory(kernels: Kernels) -> None:
    """The cell that takes it is named, and the limit."""
    fault = stopped(kernels, code("a = []\nwhile True: a.append(bytearray(b'x' * 10_000_000))"))
    assert fault.startswith("notebooks/skole.ipynb, cell 4 («a = []»): The notebook took more than 600 MB of memory")
    assert "--memory / limits.memory in params/project.yaml" in fault


def test_more_memory_in_what_it_has_started(kernels: Kernels) -> None:
    """It counts, too."""
    eats = "a = [bytearray(b'x' * 10**7) for _ in range(70)]; import time; time.sleep(60)"
    fault = stopped(kernels, code(f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {eats!r}])"))
    assert "took more than 600 MB" in fault


FLOODS = {
    "one": "print('x' * 100_000_000)",
    "prints": "while True: print('x' * 10_000)",
    "small": "while True: display(1)",
    "figure": "from IPython.display import Image\nImage(data=b'\\x89PNG' + bytes(50_000_000), format='png')",
    "below": "import subprocess\nsubprocess.run(['yes'])",
}


@pytest.mark.parametrize("name", FLOODS)
def test_more_output(kernels: Kernels, name: str) -> None:
    """In one piece or in many; nothing of it is kept here beyond the limit."""
    # A kernel gathers what it prints before it sends it: on a busy machine more than the 600 MB of the other tests.
    kernels = replace(kernels, limits=LIMITS.model_copy(update={"memory": 4000, "seconds": 120}))
    tracemalloc.start()
    try:
        fault = stopped(kernels, code(FLOODS[name]))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "cell 4" in fault
    assert "had shown more than 2 MB" in fault
    assert peak < 60_000_000


@pytest.mark.parametrize("value", ["'x' * 100_000_000", "[print('x' * 10_000) for _ in iter(int, 1)]"])
def test_more_output_in_a_text(kernels: Kernels, value: str) -> None:
    """An inline value is as long, or prints as much."""
    kernels = replace(kernels, limits=LIMITS.model_copy(update={"memory": 4000, "seconds": 120}))
    assert "had shown more than 2 MB" in stopped(kernels, markdown(f"{{eval}}`{value}`"))


def test_an_interrupt_that_is_ignored(tmp_path: Path) -> None:
    """Time is up all the same."""
    kernels = Kernels(tmp_path, LIMITS.model_copy(update={"seconds": 1}))
    ignores = "import signal, time\nfor s in (2, 15): signal.signal(s, signal.SIG_IGN)\nwhile True: time.sleep(1)"
    assert "ran longer than 1 seconds" in stopped(kernels, code(ignores))


def test_many_processes(kernels: Kernels) -> None:
    """One that forks and forks is stopped before there are too many."""
    forks = "import os, time\nfor _ in range(20):\n    if os.fork() == 0:\n        time.sleep(60)\ntime.sleep(60)"
    assert "more than 8 processes running" in stopped(kernels, code(forks))


def _called(name: str) -> Iterator[psutil.Process]:
    for one in psutil.process_iter():
        try:
            if name in one.cmdline() and one.status() != psutil.STATUS_ZOMBIE:
                yield one
        except psutil.Error:
            continue


HIDES = """
import os, subprocess, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv(sys.executable, [sys.executable, '-c', 'import time; time.sleep(60)', {name!r}])
    os._exit(0)
time.sleep(1)
"""


@pytest.mark.parametrize("ends", ["pass", "os._exit(4)", "while True: pass"])
def test_what_it_leaves_running(tmp_path: Path, kernels: Kernels, ends: str) -> None:
    """It ends with its kernel, however that ends, also in a session of its own and with its parent long gone."""
    kernels.limits = LIMITS.model_copy(update={"seconds": 3})
    name = f"hidden-{tmp_path.name}"
    executed = execute(run_of(code(HIDES.format(name=name)), code(f"import os\n{ends}")), kernels)
    assert bool(executed.faults) == (ends != "pass")
    until = time.monotonic() + 1
    while (left := list(_called(name))) and time.monotonic() < until:
        time.sleep(0.05)
    assert left == []


def test_a_forked_copy_of_the_kernel(kernels: Kernels) -> None:
    """It goes on with the cell, as a copy; the notebook is whole, and the copy ends with it."""
    executed = execute(run_of(code("import os, time\nif os.fork() == 0: time.sleep(60)"), code("1 + 1")), kernels)
    assert executed.faults == ()


def test_a_system_that_kills(kernels: Kernels) -> None:
    """As it does when there is no more memory."""
    fault = stopped(kernels, code("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"))
    assert "too little memory is a common cause" in fault


def test_a_kernel_that_breaks_down(kernels: Kernels) -> None:
    """Its signal is told."""
    assert "broke down while this cell was running (signal 11)" in stopped(
        kernels, code("import os\nos.kill(os.getpid(), 11)")
    )


def test_no_limits(kernels: Kernels) -> None:
    """What is not limited goes through."""
    kernels.limits = RunLimits(seconds=0, memory=0, output=0, processes=0)
    executed = execute(run_of(code("print('x' * 3_000_000)")), kernels)
    assert executed.faults == ()
