from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fokusrapport.hashing import ABSENT, file_hash
from fokusrapport.pipeline.execute import Run
from fokusrapport.pipeline.fingerprint import Known, Present, Trace, Used, known_of
from fokusrapport.pipeline.reasons import reasons
from tests.project import code, markdown
from tests.runs import PYTHON, run_of, shelf_at

RUN = run_of(code("a = 1"), markdown("tekst"), antall=3)
KNOWN = known_of(RUN, PYTHON)


def told(root: Path, used: Used | None = None, before: Known = KNOWN, run: Run = RUN, **trace: object) -> list[str]:
    """Why `run` has to be made after a run of which this is known; every question is answered «nå»."""
    last = Trace.model_validate({"known": before, "used": used or Used(), **trace})
    now = known_of(run, PYTHON)
    return reasons(run, now, last, Present(root, lambda _question: "nå"), lambda question: f"«{question}»")


def test_the_first_time(tmp_path: Path) -> None:
    """There is nothing to compare with."""
    assert reasons(RUN, KNOWN, None, Present(tmp_path, str), str) == ["first time"]


def test_nothing_to_tell(tmp_path: Path) -> None:
    """The run has gone from the cache, which `Shelf.verdict` then says."""
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("run", "reason"),
    [
        (run_of(code("a = 1"), markdown("tekst"), antall=4), "the parameter «antall» was 3, is 4"),
        (run_of(code("a = 1"), markdown("tekst"), antall="3"), "the parameter «antall» was 3, is '3'"),
        (run_of(code("a = 1"), markdown("tekst")), "the parameter «antall» was 3, is –"),
        (run_of(code("a = 2"), markdown("tekst"), antall=3), "cell 3 of notebooks/skole.ipynb is changed"),
        (run_of(code("a = 1", "x"), markdown("tekst"), antall=3), "cell 3 of notebooks/skole.ipynb is changed"),
        (run_of(code("a = 1"), antall=3), "a cell is gone from notebooks/skole.ipynb"),
        (
            run_of(code("a = 1"), markdown("tekst"), code("b"), antall=3),
            "cell 5 of notebooks/skole.ipynb is new",
        ),
    ],
)
def test_the_notebook_is_otherwise(tmp_path: Path, run: Run, reason: str) -> None:
    """Parameters with their values as Python writes them, cells by their numbers on disk."""
    assert told(tmp_path, run=run) == [reason]


def test_cells_in_another_order(tmp_path: Path) -> None:
    """Nothing else is otherwise than where they stand."""
    run = run_of(code("a = 1"), markdown("tekst"), antall=3)
    run.notebook.cells[2:] = reversed(run.notebook.cells[2:])
    assert told(tmp_path, run=run) == ["the cells of notebooks/skole.ipynb stand in another order"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"lock": "other"}, "requirements.txt is changed"),
        ({"python": "CPython 3.10"}, "Python was CPython 3.10, is CPython 3.11.0"),
        ({"packages": {"numpy": "1.9", "pandas": "3.0"}}, "the package numpy was 1.9, is 2.0"),
        ({"packages": {"numpy": "2.0"}}, "the package pandas was –, is 3.0"),
        (
            {"packages": {"numpy": "2.0", "pandas": "3.0", "polars": "1"}},
            "the package polars was 1, is –",
        ),
        (
            {"machinery": {**KNOWN.machinery, "fokusrapport/pipeline/engine.py": "other"}},
            "fokusrapport/pipeline/engine.py is changed",
        ),
    ],
)
def test_what_it_is_made_with_is_otherwise(tmp_path: Path, change: dict[str, object], reason: str) -> None:
    """Lock, Python, packages, and the modules that run notebooks."""
    assert told(tmp_path, before=KNOWN.model_copy(update=change)) == [reason]


@pytest.mark.parametrize(
    ("used", "reason"),
    [
        (Used(files={"a.csv": "before"}), "a.csv is changed"),
        (Used(files={"a.csv": ABSENT}), "a.csv is new"),
        (Used(files={"b.csv": "before"}), "b.csv is gone"),
        (Used(modules={"tall.py": "before"}), "tall.py is gone"),
        (Used(folders={".": "before"}), "there are other files in ."),
        (Used(outside={"/gone/c.csv": "before"}), "/gone/c.csv is gone"),
        (Used(subject_files={"a.csv": "before"}, questions={"q": "før"}), "a.csv: «q»"),
        (Used(subject_files={"mappe/": "before", "./": "before"}, questions={"q": "før"}), "mappe/, ./: «q»"),
        (
            Used(subject_files={"a.csv": "before", "b.csv": ABSENT}, questions=dict.fromkeys("abcdef", "før")),
            "a.csv: «a», «b», «c», «d», …",
        ),
    ],
)
def test_what_it_used_is_otherwise(tmp_path: Path, used: Used, reason: str) -> None:
    """Files, modules and folders by name; figures by their file and what they are about."""
    (tmp_path / "a.csv").write_text("1")
    assert told(tmp_path, used) == [reason]


def test_a_changed_file_whose_answers_stand_is_no_reason(tmp_path: Path) -> None:
    """Another row of it mattered."""
    (tmp_path / "a.csv").write_text("1")
    assert file_hash(tmp_path / "a.csv") != "before"
    assert told(tmp_path, Used(subject_files={"a.csv": "before"}, questions={"q": "nå"})) == []


def test_the_last_run_was_not_kept(tmp_path: Path) -> None:
    """It failed, or would not be the same another time; told only where nothing else is otherwise."""
    assert told(tmp_path, failed=True) == ["it failed the last time"]
    assert told(tmp_path, irreproducible=("It uses the clock.",)) == ["it cannot be reused: It uses the clock."]
    assert told(tmp_path, Used(files={"x": "1"}), failed=True) == ["x is gone"]


def test_four_reasons_and_a_count(tmp_path: Path) -> None:
    """A hundred would not be read."""
    used = Used(files=dict.fromkeys("abcdefg", "before"))
    assert told(tmp_path, used) == ["a is gone", "b is gone", "c is gone", "d is gone", "and 3 more"]
    assert len(told(tmp_path, Used(files=dict.fromkeys("abcd", "before")))) == 4


def test_a_shelf_tells_when_it_is_forced(tmp_path: Path) -> None:
    """And when nothing has ever been made."""
    shelf = shelf_at(tmp_path)
    assert shelf.verdict(RUN).reasons == ("first time",)
    assert replace(shelf, force=True).verdict(RUN).reasons == ("asked for with --force",)
