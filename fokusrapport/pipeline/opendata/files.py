"""The folder `data/` of a report and its workbook."""

from __future__ import annotations

from collections.abc import Sequence

from fokusrapport.blocks import Chapter
from fokusrapport.i18n import language
from fokusrapport.pipeline.filenames import PACKAGE_NAME, XLSX_NAME, csv_name, dictionary_name
from fokusrapport.pipeline.opendata.csv_text import csv_bytes
from fokusrapport.pipeline.opendata.datapackage import datapackage
from fokusrapport.pipeline.opendata.dictionary import dictionary
from fokusrapport.pipeline.opendata.sheet import Sheet
from fokusrapport.pipeline.opendata.workbook import workbook


def data_files(chapter: Chapter, sheets: Sequence[Sheet]) -> dict[str, bytes]:
    """File name to content: a CSV file for every table and figure, what describes them, and a workbook of all.

    None at all for a chapter without tables. `sheets` are the chapter's own.
    """
    if not sheets:
        return {}
    words = language(chapter.front.language)
    return {
        **{csv_name(sheet.label): csv_bytes(sheet) for sheet in sheets},
        dictionary_name(words): csv_bytes(dictionary(sheets, words)),
        PACKAGE_NAME: datapackage(chapter, sheets),
        XLSX_NAME: workbook(chapter, sheets),
    }
