from __future__ import annotations

import json
from typing import Any

from fokusrapport.pipeline.manifest_model import MANIFEST_NAME, Git, Output
from fokusrapport.pipeline.verify.changes import changes, manifest_difference, other_commit
from tests.pipeline.test_manifest_model import HASH, sample_manifest

OTHER = "1" * 64


def test_what_has_changed_since_is_told_in_plain_words() -> None:
    """Inputs, packages and the program: changed, new, gone."""
    then = sample_manifest(
        inputs={"data/a.csv": HASH, "data/b.csv": HASH},
        versions={"typst": "0.15.1", "babel": "2.18.0", "gammel": "1.0"},
        program={"fokusrapport/i18n.py": HASH},
    )
    now = sample_manifest(
        inputs={"data/a.csv": OTHER, "data/c.csv": HASH},
        versions={"typst": "0.16.0", "babel": "2.18.0", "ny": "2.0"},
        program={"fokusrapport/i18n.py": OTHER},
        fokusrapport="0.2.0",
    )
    assert changes(then, then) == []
    assert changes(then, now) == [
        "data/a.csv has changed",
        "data/b.csv is no longer part of the edition",
        "data/c.csv was not part of the edition then",
        "fokusrapport 0.1.0 then, 0.2.0 now",
        "gammel 1.0 then, none now",
        "no ny then, 2.0 now",
        "typst 0.15.1 then, 0.16.0 now",
        "the program itself: fokusrapport/i18n.py",
    ]


def test_a_program_of_many_changes_is_told_in_short() -> None:
    """Five names say which part it is about."""
    then = sample_manifest(program={f"fokusrapport/{letter}.py": HASH for letter in "abcdefgh"})
    (told,) = changes(then, sample_manifest(program={}))
    assert told.endswith("fokusrapport/e.py and 3 more")


def test_another_commit_is_to_be_known() -> None:
    """But not when it is the same, or when the report names none."""
    first, second = Git(commit="a" * 40, clean=True), Git(commit="b" * 40, clean=False)
    assert other_commit(first, first) == other_commit(None, second) == ""
    assert "built at commit aaaaaaaaaaaa; the project is now at bbbbbbbbbbbb with changes" in other_commit(
        first, second
    )
    assert "here is no repository" in other_commit(first, None)


def test_a_manifest_differs_by_what_is_not_told_otherwise() -> None:
    """A value first; hashes of files that are told, and of inputs that have changed, only follow."""

    def found(told: set[str], **changed: Any) -> tuple[str, str]:  # noqa: ANN401 - fields of the manifest
        difference = manifest_difference(sample_manifest().text(), sample_manifest(**changed).text(), told)
        assert difference is not None
        assert difference.file == MANIFEST_NAME
        return difference.place, difference.what

    outputs = {"index.html": Output(bytes=3, sha256=OTHER)}
    assert manifest_difference(sample_manifest().text(), sample_manifest().text(), set()) is None
    assert found({"index.html"}, outputs=outputs) == ("", "it follows from what is told of the others")
    assert found(set(), outputs=outputs)[0] == "outputs › index.html › sha256"
    assert found(set(), inputs={"data/a.csv": HASH})[0] == ""
    value = sample_manifest().values[0]
    other = value.model_copy(update={"section": "annet"})
    assert found(set(), values=(other, *sample_manifest().values[1:]))[0] == "values › 1 › section"
    spaced = json.dumps(json.loads(sample_manifest().text()), indent=2, sort_keys=True).encode()
    difference = manifest_difference(sample_manifest().text(), spaced, set())
    assert difference is not None
    assert difference.place.startswith("byte ")
