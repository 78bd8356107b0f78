from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from nbformat import NotebookNode

from fokusrapport.blocks import Area, Paragraph, ShownValue, Source, Value
from fokusrapport.blocktree import walk
from fokusrapport.environment import Environment
from fokusrapport.errors import Fault
from fokusrapport.hashing import file_hash
from fokusrapport.pipeline.cells import METADATA_KEY
from fokusrapport.pipeline.execute import Executed, Kernels, Run, World
from fokusrapport.pipeline.fingerprint import Used
from fokusrapport.pipeline.reuse import Shelf
from fokusrapport.pipeline.stages import with_present_hashes
from tests.project import code, contents, markdown
from tests.runs import PYTHON, obtained_from, run_of, shelf_at

CELLS = (code("a = 1"), markdown("tekst"))


class Kitchen:
    """Stands in for kernels, which have tests of their own: tells what a run used, and how often one was made."""

    def __init__(self, root: Path) -> None:
        self.root, self.made = root, 0
        self.faults: tuple[Fault, ...] = ()
        self.observed: bytes | None = None

    def execute(self, run: Run, _kernels: Kernels, _world: World | None = None) -> Executed:
        """The run, as if a kernel had made it: it has read `a.csv`."""
        self.made += 1
        notebook = NotebookNode(json.loads(json.dumps(run.notebook), object_hook=NotebookNode))
        notebook.metadata[METADATA_KEY] = dict(run.metadata)
        used = Used(files={"a.csv": file_hash(self.root / "a.csv")}).model_dump_json().encode()
        return Executed(run, notebook, self.faults, 1.5, used if self.observed is None else self.observed)

    def obtain(self, run: Run, shelf: Shelf | None = None) -> Executed:
        """The run as the next build obtains it."""
        shelf = shelf or shelf_at(self.root)
        return obtained_from(shelf, run, self.root)


@pytest.fixture
def kitchen(tmp_path: Path) -> Iterator[Kitchen]:
    """A project with one file, and nothing made yet."""
    (tmp_path / "a.csv").write_text("1")
    kitchen = Kitchen(tmp_path)
    with patch("fokusrapport.pipeline.onerun.execute", kitchen.execute):
        yield kitchen


def test_what_was_made_is_reused(kitchen: Kitchen) -> None:
    """The same notebook, fingerprint and reason; only that it was reused, and took no time, is told apart."""
    first, second = kitchen.obtain(run_of(*CELLS)), kitchen.obtain(run_of(*CELLS))
    assert kitchen.made == 1
    assert second == replace(first, reused=True, seconds=0, observed=b"")
    assert first.fingerprint
    assert second.beyond == {"a.csv": file_hash(kitchen.root / "a.csv")}


def test_only_what_matters_is_made_again(kitchen: Kitchen) -> None:
    """A byte of the file it read; not that it was touched, nor another file. And back again: both are kept."""
    kitchen.obtain(run_of(*CELLS))
    (kitchen.root / "a.csv").touch()
    (kitchen.root / "b.csv").write_text("1")
    assert kitchen.obtain(run_of(*CELLS)).reused
    (kitchen.root / "a.csv").write_text("2")
    assert kitchen.obtain(run_of(*CELLS)).reason == "a.csv is changed"
    (kitchen.root / "a.csv").write_text("1")
    assert kitchen.obtain(run_of(*CELLS)).reused
    assert kitchen.made == 2


def test_files_of_the_subject_have_the_hashes_of_today(kitchen: Kitchen) -> None:
    """Another figure in one was changed: the run is reused, but manifest and receipt must name the file as it is."""
    path = kitchen.root / "a.csv"
    kitchen.observed = Used(subject_files={"a.csv": file_hash(path), "gone.csv": ""}).model_dump_json().encode()
    kitchen.obtain(run_of(*CELLS))
    path.write_text("2")
    reused = kitchen.obtain(run_of(*CELLS))
    assert reused.reused
    assert reused.beyond == {"a.csv": file_hash(path), "gone.csv": ""}


def test_another_environment_is_another_run(kitchen: Kitchen) -> None:
    """And the first is still there when it comes back."""
    kitchen.obtain(run_of(*CELLS))
    other = Environment(PYTHON.python, PYTHON.lock, (("numpy", "2.1"), ("pandas", "3.0")))
    made = kitchen.obtain(run_of(*CELLS), shelf_at(kitchen.root, other))
    assert made.reason == "the package numpy was 2.0, is 2.1"
    assert kitchen.obtain(run_of(*CELLS)).reused


