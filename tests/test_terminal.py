from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from fokusrapport.app import Options, Summary, check_editions, failure_summary
from fokusrapport.errors import BuildFailed, Fault
from fokusrapport.pipeline.plan import EditionPlan
from fokusrapport.pipeline.readback import AreaRead, ReadBack
from fokusrapport.terminal import Reporter, describe, fault_lines, print_any_letter, unexpected
from tests.project import EDITION, write_project

FAULT = Fault("a.yaml", 3, what="Galt [bold]her[/bold].", allowed="x, y", nearest="x")


@pytest.fixture
def plan(tmp_path: Path) -> EditionPlan:
    """The plan of the small project."""
    (checked,) = check_editions(write_project(tmp_path), [EDITION], Options())
    return checked.plan


def summary(plan_folder: Path, **changes: object) -> Summary:
    """The summary of a build of the small project."""
    (checked,) = check_editions(write_project(plan_folder), [EDITION], Options())
    given: dict[str, object] = {
        "edition": EDITION,
        "place": "reports/testvik/2024/index.html",
        "control": "reports/testvik/2024.kontroll.html",
        "seconds": 3.25,
        "replaced": True,
        "areas": 2,
        "failed_areas": (),
        "reused_areas": ("bad",),
        "tally": checked.tally,
        "read_back": ReadBack((), (AreaRead("skole", "Skole", values=3, in_html=3, in_pdf=2, in_both=2),)),
        "warnings": ("Obs [1].",),
        "faults": (),
        "exit_code": 0,
    }
    return Summary(**{**given, **changes})  # type: ignore[arg-type]


def test_a_fault_in_lines() -> None:
    """Where and what, the nearest guess, what is allowed."""
    assert describe(FAULT) == [
        "a.yaml:3: Galt [bold]her[/bold].",
        "    Did you mean «x»?",
        "    Allowed: x, y",
    ]
    assert describe(Fault("", what="Galt.")) == ["Galt."]


@pytest.mark.parametrize(
    ("message", "count", "headline"),
    [
        ("", 1, "One thing must be put right first:"),
        ("", 2, "2 things must be put right first:"),
        ("Stopp.", 2, "Stopp."),
    ],
)
def test_a_headline_over_the_faults(message: str, count: int, headline: str) -> None:
    """It counts them, or says what happened."""
    lines = fault_lines(message, [Fault("a.csv", what="Galt.")] * count)
    assert lines == [headline, *["  a.csv: Galt."] * count]


def test_what_stands_nowhere_is_no_thing_to_put_right() -> None:
    """A number that a report does not show is said to be so, without a headline that asks for something else."""
    assert fault_lines("", [Fault("", what="Finnes ikke.", nearest="4,3")]) == [
        "Finnes ikke.",
        "  Did you mean «4,3»?",
    ]


def test_plain_lines_where_there_is_no_terminal(plan: EditionPlan, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a step; brackets and colons are letters like others; the end is told by the summary."""
    reporter = Reporter(quiet=False, as_json=False)
    with reporter.progress(plan) as tell:
        tell("skole:warning:[b]", "running")
        tell(EDITION, "rendering")
        tell(EDITION, "done")
    assert capsys.readouterr().out == ("testvik/2024: skole:warning:[b]: running\ntestvik/2024: making pages and PDF\n")


def test_json_has_standard_output_alone(plan: EditionPlan, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Progress, summary and errors go to standard error."""
    reporter = Reporter(quiet=False, as_json=True)
    with reporter.progress(plan) as tell:
        tell("skole", "running")
    reporter.built(summary(tmp_path), [FAULT], [])
    reporter.finish([{"edition": EDITION}], 1)
    out, err = capsys.readouterr()
    assert json.loads(out) == {"editions": [{"edition": EDITION}], "exit_code": 1}
    assert "skole: running" in err
    assert "Galt [bold]her[/bold]." in err


def test_quiet_prints_errors_only(plan: EditionPlan, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And them always."""
    reporter = Reporter(quiet=True, as_json=False)
    with reporter.progress(plan) as tell:
        tell("skole", "running")
    reporter.built(summary(tmp_path), [], [FAULT])
    reporter.failed(EDITION, BuildFailed(faults=[FAULT]))
    reporter.finish([], 1)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[0] == "A check on the finished document failed:"
    assert "testvik/2024: The edition could not be built." in err


def test_the_summary_says_what_and_where(tmp_path: Path) -> None:
    """Results in words, warnings, and whether the report was replaced."""
    lines = summary(tmp_path, replaced=False).lines()
    text = "\n".join(lines)
    assert "Notebooks: 1 run, 1 reused" in text
    assert "reports/testvik/2024/index.html" in text
    assert "Obs [1]." in text
    assert "2 of 3 values found in HTML and PDF" in text
    assert lines[-1].strip() == "The report in its own place was left as it is."
    assert "left as it is" not in "\n".join(summary(tmp_path).lines())


def test_the_summary_counts_what_was_found(tmp_path: Path) -> None:
    """In all and area by area, for another program."""
    area = {"area": "skole", "title": "Skole", "values": 3, "in_html": 3, "in_pdf": 2, "in_both": 2}
    assert summary(tmp_path).as_json()["values"] == {"shown": 3, "found": 2, "areas": [area]}


def test_a_failed_build_as_plain_values(tmp_path: Path) -> None:
    """No report, and why."""
    (checked,) = check_editions(write_project(tmp_path), [EDITION], Options())
    assert failure_summary(checked.plan.request.name, BuildFailed("Nei.", [FAULT])) == {
        "edition": EDITION,
        "report": None,
        **BuildFailed("Nei.", [FAULT]).as_json(),
    }


def test_any_letter_can_be_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream without «å» prints «?» for it."""
    buffer = io.BytesIO()
    stream = io.TextIOWrapper(buffer, encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    print_any_letter()
    print("på")  # noqa: T201 - what is tested
    stream.flush()
    assert buffer.getvalue() == b"p?\n"


def test_what_is_said_of_a_mistake_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name and text, and a file with the rest; without the file when none can be written."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    text = unexpected(KeyError("x"))
    (log,) = tmp_path.iterdir()
    assert text.splitlines() == [
        "This is a mistake in fokusrapport itself, not in your files: KeyError: 'x'",
        f"Whoever is to mend it needs this file: {log}",
    ]
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "borte"))
    assert len(unexpected(KeyError("x")).splitlines()) == 1
