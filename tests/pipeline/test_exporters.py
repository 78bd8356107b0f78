from __future__ import annotations

from typing import Any, cast

import nbconvert.exporters
import nbformat
import pytest

from fokusrapport.errors import DocumentRefused
from fokusrapport.pipeline.exporters import ChapterHTMLExporter, ChapterPDFExporter, ChapterTypstExporter

nbconvert_exporters: Any = nbconvert.exporters  # it has no types
NAMES: dict[str, Any] = {
    "fokusrapport_html": ChapterHTMLExporter,
    "fokusrapport_typst": ChapterTypstExporter,
    "fokusrapport_pdf": ChapterPDFExporter,
}


def notebook(source: str) -> nbformat.NotebookNode:
    """A notebook of one Markdown cell."""
    cells = [nbformat.v4.new_markdown_cell(source, id="a")]
    return cast("nbformat.NotebookNode", nbformat.v4.new_notebook(cells=cells))


@pytest.mark.parametrize("name", NAMES)
def test_nbconvert_knows_the_exporter(name: str) -> None:
    """`jupyter nbconvert --to` finds them, and JupyterLab has a name for its menu."""
    assert name in nbconvert_exporters.get_export_names()
    exporter = nbconvert_exporters.get_exporter(name)
    assert exporter is NAMES[name]
    assert exporter.export_from_notebook
    assert exporter.output_mimetype


def test_jupyterlab_can_ask_for_them() -> None:
    """Its server takes letters, digits and underscores only: a name with a hyphen is not found."""
    assert all(name.isidentifier() for name in NAMES)


@pytest.mark.parametrize(
    ("name", "begins", "extension"),
    [
        ("fokusrapport_html", "<!DOCTYPE html>", ".html"),
        ("fokusrapport_typst", "#let chapter = json(", ".typ"),
        ("fokusrapport_pdf", b"%PDF-1.7", ".pdf"),
    ],
)
def test_notebook_becomes_a_file(name: str, begins: str | bytes, extension: str) -> None:
    """One notebook run by hand comes out as a report of one area."""
    file, resources = NAMES[name]().from_notebook_node(notebook("# Barnehage\n\nAlt er bra."))
    assert file.startswith(begins)
    assert resources["output_extension"] == extension


def test_notebook_without_title_is_refused() -> None:
    """A notebook that is no chapter is refused in words, not exported as a bad one."""
    with pytest.raises(DocumentRefused):
        NAMES["fokusrapport_html"]().from_notebook_node(notebook("Bare tekst."))
