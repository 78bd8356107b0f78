from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from fokusrapport.cli import cli
from fokusrapport.commands.asking import Question, answers
from fokusrapport.errors import InputRefused
from tests.project import contents, environment, write_project

PATIENCE = 60
CONTROL = re.compile(r"\x1b\[[?0-9;]*[a-zA-Z]")
"""What tells a terminal how to show things, and shows nothing itself."""


def at_a_terminal(root: Path, arguments: Sequence[str], typed: Sequence[str]) -> tuple[int, str]:
    """A command with somebody at the keyboard, who answers each question: exit code, and what stood on the screen."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "build.py", *arguments]
    with subprocess.Popen(  # noqa: S603 - this very Python and a file the test wrote
        command, cwd=root, env=environment(), stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True
    ) as running:
        os.close(theirs)
        screen, answered, end = "", 0, time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not select.select([ours], [], [], 0.1)[0]:
                if running.poll() is not None:
                    break
                continue
            try:
                screen += os.read(ours, 4096).decode(errors="replace")
            except OSError:  # Linux says so when the other end has closed
                break
            if CONTROL.sub("", screen).endswith(": ") and answered < len(typed):
                os.write(ours, f"{typed[answered]}\n".encode())
                answered, screen = answered + 1, screen + "\n"
        running.kill()
    os.close(ours)
    return running.wait(), screen


@pytest.mark.slow
def test_what_is_lacking_is_asked_for(tmp_path: Path) -> None:
    """Each thing in turn, a wrong choice again; Enter takes what is proposed."""
    write_project(tmp_path)
    typed = ["bibliotek", "testvik/1999", "", "Biblioteket"]
    code, screen = at_a_terminal(tmp_path, ["new-area"], typed)
    assert code == 0, screen
    assert screen.count("Edition (testvik/2024)") == 2
    assert (tmp_path / "notebooks/bibliotek.ipynb").is_file()


@pytest.mark.slow
def test_a_new_year_is_proposed(tmp_path: Path) -> None:
    """The one after the newest."""
    write_project(tmp_path)
    code, screen = at_a_terminal(tmp_path, ["new-year"], [""])
    assert code == 0, screen
    assert (tmp_path / "params/testvik/2025.yaml").is_file()


@pytest.mark.slow
def test_nothing_is_asked_that_was_given(tmp_path: Path) -> None:
    """With all options no question is put."""
    write_project(tmp_path)
    arguments = ["new-municipality", "Skogdal", "--number", "1234", "--year", "2025", "--language", "nb"]
    code, screen = at_a_terminal(tmp_path, arguments, [])
    assert code == 0, screen
    assert "Municipality number" not in screen


@pytest.mark.parametrize("command", ["new-area", "new-municipality", "add-indicator", "new-year"])
def test_elsewhere_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """What is missing is refused by the name of its option or argument, all at once, and nothing is written."""
    write_project(tmp_path)
    before = contents(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FOKUSRAPPORT_ROOT", raising=False)
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "en")
    with pytest.raises(InputRefused) as error:
        cli.main(args=[command], standalone_mode=False)
    assert all(fault.what.startswith("Nobody has said: ") for fault in error.value.faults)
    wanted = {
        "new-area": ["AREA", "--edition", "--title"],
        "new-municipality": ["NAME", "--number", "--year"],
        "add-indicator": ["--municipality", "ID", "--title", "--scale"],
        "new-year": ["EDITION"],
    }
    assert [fault.file for fault in error.value.faults] == wanted[command]
    assert contents(tmp_path) == before


def test_every_missing_answer_is_told_at_once() -> None:
    """Those that have a default need none."""
    questions = [Question("--a", "A", None), Question("--b", "B", "x"), Question("--c", "C", None, default="y")]
    with pytest.raises(InputRefused) as error:
        answers([*questions, Question("--d", "D", None, ("en", "to"))], ask=False)
    assert [(fault.file, fault.allowed) for fault in error.value.faults] == [("--a", ""), ("--d", "en, to")]
    assert answers(questions[1:], ask=False) == ["x", "y"]
