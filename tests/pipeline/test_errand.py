from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from fokusrapport.errors import BuildFailed, Fault
from fokusrapport.pipeline.errand import Ended, Errand, Outside, Told, Wanted


def asks(outside: Outside, number: int) -> int:
    """Have two things made where it was started, and tell of it."""
    outside.tell("skole", "running")
    futures = [outside.submit(pow, number, exponent) for exponent in (2, 3)]
    return sum(future.result() for future in futures)


def asks_wrongly(outside: Outside) -> list[str]:
    """What is said of something that fails, and of something that cannot be sent."""
    return [type(outside.submit(*wanted).exception()).__name__ for wanted in ((int, "x"), (open, os.devnull))]


def refuses(_outside: Outside) -> None:
    """As when a report cannot be made."""
    raise BuildFailed(faults=[Fault("a.csv", 3, what="Galt.")])


def errs(_outside: Outside) -> float:
    """A mistake of ours."""
    return 1 / 0


def is_killed(_outside: Outside) -> None:
    """As when memory is short."""
    os.kill(os.getpid(), signal.SIGKILL)


def gives_what_cannot_be_sent(_outside: Outside) -> object:
    """A mistake of ours, too."""
    return lambda: None


def waits(outside: Outside) -> None:
    """Works for ever, and has started a program that does."""
    program = psutil.Popen(["sleep", "600"])
    outside.tell(f"{os.getpid()} {program.pid}", "running")
    time.sleep(600)


def test_what_is_asked_for_is_made_here() -> None:
    """By the executor of the one that started it; steps are heard in their order, and the result at the end."""
    heard = []
    with Errand(asks, 3) as errand, ThreadPoolExecutor() as pool:
        while not isinstance(message := errand.hear(), Ended):
            heard.append(message)
            if isinstance(message, Wanted):
                errand.make(message, pool)
    assert heard[0] == Told("skole", "running")
    assert [message.arguments for message in heard[1:] if isinstance(message, Wanted)] == [(3, 2), (3, 3)]
    assert message == Ended(9 + 27)


def test_whoever_waits_is_told_of_what_fails() -> None:
    """Also of what was made but cannot be sent."""
    with Errand(asks_wrongly) as errand, ThreadPoolExecutor() as pool:
        while isinstance(message := errand.hear(), Wanted):
            errand.make(message, pool)
    assert message == Ended(["ValueError", "RuntimeError"])


def test_what_is_raised_there_is_raised_here() -> None:
    """With its faults; a mistake of ours with where it was made."""
    with Errand(refuses) as errand, pytest.raises(BuildFailed) as refused:
        errand.result()
    assert refused.value.faults == (Fault("a.csv", 3, what="Galt."),)
    with Errand(errs) as errand, pytest.raises(ZeroDivisionError) as mistake:
        errand.result()
    assert "in errs" in "".join(mistake.value.__notes__)
    with Errand(gives_what_cannot_be_sent) as errand, pytest.raises(Exception, match="lambda"):
        errand.result()


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_a_process_that_is_ended_from_outside() -> None:
    """It says no more, and how it ended is known."""
    with Errand(is_killed) as errand:
        with pytest.raises((EOFError, OSError)):
            errand.result()
        assert errand.exit_code == -signal.SIGKILL


@pytest.mark.skipif(os.name != "posix", reason="starts a program of such systems")
def test_leaving_it_ends_it_and_what_it_has_started() -> None:
    """A typesetter would otherwise work on for nobody."""
    with Errand(waits) as errand:
        told = errand.hear()
        assert isinstance(told, Told)
        processes = [psutil.Process(int(pid)) for pid in told.what.split()]
        started = time.monotonic()
    assert time.monotonic() - started < 2
    gone, alive = psutil.wait_procs(processes, timeout=2)
    assert (len(gone), alive) == (2, [])
