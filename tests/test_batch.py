from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from nbformat import NotebookNode

from tests.processes import BUSY
from tests.project import WHOLE, Files, build_py, code, contents, environment, markdown, notebook, write_project

VIKS = ("nordvik", "sørvik", "vestvik")
PATTERN = "*vik/2024"
KILLED = """\
import os
import signal

from fokusrapport.cli import main

if __name__ == "__main__":
    main()
else:  # in the process of an edition
    from fokusrapport import batch

    build = batch.build_edition

    def killed(checked, *more):
        if "sørvik" in checked.plan.request.name:
            os.kill(os.getpid(), signal.SIGKILL)
        return build(checked, *more)

    batch.build_edition = killed
"""
PARAMETERS = 'municipality = ""\nyear = 0\nlanguage = ""\nseconds = 0'
SLEEPS = code("import time\n\ntime.sleep(seconds)")
WAITING = notebook("Bad", markdown("Badet er åpent."), SLEEPS, parameters=PARAMETERS)


def write_viks(root: Path, files: Files | None = None) -> None:
    """A project of three municipalities with the same notebooks, each with a figure of its own; without Testvik."""
    own: dict[str, str | bytes | NotebookNode | None] = {name: None for name in WHOLE if "testvik" in name}
    for place, vik in enumerate(VIKS):
        for name, content in WHOLE.items():
            if "testvik" in name and isinstance(content, str):
                own[name.replace("testvik", vik)] = content.replace("Testvik", vik.title()).replace("4,3", f"4,{place}")
    own["params/project.yaml"] = "default_edition: nordvik/2024\n"
    write_project(root, {**own, **(files or {})})


def built(root: Path, *arguments: str) -> dict[str, object]:
    """What `build --json` tells, and its exit code."""
    done = build_py(root, "build", *arguments, "--json")
    told: dict[str, object] = json.loads(done.stdout)
    assert told["exit_code"] == done.returncode, done.stderr
    return told


