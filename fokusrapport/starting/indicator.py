"""A new indicator in the register, and the rows its results are to be written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from fokusrapport.domain.requirement_lint import Finding, lint_indicator
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Direction, Indicator, Scale
from fokusrapport.params.nearest import nearest
from fokusrapport.params.project import LoadedEdition, Project, list_editions, load_edition
from fokusrapport.starting.grown import with_items
from fokusrapport.starting.indicatortext import entry
from fokusrapport.starting.made import Made
from fokusrapport.starting.names import misnamed
from fokusrapport.starting.writing import write

SCALES: tuple[str, ...] = get_args(Scale)
DIRECTIONS: tuple[str, ...] = get_args(Direction)
_GUESSED = {
    "%": "percent",
    "dager": "duration",
    "dagar": "duration",
    "days": "duration",
    "poeng": "points_0_100",
    "points": "points_0_100",
}
_RESULTS = "indicator_results"


@dataclass(frozen=True)
class IndicatorWish:
    """What is asked for; an empty text is what nobody has said."""

    id: str
    municipality: str
    title: str
    scale: str = ""
    unit: str = ""
    decimals: int = 0
    direction: str = ""
    requirement: str = ""
    valid_from: int | None = None
    success_factor: str = ""
    areas: tuple[str, ...] = ()


def scale_by_unit(unit: str) -> str:
    """The kind of number that a unit tells of; empty where it tells of none."""
    return _GUESSED.get(unit.strip().lower(), "")


def municipalities(project: Project) -> tuple[str, ...]:
    """The municipalities that have an edition, by name."""
    return tuple(sorted({name.partition("/")[0] for name in list_editions(project)}))


def newest_edition(project: Project, municipality: str) -> LoadedEdition:
    """The newest edition of a municipality; raises InputRefused where there is none, or where it is not in order."""
    own = [name for name in list_editions(project) if name.partition("/")[0] == municipality]
    if not own:
        known = municipalities(project)
        what = _("There is no municipality «{name}».").format(name=municipality)
        near = nearest(municipality, known)
        raise InputRefused(faults=[Fault("--municipality", what=what, allowed=", ".join(known), nearest=near)])
    return load_edition(project, own[-1])


def add_indicator(project: Project, wish: IndicatorWish) -> Made:
    """Write the indicator into the register; raises InputRefused with all that is wrong, and nothing is written."""
    loaded = newest_edition(project, wish.municipality)
    indicator = None if (faults := sorted({*_faults(wish, loaded)})) else _indicator(wish, loaded)
    findings = lint_indicator(indicator) if indicator else ()
    faults += [_of_requirement(finding) for finding in findings if finding.severity == "error"]
    if indicator is None or faults:
        raise InputRefused(faults=faults)
    path = loaded.files.paths.register
    name = project.relative(path)
    text = entry(indicator, _valid_from(wish, loaded), loaded.languages[0], wish.requirement)
    warned = [finding.message for finding in findings if finding.severity == "warning"]
    steps = tuple(_steps(loaded, wish, warned))  # before anything is written: it reads a file
    write(project.root, {}, {name: with_items(path, name, "indicators", [text])})
    return Made(f"{wish.municipality}, {wish.id}", (), (name,), steps)


# --- what may be made ---------------------------------------------------------------------------------------------


def _faults(wish: IndicatorWish, loaded: LoadedEdition) -> Iterator[Fault]:
    """What is wrong with what was asked for, apart from the requirement."""
    yield from misnamed("ID", wish.id)
    for index, indicator in enumerate(loaded.register.indicators):
        if indicator.id == wish.id and loaded.files.register:
            line = loaded.files.register.line("indicators", index, "id")
            what = _("There is an indicator «{name}» already.").format(name=wish.id)
            yield Fault(loaded.files.register.file, line, what=what, allowed=_("another name"))
    if not wish.title.strip():
        yield Fault("--title", what=_("The title is empty."), allowed=_("the indicator's name as it is printed"))
    factors = [factor.id for factor in loaded.municipality.success_factors]
    areas = [entry.area for entry in loaded.edition.areas]
    chosen = [("--scale", wish.scale, SCALES), ("--direction", wish.direction, DIRECTIONS)]
    chosen += [("--success-factor", wish.success_factor, tuple(factors))] if wish.success_factor else []
    chosen += [("--area", area, tuple(areas)) for area in wish.areas]
    for option, word, known in chosen:
        if word not in known:
            what = _("«{word}» cannot stand here.").format(word=word)
            yield Fault(option, what=what, allowed=", ".join(known), nearest=nearest(word, known))


def _valid_from(wish: IndicatorWish, loaded: LoadedEdition) -> int:
    return loaded.year if wish.valid_from is None else wish.valid_from


def _indicator(wish: IndicatorWish, loaded: LoadedEdition) -> Indicator:
    """The indicator as the register will hold it."""
    demanded = [{"from": _valid_from(wish, loaded), "text": wish.requirement}] if wish.requirement else []
    return Indicator.model_validate(
        {
            "id": wish.id,
            "label": {loaded.languages[0]: wish.title.strip()},
            "success_factor": wish.success_factor or None,
            "areas": list(wish.areas),
            "scale": wish.scale,
            "unit": wish.unit,
            "decimals": wish.decimals,
            "direction": wish.direction,
            "requirements": demanded,
        }
    )


def _of_requirement(finding: Finding) -> Fault:
    return Fault("--requirement", what=finding.message, allowed=finding.allowed, nearest=finding.nearest)


# --- what to do next ----------------------------------------------------------------------------------------------


def _steps(loaded: LoadedEdition, wish: IndicatorWish, warned: Sequence[str]) -> Iterator[str]:
    yield from (_("Warning: {text}").format(text=f"{wish.requirement}: {message}") for message in warned)
    if not wish.areas:
        yield _("It stands on no scorecard until an area is named under «areas».")
    yield from _rows(loaded, wish)
    yield _("Write what is measured, why and how under «definition».")
    yield f"python build.py check {loaded.name}"


def _rows(loaded: LoadedEdition, wish: IndicatorWish) -> Iterator[str]:
    """The rows to be written: in the file that has the results already, or in a new one."""
    files = [file for file in loaded.sources.files if file.table == _RESULTS and not file.file.startswith("eksempel-")]
    years = loaded.edition.result_years
    folder = f"data/{loaded.municipality_name}"
    if not files:
        text = _("There is no file of results yet. Make one in {folder} with these rows, and list it in sources.yaml:")
        yield text.format(folder=folder)
        yield "  indicator;year;value;missing"
        yield from (f"  {wish.id};{year};;" for year in years)
        return
    path = loaded.files.paths.data / files[0].file
    yield _("Write the results in {file}: a row for each year, the number alone in «value».").format(
        file=f"{folder}/{files[0].file}"
    )
    if path.suffix == ".csv":
        separator = files[0].format.separator
        columns = _columns(path, separator) or ["indicator", "year", "value", "missing"]
        yield from (f"  {row}" for row in _rows_of(columns, separator, wish.id, years))


def _rows_of(columns: Sequence[str], separator: str, name: str, years: Sequence[int]) -> Iterator[str]:
    """The rows as the file's columns want them."""
    for year in years:
        known = {"indicator": name, "year": str(year)}
        yield separator.join(known.get(column, "") for column in columns)


def _columns(path: Path, separator: str) -> list[str]:
    """The names of the columns, as they stand in the file; none of one that cannot be read, of which `check` tells."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            return [column.strip().strip('"') for column in file.readline().strip().split(separator)]
    except (OSError, UnicodeDecodeError):
        return []
