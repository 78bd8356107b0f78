"""The way through, in one story: plan → execute → document → render → check → publish. Read this file first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fokusrapport.blocks import Chapter
from fokusrapport.errors import BuildFailed, DocumentCheckFailed, Fault
from fokusrapport.i18n import _
from fokusrapport.pipeline.alternates import alternate_faults
from fokusrapport.pipeline.control.beside import put_control_pages, withdraw_control_pages
from fokusrapport.pipeline.control.counted import found_again, typed_numbers
from fokusrapport.pipeline.control.facts import Report
from fokusrapport.pipeline.execute import Executed
from fokusrapport.pipeline.inputs import Inputs
from fokusrapport.pipeline.lastbuilt import note_built, published_contents, report_built, reports_built
from fokusrapport.pipeline.making import Edition, Made, Settings
from fokusrapport.pipeline.manifest import manifest, published_state
from fokusrapport.pipeline.manifest_model import MANIFEST_NAME
from fokusrapport.pipeline.plan import EditionPlan
from fokusrapport.pipeline.publish import alone_with, publish, recover, withdraw
from fokusrapport.pipeline.readback import ReadBack
from fokusrapport.pipeline.sidework import make_all
from fokusrapport.pipeline.snapshots.model import Snapshot, snapshot_of
from fokusrapport.pipeline.snapshots.shelf import SnapshotShelf
from fokusrapport.pipeline.standing import Standings, standings_of
from fokusrapport.pipeline.standing_words import lacking_faults
from fokusrapport.pipeline.wording import Wording
from fokusrapport.pipeline.workshop import Progress


@dataclass(frozen=True)
class Built:
    """What a build made: the folder it lies in, the chapter and its files, and what was wrong with it.

    `control` is the control page beside the folder, and `standings` tell which areas have been checked by whom.
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
    standings: Standings

    @property
    def problems(self) -> tuple[Fault, ...]:
        """What the finished files, or the chapter itself, say wrongly."""
        return self.read_back.problems

    @property
    def replaced(self) -> bool:
        """Whether the report stands in its own place (and not beside it, as a draft that is not fit for it)."""
        return self.place == self.plan.request.folder


def build(editions: Sequence[Edition], progress: Progress) -> Built:
    """Build one edition in all its languages, the main one first; nobody else builds it meanwhile.

    Raises BuildFailed (RenderFailed, RunsFailed, …) when nothing could be made, when a final report would not be
    complete, or when another build of the edition is running, and DocumentCheckFailed when a final report fails a
    check. The old report is then as it was, in every language.
    """
    with alone_with(editions[0].plan.request.folder):
        return _build(editions, progress)


def _build(editions: Sequence[Edition], progress: Progress) -> Built:
    plan, settings = editions[0].plan, editions[0].settings
    recover(plan.request.folder)  # before anybody asks what stands there
    inputs = Inputs.of(plan)
    made = make_all(editions, progress)
    read = _read_together(made)
    standings = _standings(made)
    _refuse_unchecked_final(plan, standings)
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
    note_built(plan.request.root, plan.request.name, place, report_built(made, files[MANIFEST_NAME]))
    reports = [_report(one, own, place, standings) for one, own in published]
    control = put_control_pages(reports)
    unkept = _keep_snapshot(plan, settings, reports)
    progress(plan.request.name, "done")
    built = _built(made, files, read, standings, (place, control))
    return replace(built, warnings=(*built.warnings, *unkept))


def _keep_snapshot(plan: EditionPlan, settings: Settings, reports: Sequence[Report]) -> tuple[str, ...]:
    """Keep what the report shows, for later comparisons; a warning where that fails. An excerpt compares with nothing.

    The report is in its place by now, and is no worse for it.
    """
    if settings.areas:
        return ()
    languages = tuple(snapshot_of(report.document.chapter, report.subject) for report in reports)
    shelf = SnapshotShelf.of(plan.request.root, plan.request.name)
    try:
        shelf.keep(Snapshot(edition=plan.request.name, languages=languages), plan.request.front.state)
    except OSError as error:
        what = _("No snapshot could be kept in {folder}, so this report cannot be compared with others: {reason}.")
        return (what.format(folder=shelf.folder, reason=error.strerror or error),)
    return ()


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


def _standings(made: Sequence[Made]) -> Standings:
    """Which areas have been checked as they are now; what is final will have been published as it is."""
    plan, checks = made[0].edition.plan, made[0].edition.settings.checks
    request, new = plan.request, report_built(made, b"")
    known = {} if new.final else reports_built(request.root, request.name, request.folder.parent)
    published = new.contents() if new.final else published_contents(known)
    return standings_of(new.contents(), [run.area for run in plan.runs], checks, published)


def _report(made: Made, files: Mapping[str, bytes], place: Path, standings: Standings) -> Report:
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
        standings=standings,
    )


def _built(
    made: Sequence[Made], files: Mapping[str, bytes], read: ReadBack, standings: Standings, places: tuple[Path, Path]
) -> Built:
    main, (place, control) = made[0], places
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
        standings=standings,
    )


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


def _refuse_unchecked_final(plan: EditionPlan, standings: Standings) -> None:
    if plan.request.front.state == "final" and (faults := lacking_faults(standings, plan.request.name)):
        what = _("The final report was not published: not everything in it has been checked.")
        raise BuildFailed(what, faults)


def _refuse_faulty_final(plan: EditionPlan, problems: Sequence[Fault]) -> None:
    if plan.request.front.state == "final" and problems:
        raise DocumentCheckFailed(_("The final report was not published: a check on the document failed."), problems)
