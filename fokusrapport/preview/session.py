"""From what is saved to a page: checked, shown as stored, run, shown, and held against the data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from jinja2 import TemplateError
from nbformat import NotebookNode

from fokusrapport.app import settings_of
from fokusrapport.blocks import Chapter
from fokusrapport.checking import Checked, Options, check_edition
from fokusrapport.comments.review import review_page, scope_of
from fokusrapport.comments.store import Store
from fokusrapport.comments.texts import texts_of
from fokusrapport.comments.web import Container
from fokusrapport.errors import BuildFailed, Fault, FokusrapportError, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.project import Project
from fokusrapport.pipeline.execute import Executed, Run
from fokusrapport.pipeline.filenames import INDEX_NAME
from fokusrapport.pipeline.found import store_of
from fokusrapport.pipeline.html import render_html
from fokusrapport.pipeline.making import Settings, shelf_of
from fokusrapport.pipeline.onerun import Where
from fokusrapport.pipeline.plan import EditionPlan
from fokusrapport.pipeline.readback import check_file
from fokusrapport.pipeline.reuse import Shelf
from fokusrapport.pipeline.stages import Document, excerpt, read_document
from fokusrapport.pipeline.wording import read_wording
from fokusrapport.pipeline.workshop import Step, Workshop, execute_all
from fokusrapport.preview.board import Board, Look, Standing
from fokusrapport.preview.stored import as_stored

COMMENTS = "../comments"
"""Where a page asks for its comments and sends what is said, seen from where it lies itself."""


@dataclass(frozen=True)
class Subject:
    """What is previewed: an edition, one of its areas or all of it (``""``), in one of its languages (``""``: main)."""

    project: Project
    edition: str
    area: str = ""
    language: str = ""
    jobs: int = 1
    forked: bool = True

    @property
    def options(self) -> Options:
        """What a build would be asked for."""
        return Options(areas=(self.area,) if self.area else (), jobs=self.jobs, forked=self.forked)


def _plainly(error: Exception) -> FokusrapportError:
    return BuildFailed(f"{type(error).__name__}: {error}")


@dataclass
class Session:
    """Makes one page after the other. `_good` are the last runs of areas that stood on a page without a fault.

    `in_words` tells of an error that nobody foresaw.
    """

    subject: Subject
    board: Board
    in_words: Callable[[Exception], FokusrapportError] = _plainly
    _good: dict[str, Executed] = field(default_factory=dict)

    def refresh(self) -> None:
        """A page of what is saved now; what is wrong stands beside the last good page, and nothing is raised."""
        self._busy(_("Reading what is saved"))
        try:
            _Making(self.subject, self.board, self._good).make()
        except FokusrapportError as error:
            self._wrong(error)
        except TemplateError as error:
            self._wrong(BuildFailed(faults=[_template_fault(error)]))
        except Exception as error:  # noqa: BLE001 - what was saved last is mended next; the page must not go meanwhile
            self._wrong(self.in_words(error))

    def _wrong(self, error: FokusrapportError) -> None:
        faults = error.faults or (Fault("", what=error.message),)
        headline = _last_good() if self.board.look else _("There is no page yet. This is to be mended first:")
        self.board.put(Standing("wrong", headline, tuple(faults)))

    def _busy(self, headline: str) -> None:
        self.board.put(Standing("busy", headline))


@dataclass
class _Making:
    """One page on its way."""

    subject: Subject
    board: Board
    good: dict[str, Executed]

    def make(self) -> None:
        """Raises what `check_edition` raises."""
        checked = check_edition(self.subject.project, self.subject.edition, self.subject.options)
        plan = self._in_language(checked)
        settings = settings_of(plan.request, self.subject.options)
        shelf = shelf_of(plan, settings)
        with ThreadPoolExecutor(1, thread_name_prefix="stored") as beside:  # the kernel is another process
            stored = beside.submit(self._show_stored, plan, settings, shelf)
            executed = self._run(plan, settings, shelf)
        stored.result()
        document, faults = self._document(plan, settings, executed)
        self._show(document.chapter, stored=False, headline=_("Being checked"))
        wording = read_wording(plan, executed, document.chapter, settings.proofread)
        problems = () if faults else self._checked(document.chapter, settings)
        warned = (*checked.findings, *document.warnings, *wording.warnings())
        self.board.put(_standing(faults, problems, [str(fault) for fault in warned]))

    def _in_language(self, checked: Checked) -> EditionPlan:
        plans = {plan.request.front.language: plan for plan in checked.plans}
        asked = self.subject.language
        if not asked:
            return checked.plan
        if asked not in plans:
            what = _("{edition} has no language «{code}».").format(edition=self.subject.edition, code=asked)
            raise InputRefused(faults=[Fault("--language", what=what, allowed=", ".join(plans))])
        return plans[asked]

    def _show_stored(self, plan: EditionPlan, settings: Settings, shelf: Shelf) -> None:
        """What is saved with the numbers of earlier runs, where a run is needed and there has been one."""
        stored, running = [], []
        for run in plan.runs:
            kept = shelf.verdict(run).kept
            if kept is None:
                running.append(run.area)
            stored.append(as_stored(run, self._last(run, shelf)) if kept is None else shelf.reused(run, kept))
        if not running:
            return
        document = read_document(plan, stored, settings.framing)
        headline = _running(running)
        if document.complete:
            self._show(document.chapter, stored=True, headline=headline)
        else:
            self.board.put(Standing("busy", headline, document.faults))

    def _last(self, run: Run, shelf: Shelf) -> NotebookNode | None:
        """The notebook of an area's last run that was kept."""
        if run.area in self.good:
            return self.good[run.area].notebook
        trace = shelf.cache.latest(shelf.edition, run.area)
        return shelf.cache.notebook(trace) if trace is not None and trace.notebook else None

    def _run(self, plan: EditionPlan, settings: Settings, shelf: Shelf) -> list[Executed]:
        where = Where(plan.request.root, settings.limits, forked=settings.forked)
        return execute_all(plan.runs, Workshop(shelf, where, settings.jobs), self._progress())

    def _progress(self) -> Callable[[str, Step], None]:
        running: dict[str, None] = {}

        def tell(area: str, step: Step) -> None:
            if step == "running":
                running[area] = None
            elif step in ("done", "failed"):
                running.pop(area, None)
            if running:
                self.board.put(Standing("busy", _running(running)))

        return tell

    def _document(
        self, plan: EditionPlan, settings: Settings, executed: Sequence[Executed]
    ) -> tuple[Document, tuple[Fault, ...]]:
        """The chapter, and what is wrong; an area with a fault stands there as it was when it had none."""
        document = read_document(plan, executed, settings.framing)
        if document.complete:
            self.good.update({one.run.area: one for one in executed})
            return document, ()
        broken = {fault.file for fault in document.faults}
        sound = [self.good.get(one.run.area, one) if one.run.shown_as in broken else one for one in executed]
        self.good.update({one.run.area: one for one in executed if one.run.shown_as not in broken})
        return read_document(plan, sound, settings.framing), document.faults

    def _show(self, chapter: Chapter, *, stored: bool, headline: str) -> None:
        shown = self._shown(chapter)
        store = Store(self.subject.project.root, self.subject.edition)
        comments = Container(store, scope_of(store, shown), texts_of(shown))
        self.board.put(Standing("busy", headline), Look(review_page(store, shown, COMMENTS), shown, comments, stored))

    def _shown(self, chapter: Chapter) -> Chapter:
        return excerpt(chapter, self.subject.area) if self.subject.area else chapter

    def _checked(self, chapter: Chapter, settings: Settings) -> tuple[Fault, ...]:
        """What a build would find: the page read back, and every number held against the data."""
        shown = self._shown(chapter)
        found = check_file(INDEX_NAME, render_html(shown).encode(), shown, store_of(shown))
        problems = (Fault(INDEX_NAME, what=problem) for problem in found.problems)
        return (*problems, *settings.proof(chapter.areas))


