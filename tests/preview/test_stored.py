from __future__ import annotations

import copy

from fokusrapport.blocks import VALUE_MIME, Value
from fokusrapport.blocktree import text_of
from fokusrapport.pipeline.document import read_area
from fokusrapport.pipeline.execute import Run
from fokusrapport.preview.stored import PENDING, as_stored
from tests.pipeline.reading import shows
from tests.project import bare, code, markdown


def run_of(*cells: object) -> Run:
    """A run of a notebook of these cells, as they are saved."""
    return Run("skole", "notebooks/skole.ipynb", bare(*cells), {}, {})  # type: ignore[arg-type]


def texts(run: Run, last: object) -> list[str]:
    """What the page would show as stored, a text a block."""
    executed = as_stored(run, last)  # type: ignore[arg-type]
    assert executed.notebook is not None
    read = read_area(executed.notebook, run.area, run.shown_as, "nb")
    assert read.faults == ()
    return [text_of(block.children) for block in read.area.blocks]  # type: ignore[union-attr,arg-type]


def told(source: str, **values: str) -> object:
    """A Markdown cell that has been run."""
    cell = markdown(source)
    results = {
        name: {"status": "ok", "data": {VALUE_MIME: Value(text=text).model_dump()}} for name, text in values.items()
    }
    cell.metadata["user_expressions"] = [{"expression": name, "result": found} for name, found in results.items()]
    return cell


LAST = bare(markdown("# Skole"), told("Det var {eval}`a`.", a="4,3"), shows("x", {"text/markdown": "Vist."}))  # type: ignore[arg-type]


def test_new_words_stand_with_old_numbers() -> None:
    """The cells are those that are saved, matched by their ids; outputs and values are the last run's."""
    saved = run_of(markdown("# Skole"), markdown("Nå er det {eval}`a`."), code("x"))
    assert texts(saved, LAST) == ["Nå er det 4,3.", "Vist."]


def test_what_no_run_has_given_is_pending() -> None:
    """A new expression is shown as such, and a new code cell shows nothing yet."""
    saved = run_of(markdown("# Skole"), markdown("Det er {eval}`a` og {eval}`b`."), code("x"), code("y"))
    assert texts(saved, LAST) == [f"Det er 4,3 og {PENDING}.", "Vist."]
    assert texts(saved, None) == [f"Det er {PENDING} og {PENDING}."]


def test_a_cell_of_another_kind_brings_nothing_along() -> None:
    """A code cell that was made Markdown, and the other way round, keeps its id and none of its results."""
    saved = run_of(markdown("# Skole"), code("a"), markdown("Tekst."))
    assert texts(saved, LAST) == ["Tekst."]


def test_nothing_that_is_kept_is_changed() -> None:
    """The saved notebook and the last run are read again the next time."""
    saved, before = run_of(markdown("# Skole"), markdown("{eval}`a`"), code("x")), copy.deepcopy(LAST)
    copied = copy.deepcopy(saved.notebook)
    as_stored(saved, LAST)
    assert (saved.notebook, LAST) == (copied, before)
