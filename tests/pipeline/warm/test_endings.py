"""However the one or the other process ends, no kernel is left over; and what bears no fork is not forked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from fokusrapport.pipeline.warm.forks import stop_forks
from tests.loops import run
from tests.pipeline.warm.kernels import SURROUNDINGS, kernel, manager_at

pytestmark = [
    pytest.mark.slow,  # kernels
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
]

# A process with a kernel in which another program runs; it tells the numbers of all and waits.
OWNER = """
import sys, time
from pathlib import Path
from tests.pipeline.warm.kernels import kernel
from tests.loops import run
with kernel(Path(sys.argv[1]), imports=()) as found:
    [program] = found.told("import subprocess; p = subprocess.Popen(['sleep', '100'])", "p.pid")
    print(found.process.pid, program, found.forked, flush=True)
    time.sleep(100)
"""


def gone(*processes: int) -> bool:
    """Whether all of them end within a few seconds."""
    until = time.monotonic() + 10
    while (left := [one for one in processes if _runs(one)]) and time.monotonic() < until:
        time.sleep(0.05)
    return not left


def _runs(process: int) -> bool:
    try:
        return bool(psutil.Process(process).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_all_end_with_whoever_runs_notebooks(tmp_path: Path) -> None:
    """Killed without a chance to tidy up; also what the notebook has started."""
    with subprocess.Popen([sys.executable, "-c", OWNER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as owner:  # noqa: S603
        assert owner.stdout is not None
        forked, program, is_forked = owner.stdout.readline().split()
        warm = psutil.Process(int(forked)).ppid()
        assert is_forked == "True"
        assert warm != owner.pid
        owner.kill()
    assert gone(warm, int(forked), int(program))


def test_kernels_end_with_the_warm_process(tmp_path: Path) -> None:
    """Killed by the system, perhaps; the kernel is told as dead, and the next one is started anew."""
    stop_forks()
    with kernel(tmp_path, imports=()) as found:
        os.kill(psutil.Process(found.process.pid).ppid(), signal.SIGKILL)
        assert gone(found.process.pid)
        assert found.process.wait(5) == -signal.SIGKILL
    with kernel(tmp_path, imports=()) as found:
        assert not found.forked
        assert found.told("a = 2", "a") == ["2"]
    stop_forks()
    with kernel(tmp_path, imports=()) as found:
        assert found.forked


@pytest.mark.parametrize(
    ("code", "told"), [("import os; os._exit(3)", 3), ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", -15)]
)
def test_how_a_kernel_ended_is_told(tmp_path: Path, code: str, told: int) -> None:
    """Its own exit code, or the signal, as `subprocess` tells it."""
    with kernel(tmp_path, imports=()) as found:
        found.told(f"import threading\nthreading.Timer(0.2, lambda: exec({code!r})).start()")
        assert found.process.wait(10) == told


def test_modules_with_threads_are_left_to_the_kernel(tmp_path: Path) -> None:
    """Numpy's own would be lost in a fork, their locks locked: the kernel imports it itself. The next one, too."""
    environment = {**SURROUNDINGS, "OPENBLAS_NUM_THREADS": "2"}
    for _time in range(2):
        with kernel(tmp_path, environment, ("numpy", "json")) as found:
            assert found.forked
            at_first = "sum(1 for _ in os.scandir('/proc/self/task'))"
            [before] = found.told("import os, sys", "'numpy' in sys.modules")
            [tasks] = found.told("", at_first)
            [after, value] = found.told("import numpy as np", at_first, "float(np.ones(3).sum())")
            assert (before, value) == ("False", "3.0")
            assert int(after) == int(tasks) + 1


def test_what_a_module_prints_belongs_to_the_cell(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It is not imported beforehand, where nobody would see it; nor is it shown at the terminal."""
    heard = "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()) as told:\n    import this"
    with kernel(tmp_path, imports=("this",)) as found:
        assert found.forked
        assert "Beautiful is better than ugly" in found.told(heard, "told.getvalue()")[0]
    assert "ugly" not in "".join(capfd.readouterr())


@pytest.mark.parametrize("name", ["tenacity.py", "matplotlibrc", "tenacity/__init__.py"])
def test_a_folder_with_what_a_library_would_be_taken_for(tmp_path: Path, name: str) -> None:
    """A kernel looks for libraries in its folder first: it is started anew there."""
    with kernel(tmp_path, imports=("tenacity",), files={name: ""}) as found:
        assert not found.forked
        places = found.told("import tenacity, os", "os.path.dirname(tenacity.__file__).startswith(os.getcwd())")
        assert places == [str(name != "matplotlibrc")]


def test_a_kernel_that_does_not_start_is_an_error(tmp_path: Path) -> None:
    """It ends before anybody could talk to it: told at once, and not started anew."""
    manager = manager_at(tmp_path, ())

    async def start() -> None:
        await manager.start_kernel(cwd=str(tmp_path / "borte"), env=dict(SURROUNDINGS))

    with pytest.raises(RuntimeError, match="The kernel ended while it was starting"):
        run(start())
