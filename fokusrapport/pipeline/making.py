"""One language of an edition on its way: its notebooks run, and from them the files, which are read back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fokusrapport.blocks import FrontMatter
from fokusrapport.environment import environment
from fokusrapport.errors import BuildFailed, Fault
from fokusrapport.i18n import _
from fokusrapport.params.checks import EditionChecks
from fokusrapport.params.models import RunLimits
from fokusrapport.pipeline.alternates import folder_of
from fokusrapport.pipeline.cache import Cache
from fokusrapport.pipeline.execute import Executed
from fokusrapport.pipeline.filenames import STATEMENT_NAME
from fokusrapport.pipeline.fingerprint import Present, nobody_answers
from fokusrapport.pipeline.onerun import Where
from fokusrapport.pipeline.parts import make_document
from fokusrapport.pipeline.plan import EditionPlan
from fokusrapport.pipeline.readback import ReadBack, whole_of
from fokusrapport.pipeline.reuse import Shelf
from fokusrapport.pipeline.stages import (
    Document,
    Framing,
    Proof,
    Reading,
    read_document,
    statement_page,
    unframed,
    unproved,
)
from fokusrapport.pipeline.wording import Wording, read_wording
from fokusrapport.pipeline.workers import WorkersAt, workers_here
from fokusrapport.pipeline.workshop import Progress, Workshop, execute_all
from fokusrapport.prose import Proofreading, unread
from fokusrapport.subject import Subject, unknown


@dataclass(frozen=True)
class Settings:
    """How a build is done. `areas` limits it to some areas; empty means all.

    `framing` puts the parts around the areas that are made from what they hold, such as summary and sources. `ask`
    gives the digest of what the subject answers to a question, and `words` what a question is about. With `force`
    every notebook is run. `limits` and `forked` are as in `Where`, and `workers` are those who make runs. `subject`
    finds what their controller must be told, and `warned` is what was warned about before the build; `untranslated` of
    it are texts that lack a language. `proofread` holds what is typed in the notebooks against the numbers the report
    knows, and `proof` what the chapter says against what it was made from. `checks` are those of its areas by people.
    """

    jobs: int = 1
    areas: tuple[str, ...] = ()
    limits: RunLimits = field(default_factory=RunLimits)
    framing: Framing = unframed
    ask: Callable[[str], str] = nobody_answers
    words: Callable[[str], str] = str
    force: bool = False
    forked: bool = True
    workers: WorkersAt = workers_here
    subject: Subject = unknown
    warned: tuple[Fault, ...] = ()
    untranslated: int = 0
    proofread: Proofreading = unread
    proof: Proof = unproved
    checks: EditionChecks = field(default_factory=EditionChecks)


@dataclass(frozen=True)
class Edition:
    """One language of an edition: its plan, and how it is built."""

    plan: EditionPlan
    settings: Settings


@dataclass(frozen=True)
class Made:
    """One language of an edition when its files are made and read back; `files` are all but the manifest."""

    edition: Edition
    executed: tuple[Executed, ...]
    document: Document
    wording: Wording
    files: Mapping[str, bytes]
    read: ReadBack

    @property
    def warned(self) -> tuple[Fault, ...]:
        """What was found in the prose, and what makes runs irreproducible."""
        return (*self.wording.warnings(), *(warning for run in self.executed for warning in run.warnings))

    @property
    def folder(self) -> str:
        """Its folder below that of the report: empty for the main language."""
        return folder_of(self.document.chapter.front)


def run_notebooks(
    edition: Edition, progress: Progress, then: Callable[[Executed], object] = id
) -> tuple[Executed, ...]:
    """Every notebook of the edition run in its language, or taken from what was kept; `then` as in `execute_all`."""
    plan, settings = edition.plan, edition.settings
    where = Where(plan.request.root, settings.limits, forked=settings.forked)
    workshop = Workshop(shelf_of(plan, settings), where, settings.jobs, settings.workers)
    return tuple(execute_all(plan.runs, workshop, progress, then))


def run_and_finish(edition: Edition, progress: Progress) -> Made:
    """The notebooks of one language run, and its files made. Raises what `finish` raises."""
    with Reading(edition.plan) as reading:
        return finish(edition, run_notebooks(edition, progress, reading.begin), progress, reading)


def finish(edition: Edition, executed: Sequence[Executed], progress: Progress, reading: Reading | None = None) -> Made:
    """The files of one language from its executed notebooks, read back. With `reading` some were read meanwhile.

    Raises RenderFailed, and BuildFailed for a final report that would not be whole.
    """
    plan, settings = edition.plan, edition.settings
    document = read_document(plan, executed, settings.framing, reading)
    _refuse_unfit_final(plan, document, executed)
    wording = read_wording(plan, executed, document.chapter, settings.proofread)
    _refuse_contradicting_final(plan, wording)
    progress(plan.request.name, "rendering")
    made = make_document(document, [run.area for run in plan.runs], settings.jobs, settings.proof)
    progress(plan.request.name, "checking")
    read = whole_of(document.chapter, made.files, made.found, made.faults)
    files = dict(made.files)
    files[STATEMENT_NAME] = statement_page(document.chapter, read.problems)
    return Made(edition, tuple(executed), document, wording, files, read)


def of_language(edition: Edition, progress: Progress) -> Progress:
    """The progress of one language: an area's name says which, where it is not the main one."""
    request = edition.plan.request
    if not folder_of(request.front):
        return progress
    return lambda what, step: progress(what if what == request.name else in_language(what, request.front), step)


def in_language(area: str, front: FrontMatter) -> str:
    """An area of a report as the person at the keyboard is told of it: «nav», or «nav (nn)» in another language."""
    return f"{area} ({front.language})" if folder_of(front) else area


def shelf_of(plan: EditionPlan, settings: Settings) -> Shelf:
    """The runs of the edition that were made before, held against the project as it is now."""
    root = plan.request.root
    return Shelf(
        edition=f"{plan.request.name}/{folder_of(plan.request.front)}".rstrip("/"),
        cache=Cache.of_project(root),
        present=Present(root, settings.ask),
        environment=environment(root),
        words=settings.words,
        force=settings.force,
    )


def _refuse_unfit_final(plan: EditionPlan, document: Document, executed: Iterable[Executed]) -> None:
    """What is published is whole, in the report's language, and the same to the byte when it is built in ten years."""
    if plan.request.front.state != "final":
        return
    if not document.complete:
        raise BuildFailed(_("The final report was not published: not all areas could be built."), document.faults)
    if faults := [warning for run in executed for warning in run.warnings]:
        raise BuildFailed(_("The final report was not published: nobody could build it again."), faults)
    if document.untranslated:
        what = _("The final report was not published: not everything in it is translated.")
        raise BuildFailed(what, document.untranslated)


def _refuse_contradicting_final(plan: EditionPlan, wording: Wording) -> None:
    if plan.request.front.state == "final" and (faults := wording.prose.contradictions()):
        what = _("The final report was not published: a typed number contradicts the figures.")
        raise BuildFailed(what, faults)
