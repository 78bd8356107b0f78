from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from fokusrapport.blocks import Table, Text
from fokusrapport.blocktree import text_of, walk
from fokusrapport.environment import environment
from fokusrapport.errors import Fault
from fokusrapport.params.models import RunLimits
from fokusrapport.pipeline.cache import Cache
from fokusrapport.pipeline.document import read_area
from fokusrapport.pipeline.execute import Executed, Kernels, Run, execute
from fokusrapport.pipeline.fingerprint import Present, nobody_answers
from fokusrapport.pipeline.guard import Guard
from fokusrapport.pipeline.notebook import EditionKey, of_edition
from fokusrapport.pipeline.onerun import Where, kernels_at
from fokusrapport.pipeline.reuse import Shelf
from fokusrapport.pipeline.workshop import Workshop, execute_all
from tests.project import NO_BREAK_SPACE, code, markdown, notebook

pytestmark = pytest.mark.slow  # ten kernels of either kind, run once for the whole file

KEY = EditionKey("testvik", 2024, "nb")
GOOD = notebook(
    "God",
    markdown("Det er {eval}`antall` elever, `{python} year + 1` neste år."),
    markdown("i fjor: {eval}`finnes_ikke`", "only:2023"),
    markdown("```\n{eval}`1/0`\n```\n\n{eval}`str(year)`"),
    code("import os, sys\nantall = '1\\u00a0234'"),
    code(
        "from IPython.display import Markdown\n"
        "print('et varsel', file=sys.stderr)\n"
        "Markdown(os.getcwd() + ' ' + os.environ['FOKUSRAPPORT_ROOT'])"
    ),
    code("#| tbl-cap: Elever\nimport pandas as pd\npd.DataFrame({'Skole': ['Nord'], 'Elever': [1234]})"),
    code("object()", "remove-output"),
)
NOTEBOOKS = {
    "god": GOOD,
    "igjen": GOOD,
    "verdier": notebook("V", markdown("{eval}`a` {eval}`1/0`"), code("b = 1"), markdown("{eval}`b` {eval}`c.d`")),
    "feil": notebook(
        "F",
        code("def dypt():\n    raise ValueError('to\\nlinjer')"),
        code("#| echo: true\n\ndypt()"),
        code("aldri = 1"),
    ),
    "nektet": notebook(
        "N",
        code(
            "from fokusrapport.errors import Fault, InputRefused\n"
            "raise InputRefused(faults=[Fault('', what='Ingen «x».', nearest='y')])"
        ),
    ),
    "dod": notebook("D", code("x = 1"), code("import os; os._exit(3)")),
    "dod-i-tekst": notebook("D", markdown("{eval}`__import__('os')._exit(3)`")),
    "evig": notebook("E", code("while True: pass")),
    "evig-i-tekst": notebook("E", markdown("{eval}`[0 for _ in iter(int, 1)]`")),
}


def run_of(name: str, found: NotebookNode) -> Run:
    """A run of a notebook for the edition."""
    parameters = {"municipality": "testvik", "year": 2024, "language": "nb"}
    return Run(name, f"notebooks/{name}.ipynb", of_edition(found, KEY), parameters, {"area": name})


def workshop_at(root: Path, jobs: int = 1, *, forked: bool = True) -> Workshop:
    """A workshop with an empty cache, where no cell may run longer than four seconds."""
    shelf = Shelf("testvik/2024", Cache(root / "cache"), Present(root, nobody_answers), environment(root))
    return Workshop(shelf, Where(root, RunLimits(seconds=4), forked=forked), jobs)