def reports(root: Path) -> dict[str, bytes]:
    """Every file under `reports/` that is published; locks are not."""
    return {name: data for name, data in contents(root / "reports").items() if not name.endswith(".lock")}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with all its editions built at once."""
    root = tmp_path_factory.mktemp("mange")
    write_viks(root)
    assert built(root, PATTERN, "--jobs", "2")["exit_code"] == 0
    return root


def test_many_at_once_are_the_same_as_one_by_one(many: Path, tmp_path: Path) -> None:
    """To the byte, control pages too; and each shows its own figure."""
    write_viks(tmp_path)
    for vik in VIKS:
        built(tmp_path, f"{vik}/2024", "--jobs", "1")
    at_once = reports(many)
    assert sorted(at_once) == sorted(reports(tmp_path))
    assert [name for name, data in reports(tmp_path).items() if data != at_once[name]] == []
    for place, vik in enumerate(VIKS):
        assert f"4,{place}" in at_once[f"{vik}/2024/index.html"].decode()


def test_what_is_unchanged_is_not_built_again(many: Path) -> None:
    """Of several, only the one with a new figure; its other notebook is reused. In the order of names all the same."""
    data = many / "data" / "vestvik" / "resultater.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("4,2", "4,8"), encoding="utf-8")
    told = built(many, PATTERN)["editions"]
    assert isinstance(told, list)
    assert {one["edition"]: one.get("unchanged", False) for one in told} == {
        "nordvik/2024": True,
        "sørvik/2024": True,
        "vestvik/2024": False,
    }
    assert told[-1]["reused_areas"] == ["bad"]


def test_one_that_cannot_be_built_stops_no_other(tmp_path: Path) -> None:
    """Refused parameters, an area that fails: told of at the end, under their names; the others are there."""
    wrong = str(WHOLE["params/testvik/2024.yaml"]).replace("area: bad", "area: bda")
    write_viks(tmp_path, {"params/nordvik/2024.yaml": wrong, "data/sørvik/resultater.csv": "indicator;year\n"})
    done = build_py(tmp_path, PATTERN)
    assert done.returncode == 2
    assert "vestvik/2024: done in" in done.stdout
    assert "3 editions in" in done.stdout
    assert "(built: 1, built with faults: 1, failed: 1)" in done.stdout
    assert "nordvik/2024: The edition could not be built." in done.stderr
    assert "Did you mean «bad»?" in done.stderr
    assert "sørvik/2024: Some areas could not be built:" in done.stderr
    assert (tmp_path / "reports/vestvik/2024/index.html").is_file()


def test_what_is_wrong_with_all_is_told_once(tmp_path: Path) -> None:
    """A notebook is one for all editions: so is what is wrong with it."""
    write_viks(tmp_path, {"notebooks/bad.ipynb": notebook("Bad", code("1 / 0"))})
    done = build_py(tmp_path, PATTERN)
    assert done.returncode == 1
    assert "(built with faults: 3)" in done.stdout
    assert done.stderr.count("ZeroDivisionError") == 1
    assert "nordvik/2024, sørvik/2024, vestvik/2024: Some areas could not be built:" in done.stderr


def test_a_process_that_is_ended_takes_its_own_edition_with_it(tmp_path: Path) -> None:
    """As when memory is short: said so, with the code it ended with; the others are built."""
    write_viks(tmp_path, {"build.py": KILLED})
    done = build_py(tmp_path, PATTERN)
    assert done.returncode == 1
    assert "sørvik/2024: The process that built the edition ended with -9" in done.stderr
    assert (tmp_path / "reports/vestvik/2024/index.html").is_file()


def started(root: Path, temporary: Path, arguments: Sequence[str] = (PATTERN,)) -> subprocess.Popen[str]:
    """A build that has just been started, with its kernels' folders in one of its own."""
    return subprocess.Popen(  # noqa: S603 - this very Python and a file the test wrote
        [sys.executable, "-u", "build.py", *arguments, "--jobs", "2"],
        cwd=root,
        env=environment(TMPDIR=str(temporary)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def waiting(root: Path) -> None:
    """The project with a notebook that does not come to its end in the last edition."""
    write_viks(root)
    write_seconds(root, vestvik=600)
    write_project(
        root, {"notebooks/bad.ipynb": WAITING, **{name: None for name in WHOLE if name != "notebooks/bad.ipynb"}}
    )


def write_seconds(root: Path, **seconds: int) -> None:
    """How long the notebook takes in each edition."""
    for vik in VIKS:
        asked = str(WHOLE["params/testvik/2024.yaml"])
        given = f"    parameters: {{seconds: {seconds.get(vik, 0)}}}\n"
        (root / "params" / vik / "2024.yaml").write_text(asked + given, encoding="utf-8")


def until_two_are_done(build: subprocess.Popen[str]) -> None:
    """Until two of the editions are told to be done."""
    for count, line in enumerate((line for line in build.stdout or () if "done in" in line), start=1):
        assert "vestvik" not in line
        if count == 2:
            return


def of_build(temporary: Path) -> list[int]:
    """Every process whose temporary folder it is: the build's, its editions' and its kernels'."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdecimal() and f"TMPDIR={temporary}\0".encode() in (entry / "environ").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks Linux which processes there are")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_batch_that_is_ended_goes_on_where_it_was(tmp_path: Path, how: signal.Signals) -> None:
    """Nothing of it is left within two seconds, and what it had finished is not built again."""
    root, temporary = tmp_path / "prosjekt", tmp_path / "t"
    temporary.mkdir()
    waiting(root)
    with started(root, temporary) as build:
        until_two_are_done(build)
        assert len(of_build(temporary)) > 1
        build.send_signal(how)
        until = time.monotonic() + 2 + BUSY
        while (build.poll() is None or of_build(temporary)) and time.monotonic() < until:
            time.sleep(0.05)
        assert (build.poll() is None, of_build(temporary)) == (False, [])
        _out, err = build.communicate()
        assert "Traceback" not in err
    write_seconds(root)
    told = built(root, PATTERN)["editions"]
    assert isinstance(told, list)
    assert [(one["edition"], one.get("unchanged", False)) for one in told] == [
        ("nordvik/2024", True),
        ("sørvik/2024", True),
        ("vestvik/2024", False),
    ]
    assert told[-1]["reused_areas"] == ["skole"]
