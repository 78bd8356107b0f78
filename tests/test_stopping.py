from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import time

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of other systems")


def run(body: str) -> subprocess.CompletedProcess[str]:
    """A program that is told to stop by itself, in the block."""
    head = "import os, signal, time\nfrom fokusrapport.stopping import nobody_listening, stopped_by_signals\n"
    head += "signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"  # the tests themselves may be run with nohup
    program = head + textwrap.dedent(body)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=30)  # noqa: S603


def test_what_was_ignored_is_ignored() -> None:
    """`nohup` has a terminal that is closed ignored, and a batch goes on through the night."""
    done = run("""
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        with stopped_by_signals(130, "stopped"):
            os.kill(os.getpid(), signal.SIGHUP)
            time.sleep(0.1)
            print("went on")
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(5)
    """)
    assert done.stdout == "went on\n"
    assert done.returncode == 130


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_who_does_not_end_is_ended(name: str) -> None:
    """Also after the thread that listens was away for a while, as it is when hands are forked."""
    start = time.monotonic()
    done = run(f"""
        with stopped_by_signals(130, "stopped"):
            with nobody_listening():
                pass
            while True:
                try:
                    os.kill(os.getpid(), signal.{name})
                    time.sleep(60)
                except KeyboardInterrupt:
                    pass
    """)
    assert (done.returncode, done.stderr) == (130, "stopped\n")
    assert 1.5 < time.monotonic() - start < 5


def test_a_signal_while_nobody_listens_is_not_forgotten() -> None:
    """It raises KeyboardInterrupt there and then, and the thread hears of it when it listens again."""
    done = run("""
        with stopped_by_signals(130, "stopped"):
            try:
                with nobody_listening():
                    os.kill(os.getpid(), signal.SIGINT)
                    time.sleep(5)
            except KeyboardInterrupt:
                print("heard", flush=True)
            time.sleep(60)
    """)
    assert (done.returncode, done.stdout, done.stderr) == (130, "heard\n", "stopped\n")


def test_handlers_are_as_they_were() -> None:
    """Whoever calls the program from another one keeps its own."""
    before = signal.getsignal(signal.SIGTERM)
    done = run("""
        before = signal.getsignal(signal.SIGTERM)
        with stopped_by_signals(130, "stopped"):
            assert signal.getsignal(signal.SIGTERM) is not before
        assert signal.getsignal(signal.SIGTERM) is before
    """)
    assert (done.returncode, done.stderr) == (0, "")
    assert signal.getsignal(signal.SIGTERM) is before
