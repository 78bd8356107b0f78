"""The gates on finished files: each is read back as its reader would, and held against the chapter it was made from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from lxml import html

from fokusrapport.blocks import Chapter
from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.pipeline.filenames import INDEX_NAME, PDF_NAME, STATEMENT_NAME
from fokusrapport.pipeline.found import Found, Store, store_of
from fokusrapport.pipeline.readback_csv import csv_faults
from fokusrapport.pipeline.readback_html import check_html, read_html
from fokusrapport.pipeline.readback_links import lost_files
from fokusrapport.pipeline.readback_pdf import check_pdf, read_pdf
from fokusrapport.pipeline.stages import excerpt

__all__ = ["check_file", "check_html", "check_pdf", "read_back"]


# What reads documents and workbooks is imported when there is one to be read.
def _read_docx(content: bytes, chapter: Chapter, _store: Store) -> Found:
    from fokusrapport.pipeline.readback_docx import check_docx  # noqa: PLC0415

    return Found(problems=tuple(check_docx(content, chapter)))


def _read_xlsx(content: bytes, chapter: Chapter, _store: Store) -> Found:
    from fokusrapport.pipeline.readback_xlsx import check_xlsx  # noqa: PLC0415

    return Found(problems=tuple(check_xlsx(content, chapter)))


_GATES: Mapping[str, Callable[[bytes, Chapter, Store], Found]] = {
    ".html": lambda content, chapter, store: read_html(html.document_fromstring(content.decode()), chapter, store),
    ".pdf": read_pdf,
    ".docx": _read_docx,
    ".xlsx": _read_xlsx,
}


@dataclass(frozen=True)
class AreaRead:
    """How many values one area shows, and how many of them were found again in the whole report's files."""

    area: str
    title: str
    values: int
    in_html: int
    in_pdf: int
    in_both: int


@dataclass(frozen=True)
class ReadBack:
    """What was found of the value store in the finished files, area by area, and everything that is wrong with them."""

    problems: tuple[Fault, ...] = ()
    areas: tuple[AreaRead, ...] = ()

    @property
    def values(self) -> int:
        """How many values the report shows."""
        return sum(area.values for area in self.areas)

    @property
    def found(self) -> int:
        """How many of them were found in the page and in the PDF."""
        return sum(area.in_both for area in self.areas)

    @property
    def told(self) -> str:
        """The counts in a sentence, for the person at the keyboard."""
        message = _("{found} of {values} values found in HTML and PDF")
        return message.format(found=self.found, values=self.values)

    def as_json(self) -> dict[str, object]:
        """The counts as plain values."""
        return {"shown": self.values, "found": self.found, "areas": [asdict(area) for area in self.areas]}


def read_back(chapter: Chapter, files: Mapping[str, bytes]) -> ReadBack:
    """Every finished page, PDF, document, workbook and data file of a report read back."""
    found: dict[str, Found] = {}
    whole = (chapter, store_of(chapter))
    alone: dict[str, tuple[Chapter, Store]] = {}
    for name in sorted(files):
        area = PurePosixPath(name).stem if name.startswith("areas/") else ""
        if area and area not in alone:
            shown = excerpt(chapter, area)
            alone[area] = (shown, store_of(shown))
        found[name] = check_file(name, files[name], *(alone[area] if area else whole))
    return whole_of(chapter, files, found, csv_faults(files, chapter))


def whole_of(
    chapter: Chapter, files: Mapping[str, bytes], found: Mapping[str, Found], more: Sequence[Fault] = ()
) -> ReadBack:
    """What was found in each file of a report put together, with what more is wrong; files held against each other."""
    faults = [*more, *(Fault(name, what=problem) for name in sorted(found) for problem in found[name].problems)]
    faults += lost_files(files, {*files, STATEMENT_NAME})
    page, pdf = (found[name].ids if name in found else frozenset() for name in (INDEX_NAME, PDF_NAME))
    return ReadBack(tuple(faults), tuple(_areas(store_of(chapter), page, pdf)))


def check_file(name: str, content: bytes, shown: Chapter, store: Store) -> Found:
    """What was found in a file that shows this chapter, and what is wrong with it; nothing of one without a gate."""
    gate = _GATES.get(PurePosixPath(name).suffix)
    return gate(content, shown, store) if gate else Found()


def _areas(store: Store, page: Collection[str], pdf: Collection[str]) -> Iterator[AreaRead]:
    for wanted in store:
        area, ids = wanted.area, [shown.id for shown in wanted.values]
        in_html, in_pdf = ({each for each in ids if each in found} for found in (page, pdf))
        yield AreaRead(area.id, area.title, len(ids), len(in_html), len(in_pdf), len(in_html & in_pdf))
