"""Runs of made-up notebooks, made in real kernels or only told of, for the tests of what is kept and why."""

from __future__ import annotations

from pathlib import Path

from nbformat import NotebookNode

from fokusrapport.environment import Environment
from fokusrapport.params.models import RunLimits
from fokusrapport.pipeline.cache import Cache
from fokusrapport.pipeline.execute import Executed, Kernels, Run, execute
from fokusrapport.pipeline.fingerprint import Present, Used, nobody_answers
from fokusrapport.pipeline.notebook import EditionKey, of_edition
from fokusrapport.pipeline.onerun import Where, make
from fokusrapport.pipeline.reuse import Shelf
from tests.project import notebook

KEY = EditionKey("testvik", 2024, "nb")
PYTHON = Environment("CPython 3.11.0", "lock", (("numpy", "2.0"), ("pandas", "3.0")))


def run_of(*cells: NotebookNode, **parameters: object) -> Run:
    """A run of the area «skole» whose notebook has these cells after title and parameters."""
    given = {"municipality": "testvik", "year": 2024, "language": "nb", **parameters}
    found = of_edition(notebook("Skole", *cells), KEY)
    return Run("skole", "notebooks/skole.ipynb", found, given, {"area": "skole"})


def shelf_at(root: Path, environment: Environment = PYTHON) -> Shelf:
    """What has been kept for the project at `root`, which is looked at anew."""
    return Shelf("testvik/2024", Cache(root / ".fokusrapport" / "cache"), Present(root, nobody_answers), environment)


def made(root: Path, *cells: NotebookNode, forked: bool = True) -> tuple[Executed, Used]:
    """A run in a real kernel, and what it used."""
    executed = execute(run_of(*cells), Kernels(root, RunLimits(seconds=60), forked=forked))
    assert executed.faults == ()
    return executed, Used.model_validate_json(executed.observed)


def obtained(root: Path, *cells: NotebookNode) -> Executed:
    """A run as a build obtains it: reused, or made in a real kernel and kept."""
    return obtained_from(shelf_at(root), run_of(*cells), root)


def obtained_from(shelf: Shelf, run: Run, root: Path) -> Executed:
    """A run taken from the shelf, or made and kept there."""
    verdict = shelf.verdict(run)
    if verdict.kept is not None:
        return shelf.reused(run, verdict.kept)
    return shelf.keep(make(run, Where(root, RunLimits(seconds=60))), verdict)
