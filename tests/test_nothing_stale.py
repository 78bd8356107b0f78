"""Every input of a real edition flipped in turn: exactly the right notebooks are run again, and nothing stale is shown.

The edition is built once. Then one input is changed at a time, and what would be run is held against what must be: told
from the notebooks' own text, the register and Python's import system, not from what the cache has noted.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import nbformat
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fokusrapport.app import Options
from fokusrapport.checking import check_edition, request_of
from fokusrapport.domain.edition import open_edition
from fokusrapport.domain.questions import Answers
from fokusrapport.environment import environment
from fokusrapport.errors import InputRefused
from fokusrapport.hashing import file_hash
from fokusrapport.params.project import Project, load_edition
from fokusrapport.pipeline.cache import Cache
from fokusrapport.pipeline.execute import Run
from fokusrapport.pipeline.fingerprint import Present, nobody_answers
from fokusrapport.pipeline.plan import EditionRequest, plan
from fokusrapport.pipeline.reuse import Shelf
from tests.conftest import ROOT, built, copied_project
from tests.inprocess import shown_by

pytestmark = pytest.mark.slow

EDITION = "kristiansund/2015"
# What each chart's call imports; all else that a kernel imports comes with `open_area`.
CHARTS = {"change_chart": "change", "bars_chart": "bars", "shares_chart": "shares", "trend_chart": "trend"}


@dataclass(frozen=True)
class Flipped:
    """A built project of the test's own, in which inputs may be changed."""

    project: Project
    package: Path

    @property
    def root(self) -> Path:
        """Its folder."""
        return self.project.root

    @cached_property
    def request(self) -> EditionRequest:
        """What the edition asks for, as long as its parameters are as they were."""
        return request_of(self.project, load_edition(self.project, EDITION), Options())

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The runs of the edition, likewise."""
        return plan(self.request)[0].runs

    @cached_property
    def everything(self) -> set[str]:
        """All areas of the edition."""
        return {run.area for run in self.runs}

    def runs_of(self, area: str) -> tuple[Run, ...]:
        """The runs when one area's notebook has been changed."""
        (asked,) = (one for one in self.request.areas if one.area == area)
        (changed,) = plan(replace(self.request, areas=(asked,)))[0].runs
        return tuple(changed if run.area == area else run for run in self.runs)

    def would_run(self, runs: Sequence[Run] = (), ask: Callable[[str], str] = nobody_answers) -> set[str]:
        """The areas whose notebooks a build would run; `ask` where the subject may answer otherwise."""
        present = Present(self.root, ask, self.package)
        shelf = Shelf(EDITION, Cache.of_project(self.root), present, environment(self.root))
        return {run.area for run in runs or self.runs if shelf.verdict(run).kept is None}

    @contextmanager
    def changed(self, path: Path, content: bytes) -> Iterator[None]:
        """With another content in one file, and then the old one again."""
        before = path.read_bytes()
        assert content != before
        path.write_bytes(content)
        try:
            yield
        finally:
            path.write_bytes(before)


@pytest.fixture(scope="module")
def flipped(tmp_path_factory: pytest.TempPathFactory) -> Flipped:
    """A project built from nothing, then moved to another folder, cache and all, and a copy of the package beside it.

    Not the copy that tests share: there runs may be kept that were made when another edition had more languages.
    """
    folder = tmp_path_factory.mktemp("flyttet")
    before, root = copied_project(folder / "bygget"), folder / "prosjekt"
    built(before, EDITION)
    before.root.rename(root)
    package = root.with_name("pakke") / "fokusrapport"
    shutil.copytree(ROOT / "fokusrapport", package, ignore=shutil.ignore_patterns("__pycache__"))
    return Flipped(Project(root), package)


def test_nothing_changed_nothing_runs(flipped: Flipped) -> None:
    """A cache that was moved to another folder, with every file touched and written anew, still holds."""
    for path in flipped.root.rglob("*"):
        if path.is_file() and path.suffix in (".csv", ".yaml", ".ipynb"):
            path.write_bytes(path.read_bytes())
    assert flipped.would_run() == set()


# --- notebooks ----------------------------------------------------------------------------------------------------


