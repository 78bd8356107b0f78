"""A chapter as PDF: accessible (PDF/UA-1) and fit for the archive (PDF/A-2a) in one file, same bytes every time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from io import BytesIO

import pikepdf

from fokusrapport.blocks import Chapter, Table
from fokusrapport.blocktree import walk
from fokusrapport.errors import RenderFailed
from fokusrapport.i18n import _
from fokusrapport.pipeline.fonts import FONT_DIR, typst_fonts
from fokusrapport.pipeline.pdf_streams import settle_stream_ends
from fokusrapport.pipeline.pdf_structure import attributes_of, elements_below, page_of
from fokusrapport.pipeline.typesetter import Refused, compiled, typeset
from fokusrapport.pipeline.typst_source import page_tops, typst_source

_TRIES = 12


def render_pdf(chapter: Chapter) -> bytes:
    """The chapter as PDF. Raises RenderFailed with Typst's own words when it refuses or warns."""
    date = dt.datetime.fromisoformat(chapter.front.date).replace(tzinfo=dt.UTC)
    tables = [node for node in walk(chapter.areas) if isinstance(node, Table)]
    return tag_row_headers(_without_stranded_rows(chapter, date), tables)


def _without_stranded_rows(chapter: Chapter, date: dt.datetime) -> bytes:
    """Typst has no rule against one row of a table alone on a page: such a table is moved down until it has company.

    All of them at once, for each try costs as much as the document. Gives up after so many tries, with the last one.
    Most documents have none, and are set once. Where there are some, the next tries are drafts of a part: without the
    last area, which is the appendix and moves nothing before it; then of that, with no more before it than where a page
    begins.
    """
    lowered: Counter[int] = Counter()
    used = 0
    if len(chapter.areas) > 1:
        pdf = _typeset(typst_source(chapter), date)
        if not _stranded_tables(pdf):
            return pdf
        _try_out(chapter.model_copy(update={"areas": chapter.areas[:-1]}), date, lowered)
        used = _try_out(chapter, date, lowered, before=len(chapter.areas) - 1)
    for _try in range(_TRIES - used):
        pdf = _typeset(typst_source(chapter, lowered), date)
        stranded = _stranded_tables(pdf)
        if not stranded:
            break
        lowered.update(stranded)
    return pdf


def _try_out(chapter: Chapter, date: dt.datetime, lowered: Counter[int], before: int = 0) -> int:
    """Move tables of a chapter down in drafts of it, from where a page begins at or before an area; tells how often.

    Each draft begins with the page that the first table to be moved can move: what stands before is as it was.
    """
    tops = [top for top in page_tops(chapter) if top < max(1, len(chapter.areas) - 1)]  # one area alone looks otherwise
    tables = [sum(isinstance(node, Table) for node in walk(area)) for area in chapter.areas]
    for used in range(_TRIES - 1):
        start = max(top for top in tops if top <= before)
        skipped = sum(tables[:start])
        part = chapter.model_copy(update={"areas": chapter.areas[start:]})
        moved = {index - skipped: steps for index, steps in lowered.items()}
        stranded = [
            index + skipped for index in _stranded_tables(_typeset(typst_source(part, moved, draft=True), date))
        ]
        if not stranded:
            return used
        lowered.update(stranded)
        before = next(index for index in range(len(tables)) if sum(tables[: index + 1]) > stranded[0])
    return _TRIES - 1


def _stranded_tables(pdf: bytes) -> list[int]:
    """The tables whose first or last row is on another page than the row beside it."""
    with pikepdf.open(BytesIO(pdf)) as document:
        found = _tables_of(document)
        pages = [[page_of(row) for row in _body_rows(node)] for node in found]
    return [index for index, rows in enumerate(pages) if len(rows) > 1 and (rows[0] != rows[1] or rows[-1] != rows[-2])]


def compile_typst(source: str, date: dt.datetime) -> bytes:
    """Typst text as PDF/UA-1 and PDF/A-2a with `date` as its date; a warning is an error."""
    try:
        return compiled(source.encode(), typst_fonts(), date)
    except Refused as refused:
        raise RenderFailed(_refusal(refused.diagnostic)) from refused


def _typeset(source: str, date: dt.datetime) -> bytes:
    """The same, without what Typst remembers of it: a document is set many times, and not the same way twice."""
    try:
        return typeset(source.encode(), FONT_DIR, date)
    except Refused as refused:
        raise RenderFailed(_refusal(refused.diagnostic)) from refused


def _refusal(diagnostic: str) -> str:
    return _("The PDF could not be made. Typst says: {diagnostic}").format(diagnostic=diagnostic)


def tag_row_headers(pdf: bytes, tables: Sequence[Table]) -> bytes:
    """The same PDF where the cells that head their rows are header cells.

    Typst cannot say so itself yet. Its lists of column headers a cell are taken out, for a screen reader would read
    only those; with a scope in every header cell the row's head is read too. Raises RenderFailed when the tables of
    the PDF are not those of the chapter.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        found = _tables_of(document)
        if [_size(node) for node in found] != [(len(table.rows), len(table.columns)) for table in tables]:
            raise RenderFailed(_("The PDF does not have the tables of the chapter."))
        for node, table in zip(found, tables, strict=True):
            for row in _body_rows(node):
                _tag_row(row, table.row_header)
        settle_stream_ends(document)
        buffer = BytesIO()
        document.save(buffer, deterministic_id=True, compress_streams=False)
    return buffer.getvalue()


def _tables_of(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Its tables. None stands in another, and most of a document's elements stand in one: these are not looked at."""
    return [node for node in elements_below(document.Root.StructTreeRoot.K, but_in="/Table") if node.S == "/Table"]


def _tag_row(row: pikepdf.Object, header: int | None) -> None:
    for index, cell in enumerate(row.K):
        own = attributes_of(cell)
        for attributes in own:
            if "/Headers" in attributes:
                del attributes["/Headers"]
        if index == header:
            cell.S = pikepdf.Name.TH
            scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
            cell.A = pikepdf.Array([*own, scope])


def _body_rows(table: pikepdf.Object) -> list[pikepdf.Object]:
    return [row for body in table.K if body.S == "/TBody" for row in body.K]


def _size(table: pikepdf.Object) -> tuple[int, int]:
    rows = _body_rows(table)
    return len(rows), len(rows[0].K) if rows else 0
