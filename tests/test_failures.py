"""What goes wrong while building, as a person meets it: `python build.py` in a project of its own."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from nbformat import NotebookNode

from tests.processes import BUSY, kernels_of
from tests.project import (
    build_py,
    code,
    contents,
    edition,
    environment,
    markdown,
    notebook,
    project_files,
    write_project,
)

pytestmark = pytest.mark.slow

HOW_LONG = "86471.3"  # nobody else's sleep
GOOD = notebook("Skole", markdown("Alt er bra."))
OLD = {"index.html": b"gammel rapport", "manifest.json": b'{"front": {"state": "draft"}}'}


def project(root: Path, **areas: NotebookNode) -> Path:
    """A project of these areas, and the folder of its old report."""
    write_project(root, project_files(areas))
    folder = root / "reports" / "testvik" / "2024"
    for name, data in OLD.items():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def assert_in_plain_words(run: subprocess.CompletedProcess[str]) -> None:
    """No traceback, and no frame of any library."""
    assert "Traceback" not in run.stdout + run.stderr
    assert "site-packages" not in run.stdout + run.stderr


def beside(folder: Path) -> list[str]:
    """The report and everything beside it, but the lock: an empty file that stays for the next build."""
    return sorted(path.name for path in folder.parent.iterdir() if path.name != ".2024.lock")


def test_a_notebook_that_raises(tmp_path: Path) -> None:
    """The others finish; the draft beside the old report marks the area, and nothing is published."""
    bad = notebook("Bad", code("#| echo: true\n\nbesok = {}\nbesok['2024']"), markdown("Aldri vist."))
    folder = project(tmp_path, bad=bad, skole=GOOD)
    run = build_py(tmp_path, "--jobs", "2")
    assert run.returncode == 1
    assert_in_plain_words(run)
    assert "notebooks/bad.ipynb, cell 3 («besok = {}»): KeyError: '2024'" in run.stderr
    assert "skole: done" in run.stdout
    assert "bad: failed" in run.stdout
    assert contents(folder) == OLD
    draft = (folder.with_name("2024.utkast") / "index.html").read_text(encoding="utf-8")
    assert "Denne delen mangler" in draft
    assert "Alt er bra." in draft
    refused = build_py(tmp_path, "--publish", "--json", "--quiet")
    assert refused.returncode == 1
    assert_in_plain_words(refused)
    (told,) = json.loads(refused.stdout)["editions"]
    assert told["report"] is None
    assert [fault["file"] for fault in told["faults"]] == ["notebooks/bad.ipynb"]
    assert "The final report was not published: not all areas could be built." in refused.stderr
    assert contents(folder) == OLD


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks Linux which processes there are")
@pytest.mark.parametrize(
    ("sent", "when"), [(signal.SIGINT, "running"), (signal.SIGTERM, "running"), (signal.SIGINT, "starting")]
)
@pytest.mark.parametrize("kernels", ["fork", "spawn"])
def test_a_stopped_build_leaves_nothing(tmp_path: Path, sent: signal.Signals, when: str, kernels: str) -> None:
    """Ctrl-C and a polite kill, while cells run and while kernels start: no process, no folder, the old report.

    What a notebook has started in a session of its own ends, too; and all of that within two seconds.
    """
    root, temporary = tmp_path / "p", tmp_path / "t"
    temporary.mkdir()
    ready = tmp_path / "klar"
    hides = f"import subprocess\nsubprocess.Popen(['sleep', '{HOW_LONG}'], start_new_session=True)"
    loop = notebook("Evig", code(hides), code(f"open({str(ready)!r}, 'w').close()\nwhile True: pass"))
    folder = project(root, bad=loop, skole=loop, tre=loop)
    with subprocess.Popen(  # noqa: S603 - this very Python and a file the test wrote
        [sys.executable, "build.py", "--jobs", "2", "--kernels", kernels],
        cwd=root,
        env=environment(TMPDIR=str(temporary)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        until = time.monotonic() + 60
        while time.monotonic() < until and not (ready.exists() if when == "running" else any(temporary.iterdir())):
            time.sleep(0.02)
        started = time.monotonic()
        running.send_signal(sent)
        running.send_signal(sent)  # an impatient person's second Ctrl-C
        try:
            _out, error = running.communicate(timeout=30)
        finally:
            running.kill()  # a build that does not stop must not hold up the tests
    assert time.monotonic() - started < 2 + BUSY
    assert running.returncode == 130
    assert "Stopped. The old report is as it was." in error
    assert "Traceback" not in error
    assert list(temporary.iterdir()) == []
    assert kernels_of(root) == []
    assert not any(one.info["cmdline"] == ["sleep", HOW_LONG] for one in psutil.process_iter(["cmdline"]))
    assert contents(folder) == OLD
    assert beside(folder) == ["2024"]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks Linux which processes there are")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_build_stopped_while_files_are_made_leaves_nothing(tmp_path: Path, sent: signal.Signals) -> None:
    """While pages are set by Typst and helpers are at work: all of them end within two seconds."""
    root, temporary = tmp_path / "p", tmp_path / "t"
    temporary.mkdir()
    folder = project(root, skole=GOOD, to=GOOD, tre=GOOD)
    with subprocess.Popen(
        [sys.executable, "build.py", "--jobs", "2"],
        cwd=root,
        env=environment(TMPDIR=str(temporary)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        build = psutil.Process(running.pid)
        until, found = time.monotonic() + 60, [build]
        while time.monotonic() < until and not any("typesetter.py" in " ".join(_command(one)) for one in found):
            found = build.children(recursive=True)
        started = time.monotonic()
        running.send_signal(sent)
        try:
            _out, error = running.communicate(timeout=30)
        finally:
            running.kill()
    _gone, alive = psutil.wait_procs(found, timeout=max(0.0, started + 2 + BUSY - time.monotonic()))
    assert [_command(one) for one in alive] == []
    assert time.monotonic() - started < 2 + BUSY
    assert running.returncode == 130
    assert "Traceback" not in error
    assert contents(folder) == OLD


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:  # it has just ended
        return []


def test_a_disk_without_room_for_the_report(tmp_path: Path) -> None:
    """A process that may write only small files meets what a full disk gives: told, and the old report whole."""
    folder = project(tmp_path, skole=GOOD)
    program = (
        "import resource, signal, fokusrapport.pipeline.publish as publish\n"
        "from fokusrapport.cli import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "write = publish._write\n"
        "def full(files, folder):\n"  # the kernels' own files may still be written
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "    write(files, folder)\n"
        "publish._write = full\n"
        "main()\n"
    )
    assert resource.RLIMIT_FSIZE
    (tmp_path / "build.py").write_text(program, encoding="utf-8")
    run = build_py(tmp_path)
    assert run.returncode == 1
    assert_in_plain_words(run)
    assert "The report could not be written to" in run.stderr
    assert "The old report is as it was." in run.stderr
    assert contents(folder) == OLD
    assert beside(folder) == ["2024"]


def test_a_report_that_has_nowhere_to_go(tmp_path: Path) -> None:
    """A file where the folder should be stands for a missing right, which root never meets."""
    write_project(tmp_path, {**project_files({"skole": GOOD}), "reports/testvik": "ingen mappe"})
    run = build_py(tmp_path)
    assert run.returncode == 1
    assert_in_plain_words(run)
    assert "reports/testvik" in run.stderr
    assert (tmp_path / "reports" / "testvik").read_text(encoding="utf-8") == "ingen mappe"


def test_everything_wrong_before_a_kernel_starts_is_one_list(tmp_path: Path) -> None:
    """Parameters, data and notebooks at once, sorted by file; nothing is run."""
    skole = notebook("Skole", parameters='municipality = ""\nyear = ""\nlanguage = ""')
    skole.cells[1]["id"] = "x"
    data = "indicator;year;value;text;missing;status;status_reason;uncertain;comment\ntrivsel;2024;fire;;;;;;\n"
    write_project(
        tmp_path,
        {
            "params/testvik/2024.yaml": edition(["skole", "bibliotek"], "parameters: {year: 2010}\n"),
            "params/testvik/2024/skol.yaml": "plans: []\n",
            "data/testvik/resultater.csv": data,
            "notebooks/skole.ipynb": skole,
        },
    )
    run = build_py(tmp_path, "--json")
    assert run.returncode == 2
    assert_in_plain_words(run)
    told = json.loads(run.stdout)
    assert [(fault["file"], fault["nearest"]) for fault in told["faults"]] == [
        ("data/testvik/resultater.csv", ""),
        ("params/testvik/2024.yaml", ""),
        ("params/testvik/2024.yaml", ""),
        ("params/testvik/2024.yaml", ""),
        ("params/testvik/2024/skol.yaml", "skole"),
    ]
    whats = " ".join(fault["what"] for fault in told["faults"])
    for part in (
        "«fire» is no number",
        "«bibliotek» has no notebook",
        "«year» is given",
        "wants something like ''",
        "«skol»",
    ):
        assert part in whats
    assert not (tmp_path / "reports").exists()
