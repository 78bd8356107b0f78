"""A new area in an edition: notebook, what it tracks, an entry in the edition's list, and an example to begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fokusrapport.domain.cards.facts import AREA_ID as CARDS_ID
from fokusrapport.domain.sources_area import AREA_ID as SOURCES_ID
from fokusrapport.domain.summary.setting import AREA_ID as SUMMARY_ID
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _, language
from fokusrapport.params.nearest import nearest
from fokusrapport.params.project import LoadedEdition, Project, load_edition
from fokusrapport.starting.example import Example, tracking
from fokusrapport.starting.grown import with_items
from fokusrapport.starting.lesson import notebook_text
from fokusrapport.starting.made import Made
from fokusrapport.starting.names import misnamed
from fokusrapport.starting.writing import Grown, existing, write
from fokusrapport.starting.yamltext import explained

_OURS = (SUMMARY_ID, CARDS_ID, SOURCES_ID)


@dataclass(frozen=True)
class AreaWish:
    """What is asked for: the area's name, its edition and title; after which area it is to stand, the last if none."""

    area: str
    edition: str
    title: str
    after: str = ""


def new_area(project: Project, wish: AreaWish) -> Made:
    """Write what a new area needs; raises InputRefused with everything that is wrong, and has then written nothing.

    A notebook that is there already is used as it is: notebooks are shared by municipalities and years.
    """
    loaded = load_edition(project, wish.edition)
    areas = [entry.area for entry in loaded.edition.areas]
    faults = [*_faults(wish, areas, loaded)]
    example = _example(loaded, wish)
    shared = (project.notebooks / f"{wish.area}.ipynb").exists()
    shown = not shared or not any(wish.area in indicator.areas for indicator in loaded.register.indicators)
    new = _new_files(example, with_notebook=not shared, shown=shown)
    faults += existing(project.root, list(new))
    if shown:
        faults += _taken(loaded, example)
    if faults:
        raise InputRefused(faults=sorted(set(faults)))
    after = areas.index(wish.after) if wish.after else None
    grown = (
        _grown_files(project, loaded, example, after)
        if shown
        else _listed(project, loaded, entry(wish.area, example=False), after)
    )
    write(project.root, new, grown)
    steps = tuple(_steps(loaded, example, shared=shared, shown=shown))
    return Made(f"{wish.edition}, {wish.area}", tuple(new), tuple(grown), steps)


def _example(loaded: LoadedEdition, wish: AreaWish) -> Example:
    factors = tuple(factor.id for factor in loaded.municipality.success_factors)
    words = language(loaded.languages[0])
    return Example(wish.area, wish.title.strip(), loaded.municipality_name, loaded.year, words, factors)


# --- what may be made ---------------------------------------------------------------------------------------------


def _faults(wish: AreaWish, areas: Sequence[str], loaded: LoadedEdition) -> Iterator[Fault]:
    """What is wrong with what was asked for."""
    yield from misnamed(_("AREA"), wish.area)
    if wish.area in _OURS:
        what = _("«{name}» is the name of a part that every report has.").format(name=wish.area)
        yield Fault(_("AREA"), what=what, allowed=_("another name"))
    if wish.area in areas:
        what = _("{edition} has the area «{area}» already.").format(edition=wish.edition, area=wish.area)
        line = loaded.files.edition.line("areas", areas.index(wish.area)) if loaded.files.edition else 0
        yield Fault(f"params/{wish.edition}.yaml", line, what=what, allowed=_("another name"))
    if not wish.title.strip():
        yield Fault("--title", what=_("The title is empty."), allowed=_("the area's name as it is printed"))
    if wish.after and wish.after not in areas:
        what = _("{edition} has no area «{area}».").format(edition=wish.edition, area=wish.after)
        yield Fault("--after", what=what, allowed=", ".join(areas), nearest=nearest(wish.after, areas))


def _taken(loaded: LoadedEdition, example: Example) -> Iterator[Fault]:
    """Names of the example that something else has."""
    file = f"params/{example.municipality}/indicators.yaml"
    for index, indicator in enumerate(loaded.register.indicators):
        if indicator.id in (example.satisfaction, example.in_time):
            line = loaded.files.register.line("indicators", index, "id") if loaded.files.register else 0
            what = _("There is an indicator «{name}» already, left from another example.").format(name=indicator.id)
            yield Fault(file, line, what=what, allowed=_("the old example taken away, or another name for the area"))


# --- what is written ----------------------------------------------------------------------------------------------


def _new_files(example: Example, *, with_notebook: bool, shown: bool) -> dict[str, str]:
    files = {f"params/{example.municipality}/{example.year}/{example.area}.yaml": tracking(example, shown=shown)}
    if with_notebook:
        files[f"notebooks/{example.area}.ipynb"] = notebook_text(example)
    if shown:
        files[f"data/{example.municipality}/{example.data_file}"] = example.figures()
    return files


def _grown_files(project: Project, loaded: LoadedEdition, example: Example, after: int | None) -> dict[str, Grown]:
    """Sources and register with the example; last the edition, by which the area is there."""
    paths = loaded.files.paths
    sources, register = project.relative(paths.sources), project.relative(paths.register)
    return {
        sources: with_items(paths.sources, sources, "files", [example.source()]),
        register: with_items(paths.register, register, "indicators", example.indicators()),
        **_listed(project, loaded, entry(example.area, example=True), after),
    }


def _listed(project: Project, loaded: LoadedEdition, item: str, after: int | None) -> dict[str, Grown]:
    """The edition with the area in its list."""
    path = loaded.files.paths.edition
    name = project.relative(path)
    return {name: with_items(path, name, "areas", [item], after)}


def entry(area: str, *, example: bool) -> str:
    """The area in the list of an edition."""
    marked = explained("  example: true", _("take this line away when text and figures are your own"))
    return f"- area: {area}" + (f"\n{marked}" if example else "")


# --- what to do next ----------------------------------------------------------------------------------------------


def _steps(loaded: LoadedEdition, example: Example, *, shared: bool, shown: bool) -> Iterator[str]:
    notebook = f"notebooks/{example.area}.ipynb"
    if shared:
        text = _("{notebook} was there already and is used as it is. Read it: cells without an «only:» tag come along.")
        yield text.format(notebook=notebook)
    else:
        yield _("Open {notebook} in JupyterLab and read the lessons in it.").format(notebook=notebook)
    if shown:
        text = _("The figures in {file} are made up; every page says so until you replace them.")
        yield text.format(file=f"data/{example.municipality}/{example.data_file}")
    yield _("New indicators:")
    yield f"python build.py add-indicator --municipality {example.municipality} --area {example.area}"
    yield _("Check and build:")
    yield f"python build.py check {loaded.name}"
    yield f"python build.py build {loaded.name} --area {example.area}"
