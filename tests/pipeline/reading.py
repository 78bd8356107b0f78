"""Short ways for tests to read cells as the document does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import nbformat
from nbformat import NotebookNode

from fokusrapport.blocks import Block, Value
from fokusrapport.errors import Fault
from fokusrapport.pipeline.cells import CellPlace
from fokusrapport.pipeline.document import ReadArea, read_area
from fokusrapport.pipeline.inlines import CellContext
from fokusrapport.pipeline.markdown import to_blocks
from tests.project import bare

SHOWN_AS = "notebooks/skole.ipynb"


def context(**values: str) -> CellContext:
    """Cell 3 of a notebook, with these values computed."""
    computed = {name: Value(text=text) for name, text in values.items()}
    return CellContext(CellPlace(SHOWN_AS, 3, "første linje"), "nb", computed)


def blocks(source: str, **values: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text without faults."""
    where = context(**values)
    found, _footnotes = to_blocks(source, where)
    assert where.faults == []
    return found


def faults(source: str) -> list[Fault]:
    """The faults of a Markdown text."""
    where = context()
    to_blocks(source, where)
    return where.faults


def shows(source: str, data: Mapping[str, Any]) -> NotebookNode:
    """A code cell that has shown this bundle."""
    output = nbformat.v4.new_output("display_data", data=dict(data))
    return cast("NotebookNode", nbformat.v4.new_code_cell(source, outputs=[output]))


def area(*cells: NotebookNode) -> ReadArea:
    """The area of an executed notebook of these cells."""
    return read_area(bare(*cells), "skole", SHOWN_AS, "nb")


def told(found: ReadArea) -> list[tuple[str, str]]:
    """Every fault of an area: place and what."""
    assert {fault.file for fault in found.faults} <= {SHOWN_AS}
    return [(fault.place, fault.what) for fault in found.faults]
