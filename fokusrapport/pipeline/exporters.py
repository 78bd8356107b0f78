"""nbconvert exporters for one executed notebook: `jupyter nbconvert --to fokusrapport_pdf`, and JupyterLab's menu.

The build uses the same exporters through `from_chapter`, so a notebook exported alone looks like the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from nbconvert.exporters import Exporter

from fokusrapport.errors import DocumentRefused, in_short
from fokusrapport.pipeline.document import chapter_from_notebook
from fokusrapport.pipeline.html import render_html
from fokusrapport.pipeline.pdf import render_pdf
from fokusrapport.pipeline.typst_source import typst_source

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from fokusrapport.blocks import Chapter
    from fokusrapport.pipeline.downloads import Downloads


class ChapterExporter(Exporter):
    """What the three have in common: a notebook becomes a chapter, and the chapter a file."""

    extension: ClassVar[str]

    def _file_extension_default(self) -> str:
        return self.extension

    def from_notebook_node(  # type: ignore[override] # nbconvert's own exporters return the file here, not a notebook
        self,
        nb: NotebookNode,
        resources: dict[str, Any] | None = None,
        **kw: Any,  # noqa: ANN401 - nbconvert's signature
    ) -> tuple[str | bytes, dict[str, Any]]:
        """The notebook as a file, and nbconvert's resources. Raises DocumentRefused or RenderFailed."""
        copy, found = super().from_notebook_node(nb, resources, **kw)
        try:
            return self.from_chapter(chapter_from_notebook(copy, found)), found
        except DocumentRefused as refused:  # nbconvert and JupyterLab tell the message, and know nothing of faults
            raise DocumentRefused(
                "\n".join([refused.message, *map(in_short, refused.faults)]), refused.faults
            ) from None

    def from_chapter(self, chapter: Chapter) -> str | bytes:
        """The chapter as a file."""
        raise NotImplementedError


class ChapterHTMLExporter(ChapterExporter):
    """One self-contained HTML page."""

    export_from_notebook = "Fokusrapport (HTML)"
    output_mimetype = "text/html"
    extension = ".html"

    def from_chapter(self, chapter: Chapter, downloads: Downloads | None = None) -> str:
        """The chapter as an HTML page; a page of a report links to the files beside it."""
        return render_html(chapter, downloads)


class ChapterTypstExporter(ChapterExporter):
    """Typst source that needs no other file but the typeface."""

    export_from_notebook = "Fokusrapport (Typst)"
    output_mimetype = "text/plain"
    extension = ".typ"

    def from_chapter(self, chapter: Chapter) -> str:
        """The chapter as Typst source."""
        return typst_source(chapter)


class ChapterPDFExporter(ChapterExporter):
    """One PDF for readers and archive."""

    export_from_notebook = "Fokusrapport (PDF)"
    output_mimetype = "application/pdf"
    extension = ".pdf"

    def from_chapter(self, chapter: Chapter) -> bytes:
        """The chapter as PDF."""
        return render_pdf(chapter)
