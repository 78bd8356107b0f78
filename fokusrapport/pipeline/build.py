"""The way through, in one story: plan → execute → document → render → check → publish. Read this file first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fokusrapport.blocks import Chapter, FrontMatter
from fokusrapport.environment import environment
from fokusrapport.errors import BuildFailed, DocumentCheckFailed, Fault
from fokusrapport.i18n import _
from fokusrapport.pipeline.alternates import alternate_faults, folder_of
from fokusrapport.pipeline.cache import Cache
from fokusrapport.pipeline.control.beside import put_control_pages, withdraw_control_pages
from fokusrapport.pipeline.control.counted import found_again, typed_numbers
from fokusrapport.pipeline.control.facts import Report
from fokusrapport.pipeline.execute import Executed, Kernels
from fokusrapport.pipeline.filenames import STATEMENT_NAME
from fokusrapport.pipeline.fingerprint import Present, nobody_answers
from fokusrapport.pipeline.inputs import Inputs
from fokusrapport.pipeline.manifest import manifest, published_state
from fokusrapport.pipeline.manifest_model import MANIFEST_NAME
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
    every notebook is run. `forked` is as in `Kernels`. `subject` finds what their controller must be told, and
    `warned` is what was warned about before the build; `untranslated` of it are texts that lack a language.
    `proofread` holds what is typed in the notebooks against the numbers the report knows, and `proof` what the chapter
    says against what it was made from.
    """

    jobs: int = 1
    areas: tuple[str, ...] = ()
    timeout: int | None = None
    framing: Framing = unframed
    ask: Callable[[str], str] = nobody_answers
    words: Callable[[str], str] = str
    force: bool = False
    forked: bool = True
    subject: Subject = unknown
    warned: tuple[Fault, ...] = ()
    untranslated: int = 0
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


def build(plan: EditionPlan, settings: Settings, progress: Progress, translations: Sequence[Edition] = ()) -> Built:
    """Build one edition from its plan, and in its other languages; nobody else builds it meanwhile.

    Raises BuildFailed (RenderFailed, RunsFailed, …) when nothing could be made, when a final report would not be
    complete, or when another build of the edition is running, and DocumentCheckFailed when a final report fails a
    check. The old report is then as it was, in every language.
    """
    with alone_with(plan.request.folder):
        return _build((Edition(plan, settings), *translations), progress)


def _build(editions: Sequence[Edition], progress: Progress) -> Built:
    plan, settings = editions[0].plan, editions[0].settings
    recover(plan.request.folder)  # before anybody asks what stands there
    inputs = Inputs.of(plan)
    made = [_make(edition, _of_language(edition, progress)) for edition in editions]
    read = _read_together(made)
    _refuse_faulty_final(plan, read.problems)
    progress(plan.request.name, "publishing")
    inputs.refuse_changed([run for one in made for run in one.executed])
    place = place_for(plan, settings, fit=all(one.document.complete for one in made) and not read.problems)
    published = _published(made)
    files = {f"{one.folder}{name}": data for one, own in published for name, data in own.items()}
    publish(files, place)
    if place == plan.request.folder:
        withdraw(_beside(place))
        withdraw_control_pages(_beside(place))
    control = put_control_pages([_report(one, own, place) for one, own in published])
    progress(plan.request.name, "done")
    return _built(made, files, read, place, control)


def _of_language(edition: Edition, progress: Progress) -> Progress:
    """The progress of one language: an area's name says which, where it is not the main one."""
    request = edition.plan.request
    if not folder_of(request.front):
        return progress
    return lambda what, step: progress(what if what == request.name else in_language(what, request.front), step)


def in_language(area: str, front: FrontMatter) -> str:
    """An area of a report as the person at the keyboard is told of it: «nav», or «nav (nn)» in another language."""
    return f"{area} ({front.language})" if folder_of(front) else area


def _make(edition: Edition, progress: Progress) -> Made:
    """One language: its notebooks run, its files made and read back."""
    plan, settings = edition.plan, edition.settings
    workshop = Workshop(shelf_of(plan, settings), _kernels(plan, settings), settings.jobs)
    executed = execute_all(plan.runs, workshop, progress)
    document = read_document(plan, executed, settings.framing)
    _refuse_unfit_final(plan, document, executed)
    wording = read_wording(plan, executed, document.chapter, settings.proofread)
    _refuse_contradicting_final(plan, wording)
    progress(plan.request.name, "rendering")
    files = render_document(document, [run.area for run in plan.runs])
    progress(plan.request.name, "checking")
    read = check(document.chapter, files, settings.proof)
    files[STATEMENT_NAME] = statement_page(document.chapter, read.problems)
    return Made(edition, tuple(executed), document, wording, files, read)


def _kernels(plan: EditionPlan, settings: Settings) -> Kernels:
    return Kernels(plan.request.root, settings.timeout, forked=settings.forked)


def _read_together(made: Sequence[Made]) -> ReadBack:
    """What was found in the files of all languages, and whether their pages lead to each other."""
    files = {f"{one.folder}{name}": data for one in made for name, data in one.files.items()}
    codes = made[0].document.chapter.front.languages
    return ReadBack(
        problems=(
            *(replace(fault, file=f"{one.folder}{fault.file}") for one in made for fault in one.read.problems),
            *(alternate_faults(files, codes) if codes else ()),
        ),
        areas=tuple(area for one in made for area in one.read.areas),
    )


def _published(made: Sequence[Made]) -> list[tuple[Made, dict[str, bytes]]]:
    """Every language with its files and its manifest; that of the main one, which comes first, names all files."""
    others = [(one, {**one.files, MANIFEST_NAME: _manifest(one, one.files)}) for one in made[1:]]
    outputs = {f"{one.folder}{name}": data for one, own in others for name, data in own.items()}
    main = made[0]
    return [(main, {**main.files, MANIFEST_NAME: _manifest(main, {**main.files, **outputs})}), *others]


def _manifest(made: Made, outputs: Mapping[str, bytes]) -> bytes:
    return manifest(made.edition.plan, made.document.chapter, made.executed, outputs)


def _report(made: Made, files: Mapping[str, bytes], place: Path) -> Report:
    """What the control page of a language is made from."""
    settings = made.edition.settings
    return Report(
        place=place,
        executed=made.executed,
        document=made.document,
        files=files,
        problems=made.read.problems,
        found=found_again(made.read),
        warned=(*settings.warned, *made.warned),
        typed=typed_numbers(made.wording.prose),
        untranslated=settings.untranslated + len(made.document.untranslated),
        excerpt=bool(settings.areas),
        subject=settings.subject(made.document.chapter.areas),
    )


def _built(made: Sequence[Made], files: Mapping[str, bytes], read: ReadBack, place: Path, control: Path) -> Built:
    main = made[0]
    return Built(
        plan=main.edition.plan,
        place=place,
        chapter=main.document.chapter,
        files=files,
        executed=tuple(run for one in made for run in one.executed),
        faults=tuple(dict.fromkeys(fault for one in made for fault in one.document.faults)),
        read_back=read,
        warnings=tuple(dict.fromkeys(str(fault) for one in made for fault in (*one.document.warnings, *one.warned))),
        control=control,
        wording=main.wording,
    )


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


def _refuse_faulty_final(plan: EditionPlan, problems: Sequence[Fault]) -> None:
    if plan.request.front.state == "final" and problems:
        raise DocumentCheckFailed(_("The final report was not published: a check on the document failed."), problems)
