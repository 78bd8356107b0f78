"""CSV files and workbooks as spots: every cell with row and column, or with sheet and address."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from fokusrapport.i18n import _
from fokusrapport.pipeline.opendata.csv_text import SEPARATOR
from fokusrapport.pipeline.verify.in_html import cell_place
from fokusrapport.pipeline.verify.spots import Spot, at


def read_csv(content: bytes) -> Iterator[Spot]:
    """Every cell of a CSV file; the first row holds the titles of the columns."""
    titles: list[str] = []
    for row, cells in enumerate(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=SEPARATOR)):
        titles = titles or cells
        for position, cell in enumerate(cells):
            title = titles[position] if position < len(titles) else str(position + 1)
            yield Spot(at(*cell_place(row, title)), cell)


def read_xlsx(content: bytes) -> Iterator[Spot]:
    """Every cell of a workbook that holds something, sheet after sheet."""
    import openpyxl  # noqa: PLC0415 - only for a workbook that differs

    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        yield Spot(_("name of a sheet"), sheet.title)
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            place = _("sheet «{sheet}», cell {cell}").format(sheet=sheet.title, cell=cell.coordinate)
            yield Spot(place, str(cell.value) if cell.data_type != "n" else repr(cell.value))
