from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.hashing import ABSENT, file_hash, folder_hash
from fokusrapport.pipeline.fingerprint import Known, Present, Trace, Used, changes, known_of, nobody_answers
from tests.project import code, markdown
from tests.runs import PYTHON, run_of


def key(*cells: Any, **parameters: object) -> str:  # noqa: ANN401 - notebook nodes
    """The key of a run with these cells and parameters."""
    return known_of(run_of(*cells, **parameters), PYTHON).key


def test_parameters_have_no_order() -> None:
    """They are names and values."""
    first, other = run_of(a=1, b=2), run_of(b=2, a=1)
    assert list(first.parameters) != list(other.parameters)
    assert known_of(first, PYTHON).key == known_of(other, PYTHON).key


def test_parameters_have_types() -> None:
    """A notebook that is given 1.0 shows something else than one that is given 1."""
    values = [1, 1.0, True, "1", None, "None", [1], [1.0], ["1"], "", []]
    assert len({key(a=value) for value in values}) == len(values)


def test_typed_parameters_survive_being_kept() -> None:
    """A trace that has been written and read has the same key."""
    for value in (1, 1.0, True, "1", None, [1.0, 2], "æ\x00", 1e300):
        known = known_of(run_of(a=value), PYTHON)
        assert Known.model_validate_json(known.model_dump_json()).key == known.key


@given(st.text(), st.text())
def test_every_character_of_a_cell_counts(one: str, other: str) -> None:
    """Blanks and comments, too: nothing is guessed about what they mean."""
    assert (key(markdown(one)) == key(markdown(other))) == (one == other)


def test_what_a_cell_is_counts() -> None:
    """Its type, its place, its tags and its pictures."""
    pictured = markdown("a")
    pictured["attachments"] = {"a.png": {"image/png": "AA=="}}
    other = markdown("a")
    other["attachments"] = {"a.png": {"image/png": "AB=="}}
    found = [
        key(code("a"), code("b")),
        key(code("b"), code("a")),
        key(code("a"), markdown("b")),
        key(code("a", "remove-input"), code("b")),
        key(code("a"), code("b"), code("")),
        key(code("a\nb")),
        key(markdown("a")),
        key(pictured),
        key(other),
    ]
    assert len(set(found)) == len(found)


def test_how_jupyterlab_shows_a_cell_does_not_count() -> None:
    """Folded, scrolled, run before, by another kernel: the notebook is saved like that by whoever looks at it."""
    looked_at = run_of(code("a"))
    looked_at.notebook.metadata["kernelspec"] = {"name": "julia"}
    for cell in looked_at.notebook.cells:
        cell.metadata.update({"collapsed": True, "jupyter": {"source_hidden": True}, "scrolled": True})
        if cell.cell_type == "code":
            cell.update({"execution_count": 7, "outputs": []})
    assert known_of(looked_at, PYTHON).key == key(code("a"))


KNOWN = known_of(run_of(code("a"), code("b")), PYTHON)
USED = Used()


def another(value: object) -> object:
    """Something else of the same kind."""
    if isinstance(value, str):
        return f"{value}x"
    if isinstance(value, tuple):
        return (*value, "x")
    assert isinstance(value, dict)
    return {**value, "x": "x"}


@pytest.mark.parametrize("name", Known.model_fields)
def test_all_that_is_known_is_in_the_key(name: str) -> None:
    """A field that is added later is, too."""
    changed = KNOWN.model_copy(update={name: another(getattr(KNOWN, name))})
    assert changed.key != KNOWN.key
    assert Trace(known=changed, used=USED).fingerprint != Trace(known=KNOWN, used=USED).fingerprint


@pytest.mark.parametrize("name", Used.model_fields)
def test_all_that_was_used_is_in_the_fingerprint(name: str) -> None:
    """But the subject's files, whose figures are in the questions, and files outside, which are one machine's."""
    changed = USED.model_copy(update={name: another(getattr(USED, name))})
    same = Trace(known=KNOWN, used=changed).fingerprint == Trace(known=KNOWN, used=USED).fingerprint
    assert same == (name in ("subject_files", "outside"))


