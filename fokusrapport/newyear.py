"""A new year's parameters, made from the year before: every promise still open stands there to be answered.

Nothing is invented and nothing overwritten: results, actions and plans of the new year are the author's to write. What
holds for several years (register, requirements with their years, audit reports) stands in files of its own, untouched.
"""

from __future__ import annotations

import datetime as dt
import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.project import LoadedEdition, Project, list_editions, load_edition
from fokusrapport.params.promises import Promise, TrackedYear, answers_of, open_promises
from fokusrapport.pipeline.cells import tags_of
from fokusrapport.pipeline.notebook import read_notebook

_SCHEMA_LINE = "# yaml-language-server: $schema=../../schema/area.json"
_WIDE = 10_000  # lines are as long as their author made them


@dataclass(frozen=True)
class NewYear:
    """What was made: the files, how many promises are to be answered, and the cells that stand in no later report.

    `left_behind` counts, by notebook, the cells of the year before alone.
    """

    edition: str
    previous: str
    written: tuple[str, ...]
    to_answer: int
    left_behind: Mapping[str, int]

    def as_json(self) -> dict[str, object]:
        """As plain values."""
        return {
            "edition": self.edition,
            "previous": self.previous,
            "written": list(self.written),
            "to_answer": self.to_answer,
            "left_behind": dict(self.left_behind),
        }

    def lines(self) -> Iterator[str]:
        """What was made and what is to be done next, as lines of text."""
        yield _("{edition}: made from {previous}").format(edition=self.edition, previous=self.previous)
        yield from (f"  {name}" for name in self.written)
        yield _("What to do next:")
        municipality, _slash, year = self.edition.partition("/")
        if self.to_answer:
            text = _("Answer for {count} plans: write a status for each under «answers» in params/{edition}/.")
            yield "  " + text.format(count=self.to_answer, edition=self.edition)
        text = _("Put the figures of {year} in data/{municipality}/, and write what was done and is planned.")
        yield "  " + text.format(year=year, municipality=municipality)
        if self.left_behind:
            text = _("Write the text of {year}. These cells stand only in the report of {previous}:")
            yield "  " + text.format(year=year, previous=self.previous)
            yield from (f"    {name}: {count}" for name, count in self.left_behind.items())
        yield "  python build.py check " + self.edition


def new_year(project: Project, name: str) -> NewYear:
    """Write the parameters of a new edition; raises InputRefused, and has then written nothing.

    Refused are a name that is no edition's, a municipality without an edition before, a year that has files already or
    is followed by another, and a year before that is not in order.
    """
    municipality, year = _parts(name)
    before = _newest_before(project, municipality, year)
    loaded = load_edition(project, before)
    _refuse_existing(project, municipality, year)
    promises = open_promises((*loaded.files.earlier, TrackedYear(loaded.year, loaded.files.tracking)))
    files = {f"{year}.yaml": _edition_text(loaded, year)}
    files |= {f"{year}/{area}.yaml": text for area, text in _tracking_texts(loaded, promises, year)}
    _write(project.params / municipality, year, files)
    written = tuple(f"params/{municipality}/{file}" for file in files)
    return NewYear(name, before, written, len(promises), _left_behind(project, loaded))


# --- what may be made ---------------------------------------------------------------------------------------------


def _parts(name: str) -> tuple[str, int]:
    municipality, _slash, year = name.partition("/")
    if not municipality or len(year) != len("2026") or not year.isdecimal():
        what = _("«{name}» is not the name of an edition.").format(name=name)
        raise InputRefused(faults=[Fault("new-year", what=what, allowed=_("municipality and year: «fjordvik/2026»"))])
    return municipality, int(year)


def _newest_before(project: Project, municipality: str, year: int) -> str:
    """The edition to begin from."""
    editions = [name.split("/") for name in list_editions(project)]
    known = sorted({folder for folder, _year in editions})
    if municipality not in known:
        what = _("There is no municipality «{name}».").format(name=municipality)
        near = nearest(municipality, known)
        raise InputRefused(faults=[Fault("params", what=what, allowed=", ".join(known), nearest=near)])
    years = sorted(int(own) for folder, own in editions if folder == municipality)
    if years[-1] >= year:
        what = _("{municipality} has an edition of {last} already; a new year comes after it.")
        allowed = _("{next} or later").format(next=years[-1] + 1)
        raise InputRefused(
            faults=[Fault("params", what=what.format(municipality=municipality, last=years[-1]), allowed=allowed)]
        )
    return f"{municipality}/{years[-1]}"


def _refuse_existing(project: Project, municipality: str, year: int) -> None:
    """Nobody's work is written over."""
    folder = project.params / municipality
    there = [path for path in (folder / str(year)).rglob("*") if path.is_file()]
    what = _("The file is there already, and nothing is written over.")
    if there:
        raise InputRefused(faults=[Fault(project.relative(path), what=what) for path in sorted(there)])


