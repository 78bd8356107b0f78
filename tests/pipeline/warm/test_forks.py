from __future__ import annotations

import os
import sys

import pytest

from fokusrapport.pipeline.warm.forks import Forks, can_fork, forks_of, stop_forks
from fokusrapport.pipeline.warm.process import Wanted
from tests.loops import run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")

WANTED = Wanted(("json",), (), os.sep, {})


@pytest.mark.parametrize(
    ("interpreter", "told"),
    [(("/no/such/python",), "No such file or directory"), (("/bin/false",), "the process with the imports has ended")],
)
def test_a_process_that_does_not_run_is_told_once(interpreter: tuple[str, ...], told: str) -> None:
    """There is no kernel, and nobody tries again for the next one."""
    forks = Forks(interpreter, {})
    for _time in range(2):
        assert run(forks.kernel(WANTED)) is None
        assert told in forks.refused


def test_whoever_has_stopped_gets_no_kernel() -> None:
    """Not an ordinary one either: a build that was interrupted starts nothing more."""
    forks = Forks((sys.executable,), {})
    forks.stop()
    with pytest.raises(RuntimeError, match="ended while it was starting"):
        run(forks.kernel(WANTED))


def test_one_for_each_environment() -> None:
    """What one kernel may have for itself does not matter, all else does; what was stopped is not used again."""
    common = {"TZ": "UTC", "IPYTHONDIR": "/a", "USER": "en"}
    first = forks_of(["python"], common)
    assert forks_of(["python"], {**common, "IPYTHONDIR": "/b", "USER": "to"}) is first
    assert "IPYTHONDIR" not in first.environment
    assert forks_of(["python"], {**common, "TZ": "CET"}) is not first
    assert forks_of(["python", "-O"], common) is not first
    stop_forks()
    assert forks_of(["python"], common) is not first


def test_where_kernels_are_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Linux only, and there only where it tells who has ended."""
    assert can_fork()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not can_fork()
