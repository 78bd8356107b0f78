from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import nbformat
import pytest

from fokusrapport.pipeline.engine import FokusrapportEngine
from fokusrapport.pipeline.kernelmanager import kernel_manager
from tests.project import code, environment, markdown, notebook


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`papermill …` or `jupyter …` of this environment, as somebody runs it who has never heard of build.py."""
    program = Path(sys.executable).with_name(words[0])
    return subprocess.run(  # noqa: S603 - a program of this environment
        [program, *words[1:]], cwd=folder, env=environment(), capture_output=True, text=True, timeout=120, check=False
    )


def test_papermill_knows_the_engine() -> None:
    """As a plug-in, by its name."""
    (entry,) = entry_points(group="papermill.engine", name="fokusrapport")
    assert entry.load() is FokusrapportEngine


@pytest.mark.slow
def test_papermill_and_nbconvert_alone(tmp_path: Path) -> None:
    """The engine runs a notebook with inline values, and the exporter makes a page of what it left."""
    found = notebook("Skole", markdown("Det er {eval}`antall` elever i {eval}`year`."), code("antall = 42"))
    (tmp_path / "in.ipynb").write_text(nbformat.writes(found), encoding="utf-8")
    given = ("-p", "year", "2024", "-p", "municipality", "testvik", "-p", "language", "nb")
    run = command(tmp_path, "papermill", "--engine", "fokusrapport", "in.ipynb", "out.ipynb", *given)
    assert run.returncode == 0, run.stderr
    cells = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells
    assert [entry["expression"] for entry in cells[3].metadata["user_expressions"]] == ["antall", "year"]
    page = command(tmp_path, "jupyter", "nbconvert", "--to", "fokusrapport_html", "out.ipynb")
    assert page.returncode == 0, page.stderr
    html = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "Det er 42 elever i 2024." in re.sub(r"<[^>]+>", "", html)
    assert "testvik 2024" in html


def test_kernels_are_this_python() -> None:
    """Whatever kernelspecs the user has installed: «python3» may be another environment's."""
    assert kernel_manager().kernel_spec is not None
    assert Path(str(kernel_manager().kernel_spec.argv[0])).resolve() == Path(sys.executable).resolve()  # type: ignore[union-attr]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no Unix sockets for kernels")
def test_kernels_speak_over_files_where_the_path_allows(tmp_path: Path) -> None:
    """Ports race when many kernels start at once; a path too long for a socket makes do with ports."""
    assert kernel_manager(Path("/tmp/fokus-x")).transport == "ipc"  # noqa: S108 - no such folder is made
    assert kernel_manager(tmp_path / ("x" * 100)).transport == "tcp"