@pytest.fixture(scope="session", params=[True, False], ids=["forked", "spawned"])
def executed(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Mapping[str, Executed]:
    """All notebooks, run once."""
    workshop = workshop_at(tmp_path_factory.mktemp("prosjekt"), jobs=3, forked=request.param)
    runs = [run_of(name, found) for name, found in NOTEBOOKS.items()]
    return {one.run.area: one for one in execute_all(runs, workshop, lambda _area, _step: None)}


def told(one: Executed) -> list[tuple[str, str]]:
    """Place and message of every fault; all of them are this notebook's."""
    assert {fault.file for fault in one.faults} <= {one.run.shown_as}
    return [(fault.place, fault.what) for fault in one.faults]


def test_values_are_computed_and_stored(executed: Mapping[str, Executed]) -> None:
    """Before the code that makes them, too; under `user_expressions`, as jupyterlab-myst keeps them."""
    one = executed["god"]
    assert one.faults == ()
    assert one.notebook is not None
    cell = one.notebook.cells[3]
    assert cell.cell_type == "markdown"
    assert [entry["expression"] for entry in cell.metadata["user_expressions"]] == ["antall", "year + 1"]
    assert {entry["result"]["status"] for entry in cell.metadata["user_expressions"]} == {"ok"}
    assert cell.metadata["user_expressions"][1]["result"]["data"]["text/plain"] == "2025"


def test_values_reach_the_text(executed: Mapping[str, Executed]) -> None:
    """With their no-break space; fenced code is left alone, and another year's cells are never run."""
    notebook = executed["god"].notebook
    assert notebook is not None
    found = read_area(notebook, "god", "notebooks/god.ipynb", "nb")
    assert found.faults == ()
    first = found.area.blocks[0]
    assert text_of(getattr(first, "children", ())) == f"Det er 1{NO_BREAK_SPACE}234 elever, 2025 neste år."
    assert "1/0" in getattr(found.area.blocks[1], "text", "")
    assert text_of(getattr(found.area.blocks[2], "children", ())) == "2024"
    assert found.warnings == ("et varsel",)


def test_a_data_frame_arrives_as_a_table(executed: Mapping[str, Executed]) -> None:
    """Without a line in the notebook to make it so."""
    notebook = executed["god"].notebook
    assert notebook is not None
    tables = [node for node in walk(read_area(notebook, "god", "x", "nb").area.blocks) if isinstance(node, Table)]
    assert [[text_of(cell.children) for cell in row] for table in tables for row in table.rows] == [
        ["Nord", f"1{NO_BREAK_SPACE}234"]
    ]


def test_a_kernel_has_a_workspace_of_its_own(executed: Mapping[str, Executed]) -> None:
    """Gone afterwards; the project is found through the environment."""
    places = []
    for name in ("god", "igjen"):
        notebook = executed[name].notebook
        assert notebook is not None
        texts = [node.text for node in walk(read_area(notebook, name, "x", "nb").area.blocks) if isinstance(node, Text)]
        places.append(next(text for text in texts if "fokus-" in text).split())
    assert places[0][0] != places[1][0]
    assert places[0][1:] == places[1][1:]
    assert not any(Path(place[0]).exists() for place in places)


def test_two_runs_of_a_notebook_are_the_same_bytes(tmp_path: Path) -> None:
    """Normalised; only the name of the workspace, which no report shows, is left out here."""
    found = notebook(
        "A",
        markdown("{eval}`year` {eval}`list(set('abcdef'))`"),
        code("object"),
        code("object()", "remove-output"),
        code("1/0", "raises-exception"),
    )
    kernels = Kernels(tmp_path)
    texts = [nbformat.writes(execute(run_of("a", found), kernels).notebook) for _time in range(2)]
    assert texts[0] == texts[1]


def test_values_that_fail_are_told_all_at_once(executed: Mapping[str, Executed]) -> None:
    """With cell and expression; those that could be computed are not among them."""
    assert told(executed["verdier"]) == [
        (
            "cell 3 («{eval}`a` {eval}`1/0`»)",
            "The value {eval}`a` could not be computed: There is nothing called «a» here.",
        ),
        (
            "cell 3 («{eval}`a` {eval}`1/0`»)",
            "The value {eval}`1/0` could not be computed: ZeroDivisionError: division by zero",
        ),
        (
            "cell 5 («{eval}`b` {eval}`c.d`»)",
            "The value {eval}`c.d` could not be computed: There is nothing called «c» here.",
        ),
    ]


def test_a_cell_that_raises_is_told_in_one_line(executed: Mapping[str, Executed]) -> None:
    """The cell that was running, its first line, the error; no frames of any library."""
    assert told(executed["feil"]) == [("cell 4 («dypt()»)", "ValueError: to linjer")]


def test_our_own_refusals_speak_for_themselves(executed: Mapping[str, Executed]) -> None:
    """No name of a Python class, but the nearest guess."""
    assert [what for _place, what in told(executed["nektet"])] == ["Ingen «x». Did you mean «y»?"]


@pytest.mark.parametrize(
    ("name", "place", "what"),
    [
        ("dod", "cell 4 («import os; os._exit(3)»)", "This cell ended its kernel, with the exit code 3."),
        ("dod-i-tekst", "cell 3 (", "This cell ended its kernel, with the exit code 3."),
        ("evig", "cell 3 («while True: pass»)", "This cell ran longer than 4 seconds"),
        ("evig-i-tekst", "cell 3 (", "This cell ran longer than 4 seconds"),
    ],
)
def test_a_kernel_that_dies_or_never_ends(executed: Mapping[str, Executed], name: str, place: str, what: str) -> None:
    """Names the cell that was running, inline values included; the others finish."""
    ((found_place, found_what),) = told(executed[name])
    assert found_place.startswith(place)
    assert found_what.startswith(what)
    assert executed[name].notebook is None


def test_stopped_kernels_start_nothing_more(tmp_path: Path) -> None:
    """A run that comes after the stop is broken off before its kernel."""
    kernels = Kernels(tmp_path)
    kernels.stop_all()
    started = time.perf_counter()
    with pytest.raises(KeyboardInterrupt):
        execute(run_of("god", GOOD), kernels)
    assert time.perf_counter() - started < 2


def test_an_interrupt_while_a_kernel_is_being_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no process yet when all are killed: it is stopped all the same, and nobody waits for its endless loop."""
    add, told, starting = Kernels.add, list[Kernels](), threading.Event()

    def watched(self: Kernels, guard: Guard) -> None:
        add(self, guard)
        told.append(self)
        starting.set()

    monkeypatch.setattr(Kernels, "add", watched)
    workshop = workshop_at(tmp_path, jobs=2)
    runs = [run_of(area, NOTEBOOKS["evig"]) for area in ("evig", "aldri")]

    def ctrl_c(area: str, _step: str) -> None:
        """Somebody presses Ctrl-C just as the first one's kernel is about to start."""
        if area == "aldri":
            starting.wait(30)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        execute_all(runs, workshop, ctrl_c)
    assert told[0].stopped
    assert not kernels_at(workshop.where).stopped, "the next build would be stopped, too"


def test_a_workspace_that_cannot_be_made_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full or missing temporary folder is told as the notebook's fault, not raised."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "borte"))
    one = execute(run_of("god", GOOD), Kernels(tmp_path))
    assert one.faults == (
        Fault("notebooks/god.ipynb", what="The notebook could not be run: No such file or directory"),
    )
