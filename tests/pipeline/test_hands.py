from __future__ import annotations

import subprocess
import sys
import textwrap

import psutil
import pytest

from fokusrapport.pipeline import hands

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is forked")

# A process of its own: the one that runs the tests has threads, and is not to be forked.
PROGRAM = """
import os, sys, threading, time
from fokusrapport.pipeline import hands
from fokusrapport.pipeline.errand import Errand, await_errand
from fokusrapport.pipeline.hands import Places, release, reserve, take

loaded = object()


def shares(outside, places):
    return [os.getpid(), id(loaded), *iter(lambda: place if (place := places.next()) < 5 else None, None)]


def waits(outside):
    outside.tell(str(os.getpid()), "running")
    time.sleep(600)

if __name__ == "__main__":
    ...
"""


def told(body: str) -> str:
    """What a program says that has the beginning above."""
    program = PROGRAM.replace("    ...\n", textwrap.indent(textwrap.dedent(body), "    "))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-"], input=program, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout


def test_hands_are_forks_that_share_the_places() -> None:
    """What was there before is there; each place is given once; a second round begins from the first place."""
    out = told("""
        import __main__
        reserve(4, await_errand)
        for _round in range(2):
            waiting, places = take(2)
            errands = [Errand(shares, places, hand=hand) for hand in waiting]
            found = [errand.result() for errand in errands]
            for errand in errands:
                errand.close()
            assert len({os.getpid(), *(one[0] for one in found)}) == 3
            assert {one[1] for one in found} == {id(loaded)}
            print(sorted(place for one in found for place in one[2:]))
        print(take(1))
    """)
    assert out == "[0, 1, 2, 3, 4]\n[0, 1, 2, 3, 4]\n([], None)\n"


def test_too_few_are_none() -> None:
    """Whoever needs more than there are starts them all in another way."""
    assert (
        told("reserve(1, await_errand)\nprint(take(2), len(take(1)[0]), take(0))\nrelease()")
        == "([], None) 1 ([], None)\n"
    )


def test_a_process_with_threads_is_not_forked() -> None:
    """Their locks would be locked for ever in the fork."""
    out = told("""
        threading.Thread(target=time.sleep, args=(1,), daemon=True).start()
        reserve(2, await_errand)
        print(take(1))
    """)
    assert out == "([], None)\n"


@pytest.mark.parametrize("end", ["release()", "os.kill(os.getpid(), 9)", "sys.exit()"])
def test_hands_end_with_the_one_that_was_forked(end: str) -> None:
    """Those that wait and those that work, in whatever way it ends."""
    body = f"""
        reserve(3, await_errand)
        (hand,), _places = take(1)
        errand = Errand(waits, hand=hand)
        print(errand.hear().what, *(one.process.pid for one in hands._kept.waiting), flush=True)
        errand.close() if {end!r} == "release()" else None
        {end}
    """
    program = PROGRAM.replace("    ...\n", textwrap.indent(textwrap.dedent(body), "    "))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=20)  # noqa: S603
    numbers = [int(number) for number in done.stdout.split()]
    assert len(numbers) == 3
    psutil.wait_procs([psutil.Process(number) for number in numbers if psutil.pid_exists(number)], timeout=5)
    assert not any(psutil.pid_exists(number) for number in numbers)


def test_signals_are_not_those_of_the_one_that_was_forked() -> None:
    """A hand that is told to end ends, and the other one hears nothing of it."""
    out = told("""
        import signal
        from fokusrapport.stopping import nobody_listening, stopped_by_signals
        with stopped_by_signals(130, "stopped"):
            assert len(threading.enumerate()) == 2
            with nobody_listening():
                assert len(threading.enumerate()) == 1
                reserve(1, await_errand)
            assert len(threading.enumerate()) == 2
            (hand,), _places = take(1)
            os.kill(hand.process.pid, signal.SIGTERM)
            hand.process.join()
            time.sleep(0.2)
            print(hand.process.exitcode)
    """)
    assert out == "-15\n"


def test_none_are_reserved_where_none_are_asked_for() -> None:
    """One job needs none."""
    hands.reserve(0, lambda _connection: None)
    assert hands.take(1) == ([], None)
