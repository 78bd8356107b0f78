"""What can be known without running a notebook: an edition's parameters, data and notebooks, every fault at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields

from nbformat import NotebookNode

from fokusrapport.domain.cards.facts import AREA_ID as CARDS_ID
from fokusrapport.domain.checks import EditionFinding, edition_findings
from fokusrapport.domain.data import load_data
from fokusrapport.domain.reopened import reopened
from fokusrapport.domain.sources_area import AREA_ID as SOURCES_ID
from fokusrapport.domain.summary.setting import AREA_ID as SUMMARY_ID
from fokusrapport.domain.tally import Tally, edition_tally
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import LANGUAGES, _
from fokusrapport.params.checks import EditionChecks, read_checks
from fokusrapport.params.editionfiles import EditionFiles
from fokusrapport.params.nearest import nearest
from fokusrapport.params.project import Project, list_editions, read_edition, whole_edition
from fokusrapport.params.references import check_notebooks
from fokusrapport.params.sets import read_table
from fokusrapport.params.settings import load_settings
from fokusrapport.params.unchanged import unchanged
from fokusrapport.params.untranslated import untranslated_texts
from fokusrapport.pipeline.notebook import EditionKey
from fokusrapport.pipeline.plan import EditionPlan, notebook_faults, plan, unknown_tags
from fokusrapport.pipeline.translations import untranslated
from fokusrapport.request import Options, request_of

__all__ = ["Checked", "Options", "check_edition", "check_editions", "default_edition", "request_of"]


@dataclass(frozen=True)
class Checked:
    """An edition that may be built: its plan, what to be warned about, and where its results stand.

    `translations` are the plans of its other languages, in the order it names them; `untranslated` of the findings are
    texts that lack one of them. `checks` tell who has checked its areas.
    """

    plan: EditionPlan
    findings: tuple[Fault, ...]
    tally: Tally
    translations: tuple[EditionPlan, ...] = ()
    untranslated: int = 0
    checks: EditionChecks = field(default_factory=EditionChecks)

    @property
    def plans(self) -> tuple[EditionPlan, ...]:
        """The plans of all its languages, the main one first."""
        return (self.plan, *self.translations)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to be warned about, as it is told."""
        return tuple(map(str, self.findings))


def check_editions(project: Project, names: Sequence[str], options: Options) -> list[Checked]:
    """Every edition checked without running a notebook; raises InputRefused with the faults of all of them."""
    checked: list[Checked] = []
    faults: list[Fault] = [*_excerpt_as_final(options)]
    for name in dict.fromkeys(names or (default_edition(project),)):
        try:
            checked.append(check_edition(project, name, options))
        except InputRefused as refused:
            faults.extend(refused.faults)
    if faults:
        raise InputRefused(faults=sorted(set(faults)))
    return checked


def _excerpt_as_final(options: Options) -> Iterator[Fault]:
    """Some areas are never the final report."""
    if options.final and options.areas:
        what = _("A final report has all its areas; --publish and --area cannot be given together.")
        yield Fault("--publish", what=what, allowed=_("--publish alone, or --area with --draft"))


def check_edition(project: Project, name: str, options: Options) -> Checked:
    """One edition checked without running a notebook; raises InputRefused with every fault."""
    plans, faults = _planned(project, name, options)
    try:
        edition = reopened(project, name)
    except InputRefused as refused:  # the data; told together with what is wrong with the notebooks
        raise InputRefused(faults=sorted({*faults, *refused.faults})) from None
    findings, tally, lacking = _found(project, name)
    checks, wrong = read_checks(edition.loaded.files.paths, edition.loaded.edition)
    faults += wrong
    stopping = {"error", "before_publishing"} if options.final else {"error"}
    faults += [finding.fault for finding in findings if finding.severity in stopping]
    missing = [*lacking, *_untranslated(plans)]
    faults += missing if options.final else ()
    if faults or not plans:
        raise InputRefused(faults=sorted(set(faults)))
    warnings = (*(finding.fault for finding in findings), *missing, *_unknown_tags(project, plans[0]))
    return Checked(plans[0], warnings, tally, plans[1:], len(missing), checks)


@unchanged
def _found(project: Project, name: str) -> tuple[tuple[EditionFinding, ...], Tally, tuple[Fault, ...]]:
    """What is found in an edition that can be opened: findings, where its results stand, texts without translation."""
    edition = reopened(project, name)
    return tuple(edition_findings(edition)), edition_tally(edition), tuple(untranslated_texts(edition.loaded))


