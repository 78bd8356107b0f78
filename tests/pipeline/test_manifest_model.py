from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fokusrapport.errors import InputRefused
from fokusrapport.pipeline.manifest_model import FORMAT, MANIFEST_NAME, Git, Manifest, Output, RunEntry, load_manifest
from fokusrapport.pipeline.manifest_schema import schema_path
from fokusrapport.pipeline.versions import program, versions
from fokusrapport.valuestore import values_shown
from tests.conftest import ROOT
from tests.sample import sample_chapter

HASH = "0" * 64


def sample_manifest(**changes: Any) -> Manifest:  # noqa: ANN401 - fields of the manifest
    """A manifest of the sample chapter."""
    chapter = sample_chapter()
    whole = Manifest(
        format=FORMAT,
        edition="lillevik/2025",
        front=chapter.front,
        fokusrapport="0.1.0",
        program=program(),
        versions=versions(),
        git=Git(commit="a" * 40, clean=True),
        inputs={"notebooks/nav.ipynb": HASH},
        runs=(RunEntry(area="nav", notebook="notebooks/nav.ipynb", parameters={"year": 2025}, complete=True),),
        outputs={"index.html": Output(bytes=3, sha256=HASH)},
        values=values_shown(chapter),
    )
    return whole.model_copy(update=changes)


def written(folder: Path, content: object) -> Path:
    """A manifest file that holds this."""
    path = folder / MANIFEST_NAME
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Value for value, and the same bytes again."""
    manifest = sample_manifest()
    read = load_manifest(written(tmp_path, manifest.text()))
    assert read == manifest
    assert read.text() == manifest.text()


def test_values_are_those_of_the_store() -> None:
    """Other programs read the key `values` as the value store writes its entries."""
    content = json.loads(sample_manifest().text())
    assert content["values"] == [shown.model_dump(mode="json") for shown in values_shown(sample_chapter())]
    assert len(content["values"]) > 100


def test_the_schema_accepts_a_manifest_and_nothing_less() -> None:
    """The published JSON Schema is that of the models: each key that is left out, or unknown, is refused."""
    schema = json.loads(schema_path(ROOT).read_text(encoding="utf-8"))
    content = json.loads(sample_manifest().text())
    validator = jsonschema.Draft202012Validator(schema)
    assert list(validator.iter_errors(content)) == []
    for key in content:
        assert list(validator.iter_errors({name: value for name, value in content.items() if name != key})), key
    assert list(validator.iter_errors({**content, "built": "2026-11-25"}))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"nei", "it is not JSON"),
        ([], "no manifest of a report"),
        ({"name": "datapackage"}, "no manifest of a report"),
        ({"outputs": {}, "fokusrapport": "0.0.9"}, "fokusrapport 0.0.9, before manifests had the form of today"),
        (
            {"outputs": {}, "format": FORMAT + 1, "fokusrapport": "9.9"},
            "fokusrapport 9.9, which is newer than this one",
        ),
        ({"outputs": {}, "format": FORMAT}, "The manifest is not as it should be."),
    ],
)
def test_what_is_no_manifest_of_today_is_refused(tmp_path: Path, content: object, words: str) -> None:
    """In plain words, with the version that wrote it."""
    with pytest.raises(InputRefused) as refused:
        load_manifest(written(tmp_path, content))
    assert words in str(refused.value)


@pytest.mark.parametrize("name", ["../hemmelig", "/etc/passwd", "a/../../b", "C:/x", "a\\b", ""])
def test_a_manifest_names_no_file_outside_its_folder(tmp_path: Path, name: str) -> None:
    """A manifest from elsewhere cannot make us read anything but the report."""
    content = json.loads(sample_manifest().text())
    content["outputs"] = {name: {"bytes": 1, "sha256": HASH}}
    with pytest.raises(InputRefused):
        load_manifest(written(tmp_path, content))


def test_no_manifest_at_all(tmp_path: Path) -> None:
    """Told with the machine's reason."""
    with pytest.raises(InputRefused, match="The manifest cannot be opened: No such file"):
        load_manifest(tmp_path / MANIFEST_NAME)
