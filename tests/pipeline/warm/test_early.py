from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from fokusrapport.pipeline.surroundings import surroundings
from fokusrapport.pipeline.warm import forks
from fokusrapport.pipeline.warm.early import begin_imports
from fokusrapport.pipeline.warm.imports import IN_EVERY_KERNEL
from fokusrapport.pipeline.warm.process import Wanted, WarmProcess
from tests.loops import run
from tests.pipeline.warm.kernels import kernel

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")

CODE = "import colorsys\nfrom fokusrapport.domain.area import open_area"


@pytest.fixture(autouse=True)
def none_before() -> Iterator[None]:
    """No warm process of another test, and none left for the next."""
    forks.stop_forks()
    yield
    forks.stop_forks()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a notebook, and one that is none."""
    cells = [{"cell_type": "code", "source": CODE.splitlines(keepends=True)}, {"cell_type": "markdown", "source": "#"}]
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks/a.ipynb").write_text(json.dumps({"cells": cells}))
    (tmp_path / "notebooks/b.ipynb").write_text("[")
    return tmp_path


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """What warm processes were told to import before anybody asked for a kernel."""
    told: list[Sequence[str]] = []
    real = WarmProcess.begin

    def begin(process: WarmProcess, imports: Sequence[str]) -> None:
        told.append(imports)
        real(process, imports)

    monkeypatch.setattr(WarmProcess, "begin", begin)
    return told


def test_what_notebooks_import_of_this_package_is_begun_with(root: Path, begun: list[Sequence[str]]) -> None:
    """With what every kernel of a build runs first; a notebook that cannot be read is for others to tell.

    What it imports of others waits until a kernel is asked for: it may hang, and the notebook may not be run.
    """
    begin_imports(root)
    [imports] = begun
    assert {*IN_EVERY_KERNEL, "fokusrapport.domain.area"} <= set(imports)
    assert "colorsys" not in imports


@pytest.mark.slow
@pytest.mark.usefixtures("begun")
def test_kernels_are_forked_from_the_process_that_was_begun(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build's kernel, of this Python and with a build's surroundings, finds all imported: there is one process."""
    started: list[WarmProcess] = []
    real = WarmProcess.__init__

    def init(process: WarmProcess, *given: object) -> None:
        started.append(process)
        real(process, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(WarmProcess, "__init__", init)
    begin_imports(root)
    (root / "k").mkdir()
    with kernel(root / "k", surroundings(root / "k", root), ("colorsys",)) as one:
        assert one.forked
        assert one.told("import sys", "'colorsys' in sys.modules") == ["True"]
    assert len(started) == 1


def test_one_that_still_imports_is_ended_at_once() -> None:
    """Whoever refuses an edition need not wait for imports that nobody will use."""
    process = WarmProcess((sys.executable,), dict(os.environ))
    process.begin(("pandas", "seaborn"))
    start = time.monotonic()
    process.stop()
    assert time.monotonic() - start < 0.3


def test_beginning_with_one_that_has_ended_is_no_error() -> None:
    """It is told when a kernel is asked for."""
    process = WarmProcess(("/bin/false",), {})
    time.sleep(0.2)
    process.begin(("json",))
    refused = run(process.kernel(Wanted((), (), os.sep, {})))
    assert not refused.ready
    refused.give_up()
    process.stop()
