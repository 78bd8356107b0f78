"""The way through, in one story: plan → execute → document → render → check → publish. Read this file first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fokusrapport.blocks import Chapter
from fokusrapport.errors import BuildFailed, DocumentCheckFailed, Fault
from fokusrapport.i18n import _
from fokusrapport.pipeline.execute import Executed, Kernels, Run, execute
from fokusrapport.pipeline.filenames import STATEMENT_NAME
from fokusrapport.pipeline.manifest import manifest, published_state
from fokusrapport.pipeline.plan import EditionPlan
from fokusrapport.pipeline.publish import alone_with, publish, recover, withdraw
from fokusrapport.pipeline.readback import check_file
from fokusrapport.pipeline.readback_links import lost_files
from fokusrapport.pipeline.stages import (
    Document,
    Framing,
    excerpt,
    read_document,
    render_document,
    statement_page,
    unframed,
)

Step = Literal["waiting", "running", "done", "failed", "rendering", "checking", "publishing"]
Progress = Callable[[str, Step], None]


@dataclass(frozen=True)
class Settings:
    """How a build is done. `areas` limits it to some areas; empty means all.

    `framing` puts the parts around the areas that are made from what they hold, such as summary and sources.
    """

    jobs: int = 1
    areas: tuple[str, ...] = ()
    timeout: int | None = None
    framing: Framing = unframed


@dataclass(frozen=True)
class Built:
    """What a build made: the folder it lies in, the chapter and its files, and what was wrong with it."""

    plan: EditionPlan
    place: Path
    chapter: Chapter
    files: Mapping[str, bytes]
    executed: tuple[Executed, ...]
    faults: tuple[Fault, ...]
    problems: tuple[Fault, ...]
    warnings: tuple[str, ...]

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
    executed = execute_all(plan.runs, settings, Kernels(plan.request.root, settings.timeout), progress)
    document = read_document(plan, executed, settings.framing)
    _refuse_incomplete_final(plan, document)
    progress(plan.request.name, "rendering")
    files = render_document(document, [run.area for run in plan.runs])
    progress(plan.request.name, "checking")
    problems = check(document.chapter, files)
    _refuse_faulty_final(plan, problems)
    files[STATEMENT_NAME] = statement_page(document.chapter, problems)
    progress(plan.request.name, "publishing")
    files["manifest.json"] = manifest(plan, document.chapter, executed, files)
    place = place_for(plan, settings, fit=document.complete and not problems)
    publish(files, place)
    if place == plan.request.folder:
        withdraw(_beside(place))
    progress(plan.request.name, "done")
    made = (document.chapter, files, tuple(executed))
    return Built(plan, place, *made, document.faults, tuple(problems), document.warnings)


def execute_all(runs: Sequence[Run], settings: Settings, kernels: Kernels, progress: Progress) -> list[Executed]:
    """Every run executed, in the order given; an interrupt stops every kernel before it is passed on."""
    pool = ThreadPoolExecutor(settings.jobs, thread_name_prefix="run")
    try:
        return _gather(runs, pool, kernels, progress)
    except BaseException:
        with kernels.being_stopped():
            pool.shutdown(cancel_futures=True)
        raise
    finally:
        pool.shutdown()


def _gather(runs: Sequence[Run], pool: Executor, kernels: Kernels, progress: Progress) -> list[Executed]:
    def one(run: Run) -> Executed:
        progress(run.area, "running")
        return execute(run, kernels)

    futures: dict[Future[Executed], Run] = {pool.submit(one, run): run for run in runs}
    for future in as_completed(futures):
        progress(futures[future].area, "failed" if future.result().faults else "done")
    return [future.result() for future in futures]


def check(chapter: Chapter, files: Mapping[str, bytes]) -> list[Fault]:
    """Every finished page, PDF, document and workbook read back and held against the chapter it was made from."""
    problems = []
    for name in sorted(files):
        shown = excerpt(chapter, Path(name).stem) if name.startswith("areas/") else chapter
        problems += [Fault(name, what=problem) for problem in check_file(name, files[name], shown)]
    return [*problems, *lost_files(files, {*files, STATEMENT_NAME})]


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


def _refuse_faulty_final(plan: EditionPlan, problems: Sequence[Fault]) -> None:
    if plan.request.front.state == "final" and problems:
        raise DocumentCheckFailed(_("The final report was not published: a check on the document failed."), problems)
