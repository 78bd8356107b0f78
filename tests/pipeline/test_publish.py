from __future__ import annotations

import errno
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from fokusrapport.errors import BuildFailed
from fokusrapport.pipeline.publish import alone_with, publish, recover, withdraw
from tests.project import contents

OLD = {"index.html": b"gammel", "data/a.csv": b"1"}
NEW = {"index.html": b"ny", "areas/b.html": b"2"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A published report."""
    publish(OLD, tmp_path / "reports" / "testvik" / "2024")
    return tmp_path / "reports" / "testvik" / "2024"


def beside(place: Path) -> list[str]:
    """Everything beside a report and the report itself."""
    return sorted(path.name for path in place.parent.iterdir())


def test_a_report_is_replaced_whole(place: Path) -> None:
    """No file of the old one stays, and nothing lies beside it."""
    publish(NEW, place)
    assert contents(place) == NEW
    assert beside(place) == ["2024"]
    assert place.stat().st_mode & 0o777 == 0o755


def test_a_full_disk_leaves_the_old_report(place: Path) -> None:
    """A process that may write only so many bytes to a file meets what a full disk gives it."""
    program = (
        "import resource, signal, sys; from pathlib import Path; from fokusrapport.pipeline.publish import publish\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"  # an error from write, not a signal
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "publish({'a.html': b'x', 'b.pdf': b'x' * 5000}, Path(sys.argv[1]))"
    )
    assert resource.RLIMIT_FSIZE
    run = subprocess.run(  # noqa: S603 - this very Python
        [sys.executable, "-B", "-c", program, str(place)], capture_output=True, text=True, check=False
    )
    assert "BuildFailed: The report could not be written to" in run.stderr.replace("fokusrapport.errors.", "")
    assert contents(place) == OLD
    assert beside(place) == ["2024"]


def test_no_space_left_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of the machine. Mocked: a file system of a few bytes cannot be mounted without being root."""

    def full(_path: Path, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(BuildFailed, match=r"No space left on device\. The old report is as it was"):
        publish(NEW, place)
    assert beside(place) == ["2024"]


def test_a_place_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file where the municipality's folder should be."""
    (tmp_path / "testvik").write_text("")
    with pytest.raises(BuildFailed, match="could not be written"):
        publish(NEW, tmp_path / "testvik" / "2024")


class Killed(BaseException):
    """What Ctrl-C is: no Exception."""


@pytest.mark.parametrize("error", [OSError("x"), Killed()])
def test_a_stop_between_the_two_renames_puts_the_old_report_back(
    place: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """An error or Ctrl-C. Mocked: nothing real fails at just that moment."""
    rename = Path.rename

    def stop(path: Path, target: Path) -> Path:
        if target == place and ".new-" in path.name:
            raise error
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stop)
    monkeypatch.setattr("fokusrapport.pipeline.publish.exchange", lambda _one, _other: False)
    with pytest.raises((BuildFailed, Killed)):
        publish(NEW, place)
    assert contents(place) == OLD
    assert beside(place) == ["2024"]


def test_a_kill_between_the_two_renames_is_recovered(place: Path) -> None:
    """What a machine that lost its power left: the old report moved away, the new one not in."""
    place.rename(place.with_name(".2024.old"))
    (place.parent / ".2024.new-abc").mkdir()
    recover(place)
    assert contents(place) == OLD
    publish(NEW, place)
    assert contents(place) == NEW
    assert beside(place) == ["2024"]


def test_a_failed_build_after_a_kill_still_puts_the_old_report_back(place: Path) -> None:
    """Publishing recovers first: a file that is also a folder cannot be written."""
    place.rename(place.with_name(".2024.old"))
    with pytest.raises(BuildFailed):
        publish({"a": b"", "a/b": b""}, place)
    assert contents(place) == OLD


def test_a_kill_after_both_renames_leaves_the_new_report(place: Path) -> None:
    """The old one is then no longer needed."""
    (place.parent / ".2024.old").mkdir()
    recover(place)
    assert beside(place) == ["2024"]
    assert contents(place) == OLD


def test_recovering_nothing_is_nothing(tmp_path: Path) -> None:
    """No report, no backup; and withdrawing what is not there."""
    recover(tmp_path / "2024")
    withdraw(tmp_path / "2024")
    assert list(tmp_path.iterdir()) == []


def test_one_build_at_a_time(place: Path) -> None:
    """While one process holds a report another is refused at once; when it ends the report is free again."""
    program = (
        "import sys; from pathlib import Path; from fokusrapport.pipeline.publish import alone_with\n"
        "with alone_with(Path(sys.argv[1])): print('mine')"
    )
    command = [sys.executable, "-B", "-c", program, str(place)]
    with alone_with(place):
        refused = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - this very Python
    free = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - this very Python
    assert "Another build of 2024 is running" in refused.stderr
    assert (refused.stdout, free.stdout) == ("", "mine\n")
