from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from fokusrapport.params.models import RunLimits
from fokusrapport.pipeline.fingerprint import used_by
from fokusrapport.pipeline.onerun import Where, kernels_at, make
from tests.project import code, markdown
from tests.runs import run_of

CELLS = (code("from pathlib import Path\nimport os"), markdown("{eval}`year`"), code("year * 2"))


def test_kernels_are_shared_at_equal_places(tmp_path: Path) -> None:
    """So that what one run has imported is ready for the next; another limit is another place."""
    five, six = (Where(tmp_path, RunLimits(seconds=seconds)) for seconds in (5, 6))
    assert kernels_at(five) is kernels_at(pickle.loads(pickle.dumps(five)))  # noqa: S301
    assert kernels_at(five) is not kernels_at(six)


@pytest.mark.slow
def test_a_run_is_the_same_in_another_process(tmp_path: Path) -> None:
    """A run, where it is to be made, and what comes of it can be sent; the notebook and what it used are the same."""
    run, where = run_of(*CELLS), Where(tmp_path, RunLimits(seconds=60))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        there = pool.submit(make, run, where).result()
    here = make(run, where)
    assert (here.faults, here.irreproducible) == ((), ())
    assert there.notebook == here.notebook
    assert used_by(there) == used_by(here)


@pytest.mark.slow
def test_why_it_would_not_be_the_same_is_found_where_it_is_made(tmp_path: Path) -> None:
    """The second run, in another world, has a kernel of the same place."""
    cells = (code("import datetime\nnow = str(datetime.datetime.now())"), markdown("{eval}`now`"))
    made = make(run_of(*cells), Where(tmp_path, RunLimits(seconds=60)))
    assert len(made.irreproducible) == 1
    assert "uses the clock («now»)" in made.irreproducible[0]