def test_nothing_is_reused_by_force(kitchen: Kitchen) -> None:
    """But what is made then is kept as always."""
    kitchen.obtain(run_of(*CELLS))
    forced = kitchen.obtain(run_of(*CELLS), replace(shelf_at(kitchen.root), force=True))
    assert (forced.reused, forced.reason, kitchen.made) == (False, "asked for with --force", 2)
    assert kitchen.obtain(run_of(*CELLS)).reused


def test_cell_numbers_and_front_matter_are_those_of_today(kitchen: Kitchen) -> None:
    """A cell of another edition was put in before them, and the edition has another title."""
    kitchen.obtain(run_of(*CELLS))
    run = run_of(*CELLS)
    for cell in run.notebook.cells[2:]:
        cell.metadata[METADATA_KEY]["number"] += 1
    reused = kitchen.obtain(replace(run, metadata={"area": "skole", "front": "ny tittel"}))
    assert reused.reused
    assert reused.notebook is not None
    assert [cell.metadata[METADATA_KEY]["number"] for cell in reused.notebook.cells] == [1, 2, 4, 5]
    assert reused.notebook.metadata[METADATA_KEY] == {"area": "skole", "front": "ny tittel"}


def test_what_is_kept_tells_nothing_of_the_edition(kitchen: Kitchen) -> None:
    """Two editions of the same notebook and parameters have one object."""
    kitchen.obtain(run_of(*CELLS))
    (kept,) = shelf_at(kitchen.root).cache.traces(shelf_at(kitchen.root).verdict(run_of(*CELLS)).known.key)
    notebook = shelf_at(kitchen.root).cache.notebook(kept)
    assert notebook is not None
    assert METADATA_KEY not in json.dumps(notebook)


def test_failed_runs_are_not_kept(kitchen: Kitchen) -> None:
    """They are made again, and `explain` says why; once one goes well, it is kept."""
    kitchen.faults = (Fault("notebooks/skole.ipynb", what="feil"),)
    kitchen.obtain(run_of(*CELLS))
    assert shelf_at(kitchen.root).verdict(run_of(*CELLS)).reasons == ("it failed the last time",)
    assert not [name for name in contents(kitchen.root / ".fokusrapport") if "/notebooks/" in f"/{name}"]
    kitchen.faults = ()
    assert not kitchen.obtain(run_of(*CELLS)).reused
    assert kitchen.obtain(run_of(*CELLS)).reused


@pytest.mark.parametrize("observed", [b"", b"{", b'{"files": 7}', b'{"unknown": {}}'])
def test_a_run_of_which_nobody_knows_what_it_used_is_not_kept(kitchen: Kitchen, observed: bytes) -> None:
    """As when a notebook has stopped whoever listened."""
    kitchen.observed = observed
    assert kitchen.obtain(run_of(*CELLS)).notebook is not None
    assert shelf_at(kitchen.root).verdict(run_of(*CELLS)).kept is None


def test_a_broken_cache_is_told_as_such(kitchen: Kitchen) -> None:
    """Nothing is otherwise, and yet there is nothing to reuse."""
    kitchen.obtain(run_of(*CELLS))
    for path in (kitchen.root / ".fokusrapport" / "cache" / "notebooks").iterdir():
        path.write_bytes(b"broken")
    assert shelf_at(kitchen.root).verdict(run_of(*CELLS)).reasons == ("its result is no longer kept",)
    assert not kitchen.obtain(run_of(*CELLS)).reused
    assert kitchen.obtain(run_of(*CELLS)).reused


def test_another_project_root_hits(kitchen: Kitchen, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The folder was copied to another machine, cache and all."""
    kitchen.obtain(run_of(*CELLS))
    moved = tmp_path_factory.mktemp("annen") / "prosjekt"
    kitchen.root.rename(moved)
    kitchen.root = moved
    assert kitchen.obtain(run_of(*CELLS)).reused


def test_sources_have_the_hashes_of_today(tmp_path: Path) -> None:
    """Another row of the file was changed: the row that is shown is as it was, the file is not."""
    (tmp_path / "a.csv").write_text("nytt")
    source = Source(file="a.csv", row=2, key="a", sha256="gammelt")
    value = Value(text="1", sources=(source, source.model_copy(update={"row": 3})))
    area = Area(id="a", title="A", blocks=(Paragraph(children=(ShownValue(value=value),)),))
    found = [node for node in walk(with_present_hashes(area, tmp_path)) if isinstance(node, Value)]
    now = file_hash(tmp_path / "a.csv")
    assert [(one.row, one.sha256) for one in found[0].sources] == [(2, now), (3, now)]
