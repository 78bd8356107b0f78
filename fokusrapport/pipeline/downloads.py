"""What a page offers to take along: the numbers of each table and chart, and the whole report in other formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from fokusrapport.blocks import Chapter
from fokusrapport.blocks_html import Download
from fokusrapport.i18n import Language, language
from fokusrapport.pipeline.alternates import Alternate, alternates
from fokusrapport.pipeline.filenames import (
    DOCX_NAME,
    INDEX_NAME,
    PDF_NAME,
    STATEMENT_NAME,
    XLSX_NAME,
    csv_name,
    dictionary_name,
)
from fokusrapport.pipeline.opendata.credit import credit
from fokusrapport.pipeline.opendata.sheet import Sheet


@dataclass(frozen=True)
class Downloads:
    """The files beside a page, as seen from it: by the label of a block, and for the whole report.

    `links` are the addresses beside the page that its text may lead to, and `alternates` the page in every language.
    """

    blocks: Mapping[str, Download]
    report: tuple[Download, ...]
    links: frozenset[str] = frozenset()
    alternates: tuple[Alternate, ...] = ()


def downloads(page: str, chapter: Chapter, sheets: Sequence[Sheet]) -> Downloads:
    """What the page with this name in the report's folder offers; `chapter` and `sheets` are those of the report."""
    words = language(chapter.front.language)
    up = "../" * (len(PurePosixPath(page).parts) - 1)
    blocks = {sheet.label: _of_sheet(sheet, words, up) for sheet in sheets}
    report = [_of_area(page, words)] if up else []
    report += [
        Download(up + name, text) for name, text in _of_report(words, has_data=bool(sheets), from_below=bool(up))
    ]
    return Downloads(blocks, tuple(report), alternates=alternates(chapter.front, page))


def _of_sheet(sheet: Sheet, words: Language, up: str) -> Download:
    name = sheet.name[:1].lower() + sheet.name[1:]
    text = words.gettext("Download {name} (CSV)")
    if not name:
        text, name = words.gettext("Download “{name}” as a table (CSV)"), sheet.caption
    elif sheet.has_numbers:
        text = words.gettext("Download the numbers of {name} (CSV)")
    return Download(up + csv_name(sheet.label), text.format(name=name), credit(sheet.sources, words))


def _of_area(page: str, words: Language) -> Download:
    """The page's own PDF, which lies beside it."""
    return Download(PurePosixPath(page).with_suffix(".pdf").name, words.gettext("This part as PDF"))


def _of_report(words: Language, *, has_data: bool, from_below: bool) -> list[tuple[str, str]]:
    found = [(INDEX_NAME, words.gettext("The whole chapter as a web page"))] if from_below else []
    found += [
        (PDF_NAME, words.gettext("The whole chapter as PDF")),
        (DOCX_NAME, words.gettext("The whole chapter as a Word document (DOCX)")),
    ]
    if has_data:
        found += [
            (XLSX_NAME, words.gettext("All tables as a spreadsheet (XLSX)")),
            (dictionary_name(words), words.gettext("Data dictionary (CSV)")),
        ]
    return [*found, (STATEMENT_NAME, words.gettext("Accessibility of this report"))]
