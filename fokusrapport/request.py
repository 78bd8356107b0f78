"""What an edition's parameters ask of the pipeline: which notebooks, with which parameters, files and front matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fokusrapport.blocks import FrontMatter, Palette, SourceFile
from fokusrapport.i18n import Language, language
from fokusrapport.params.checks import checks_folder
from fokusrapport.params.models import ReportKind
from fokusrapport.params.project import LoadedEdition, Project, list_editions
from fokusrapport.params.sets import GivenCell
from fokusrapport.pipeline.notebook import EditionKey
from fokusrapport.pipeline.plan import AreaRequest, EditionRequest


@dataclass(frozen=True)
class Options:
    """What a person asked for: areas to build (empty: all), jobs at once, whether it is the final report.

    With `force` every notebook is run, whatever has been kept. `forked` is whether kernels are forks where they can be.
    `timeout`, `memory` and `output` take the place of the project's own limits. `scheduler` is the address of a Dask
    scheduler whose workers are to run notebooks.
    """

    areas: tuple[str, ...] = ()
    jobs: int = 1
    final: bool = False
    timeout: int | None = None
    memory: int | None = None
    output: int | None = None
    force: bool = False
    forked: bool = True
    scheduler: str = ""


def request_of(
    project: Project, loaded: LoadedEdition, options: Options, cells: tuple[GivenCell, ...] = ()
) -> EditionRequest:
    """What the edition asks of the pipeline; `cells` is what the table of parameter sets gives to it."""
    key = EditionKey(loaded.municipality_name, loaded.year, loaded.language)
    asked = loaded.files.edition
    areas = []
    for position, entry in enumerate(loaded.edition.areas):
        if options.areas and entry.area not in options.areas:
            continue
        path = project.notebooks / f"{entry.area}.ipynb"
        if not path.exists():
            continue  # told by check_notebooks, with the nearest one
        areas.append(
            AreaRequest(
                area=entry.area,
                notebook=path,
                shown_as=project.relative(path),
                parameters=loaded.parameters_of(entry.area),
                asked_in=asked.file if asked else "",
                asked_line=asked.line("areas", position) if asked else 0,
            )
        )
    folder = project.reports / key.municipality / str(key.year)
    front = front_matter(loaded, options)
    return EditionRequest(
        name=loaded.name,
        root=project.root,
        folder=folder,
        key=key,
        front=front,
        areas=tuple(areas),
        inputs=_inputs(project, loaded, areas, final=options.final),
        sources=_sources(project, loaded),
        cells=cells,
    )


def _sources(project: Project, loaded: LoadedEdition) -> tuple[SourceFile, ...]:
    """What `sources.yaml` says of every data file, under the name that values carry."""
    folder = project.data / loaded.municipality_name
    return tuple(
        SourceFile(
            file=project.relative(folder / source.file),
            name=source.source,
            address=source.address,
            period=source.period,
            owner=source.owner,
            licence=source.licence,
            uncertain=source.uncertain,
        )
        for source in loaded.sources.files
    )


def _inputs(project: Project, loaded: LoadedEdition, areas: Iterable[AreaRequest], *, final: bool) -> tuple[str, ...]:
    """Every file the edition is made from, relative to the project.

    Of a final report also the checks that it demands: they decide whether it may be, and are not to change meanwhile.
    """
    data = project.data / loaded.municipality_name
    params = project.params / loaded.municipality_name
    year = str(loaded.year)
    paths = [
        *params.glob("*.yaml"),
        *(params / year).glob("*.yaml"),
        *(path for before in loaded.files.paths.earlier for path in before.tracking),  # it answers for their plans
        data / "sources.yaml",
        *(data / source.file for source in loaded.sources.files),
        *((data / source.file).with_suffix(".json") for source in loaded.sources.files if source.checksum),
        *(area.notebook for area in areas),
        *(checks_folder(loaded.files.paths).glob("*.yaml") if final and loaded.edition.requires else ()),
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
        languages=loaded.languages if len(loaded.languages) > 1 else (),
        kind=kind_of(edition.kind, language(loaded.language)),
        state="final" if options.final else "draft",
        date=edition.date.isoformat(),
        notice=_notice(loaded, options, language(loaded.language)),
        palette=Palette(**municipality.colours.model_dump()),
    )


def kind_of(kind: ReportKind, words: Language) -> str:
    """What the kind of report is called."""
    return {
        "årsrapport": words.gettext("annual report"),
        "årsberetning": words.gettext("statutory annual report"),
        "gjengivelse": words.gettext("retelling"),
    }[kind]


def _notice(loaded: LoadedEdition, options: Options, words: Language) -> str:
    notices = []
    if loaded.municipality.made_up:
        notices.append(words.gettext("Made-up municipality and made-up figures."))
    examples = [entry.area for entry in loaded.edition.areas if entry.example]
    if shown := [area for area in examples if not options.areas or area in options.areas]:
        notices.append(words.gettext("Example with made-up figures: {areas}.").format(areas=words.join(shown)))
    if options.areas:
        titles = words.join(options.areas)
        notices.append(words.gettext("Excerpt: {areas}.").format(areas=titles))
    return " ".join(notices)
