from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import click
import pytest

from fokusrapport import __version__, app
from fokusrapport.checking import Checked, Options
from fokusrapport.cli import cli, main
from fokusrapport.errors import BuildFailed
from tests.project import EDITION, build_py, contents, markdown, notebook, project_files, write_project


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., tuple[int, str, str]]]:
    """Runs a command in the whole small project: exit code, standard output, standard error."""
    write_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FOKUSRAPPORT_ROOT", raising=False)
    handlers = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}

    def command(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        out, err = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, out, err

    yield command
    for one, handler in handlers.items():
        signal.signal(one, handler)


Command = Callable[..., tuple[int, str, str]]


def test_version(run: Command) -> None:
    """One line."""
    code, out, err = run("--version")
    assert (code, err) == (0, "")
    assert __version__ in out


def test_help_lists_everything(run: Command) -> None:
    """Every command, every option with a text, and the exit codes."""
    code, out, _err = run("--help")
    assert code == 0
    assert all(name in out for name in cli.commands)
    assert "Exit codes: 0 built; 1 something failed" in " ".join(out.split())
    for name, command in cli.commands.items():
        code, out, _err = run(name, "-h")
        assert code == 0
        for parameter in command.params:
            assert all(option in out for option in parameter.opts if option.startswith("--"))
            assert isinstance(parameter, click.Argument) or (isinstance(parameter, click.Option) and parameter.help)


def test_list(run: Command) -> None:
    """Editions with title and areas; as JSON, too."""
    assert run("list") == (0, "testvik/2024  Fokusområde brukere\n    skole, bad\n", "")
    code, out, _err = run("list", "--json")
    assert (code, json.loads(out)) == (
        0,
        {"editions": [{"areas": ["skole", "bad"], "edition": EDITION, "title": "Fokusområde brukere"}]},
    )


def test_check(run: Command) -> None:
    """Nothing wrong; nothing written."""
    code, out, err = run("check")
    assert (code, err) == (0, "")
    assert "testvik/2024: no faults, areas: 2" in out
    code, out, _err = run("check", EDITION, "--json")
    (told,) = json.loads(out)["editions"]
    assert (told["edition"], told["areas"], told["status"]["met"]) == (EDITION, ["skole", "bad"], 1)
    assert not Path("reports").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("chekc",),
            (
                "There is no command «chekc».",
                "Did you mean «check»?",
                "add-indicator, approve, build, check, comments, completion, diff, doctor, explain,",
            ),
        ),
        (("--areaa", "skole"), ("No such option", "--area")),
        (("testvik/2042",), ("There is no edition «testvik/2042».", "Did you mean «testvik/2024»?")),
        (("check", "testvik"), ("There is no edition «testvik».", "Did you mean «testvik/2024»?")),
        (("--area", "skol"), ("testvik/2024 has no area «skol».", "Did you mean «skole»?", "Allowed: skole, bad")),
        (("--jobs", "0"), ("0 is not in the range",)),
        (("--jobs", "mange"), ("mange",)),
        (("--timeout", "-1"), ("-1 is not in the range",)),
    ],
)
def test_what_is_misspelt_is_refused_with_the_nearest(
    run: Command, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """Exit code 2, nothing on standard output, no traceback."""
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert all(word in err for word in words)
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments", [("testvik/2042", "--json"), ("build", "--json", "--areaa"), ("check", "x/2000", "--json")]
)
def test_a_refusal_is_json_too(run: Command, arguments: tuple[str, ...]) -> None:
    """Another program is told what a person is."""
    code, out, err = run(*arguments)
    told = json.loads(out)
    assert (code, told["exit_code"], told["editions"]) == (2, 2, [])
    assert told["error"] or told["faults"]
    assert err


