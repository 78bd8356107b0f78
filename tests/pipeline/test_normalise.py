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


def test_printed_text_is_one_output_however_it_was_sent() -> None:
    """A kernel sends what is printed whenever it comes to it; what was shown in between, or is an error, is apart."""

    def of(*printed: str) -> str:
        found = notebook("A", code("x"))
        streams = [nbformat.v4.new_output("stream", name=text[:6], text=text[7:]) for text in printed]
        shown = nbformat.v4.new_output("display_data", data={"text/plain": "1"})
        found.cells[2].outputs = [*streams, shown, nbformat.v4.new_output("stream", name="stdout", text="c")]
        return str(nbformat.writes(normalised(found)))

    assert of("stdout a", "stdout b\n") == of("stdout ab\n")
    assert of("stdout a", "stderr b\n") != of("stdout ab\n")
    found = nbformat.reads(of("stdout a", "stdout b\n"), as_version=4)
    assert [output.get("text") for output in found.cells[2].outputs] == ["ab\n", None, "c"]


def test_nothing_to_do_is_nothing_done() -> None:
    """A law: once is enough."""
    once = executed("01")
    assert nbformat.writes(normalised(nbformat.reads(once, as_version=4))) == once
