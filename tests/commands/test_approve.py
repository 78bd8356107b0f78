"""The commands about checks, in a project that has not been built: nothing is run for any of it."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fokusrapport.cli import main
from fokusrapport.params.checks_file import with_check
from tests.checked import FOLDER, check
from tests.project import EDITION, edition, write_project

Command = Callable[..., tuple[int, str, str]]
SKOLE = f"{FOLDER}/skole.yaml"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    """Runs a command in the small project, whose school somebody has checked: exit code, output, errors."""
    text = with_check("", "unit", check(), SKOLE)
    own = {"params/testvik/2024.yaml": edition(["skole", "bad"], "requires: [unit]\n"), SKOLE: text}
    write_project(tmp_path, own)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FOKUSRAPPORT_ROOT", raising=False)

    def command(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        out, err = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, out, err

    handlers = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield command
    for one, handler in handlers.items():
        signal.signal(one, handler)


def test_what_has_not_been_built_cannot_be_approved(run: Command) -> None:
    """Each area is told, with what to do first, and nothing is written."""
    code, out, err = run("approve", "skole", "bad", "--as", "unit", "--name", "Ola Nordmann")
    assert (code, out) == (2, "")
    assert err.count("python build.py build testvik/2024") == 2
    assert "notebooks/skole.ipynb: The area has not been built as it is now" in err
    assert not Path(FOLDER, "bad.yaml").exists()
    assert "Kari" in Path(SKOLE).read_text("utf-8")


def test_who_and_as_whom_must_be_said(run: Command) -> None:
    """A name, and one of the two roles; a day is a day."""
    assert "--name: A check needs the name" in run("approve", "bad", "--as", "unit")[2]
    assert "unit" in run("approve", "bad", "--as", "boss", "--name", "K")[2]
    assert run("approve", "bad", "--name", "K")[0] == 2
    assert run("approve", "bad", "--as", "unit", "--name", "K", "--date", "3. mars")[0] == 2


def test_where_areas_stand(run: Command) -> None:
    """What is checked and not built is neither holding nor not; in lines and as JSON."""
    code, out, _err = run("states")
    assert code == 0
    assert out.splitlines() == [
        "testvik/2024",
        "  skole: draft (not built as it is now)",
        "    head of unit: Kari Nordmann, 3 March 2026; build to see whether it still holds",
        "  bad: draft (not built as it is now)",
    ]
    (told,) = json.loads(run("states", EDITION, "--json")[1])["editions"]
    assert (told["edition"], told["requires"], told["lacking"]) == (
        EDITION,
        ["unit"],
        {"skole": ["unit"], "bad": ["unit"]},
    )
    assert [(area["area"], area["state"], area["built"]) for area in told["areas"]] == [
        ("skole", "draft", False),
        ("bad", "draft", False),
    ]
    assert [(one["name"], one["date"], one["holds"]) for one in told["areas"][0]["checks"]] == [
        ("Kari Nordmann", "2026-03-03", None)
    ]


def test_a_check_is_taken_back_without_a_build(run: Command) -> None:
    """And only one that is there; the file of an area that nobody has checked is none."""
    assert "There is no such check to take back." in run("approve", "skole", "--as", "director", "--withdraw")[2]
    code, out, err = run("approve", "skole", "--as", "unit", "--withdraw", "--json")
    assert (code, err) == (0, "")
    assert [area["checks"] for area in json.loads(out)["areas"]] == [[]]
    assert not Path(SKOLE).exists()


def test_every_edition_that_is_named(run: Command) -> None:
    """One that there is not is told, with the nearest."""
    code, _out, err = run("states", "testvik/2042")
    assert (code, "testvik/2024" in err) == (2, True)