def test_every_cell_of_every_notebook(flipped: Flipped) -> None:
    """A cell's code or text is noticed by its own area alone, and by none where the cell is another edition's."""
    wrong = []
    for run in flipped.runs:
        path = flipped.root / run.shown_as
        own = {cell["id"] for cell in run.notebook.cells}
        for position, cell in enumerate(nbformat.read(path, as_version=4).cells):
            changed = nbformat.read(path, as_version=4)
            changed.cells[position].source += "\n"
            with flipped.changed(path, nbformat.writes(changed).encode()):
                found = flipped.would_run(flipped.runs_of(run.area))
            if found != ({run.area} if cell.id in own else set()):
                wrong.append((run.area, position, found))
    assert wrong == []


def test_what_jupyter_folds_is_no_change(flipped: Flipped) -> None:
    """A notebook saved with folded cells, outputs and another kernel's name is the same notebook."""
    path = flipped.root / "notebooks/nav.ipynb"
    changed = nbformat.read(path, as_version=4)
    changed.metadata["kernelspec"] = {"name": "annen", "display_name": "Annen"}
    for cell in changed.cells:
        cell.metadata["jupyter"] = {"source_hidden": True}
        if cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("stream", text="kjørt for hånd")]
    with flipped.changed(path, nbformat.writes(changed).encode()):
        assert flipped.would_run(flipped.runs_of("nav")) == set()


# --- modules, lock ------------------------------------------------------------------------------------------------


def _imported_by_every_kernel() -> set[str]:
    """Modules of the package that Python imports for `open_area` and for what the engine runs in a kernel."""
    asked = (
        "import sys, fokusrapport.domain.area, fokusrapport.pipeline.dataframes, fokusrapport.pipeline.watch, "
        "fokusrapport.domain.followup\n"
        "print('\\n'.join(sorted(m.__file__ for n, m in sys.modules.items() if n.split('.')[0] == 'fokusrapport')))"
    )
    printed = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout  # noqa: S603
    return {Path(line).relative_to(ROOT).as_posix() for line in printed.split()}


def test_every_module(flipped: Flipped) -> None:
    """A module is noticed by the notebooks whose kernels import it, the engine's by all, a renderer's by none."""
    runs, everyone = flipped.runs, flipped.everything
    common = _imported_by_every_kernel()
    machinery = ("engine", "execute", "normalise", "markdown", "cells", "notebook", "onerun", "translations")
    judges = ("parsed", "reproducible", "suspects", "unlocked")
    warm = ("surroundings", *(f"warm/{name}" for name in ("kernel", "preload", "recording", "server", "shelf")))
    engine = {f"fokusrapport/pipeline/{name}.py" for name in (*machinery, *judges, *warm)}
    wrong = {}
    for path in sorted(flipped.package.rglob("*.py")):
        name = path.relative_to(flipped.package.parent).as_posix()
        with flipped.changed(path, path.read_bytes() + b"\n"):
            found = flipped.would_run()
        if name in common | engine:
            expected = everyone
        elif name.startswith("fokusrapport/domain/charts/"):
            expected = {run.area for run in runs if _draws(run)} if found else set()
            calls = [call for call, module in CHARTS.items() if name.endswith(f"/{module}.py")]
            if calls:
                expected = {run.area for run in runs if any(f".{call}(" in _code(run) for call in calls)}
        else:
            expected = set()
        if not (found == expected or (name.startswith("fokusrapport/domain/charts/") and found <= expected)):
            wrong[name] = found ^ expected
    assert wrong == {}


def _code(run: Run) -> str:
    return "\n".join(cell.source for cell in run.notebook.cells)


def _draws(run: Run) -> bool:
    """Whether it draws a chart, or has a scorecard with its small trends."""
    return any(f".{call}(" in _code(run) for call in (*CHARTS, "scorecard"))


def test_the_lock(flipped: Flipped) -> None:
    """One byte of requirements.txt is noticed by all."""
    lock = flipped.root / "requirements.txt"
    with flipped.changed(lock, lock.read_bytes() + b"\n"):
        assert flipped.would_run() == flipped.everything


# --- data and parameters ------------------------------------------------------------------------------------------


def _concerned(flipped: Flipped, indicator: str) -> set[str]:
    """The areas that name an indicator, have it on their scorecard, or count all scorecards."""
    edition = open_edition(flipped.root, EDITION)
    found = edition.register.find(indicator)
    on_scorecards = any(area in edition.areas for area in found.areas)
    concerned = set()
    for run in flipped.runs:
        text = _code(run)
        named = re.search(rf"[\"']{re.escape(indicator)}[\"']", text)
        listed = run.area in found.areas and re.search(r"\.(scorecard|scorecard_size|never_measured)\(", text)
        counted = on_scorecards and re.search(r"\.(counts|legend)\(", text)
        if named or listed or counted:
            concerned.add(run.area)
    return concerned


