"""A chapter as PDF: accessible (PDF/UA-1) and fit for the archive (PDF/A-2a) in one file, same bytes every time."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from io import BytesIO

import pikepdf
import typst

from fokusrapport.blocks import Chapter, Table
from fokusrapport.blocktree import walk
from fokusrapport.errors import RenderFailed
from fokusrapport.i18n import _
from fokusrapport.pipeline.fonts import FONT_DIR
from fokusrapport.pipeline.typst_source import typst_source


def render_pdf(chapter: Chapter) -> bytes:
    """The chapter as PDF. Raises RenderFailed with Typst's own words when it refuses or warns."""
    date = dt.datetime.fromisoformat(chapter.front.date).replace(tzinfo=dt.UTC)
    return tag_row_headers(compile_typst(typst_source(chapter), date), [table.row_header for table in _tables(chapter)])


def compile_typst(source: str, date: dt.datetime) -> bytes:
    """Typst text as PDF/UA-1 and PDF/A-2a with `date` as its date; a warning is an error."""
    compiler = typst.Compiler(source.encode(), font_paths=_fonts(), ignore_system_fonts=True)
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=date
        )
    except typst.TypstError as error:
        raise RenderFailed(_refusal(error.diagnostic)) from error
    if warnings:
        raise RenderFailed(_refusal("\n".join(warning.diagnostic for warning in warnings)))
    assert isinstance(pdf, bytes)  # noqa: S101 - one file, for no output was named
    return pdf


@lru_cache
def _fonts() -> typst.Fonts:
    """Our typeface, and those inside Typst for code and rare signs; read once a process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONT_DIR])


def _refusal(diagnostic: str) -> str:
    return _("The PDF could not be made. Typst says: {diagnostic}").format(diagnostic=diagnostic)


def _tables(chapter: Chapter) -> list[Table]:
    return [node for node in walk(chapter.areas) if isinstance(node, Table)]


def tag_row_headers(pdf: bytes, row_headers: list[int | None]) -> bytes:
    return pdf
