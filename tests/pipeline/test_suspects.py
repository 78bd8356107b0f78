from __future__ import annotations

from pathlib import Path

import pytest

from fokusrapport.pipeline.suspects import suspects
from tests.project import code, markdown
from tests.runs import run_of


def whys(source: str, tmp_path: Path) -> list[str]:
    """Why a cell with this code is suspected."""
    return [found.why for found in suspects(run_of(code(source)), tmp_path, {})]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("import datetime as dt\ndt.datetime.now()", "uses the clock («now»)"),
        ("from datetime import date\nidag = date.today", "uses the clock («today»)"),
        ("from time import time as t\nt()", "uses the clock («time»)"),
        ("import pandas as pd\npd.Timestamp('now')", "uses the clock («now»)"),
        ("import time\ntime.strftime('%Y')", "uses the clock («strftime»)"),
        ("%matplotlib inline\nx.now()", "uses the clock («now»)"),
        ("filer = !ls\nx.now()", "uses the clock («now»)"),
        ("%%time\nx.now()", "uses the clock («now»)"),
        ("import random\nrandom.random()", "uses chance («random») without a fixed seed"),
        ("from uuid import uuid4\nuuid4()", "uses chance («uuid4») without a fixed seed"),
        ("rng = np.random.default_rng()", "uses chance («random») without a fixed seed"),
        ("stats.norm.rvs(3)", "uses chance («rvs») without a fixed seed"),
        ("import os\nos.environ['A']", "asks about this machine («environ»)"),
        ("Path.cwd()", "asks about this machine («cwd»)"),
        ("%%html\n<b>3 < 4</b>", "holds lines that are not Python"),
    ],
)
def test_what_is_suspected(tmp_path: Path, source: str, why: str) -> None:
    """However it is imported or written, beside lines for IPython as well."""
    assert why in whys(source, tmp_path)


@pytest.mark.parametrize(
    "source", ["a = 1", "'i dag'", "df.groupby('a').sum()", "import datetime\ndatetime.date(2024, 1, 1)"]
)
def test_what_is_not_suspected(tmp_path: Path, source: str) -> None:
    """Or every notebook would be run twice."""
    assert whys(source, tmp_path) == []


def test_where_it_stands(tmp_path: Path) -> None:
    """The cell, sentences with values among them, or the project's module; this package is known."""
    (tmp_path / "tall.py").write_text("import time\n\n\ndef na():\n    return time.time()\n", encoding="utf-8")
    run = run_of(markdown("I dag: {eval}`date.today()`"), code("import tall"))
    modules = {"tall.py": "", "borte.py": "", "fokusrapport/blocks.py": ""}
    assert [str(found) for found in suspects(run, tmp_path, modules)] == [
        "notebooks/skole.ipynb, cell 3 («I dag: {eval}`date.today()`»): uses the clock («today»)",
        "tall.py: uses the clock («time»)",
    ]
