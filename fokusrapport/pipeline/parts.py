"""The files of a report in parts that need nothing of each other: made and read back, by a process for every job."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property

from fokusrapport.blocks import Chapter
from fokusrapport.errors import BuildFailed, Fault, FokusrapportError, RenderFailed
from fokusrapport.i18n import _
from fokusrapport.pipeline.downloads import downloads
from fokusrapport.pipeline.errand import Errand, Outside
from fokusrapport.pipeline.exporters import ChapterHTMLExporter, ChapterPDFExporter
from fokusrapport.pipeline.filenames import DOCX_NAME, INDEX_NAME, PDF_NAME
from fokusrapport.pipeline.found import Found, Store, store_of
from fokusrapport.pipeline.hands import Hand, Places, take
from fokusrapport.pipeline.opendata.sheet import Sheet
from fokusrapport.pipeline.opendata.sheets import sheets_of
from fokusrapport.pipeline.processes import beside
from fokusrapport.pipeline.readback import check_file
from fokusrapport.pipeline.readback_csv import csv_faults
from fokusrapport.pipeline.stages import Document, Proof, excerpt, unproved

# Of the whole report; those that take longest first, for one that is begun last is waited for by all.
_PAPER, _WORD, _DATA, _PAGE, _PROOF = _WHOLE = ("pdf", "docx", "data", "page", "proof")


@dataclass(frozen=True)
class Part:
    """Some files of the report by name, what was found in each when it was read back, and what else is wrong."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    found: Mapping[str, Found] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def make_document(document: Document, areas: Sequence[str], jobs: int = 1, proof: Proof = unproved) -> Part:
    """As `make_parts`. Raises RenderFailed with the document's own faults too."""
    try:
        return make_parts(document.chapter, areas, jobs, proof)
    except RenderFailed as error:
        raise RenderFailed(error.message, (*error.faults, *document.faults)) from error


def make_parts(chapter: Chapter, areas: Sequence[str], jobs: int = 1, proof: Proof = unproved) -> Part:
    """Every file of the report but the manifest and the statement, by name relative to the report's folder.

    The `proof` is one part more: what the chapter says held against what it was made from.

    With more than one job others work beside this process. Raises RenderFailed, the same whoever came to it first.
    """
    with ExitStack() as stack:
        others = _begun(stack, _Report(chapter, tuple(areas), proof), jobs)
        made = {**others.here(), **others.there()}
    parts = [made[place] for place in sorted(made)]
    for part in parts:
        if isinstance(part, FokusrapportError):
            raise part
    whole = [part for part in parts if isinstance(part, Part)]
    return Part(
        {name: data for part in whole for name, data in part.files.items()},
        {name: found for part in whole for name, found in part.found.items()},
        tuple(fault for part in whole for fault in part.faults),
    )


_Made = dict[int, Part | FokusrapportError]


@dataclass(frozen=True)
class _Shared:
    """The work, shared between this process and those beside it."""

    report: _Report
    errands: Sequence[Errand]
    taken: Places | None

    def here(self) -> _Made:
        """What this process comes to do of it."""
        return self.report.share(self.taken)

    def there(self) -> _Made:
        """What the others have done."""
        made: _Made = {}
        for errand in self.errands:
            try:
                made |= errand.result()
            except (EOFError, OSError):  # between two messages, within one
                what = _("The files could not be made: the process ended with {code}; too little memory?")
                raise BuildFailed(what.format(code=errand.exit_code)) from None
        return made


def _begun(stack: ExitStack, report: _Report, jobs: int) -> _Shared:
    hands = min(jobs, len(report.names))
    if hands <= 1:
        return _Shared(report, (), None)
    waiting, places = take(hands - 1)
    places = places or Places(beside().Value("i", 0))
    given = (report.chapter, report.areas, report.proof, places)
    others: Sequence[Hand | None] = waiting or [None] * (hands - 1)
    errands = [stack.enter_context(Errand(_share, *given, hand=hand)) for hand in others]
    return _Shared(report, errands, places)


def _share(_outside: Outside, chapter: Chapter, areas: tuple[str, ...], proof: Proof, taken: Places) -> _Made:
    return _Report(chapter, areas, proof).share(taken)


@dataclass(frozen=True)
class _Report:
    """A report in one process. What its parts have in common is made once."""

    chapter: Chapter
    areas: tuple[str, ...]
    proof: Proof = unproved

    @property
    def names(self) -> tuple[str, ...]:
        """Its parts; those of areas are named as they are."""
        return (*_WHOLE, *(f"areas/{area}" for area in self.areas))

    @cached_property
    def _sheets(self) -> tuple[Sheet, ...]:
        return tuple(sheets_of(self.chapter))

    @cached_property
    def _store(self) -> Store:
        return store_of(self.chapter)

    def share(self, taken: Places | None) -> _Made:
        """The parts that nobody else has taken, by their place; a refusal in the place of one that cannot be made."""
        made: _Made = {}
        for place in _untaken(taken, len(self.names)):
            try:
                made[place] = self.part(self.names[place])
            except FokusrapportError as error:
                made[place] = error
        return made

    def part(self, name: str) -> Part:
        """One part."""
        if name == _PROOF:
            return Part(faults=self.proof(self.chapter.areas))
        if name in _WHOLE:
            files, shown, store = self._of_whole(name), self.chapter, self._store
        else:
            shown = excerpt(self.chapter, name.removeprefix("areas/"))
            files, store = self._of_area(name, shown), store_of(shown)
        found = {name: check_file(name, data, shown, store) for name, data in files.items()}
        return Part(files, found, tuple(csv_faults(files, shown)))

    def _of_whole(self, name: str) -> dict[str, bytes]:
        if name == _PAPER:
            return {PDF_NAME: ChapterPDFExporter().from_chapter(self.chapter)}
        # What writes documents and workbooks is imported where one is written.
        if name == _WORD:
            from fokusrapport.pipeline.word.document import render_docx  # noqa: PLC0415

            return {DOCX_NAME: render_docx(self.chapter)}
        if name == _DATA:
            from fokusrapport.pipeline.opendata.files import data_files  # noqa: PLC0415

            return data_files(self.chapter, self._sheets)
        return {INDEX_NAME: self._page(INDEX_NAME, self.chapter)}

    def _of_area(self, name: str, shown: Chapter) -> dict[str, bytes]:
        page, paper = f"{name}.html", f"{name}.pdf"
        return {page: self._page(page, shown), paper: ChapterPDFExporter().from_chapter(shown)}

    def _page(self, name: str, shown: Chapter) -> bytes:
        return ChapterHTMLExporter().from_chapter(shown, downloads(name, self.chapter, self._sheets)).encode()


def _untaken(taken: Places | None, count: int) -> Iterator[int]:
    if taken is None:
        yield from range(count)
        return
    while (place := taken.next()) < count:
        yield place