@unchanged
def _read(project: Project, name: str) -> tuple[EditionFiles, tuple[Fault, ...]]:
    """What the files of an edition hold, and every fault of them."""
    files, faults = read_edition(project, name)
    return files, tuple(faults)


def _untranslated(plans: Sequence[EditionPlan]) -> Iterator[Fault]:
    """What an author has written and nobody has translated; final reports are whole in every language."""
    notebooks: dict[str, dict[str, NotebookNode]] = {}
    for planned in plans:
        for run in planned.runs:
            notebooks.setdefault(run.shown_as, {})[planned.request.front.language] = run.notebook
    for shown_as, by_language in notebooks.items():
        yield from untranslated(by_language, shown_as)


def _unknown_tags(project: Project, planned: EditionPlan) -> Iterator[Fault]:
    """A misspelt `only:` tag drops its cell from every report; one for an edition to come will be right later."""
    known = set(LANGUAGES)
    for name in list_editions(project):
        known.update((name, *name.split("/")))
    for area in planned.request.areas:
        yield from unknown_tags(area.notebook, area.shown_as, sorted(known))


def _planned(project: Project, name: str, options: Options) -> tuple[tuple[EditionPlan, ...], list[Fault]]:
    """The plan of each language, and what is wrong with parameters and notebooks; and with the data.

    The data nobody else reads where parameters are wrong.
    """
    files, found = _read(project, name)
    faults = list(found)
    if faults:
        faults += _data_faults(project, files)
    faults += check_notebooks(files, project.notebook_names())
    cells, wrong = read_table(project.root).of(name)
    faults += [
        *wrong,
        *_unknown_areas(files, name, options.areas),
        *_reserved_parameters(files),
        *_reserved_areas(files),
    ]
    loaded = whole_edition(name, files)
    if loaded is None:
        return (), [*faults, *_notebook_faults(project, files)]
    plans = [plan(request_of(project, loaded.within(code), options, cells)) for code in loaded.languages]
    return tuple(planned for planned, _found in plans), [*faults, *(fault for _plan, found in plans for fault in found)]


def _data_faults(project: Project, files: EditionFiles) -> Sequence[Fault]:
    """What is wrong with the data of an edition whose other files may be wrong too."""
    if files.register is None:
        return ()
    try:
        load_data(project, files.paths.folder, files.register.model)
    except InputRefused as refused:
        return refused.faults
    return ()


def _notebook_faults(project: Project, files: EditionFiles) -> Iterator[Fault]:
    """What is wrong with the notebooks of an edition that cannot be planned."""
    for entry in files.edition.model.areas if files.edition else ():
        path = project.notebooks / f"{entry.area}.ipynb"
        if path.exists():
            yield from notebook_faults(path, project.relative(path))


def default_edition(project: Project) -> str:
    """The edition `python build.py` builds, from `params/project.yaml`; raises InputRefused when it has no such."""
    return load_settings(project).default_edition


def _unknown_areas(files: EditionFiles, name: str, wanted: Iterable[str]) -> Iterator[Fault]:
    if files.edition is None:
        return
    known = [entry.area for entry in files.edition.model.areas]
    for area in wanted:
        if area not in known:
            what = _("{edition} has no area «{area}».").format(edition=name, area=area)
            yield Fault("--area", what=what, allowed=", ".join(known), nearest=nearest(area, known))


def _reserved_parameters(files: EditionFiles) -> Iterator[Fault]:
    """Municipality, year and language are the edition's own: another value would show another edition's figures."""
    if files.edition is None:
        return
    places = [("parameters",), *(("areas", index, "parameters") for index in range(len(files.edition.model.areas)))]
    for place in places:
        for name in sorted(own.name for own in fields(EditionKey)):
            if (*place, name) in files.edition.lines:
                what = _("«{name}» is given to every notebook by the edition itself.").format(name=name)
                yield Fault(files.edition.file, files.edition.line(*place, name), what=what, allowed=_("another name"))


def _reserved_areas(files: EditionFiles) -> Iterator[Fault]:
    """Summary, cards and sources are parts that every report gets; an area of that name would be taken for them."""
    for position, entry in enumerate(files.edition.model.areas if files.edition else ()):
        if files.edition and entry.area in (SUMMARY_ID, CARDS_ID, SOURCES_ID):
            what = _("«{name}» is the name of a part that every report has.").format(name=entry.area)
            line = files.edition.line("areas", position, "area")
            yield Fault(files.edition.file, line, what=what, allowed=_("another name"))
