"""The control page as a chapter and as a file: the same look, policy and accessibility as the report's own pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fokusrapport.blocks import Area, Block, Chapter, Code, plain
from fokusrapport.blocks_html import Download
from fokusrapport.errors import BuildFailed, Fault
from fokusrapport.i18n import _
from fokusrapport.pipeline.assemble import assemble
from fokusrapport.pipeline.control.areas import areas, results
from fokusrapport.pipeline.control.authors import runs, typed_numbers, warnings
from fokusrapport.pipeline.control.evidence import checks, sources
from fokusrapport.pipeline.control.facts import Facts
from fokusrapport.pipeline.control.revised import revised
from fokusrapport.pipeline.control.states import states
from fokusrapport.pipeline.control.telling import Telling, filled, heading, said
from fokusrapport.pipeline.control.verdict import verdict
from fokusrapport.pipeline.downloads import Downloads
from fokusrapport.pipeline.exporters import ChapterHTMLExporter
from fokusrapport.pipeline.filenames import INDEX_NAME, PDF_NAME
from fokusrapport.pipeline.readback import check_html
from fokusrapport.pipeline.titles import state_word

_AREA_ID = "kontroll"


def control_page(facts: Facts) -> bytes:
    """The page as a file; raises BuildFailed when it does not pass the checks that every page must pass."""
    chapter = control_chapter(facts)
    page = ChapterHTMLExporter().from_chapter(chapter, _beside(facts))
    if problems := check_html(page, chapter):
        message = _("The report is in its place, but the control page beside it did not pass its checks.")
        raise BuildFailed(message, [Fault(f"{facts.folder}.kontroll.html", what=problem) for problem in problems])
    return page.encode()


def control_chapter(facts: Facts) -> Chapter:
    """The page as a chapter of one area."""
    telling = Telling(facts)
    area = Area(id=_AREA_ID, title=telling.words.gettext("Control page"), blocks=tuple(_blocks(telling)))
    chapter, _faults = assemble(facts.front, [area])  # its labels are its own, and all it refers to stands in it
    return chapter


def _blocks(telling: Telling) -> Iterator[Block]:
    yield from verdict(telling)
    yield from areas(telling)
    yield from states(telling)
    yield from results(telling)
    yield from typed_numbers(telling)
    yield from warnings(telling)
    yield from revised(telling)
    yield from sources(telling)
    yield from runs(telling)
    yield from checks(telling)
    yield from _identity(telling)


def _identity(telling: Telling) -> Iterator[Block]:
    """Which report this is about, so that the page is not read as being about a later one."""
    words, facts = telling.words, telling.facts
    yield heading(words.gettext("Which report this is about"))
    sentence = words.gettext(
        "The report in the folder {folder}, {state}, dated {date}. "
        "Its manifest.json has the SHA-256 {sha256}. If that file has another now, this page is about an older report."
    )
    yield said(
        filled(
            sentence,
            folder=(Code(text=facts.folder),),
            state=plain(state_word(facts.front).lower()),
            date=plain(words.date(dt.date.fromisoformat(facts.front.date))),
            sha256=(Code(text=facts.manifest),),
        )
    )
    yield said(words.gettext("This page is for the controller. It is no part of what is published."))


def _beside(facts: Facts) -> Downloads:
    """The files of the report that the page leads to."""
    words = Telling(facts).words
    offered = (
        Download(f"{facts.folder}/{INDEX_NAME}", words.gettext("The whole chapter as a web page")),
        Download(f"{facts.folder}/{PDF_NAME}", words.gettext("The whole chapter as PDF")),
    )
    return Downloads({}, offered, facts.links)