@pytest.mark.parametrize("name", [name for name in Used.model_fields if isinstance(getattr(USED, name), dict)])
def test_all_that_was_used_is_held_against_the_present(tmp_path: Path, name: str) -> None:
    """Whatever has a hash: a kind that is added later is looked at, or this fails."""
    changed = {"subject_files": {"b.csv": "another hash"}, name: {"data/a.csv": "another hash"}}
    used = USED.model_copy(update=changed)
    found = [change.kind for change in changes(used, Present(tmp_path, nobody_answers))]
    assert found == ([] if name == "subject_files" else [name])


def test_what_is_as_it_was_is_no_change(tmp_path: Path) -> None:
    """Files, what is not there, folders, and answers."""
    (tmp_path / "a.csv").write_text("1")
    used = Used(
        files={"a.csv": file_hash(tmp_path / "a.csv"), "b.csv": ABSENT, ".": file_hash(tmp_path)},
        folders={".": folder_hash(tmp_path)},
        questions={"q": "svar"},
        subject_files={"./": folder_hash(tmp_path), "b.csv": ABSENT},
    )
    assert list(changes(used, Present(tmp_path, lambda _question: "svar"))) == []
    (tmp_path / "b.csv").write_text("2")
    found = {(change.kind, change.name) for change in changes(used, Present(tmp_path, lambda _question: "nytt"))}
    assert found == {("files", "b.csv"), ("folders", "."), ("questions", "q")}


def test_questions_are_asked_only_where_their_files_are_otherwise(tmp_path: Path) -> None:
    """A build in which nothing has changed asks nothing: files that are new in a folder are a change."""
    used = Used(questions={"q": "svar"}, subject_files={"./": folder_hash(tmp_path)})
    assert list(changes(used, Present(tmp_path, nobody_answers))) == []
    (tmp_path / "ny.yaml").write_text("1")
    assert [change.kind for change in changes(used, Present(tmp_path, nobody_answers))] == ["questions"]


def test_the_present_is_looked_at_once(tmp_path: Path) -> None:
    """Areas ask about the same files, and one build must not see two versions of one."""
    present = Present(tmp_path, nobody_answers)
    before = present.hash_of("files", "a.csv")
    (tmp_path / "a.csv").write_text("1")
    assert present.hash_of("files", "a.csv") == before == ABSENT
    assert Present(tmp_path, nobody_answers).hash_of("files", "a.csv") != before


def test_modules_of_this_package_are_found_wherever_the_project_is(tmp_path: Path) -> None:
    """They lie where Python has found them, not in the project."""
    name = "fokusrapport/pipeline/watch.py"
    assert Present(tmp_path, nobody_answers).hash_of("modules", name) != ABSENT


def test_what_shapes_an_executed_notebook_is_known_beforehand() -> None:
    """Modules that no kernel imports, each of them there."""
    assert {"fokusrapport/pipeline/engine.py", "fokusrapport/pipeline/suspects.py"} <= set(KNOWN.machinery)
    assert ABSENT not in KNOWN.machinery.values()


def test_a_receipt_must_look_beyond_the_edition() -> None:
    """What lies elsewhere: the author's own files and modules, another municipality's figures; not this package."""
    used = Used(
        files={"a.csv": "1"},
        modules={"notebooks/tall.py": "2", "fokusrapport/blocks.py": "3"},
        folders={"data": "4"},
        subject_files={"data/nabo/tall.csv": "5"},
        outside={"/tmp/b.csv": "6"},  # noqa: S108 - only a name
    )
    assert set(used.beyond) == {"a.csv", "notebooks/tall.py", "data", "data/nabo/tall.csv", "/tmp/b.csv"}  # noqa: S108