@pytest.mark.parametrize(
    ("given", "forked"), [((), True), (("--kernels", "fork"), True), (("--kernels", "spawn"), False)]
)
def test_kernels_are_forked_unless_told_otherwise(
    run: Command, monkeypatch: pytest.MonkeyPatch, given: tuple[str, ...], *, forked: bool
) -> None:
    """The choice reaches the build."""
    seen = []

    def build(_checked: Checked, options: Options, _progress: object) -> NoReturn:
        seen.append(options.forked)
        raise BuildFailed("enough")

    monkeypatch.setattr("fokusrapport.app.build_edition", build)
    assert run("build", EDITION, *given)[0] == 1
    assert seen == [forked]


def test_no_project_is_told(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do about it."""
    monkeypatch.chdir("/")
    code, _out, err = run("list")
    assert code == 2
    assert "There is no project here" in err


def test_an_unreadable_file_is_told(run: Command) -> None:
    """A folder where a file should be stands for all that cannot be read."""
    Path("data/testvik/resultater.csv").unlink()
    Path("data/testvik/resultater.csv").mkdir()
    code, _out, err = run("check")
    assert code == 2
    assert "data/testvik/resultater.csv: The file cannot be opened: Is a directory." in err


def test_a_mistake_of_ours_is_one_line_and_a_file(
    run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Never a traceback on the screen; it is kept for whoever mends it."""

    def broken(_project: object) -> list[object]:
        raise ZeroDivisionError("uventet")

    monkeypatch.setattr(app, "listed", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    code, out, err = run("list", "--json")
    assert code == 1
    assert json.loads(out)["exit_code"] == 1
    assert "This is a mistake in fokusrapport itself, not in your files: ZeroDivisionError: uventet" in err
    assert "Traceback" not in err
    (log,) = tmp_path.glob("fokusrapport-*.log")
    assert str(log) in err
    assert "in broken" in log.read_text(encoding="utf-8")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "borte"))
    code, _out, err = run("list")
    assert (code, "Traceback" in err, "uventet" in err) == (1, False, True)


def test_the_machine_speaks_for_itself(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk or a missing right is nobody's mistake; file and reason are told."""

    def full(_project: object) -> list[object]:
        raise OSError(28, "No space left on device", "reports/x")

    monkeypatch.setattr(app, "listed", full)
    assert run("list") == (1, "", "reports/x: No space left on device. The old report is as it was.\n")


def test_a_pipe_nobody_reads_is_no_error(tmp_path: Path) -> None:
    """`python build.py list | head -1` says nothing on standard error of it being cut short."""
    write_project(tmp_path)
    shell = f"{sys.executable} build.py list | true"
    done = subprocess.run(shell, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S602 - a pipe
    assert done.stderr == ""


def test_a_terminal_without_our_letters(tmp_path: Path) -> None:
    """Prints «?» for them; the encoding of a terminal is no reason to stop."""
    write_project(tmp_path)
    done = build_py(tmp_path, "list", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Fokusomr?de brukere" in done.stdout


@pytest.mark.slow
def test_build_py_builds_the_default_edition(tmp_path: Path) -> None:
    """With --json standard output is the summary alone; with the edition named it is the same; --quiet is silent."""
    write_project(tmp_path, project_files({"skole": notebook("Skole", markdown("Bra."))}))
    done = build_py(tmp_path, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["exit_code"]) == (0, 0)
    (one,) = told["editions"]
    assert (one["edition"], one["report"], one["areas"]) == (EDITION, "reports/testvik/2024/index.html", 1)
    assert (one["faults"], one["failed_areas"], one["replaced"]) == ([], [], True)
    assert "testvik/2024: skole: running" in done.stderr
    first = contents(tmp_path / "reports")
    named = build_py(tmp_path, "build", EDITION, "--quiet")
    assert (named.returncode, named.stdout, named.stderr) == (0, "", "")
    assert contents(tmp_path / "reports") == first


def test_what_is_published_is_named_where_there_are_several_municipalities(run: Command, tmp_path: Path) -> None:
    """The default may be another one's report; a draft of it does no harm."""
    shutil.copytree(tmp_path / "params" / "testvik", tmp_path / "params" / "annen")
    code, _out, err = run("build", "--publish")
    assert (code, "Which edition is to be published must be said" in err) == (2, True)
    assert not (tmp_path / "reports").exists()
