"""The way through, in one story: plan → execute → document → render → check → publish. Read this file first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fokusrapport.blocks import Chapter
from fokusrapport.environment import environment
from fokusrapport.errors import BuildFailed, DocumentCheckFailed, Fault
from fokusrapport.i18n import _
from fokusrapport.pipeline.cache import Cache
from fokusrapport.pipeline.control.beside import put_control_page, withdraw_control_page
from fokusrapport.pipeline.control.counted import found_again, typed_numbers
from fokusrapport.pipeline.control.facts import Report
from fokusrapport.pipeline.execute import Executed, Kernels
from fokusrapport.pipeline.filenames import STATEMENT_NAME
from fokusrapport.pipeline.fingerprint import Present, nobody_answers
from fokusrapport.pipeline.inputs import Inputs
from fokusrapport.pipeline.manifest import manifest, published_state
from fokusrapport.pipeline.plan import EditionPlan
from fokusrapport.pipeline.publish import alone_with, publish, recover, withdraw
from fokusrapport.pipeline.readback import ReadBack, read_back
from fokusrapport.pipeline.reuse import Shelf
from fokusrapport.pipeline.stages import (
    Document,
    Framing,
    Proof,
    read_document,
    render_document,
    statement_page,
    unframed,
    unproved,
)
from fokusrapport.pipeline.wording import Wording, read_wording
from fokusrapport.pipeline.workshop import Progress, Workshop, execute_all
from fokusrapport.prose import Proofreading, unread
from fokusrapport.subject import Subject, unknown


@dataclass(frozen=True)
class Settings:
    """How a build is done. `areas` limits it to some areas; empty means all.

    `framing` puts the parts around the areas that are made from what they hold, such as summary and sources. `ask`
    gives the digest of what the subject answers to a question, and `words` what a question is about. With `force`
    every notebook is run. `subject` finds what their controller must be told, and `warned` is what was warned about
    before the build. `proofread` holds what is typed in the notebooks against the numbers the report knows, and
    `proof` what the chapter says against what it was made from.
    """

    jobs: int = 1
    areas: tuple[str, ...] = ()
    timeout: int | None = None
    framing: Framing = unframed
    ask: Callable[[str], str] = nobody_answers
    words: Callable[[str], str] = str
    force: bool = False
    subject: Subject = unknown
    warned: tuple[Fault, ...] = ()
    proofread: Proofreading = unread
    proof: Proof = unproved


@dataclass(frozen=True)
class Built:
    """What a build made: the folder it lies in, the chapter and its files, and what was wrong with it.

    `control` is the control page beside the folder.
    """

    plan: EditionPlan
    place: Path
    chapter: Chapter
    files: Mapping[str, bytes]
    executed: tuple[Executed, ...]
    faults: tuple[Fault, ...]
    read_back: ReadBack
    warnings: tuple[str, ...]
    control: Path
    wording: Wording

    @property
    def problems(self) -> tuple[Fault, ...]:
        """What the finished files, or the chapter itself, say wrongly."""
        return self.read_back.problems

    @property
    def replaced(self) -> bool:
        """Whether the report stands in its own place (and not beside it, as a draft that is not fit for it)."""
        return self.place == self.plan.request.folder


def build(plan: EditionPlan, settings: Settings, progress: Progress) -> Built:
    """Build one edition from its plan; nobody else builds it meanwhile.

    Raises BuildFailed (RenderFailed, RunsFailed, …) when nothing could be made, when a final report would not be
    complete, or when another build of the edition is running, and DocumentCheckFailed when a final report fails a
    check. The old report is then as it was.
    """
    with alone_with(plan.request.folder):
        return _build(plan, settings, progress)


def _build(plan: EditionPlan, settings: Settings, progress: Progress) -> Built:
    recover(plan.request.folder)  # before anybody asks what stands there
    inputs = Inputs.of(plan)
    workshop = Workshop(shelf_of(plan, settings), Kernels(plan.request.root, settings.timeout), settings.jobs)
    executed = execute_all(plan.runs, workshop, progress)
    document = read_document(plan, executed, settings.framing)
    _refuse_incomplete_final(plan, document)
    _refuse_unrepeatable_final(plan, executed)
    wording = read_wording(plan, executed, document.chapter, settings.proofread)
    _refuse_contradicting_final(plan, wording)
    progress(plan.request.name, "rendering")
    files = render_document(document, [run.area for run in plan.runs])
    progress(plan.request.name, "checking")
    read = check(document.chapter, files, settings.proof)
    _refuse_faulty_final(plan, read.problems)
    files[STATEMENT_NAME] = statement_page(document.chapter, read.problems)
    progress(plan.request.name, "publishing")
    inputs.refuse_changed(executed)
    files["manifest.json"] = manifest(plan, document.chapter, executed, files)
    place = place_for(plan, settings, fit=document.complete and not read.problems)
    publish(files, place)
    if place == plan.request.folder:
        withdraw(_beside(place))
        withdraw_control_page(_beside(place))
    warned = (*wording.warnings(), *(warning for run in executed for warning in run.warnings))
    report = Report(
        place=place,
        executed=tuple(executed),
        document=document,
        files=files,
        problems=read.problems,
        found=found_again(read),
        warned=(*settings.warned, *warned),
        typed=typed_numbers(wording.prose),
        excerpt=bool(settings.areas),
        subject=settings.subject(document.chapter.areas),
    )
    control = put_control_page(report)
    progress(plan.request.name, "done")
    made = (document.chapter, files, tuple(executed), document.faults, read)
    warnings = tuple(map(str, (*document.warnings, *warned)))
    return Built(plan, place, *made, warnings, control, wording)


def shelf_of(plan: EditionPlan, settings: Settings) -> Shelf:
    """The runs of the edition that were made before, held against the project as it is now."""
    root = plan.request.root
    return Shelf(
        edition=plan.request.name,
        cache=Cache.of_project(root),
        present=Present(root, settings.ask),
        environment=environment(root),
        words=settings.words,
        force=settings.force,
    )


def check(chapter: Chapter, files: Mapping[str, bytes], proof: Proof = unproved) -> ReadBack:
    """The chapter held against what it was made from, and every finished file read back and held against it."""
    read = read_back(chapter, files)
    return replace(read, problems=(*proof(chapter.areas), *read.problems))


def place_for(plan: EditionPlan, settings: Settings, *, fit: bool) -> Path:
    """Where the report goes: its own folder, or beside it as `<year>.utkast`.

    Beside it goes what must not replace a whole report: a draft with a placeholder, one that failed a check, one
    with some areas only, and any draft of a report that has been published as final.
    """
    folder = plan.request.folder
    draft_over_final = plan.request.front.state == "draft" and published_state(folder) == "final"
    if fit and not settings.areas and not draft_over_final:
        return folder
    return _beside(folder)


def _beside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.utkast")


def _refuse_incomplete_final(plan: EditionPlan, document: Document) -> None:
    if plan.request.front.state == "final" and not document.complete:
        raise BuildFailed(_("The final report was not published: not all areas could be built."), document.faults)


def _refuse_unrepeatable_final(plan: EditionPlan, executed: Iterable[Executed]) -> None:
    """What is published must be the same to the byte when somebody builds it again in ten years."""
    faults = [warning for run in executed for warning in run.warnings]
    if plan.request.front.state == "final" and faults:
        raise BuildFailed(_("The final report was not published: nobody could build it again."), faults)


def _refuse_contradicting_final(plan: EditionPlan, wording: Wording) -> None:
    if plan.request.front.state == "final" and (faults := wording.prose.contradictions()):
        what = _("The final report was not published: a typed number contradicts the figures.")
        raise BuildFailed(what, faults)


def _refuse_faulty_final(plan: EditionPlan, problems: Sequence[Fault]) -> None:
    if plan.request.front.state == "final" and problems:
        raise DocumentCheckFailed(_("The final report was not published: a check on the document failed."), problems)
