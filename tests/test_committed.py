from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from fokusrapport.committed import as_committed
from fokusrapport.gitsetup import wanted
from fokusrapport.hashing import file_hash
from tests.project import bare, code, markdown

ROOT = Path(__file__).parents[1]


def run_by_hand(notebook: NotebookNode) -> bytes:
    """The notebook as JupyterLab saves it when it has been run."""
    copy = nbformat.from_dict(notebook)
    for count, cell in enumerate(copy.cells):
        cell.metadata["collapsed"] = True
        if cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": "2æ"}, execution_count=count)]
            cell.execution_count = count
            cell.metadata["execution"] = {"iopub.status.busy": "2026-01-01T00:00:00Z"}
        else:
            cell.metadata["user_expressions"] = [{"expression": "1", "result": {"status": "ok"}}]
    copy.metadata["language_info"] = {"name": "python", "version": "3.11.7", "codemirror_mode": {"name": "ipython"}}
    return str(nbformat.writes(copy) + "\n").encode()


def filtered(data: bytes) -> bytes:
    """What Git would keep: the command of the filter, run as Git runs it."""
    command = shlex.split(wanted()["filter.nbstripout.clean"])
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, cwd=ROOT, check=True).stdout  # noqa: S603


def test_it_is_what_the_filter_makes() -> None:
    """Byte for byte, also of a cell whose outputs are to be kept."""
    kept = code("1 + 1")
    kept.metadata["tags"] = ["keep_output"]
    data = run_by_hand(bare(markdown("# Skole\n\nTo linjer med æ."), code("1 + 1"), kept))
    assert as_committed(data) == filtered(data)
    assert b"2\xc3\xa6" in as_committed(data)


def test_running_a_notebook_changes_no_hash(tmp_path: Path) -> None:
    """Another text does."""
    notebook = bare(markdown("# Skole"), code("1 + 1"))
    notebook.metadata["language_info"] = {"name": "python"}
    path = tmp_path / "skole.ipynb"
    path.write_bytes((nbformat.writes(notebook) + "\n").encode())
    before = file_hash(path)
    path.write_bytes(run_by_hand(notebook))
    assert file_hash(path) == before
    notebook.cells[1].source = "1 + 2"
    path.write_bytes(run_by_hand(notebook))
    assert file_hash(path) != before


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"cells": [1]}', b"\xff", b'{"cells": [{"outputs": []}]}'])
def test_what_is_no_notebook_is_left_as_it_is(data: bytes) -> None:
    """A broken file still has a hash; whoever reads it says what is wrong."""
    assert as_committed(data) == data


def test_every_notebook_of_the_project_is_as_it_is_committed() -> None:
    """None carries anything that was computed, and none is changed by the filter."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        assert as_committed(path.read_bytes()) == path.read_bytes(), path.name