def _template_fault(error: TemplateError) -> Fault:
    """What is wrong with a template that was saved, with its line where Jinja knows it."""
    file = getattr(error, "filename", None) or getattr(error, "name", None) or ""
    what = _("The template cannot be used: {reason}.").format(reason=(error.message or str(error)).rstrip("."))
    return Fault(str(file), getattr(error, "lineno", 0), what=what)


def _last_good() -> str:
    return _("This is the last good page. What is saved now cannot be shown:")


def _running(areas: Iterable[str]) -> str:
    return _("Running: {areas}").format(areas=", ".join(areas))


def _standing(faults: Sequence[Fault], problems: Sequence[Fault], warnings: Sequence[str]) -> Standing:
    told = tuple(dict.fromkeys(warnings))
    if faults:
        return Standing("wrong", _last_good(), tuple(faults), told)
    if problems:
        return Standing("wrong", _("A check on the page failed; it would not be published:"), tuple(problems), told)
    return Standing("fresh", _("The page is as it was saved."), (), told)


def check_subject(subject: Subject, known: Sequence[str]) -> None:
    """Raises InputRefused when the edition is none of those that are known."""
    if subject.edition not in known:
        what = _("There is no edition «{name}».").format(name=subject.edition)
        raise InputRefused(
            faults=[Fault("", what=what, allowed=", ".join(known), nearest=nearest(subject.edition, known))]
        )
