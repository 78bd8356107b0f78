"""The stages between executed notebooks and files: areas read, placeholders put in, everything rendered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Self

from nbformat import NotebookNode

from fokusrapport.blocks import Area, Chapter, CrossReference, Placeholder, Source, Text
from fokusrapport.blocktree import cited, transform, walk
from fokusrapport.errors import Fault
from fokusrapport.hashing import file_hash
from fokusrapport.i18n import language
from fokusrapport.params.checks_models import Content
from fokusrapport.pipeline.appendix import with_own_cards, with_own_sources
from fokusrapport.pipeline.assemble import assemble
from fokusrapport.pipeline.content import content_of
from fokusrapport.pipeline.document import ReadArea, read_area
from fokusrapport.pipeline.downloads import downloads
from fokusrapport.pipeline.empty_parts import empty_parts
from fokusrapport.pipeline.execute import Executed, Run
from fokusrapport.pipeline.exporters import ChapterHTMLExporter
from fokusrapport.pipeline.filenames import STATEMENT_NAME
from fokusrapport.pipeline.letters import letter_faults, without_unknown
from fokusrapport.pipeline.opendata.sheets import sheets_of
from fokusrapport.pipeline.plan import EditionPlan
from fokusrapport.pipeline.statement import statement

Framing = Callable[[Sequence[Area]], tuple[Area, ...]]
Proof = Callable[[Sequence[Area]], tuple[Fault, ...]]


@dataclass(frozen=True)
class Document:
    """The chapter, what went wrong on the way to it (by area), and what the notebooks warned about.

    `untranslated` are captions and alternative texts in another language than the report's; they are warned about too.
    `contents` is what each area shows its readers that is whole.
    """

    chapter: Chapter
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    untranslated: tuple[Fault, ...] = ()
    contents: Mapping[str, Content] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether every area stands in the chapter as its author wrote it."""
        return not self.faults


def unframed(areas: Sequence[Area]) -> tuple[Area, ...]:
    """The areas and nothing around them."""
    return tuple(areas)


def unproved(_areas: Sequence[Area]) -> tuple[Fault, ...]:
    """Nothing is known of what the areas were made from."""
    return ()


class Reading:
    """Areas read from executed notebooks as these are there, while others are run; nothing is lost if none was."""

    def __init__(self, plan: EditionPlan) -> None:
        self._front, self._root = plan.request.front, plan.request.root
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="read")
        self._begun: list[tuple[Executed, Future[ReadArea]]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._reader.shutdown(cancel_futures=True)

    def begin(self, executed: Executed) -> None:
        """Have a notebook read, and do not wait for it."""
        self._begun.append((executed, self._reader.submit(_read, executed, self._front.language, self._root)))

    def area(self, executed: Executed) -> ReadArea:
        """What stands in a notebook: this very one, read before or now."""
        read = next((found for one, found in self._begun if one is executed), None)
        return read.result() if read else _read(executed, self._front.language, self._root)


def read_document(
    plan: EditionPlan, executed: Sequence[Executed], framing: Framing = unframed, reading: Reading | None = None
) -> Document:
    """The chapter of the executed notebooks and what frames them; an area with faults is a placeholder."""
    front = plan.request.front
    read_one = (reading or Reading(plan)).area
    read = [read_one(run) for run in executed]
    faults = [fault for run, area in zip(executed, read, strict=True) for fault in (*run.faults, *area.faults)]
    areas = [area.area for area in read]
    places = {area.area.id: area.places for area in read}
    chapter, unresolved = assemble(front, framing(areas), places)
    if unresolved:
        broken = {fault.file for fault in unresolved}
        areas = [_placeholder(a.area, front.language) if _notebook(a) in broken else a.area for a in read]
        chapter, _rest = assemble(front, framing(areas))
    warnings = [Fault(_notebook(area), what=text) for area in read for text in area.warnings]
    chapter = chapter.model_copy(update={"sources": cited(chapter.areas, plan.request.sources)})
    untranslated = tuple(fault for area in read for fault in area.untranslated)
    whole = {area.id for area in chapter.areas if area.complete}
    contents = {one.area.id: one.content for one in read if one.area.id in whole and one.content}
    return Document(chapter, tuple(faults + unresolved), (*warnings, *untranslated), untranslated, contents)


def _notebook(read: ReadArea) -> str:
    return f"notebooks/{read.area.id}.ipynb"


def _read(executed: Executed, code: str, root: Path) -> ReadArea:
    if executed.notebook is None:
        unread = Area(id=executed.run.area, title=_own_title(executed.run, code), blocks=())
        return ReadArea(_placeholder(unread, code), (), ())
    read = read_area(executed.notebook, executed.run.area, executed.run.shown_as, code)
    if executed.reused:
        read = replace(read, area=with_present_hashes(read.area, root))
    if executed.faults:
        return ReadArea(_placeholder(read.area, code), (), read.warnings)
    if faults := (*read.faults, *letter_faults(read.area, executed.run.shown_as)):
        return ReadArea(_placeholder(read.area, code), faults, read.warnings)
    return replace(read, warnings=(*read.warnings, *empty_parts(read.area)), content=content_of(read.area))


def with_present_hashes(area: Area, root: Path) -> Area:
    """The same area; its sources have the hashes that their files have now.

    A kept notebook may be older than its files: another row of them was changed, and its own are as they were.
    """
    hash_of = lru_cache(lambda name: file_hash(root / name))

    def renewed(node: object) -> object:
        return node.model_copy(update={"sha256": hash_of(node.file)}) if isinstance(node, Source) else node

    changed: Area = transform(area, renewed)
    return changed


def _own_title(run: Run, code: str) -> str:
    """The title in the first Markdown cell of a notebook that has not been executed, else the area's id."""
    first = [cell for cell in run.notebook.cells if cell.cell_type == "markdown"][:1]
    read = read_area(NotebookNode({**run.notebook, "cells": first}), run.area, run.shown_as, code)
    return run.area if read.faults else read.area.title


def _placeholder(area: Area, code: str) -> Area:
    words = language(code)
    block = Placeholder(
        title=words.gettext("This part is missing"),
        message=words.gettext("The notebook of this area could not be built. The draft is not complete."),
    )
    return Area(id=area.id, title=without_unknown(area.title) or area.id, blocks=(block,), complete=False)


def excerpt(chapter: Chapter, area_id: str) -> Chapter:
    """One area of the chapter, and at its end the cards and the sources it leads to; numbers are those of the whole.

    References to other areas become plain words.
    """
    [area] = chapter.one_area(area_id).areas
    told = with_own_sources(with_own_cards(area, chapter.areas), chapter.areas)
    single = chapter.model_copy(update={"areas": (told,)})
    present = {getattr(node, "label", None) for node in walk(single.areas) if not isinstance(node, CrossReference)}

    def change(node: object) -> object:
        if isinstance(node, CrossReference) and node.label not in present:
            return Text(text=node.text)
        return node

    sources = cited(single.areas, chapter.sources)
    return single.model_copy(update={"areas": transform(single.areas, change), "sources": sources})


def statement_page(chapter: Chapter, problems: Sequence[Fault]) -> bytes:
    """The page about the report's accessibility, with what the checks found."""
    offered = downloads(STATEMENT_NAME, chapter, sheets_of(chapter))
    return ChapterHTMLExporter().from_chapter(statement(chapter.front, problems), offered).encode()
