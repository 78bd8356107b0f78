"""How near a build comes to what cannot be saved: the cells themselves, and Typst itself.

    python benchmarks/limit.py PROJECT

Prints the seconds of two things, done on all cores for every edition of a built project. The cells: code cells and
inline expressions of its notebooks, executed one after the other by plain Python in a fork of a process that has
imported everything; no kernel, no notebook, no messages. Typst: the sources of all PDFs, as the build had them, each
compiled once in a fork of a process that has read the typefaces. Nothing is checked, read back or written.
"""

from __future__ import annotations

import ast
import datetime as dt
import importlib
import multiprocessing
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from measure import CORES
from nbformat import NotebookNode

from fokusrapport.app import settings_of
from fokusrapport.checking import Options, check_edition
from fokusrapport.params.project import Project, list_editions
from fokusrapport.pipeline.execute import Run
from fokusrapport.pipeline.fonts import typst_fonts
from fokusrapport.pipeline.making import Edition, run_notebooks
from fokusrapport.pipeline.markdown import expressions
from fokusrapport.pipeline.plan import EditionPlan
from fokusrapport.pipeline.stages import excerpt, read_document
from fokusrapport.pipeline.surroundings import surroundings
from fokusrapport.pipeline.typesetter import compiled
from fokusrapport.pipeline.typst_source import typst_source
from fokusrapport.pipeline.warm.imports import imports_of


def main(root: Path) -> None:
    """Print the seconds of the cells, and those of Typst.

    What is to be done is found out by another process: this one is forked, and must not have had threads.
    """
    with tempfile.NamedTemporaryFile() as file:
        subprocess.run([sys.executable, __file__, root, file.name], check=True)
        runs, sources = pickle.loads(Path(file.name).read_bytes())  # noqa: S301 - our own
    os.environ |= surroundings(root, root) | {"MPLBACKEND": "agg"}
    for name in sorted({name for run in runs for name in imports_of(run.notebook)}):
        with suppress(ImportError):  # the name of something in a module
            importlib.import_module(name)
    print(shared_out(cells, runs), shared_out(set_pages, sources))


def find_out(root: Path, target: Path) -> None:
    """Write down the runs and the Typst sources of a built project's editions."""
    plans = [check_edition(Project(root), name, Options()).plan for name in list_editions(Project(root))]
    sources = [source for plan in plans for source in typst_sources(plan)]
    runs = [run for plan in plans for run in plan.runs]
    target.write_bytes(pickle.dumps((runs, sources)))


def shared_out(work: Callable[[Any], None], pieces: Sequence[object]) -> float:
    """Seconds that all cores take for the pieces, each in a fork of its own."""
    typst_fonts()
    with multiprocessing.get_context("fork").Pool(CORES, maxtasksperchild=1) as pool:
        start = time.perf_counter()
        for _done in pool.imap_unordered(work, pieces, chunksize=1):
            pass
        return time.perf_counter() - start


def cells(run: Run) -> None:
    """Execute what is executed of a notebook; what a cell shows is asked for its data, as a kernel would."""
    names: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for cell in run.notebook.cells:
            if cell.cell_type == "markdown":
                for expression in expressions(cell.source):
                    _show(eval(expression, names))  # noqa: S307 - what a kernel does
            elif cell.cell_type == "code":
                _execute(cell, names)
                if "parameters" in cell.metadata.get("tags", ()):
                    names |= run.parameters
        os.chdir("/")


def _execute(cell: NotebookNode, names: dict[str, Any]) -> None:
    body = ast.parse(cell.source).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "cell", "exec"), names)  # noqa: S102 - see above
    if isinstance(last, ast.Expr):
        _show(eval(compile(ast.Expression(last.value), "cell", "eval"), names))  # noqa: S307


def _show(value: Any) -> None:  # noqa: ANN401 - whatever a cell shows
    if hasattr(value, "_repr_mimebundle_"):
        value._repr_mimebundle_()


def typst_sources(plan: EditionPlan) -> Iterator[tuple[str, dt.datetime]]:
    """The sources of an edition's PDFs; its runs are those that were kept."""
    settings = settings_of(plan.request, Options(jobs=CORES))
    executed = run_notebooks(Edition(plan, settings), lambda _what, _step: None)
    chapter = read_document(plan, executed, settings.framing).chapter
    date = dt.datetime.fromisoformat(chapter.front.date).replace(tzinfo=dt.UTC)
    yield typst_source(chapter), date
    for run in plan.runs:
        yield typst_source(excerpt(chapter, run.area)), date


def set_pages(piece: tuple[str, dt.datetime]) -> None:
    """Compile one document."""
    source, date = piece
    compiled(source.encode(), typst_fonts(), date)


if __name__ == "__main__":
    project, *target = map(Path, sys.argv[1:])
    find_out(project, *target) if target else main(project)
