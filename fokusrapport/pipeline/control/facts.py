"""What the control page tells, gathered from what a build knows when its report has just been put in place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from fokusrapport.blocks import Area, FrontMatter
from fokusrapport.errors import Fault
from fokusrapport.pipeline.alternates import folder_of
from fokusrapport.pipeline.control.checked import CheckedFiles, checked_files
from fokusrapport.pipeline.control.counted import FoundAgain, TypedNumber
from fokusrapport.pipeline.execute import Executed
from fokusrapport.pipeline.html import anchors
from fokusrapport.pipeline.manifest import sha256
from fokusrapport.pipeline.stages import Document
from fokusrapport.pipeline.standing import Standings
from fokusrapport.subject import SubjectFacts
from fokusrapport.valuestore import values_of_area


@dataclass(frozen=True)
class Report:
    """A report as it was just put in its place, and how it was made.

    `warned` is what was warned about before anything was run. `found` and `typed` are None where nobody counted.
    `untranslated` counts the texts that lack a language of the edition; they are among what was warned about.
    """

    place: Path
    executed: tuple[Executed, ...]
    document: Document
    files: Mapping[str, bytes]
    problems: tuple[Fault, ...]
    warned: tuple[Fault, ...] = ()
    excerpt: bool = False
    subject: SubjectFacts = field(default_factory=SubjectFacts)
    found: tuple[FoundAgain, ...] | None = None
    typed: tuple[TypedNumber, ...] | None = None
    untranslated: int = 0
    standings: Standings | None = None


@dataclass(frozen=True)
class RunFacts:
    """How an area came to be: whether it was run now, why it was run last, and what its result depends on."""

    fingerprint: str
    reason: str
    reused: bool


@dataclass(frozen=True)
class AreaFacts:
    """One part of the report: whether it is whole, how many values it shows, and its run, if it has a notebook."""

    id: str
    title: str
    complete: bool
    values: int
    run: RunFacts | None = None


@dataclass(frozen=True)
class Facts:
    """Everything the control page tells.

    `folder` is the name of the report's folder, beside which the page stands; `links` are the addresses in it, as
    seen from the page, that can be linked to.
    """

    front: FrontMatter
    folder: str
    manifest: str
    excerpt: bool
    areas: tuple[AreaFacts, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    checked: tuple[CheckedFiles, ...]
    subject: SubjectFacts
    links: frozenset[str]
    found: tuple[FoundAgain, ...] | None = None
    typed: tuple[TypedNumber, ...] | None = None
    untranslated: int = 0
    standings: Standings | None = None

    def about(self, faults: Collection[Fault], area: str) -> tuple[Fault, ...]:
        """Those of the faults that concern an area: in its notebook, its parameters or its own files."""
        return tuple(fault for fault in faults if PurePosixPath(fault.file).stem == area)

    @property
    def problems(self) -> tuple[Fault, ...]:
        """What the checks of the finished files found."""
        return tuple(fault for checked in self.checked for fault in checked.faults)


def facts_of(report: Report) -> Facts:
    """The facts of a report."""
    chapter = report.document.chapter
    runs = {executed.run.area: executed for executed in report.executed}
    return Facts(
        front=chapter.front,
        folder=_folder(report),
        manifest=sha256(report.files["manifest.json"]),
        excerpt=report.excerpt,
        areas=tuple(_area(area, runs.get(area.id)) for area in chapter.areas),
        faults=report.document.faults,
        warnings=(*report.warned, *report.document.warnings),
        checked=checked_files(report.files, report.problems),
        subject=report.subject,
        links=_links(report, anchors(chapter)),
        found=report.found,
        typed=report.typed,
        untranslated=report.untranslated,
        standings=report.standings,
    )


def _folder(report: Report) -> str:
    """The folder of the language's files, as seen from the control page."""
    return f"{report.place.name}/{folder_of(report.document.chapter.front)}".rstrip("/")


def _area(area: Area, executed: Executed | None) -> AreaFacts:
    run = RunFacts(executed.fingerprint, executed.reason, executed.reused) if executed else None
    return AreaFacts(area.id, area.title, area.complete, len(values_of_area(area)), run)


def _links(report: Report, places: Collection[str]) -> frozenset[str]:
    """Every file of the report, and every place in its page."""
    folder = _folder(report)
    return frozenset({f"{folder}/{name}" for name in report.files} | {f"{folder}/index.html#{name}" for name in places})