# --- what is written ----------------------------------------------------------------------------------------------


def _edition_text(loaded: LoadedEdition, year: int) -> str:
    """The edition's file with another date and other years; areas, parameters and comments as they are."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    content = yaml.load(loaded.files.paths.edition.read_text(encoding="utf-8-sig"))
    content["date"] = _same_day(loaded.edition.date, year - loaded.year)
    years = content["result_years"]
    for index, own in enumerate(loaded.edition.result_years):
        years[index] = own + year - loaded.year
    text = io.StringIO()
    yaml.dump(content, text)
    return text.getvalue()


def _same_day(date: dt.date, years: int) -> dt.date:
    """The same day so many years later; the last of February for a leap day."""
    last_of_february = date.replace(day=28) if (date.month, date.day) == (2, 29) else date
    return last_of_february.replace(year=date.year + years)


def _tracking_texts(loaded: LoadedEdition, promises: Iterable[Promise], year: int) -> Iterator[tuple[str, str]]:
    """The file of every area that tracks something or has promises to answer for."""
    asked: dict[str, list[Promise]] = {area: [] for area in loaded.tracking}
    for promise in promises:
        asked.setdefault(_answering_area(loaded, promise), []).append(promise)
    for area in sorted(asked):
        yield area, _tracking_text(loaded, area, asked[area], year)


def _answering_area(loaded: LoadedEdition, promise: Promise) -> str:
    """Who answered last time; else who promised; the last area of the edition where that one is gone."""
    printed = [entry.area for entry in loaded.edition.areas]
    answered = {key: area for area, key, _answer in answers_of(loaded.tracking)}
    own = answered.get(promise.key, promise.area)
    return own if own in printed else printed[-1]


def _tracking_text(loaded: LoadedEdition, area: str, promises: Iterable[Promise], year: int) -> str:
    lines = [*_head(loaded, area)]
    if entries := [line for promise in promises for line in _entry(promise, area)]:
        lines.append(
            "# " + _("done, under_way, postponed (with «due») or dropped (with «reason»); and «text» for readers")
        )
        lines += ["answers:", *entries]
    lines += ["# " + _("What was done in {year}.").format(year=year), "actions: []"]
    lines += ["# " + _("What is promised; the next report must answer for it."), "plans: []"]
    lines += ["# " + _("Why results are unacceptable, and what is done about it."), "explanations: []"]
    return "\n".join(lines) + "\n"


def _head(loaded: LoadedEdition, area: str) -> list[str]:
    """The comments that the area's file begins with."""
    located = loaded.files.tracking.get(area)
    if located is None:
        return [_SCHEMA_LINE]
    lines = (loaded.files.paths.root / located.file).read_text(encoding="utf-8-sig").splitlines()
    end = next((index for index, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return lines[:end]


def _entry(promise: Promise, area: str) -> Iterator[str]:
    """An answer to be filled in, under what was promised."""
    text = next(iter(promise.plan.text.values()))
    yield _comment(_("Promised in {year}: {text}").format(year=promise.year, text=text))
    details = [_("deadline: {due}").format(due=promise.due)] if promise.due else []
    details += [_("responsible: {owner}").format(owner=promise.owner)] if promise.owner else []
    if details:
        yield _comment(", ".join(details))
    yield f"  - plan: {promise.plan.id}"
    if promise.area != area:
        yield f"    area: {promise.area}"
    yield "    status:"


def _comment(text: str) -> str:
    """A comment of one line, whatever lines its author made."""
    return f"  # {' '.join(text.split())}"


def _write(folder: Path, year: int, files: Mapping[str, str]) -> None:
    """All files or none: they are made beside, and the edition's own, which makes it an edition, is put in last."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-year-") as beside:
        for name, text in files.items():
            path = Path(beside) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        tracked = Path(beside) / str(year)
        try:
            if tracked.is_dir():
                shutil.rmtree(folder / str(year), ignore_errors=True)  # an empty folder, see `_refuse_existing`
                tracked.rename(folder / str(year))
            (Path(beside) / f"{year}.yaml").rename(folder / f"{year}.yaml")
        except BaseException:
            shutil.rmtree(folder / str(year), ignore_errors=True)
            raise


# --- what stays behind --------------------------------------------------------------------------------------------


def _left_behind(project: Project, loaded: LoadedEdition) -> dict[str, int]:
    """How many cells of each notebook are about the year before alone."""
    tags = {f"only:{loaded.name}", f"only:{loaded.year}"}
    found = {}
    for entry in loaded.edition.areas:
        path = project.notebooks / f"{entry.area}.ipynb"
        notebook, _faults = read_notebook(path, project.relative(path)) if path.exists() else (None, ())
        cells = notebook.cells if notebook else ()
        if count := sum(not tags.isdisjoint(tags_of(cell)) for cell in cells):
            found[project.relative(path)] = count
    return found
