"""What the commands do: parameters, subject and the way through put together. Knows no terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypedDict

from fokusrapport.blocks import FrontMatter, Palette
from fokusrapport.domain.checks import edition_findings
from fokusrapport.domain.edition import open_edition
from fokusrapport.domain.tally import Tally, edition_tally
from fokusrapport.errors import BuildFailed, DocumentCheckFailed, Fault, FokusrapportError, InputRefused
from fokusrapport.i18n import Language, _, language, ui_language
from fokusrapport.params.nearest import nearest
from fokusrapport.params.project import LoadedEdition, Project, find_root, list_editions, load_edition
from fokusrapport.params.references import check_notebooks
from fokusrapport.params.settings import load_settings
from fokusrapport.pipeline.build import Built, Progress, Settings, build
from fokusrapport.pipeline.notebook import EditionKey
from fokusrapport.pipeline.plan import AreaRequest, EditionPlan, EditionRequest, plan


@dataclass(frozen=True)
class Options:
    """What a person asked for: areas to build (empty: all), jobs at once, and whether it is the final report."""

    areas: tuple[str, ...] = ()
    jobs: int = 1
    final: bool = False
    timeout: int | None = None


@dataclass(frozen=True)
class Checked:
    """An edition that may be built: its plan, what to be warned about, and where its results stand."""

    plan: EditionPlan
    warnings: tuple[str, ...]
    tally: Tally


def check_editions(project: Project, names: Sequence[str], options: Options) -> list[Checked]:
    """Every edition checked without running a notebook; raises InputRefused with the faults of all of them."""
    checked: list[Checked] = []
    faults: list[Fault] = []
    for name in dict.fromkeys(names or (default_edition(project),)):
        try:
            checked.append(check_edition(project, name, options))
        except InputRefused as refused:
            faults.extend(refused.faults)
    if faults:
        raise InputRefused(faults=sorted(set(faults)))
    return checked


def check_edition(project: Project, name: str, options: Options) -> Checked:
    """One edition checked without running a notebook; raises InputRefused with every fault."""
    loaded = load_edition(project, name)
    planned, faults = plan(request_of(project, loaded, options))
    faults += check_notebooks(loaded.files, project.notebook_names())
    try:
        edition = open_edition(project.root, name)
    except InputRefused as refused:  # the data; told together with what is wrong with the notebooks
        raise InputRefused(faults=sorted({*faults, *refused.faults})) from None
    findings = edition_findings(edition)
    stopping = {"error", "before_publishing"} if options.final else {"error"}
    faults += [finding.fault for finding in findings if finding.severity in stopping]
    if faults:
        raise InputRefused(faults=sorted(set(faults)))
    warnings = tuple(str(finding.fault) for finding in findings)
    return Checked(planned, warnings, edition_tally(edition))


def build_edition(checked: Checked, options: Options, progress: Progress) -> Built:
    """Build a checked edition; raises what `pipeline.build.build` raises."""
    settings = Settings(jobs=options.jobs, areas=options.areas, timeout=options.timeout)
    return build(checked.plan, settings, progress)


def default_edition(project: Project) -> str:
    """The edition `python build.py` builds, from `params/project.yaml`; raises InputRefused when it has no such."""
    return load_settings(project).default_edition


def editions(project: Project) -> tuple[str, ...]:
    """Names of all editions."""
    return list_editions(project)


def request_of(project: Project, loaded: LoadedEdition, options: Options) -> EditionRequest:
    """What the edition asks of the pipeline; raises InputRefused for an area it does not have."""
    key = EditionKey(loaded.municipality_name, loaded.year, loaded.language)
    _refuse_unknown_areas(loaded, options.areas)
    asked = loaded.files.edition
    areas = []
    for position, entry in enumerate(loaded.edition.areas):
        if options.areas and entry.area not in options.areas:
            continue
        path = project.notebooks / f"{entry.area}.ipynb"
        if not path.exists():
            continue  # told by check_notebooks, with the nearest one
        injected = {"municipality": key.municipality, "year": key.year, "language": key.language}
        areas.append(
            AreaRequest(
                area=entry.area,
                notebook=path,
                shown_as=project.relative(path),
                parameters={**injected, **loaded.edition.parameters, **entry.parameters},
                asked_in=asked.file if asked else "",
                asked_line=asked.line("areas", position) if asked else 0,
            )
        )
    folder = project.reports / key.municipality / str(key.year)
    front = front_matter(loaded, options)
    return EditionRequest(loaded.name, project.root, folder, key, front, tuple(areas), _inputs(project, loaded, areas))


def _refuse_unknown_areas(loaded: LoadedEdition, wanted: Iterable[str]) -> None:
    known = [entry.area for entry in loaded.edition.areas]
    faults = [
        Fault(
            "--area",
            what=_("{edition} has no area «{area}».").format(edition=loaded.name, area=area),
            allowed=", ".join(known),
            nearest=nearest(area, known),
        )
        for area in wanted
        if area not in known
    ]
    if faults:
        raise InputRefused(faults=faults)


def _inputs(project: Project, loaded: LoadedEdition, areas: Iterable[AreaRequest]) -> tuple[str, ...]:
    """Every file the edition is made from, relative to the project."""
    data = project.data / loaded.municipality_name
    params = project.params / loaded.municipality_name
    year = str(loaded.year)
    paths = [
        *params.glob("*.yaml"),
        *(params / year).glob("*.yaml"),
        data / "sources.yaml",
        *(data / source.file for source in loaded.sources.files),
        *(area.notebook for area in areas),
    ]
    skipped = {f"{name.split('/')[1]}.yaml" for name in list_editions(project)} - {f"{year}.yaml"}
    return tuple(sorted({project.relative(path) for path in paths if path.name not in skipped and path.exists()}))


def front_matter(loaded: LoadedEdition, options: Options) -> FrontMatter:
    """What the cover and the page heads of the edition say."""
    municipality, edition = loaded.municipality, loaded.edition
    return FrontMatter(
        title=edition.title,
        municipality=municipality.name,
        municipality_number=municipality.number,
        year=loaded.year,
        language=loaded.language,
        kind=edition.kind,
        state="final" if options.final else "draft",
        date=edition.date.isoformat(),
        notice=_notice(loaded, options, language(loaded.language)),
        palette=Palette(**municipality.colours.model_dump()),
    )


def _notice(loaded: LoadedEdition, options: Options, words: Language) -> str:
    notices = []
    if loaded.municipality.made_up:
        notices.append(words.gettext("Made-up municipality and made-up figures."))
    if options.areas:
        titles = words.join(options.areas)
        notices.append(words.gettext("Excerpt: {areas}.").format(areas=titles))
    return " ".join(notices)


def project_at(start: Path | None = None) -> Project:
    """The project around the current folder; raises InputRefused when there is none."""
    return Project(find_root(start))


@dataclass(frozen=True)
class Summary:
    """What was built, for the person at the keyboard and, as JSON, for another program."""

    edition: str
    place: str
    seconds: float
    replaced: bool
    areas: int
    failed_areas: tuple[str, ...]
    tally: Tally
    warnings: tuple[str, ...]
    exit_code: int

    def as_json(self) -> dict[str, object]:
        """The summary as plain values."""
        return {
            "edition": self.edition,
            "report": self.place,
            "seconds": round(self.seconds, 1),
            "replaced": self.replaced,
            "areas": self.areas,
            "failed_areas": list(self.failed_areas),
            "status": self.tally.as_json(),
            "warnings": list(self.warnings),
            "exit_code": self.exit_code,
        }

    def lines(self) -> list[str]:
        """The summary as lines of text."""
        words = language(ui_language())
        seconds = words.number(Decimal(str(round(self.seconds, 1))), 1)
        lines = [
            _("{edition}: done in {seconds} s, areas: {count}").format(
                edition=self.edition, count=self.areas, seconds=seconds
            ),
            "  " + _("Report: {place}").format(place=self.place),
            "  " + _("Results: {counts}").format(counts=self.tally.text(words)),
            *("  " + _("Warning: {text}").format(text=warning) for warning in self.warnings),
        ]
        if not self.replaced:
            lines.append("  " + _("The report in its own place was left as it is."))
        return lines


def summary(checked: Checked, built: Built, seconds: float) -> Summary:
    """The summary of a finished build."""
    failed = tuple(run.run.area for run in built.executed if run.faults)
    code = DocumentCheckFailed.exit_code if built.problems else 0
    return Summary(
        edition=built.plan.request.name,
        place=f"{built.place.relative_to(built.plan.request.root).as_posix()}/index.html",
        seconds=seconds,
        replaced=built.replaced,
        areas=len(built.executed),
        failed_areas=failed,
        tally=checked.tally,
        warnings=(*checked.warnings, *built.warnings),
        exit_code=BuildFailed.exit_code if built.faults else code,
    )


def failure_summary(checked: Checked, error: FokusrapportError) -> dict[str, object]:
    """The summary of a build that made nothing."""
    return {
        "edition": checked.plan.request.name,
        "report": None,
        "error": error.message,
        "faults": [asdict(fault) for fault in error.faults],
        "exit_code": error.exit_code,
    }


def checked_json(checked: Checked) -> dict[str, object]:
    """A checked edition as plain values."""
    return {
        "edition": checked.plan.request.name,
        "areas": [run.area for run in checked.plan.runs],
        "status": checked.tally.as_json(),
        "warnings": list(checked.warnings),
    }


def listed(project: Project) -> list[Listed]:
    """Every edition with its title and areas; raises InputRefused when one cannot be read."""
    found = []
    for name in list_editions(project):
        edition = load_edition(project, name).edition
        found.append(Listed(edition=name, title=edition.title, areas=[entry.area for entry in edition.areas]))
    return found


class Listed(TypedDict):
    """One edition in a list."""

    edition: str
    title: str
    areas: list[str]
