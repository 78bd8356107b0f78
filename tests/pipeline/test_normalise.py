from __future__ import annotations

import nbformat

from fokusrapport.pipeline.normalise import normalised
from tests.project import code, notebook


def executed(salt: str) -> str:
    """A notebook as papermill leaves it, with all that differs from run to run."""
    found = notebook("A", code("x"))
    found.cells.insert(2, code("year = 2024", "injected-parameters"))
    found.cells[2]["id"] = f"tilfeldig-{salt}"
    found.metadata["papermill"] = {"start_time": salt, "output_path": f"/tmp/{salt}"}  # noqa: S108 - a text
    found.metadata["widgets"] = {"state": salt}
    for cell in found.cells:
        cell.metadata["papermill"] = {"duration": salt}
        cell.metadata["execution"] = {"iopub.status.busy": salt}
    text = f"<object at 0x7f00{salt}ab>"
    found.cells[3].outputs = [nbformat.v4.new_output("execute_result", data={"text/plain": text})]
    return str(nbformat.writes(normalised(found)))


def test_two_runs_give_the_same_bytes() -> None:
    """Times, folders, random ids and addresses are gone."""
    assert executed("01") == executed("02")


def test_what_differs_for_a_reason_still_differs() -> None:
    """Other ids of our own, and what a cell shows, are kept; another injected value gives another id."""
    found = nbformat.reads(executed("01"), as_version=4)
    assert [cell["id"] for cell in found.cells if not cell["id"].startswith("injected-")] == [
        "cell-1",
        "cell-2",
        "cell-3",
    ]
    assert found.cells[3].outputs[0].data["text/plain"] == "<object at 0x…>"
    other = notebook("A", code("year = 2023", "injected-parameters"))
    assert normalised(other).cells[2]["id"] != found.cells[2]["id"]
    assert found.cells[2].metadata["fokusrapport"] == {"number": 0}


def test_nothing_to_do_is_nothing_done() -> None:
    """A law: once is enough."""
    once = executed("01")
    assert nbformat.writes(normalised(nbformat.reads(once, as_version=4))) == once