def test_every_cell_of_every_data_file(flipped: Flipped) -> None:
    """Each figure of each row is noticed by the areas that show or count its indicator, and by no other."""
    wrong, tried = [], 0
    for path in sorted((flipped.root / "data/kristiansund").glob("*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))
        if "indicator" not in rows[0] or "value" not in rows[0]:
            continue
        value, indicator = rows[0].index("value"), rows[0].index("indicator")
        for number, row in enumerate(rows[1:], start=1):
            if not re.search(r"\d$", row[value]):
                continue
            changed = [list(one) for one in rows]
            digit = row[value][-1]
            changed[number][value] = row[value][:-1] + ("1" if digit == "0" else str(int(digit) - 1))
            with flipped.changed(path, _as_csv(changed)):
                found = flipped.would_run(ask=Answers(open_edition(flipped.root, EDITION)).digest)
            tried += 1
            if found != _concerned(flipped, row[indicator]):
                wrong.append((path.name, row[indicator], found ^ _concerned(flipped, row[indicator])))
    assert wrong == []
    assert tried > 30


def _as_csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


@pytest.fixture(scope="module")
def shown_before(flipped: Flipped) -> dict[str, list[str]]:
    """What every area shows when nothing has been changed."""
    return {run.area: shown_by(run, flipped.root) for run in flipped.runs}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_any_byte_of_parameters_and_data(
    flipped: Flipped, shown_before: dict[str, list[str]], data: st.DataObject
) -> None:
    """Whatever byte is changed: a notebook that would show anything else without a cache is run again.

    What it would show is found out by running its cells in this process, with no kernel and nothing kept.
    """
    paths = sorted(
        path
        for folder in ("params/kristiansund", "data/kristiansund")
        for path in (flipped.root / folder).rglob("*")
        if path.suffix in (".csv", ".yaml")
    )
    path = data.draw(st.sampled_from(paths))
    content = bytearray(path.read_bytes())
    places = [n for n, byte in enumerate(content) if chr(byte).isalnum()]
    place = data.draw(st.sampled_from(places))
    content[place] = ord(data.draw(st.sampled_from("1479abeg")))
    assume(bytes(content) != path.read_bytes())
    with flipped.changed(path, bytes(content)):
        try:
            checked = check_edition(flipped.project, EDITION, Options())
            ask = Answers(open_edition(flipped.root, EDITION)).digest
            found = flipped.would_run(checked.plan.runs, ask)
            after = {run.area: shown_by(run, flipped.root) for run in checked.plan.runs}
        except InputRefused:  # no longer an edition that could be built: nothing is run, and nothing shown
            return
    assert {area for area, shown in after.items() if shown != shown_before[area]} <= found


# --- all the way to the published page ----------------------------------------------------------------------------


def test_a_changed_figure_reaches_the_page_and_nothing_else_is_run(flipped: Flipped) -> None:
    """One notebook is run, the page shows the new figure and not the old one, and the manifest names today's files."""
    path = flipped.root / "data/kristiansund/undersokelser-2015.csv"
    new = path.read_bytes().replace(b"nav;nav-tilfredshet;2015;4,9", b"nav;nav-tilfredshet;2015;5,3")
    with flipped.changed(path, new):
        told = _build(flipped)
        page = (flipped.root / "reports" / EDITION / "areas/nav.html").read_text(encoding="utf-8")
        manifest = json.loads((flipped.root / "reports" / EDITION / "manifest.json").read_text(encoding="utf-8"))
        assert manifest["inputs"] == {name: file_hash(flipped.root / name) for name in manifest["inputs"]}
    assert set(told["reused_areas"]) == flipped.everything - {"nav"}
    assert ">5,3<" in page
    assert ">4,9<" not in page
    again = _build(flipped)
    assert set(again["reused_areas"]) == flipped.everything  # the old result is still kept
    page = (flipped.root / "reports" / EDITION / "areas/nav.html").read_text(encoding="utf-8")
    assert ">4,9<" in page
    assert ">5,3<" not in page


def _build(flipped: Flipped) -> dict[str, list[str]]:
    command = [sys.executable, "build.py", "build", EDITION, "--json"]
    done = subprocess.run(command, cwd=flipped.root, capture_output=True, text=True, check=True)  # noqa: S603
    (told,) = json.loads(done.stdout)["editions"]
    found: dict[str, list[str]] = told
    return found
