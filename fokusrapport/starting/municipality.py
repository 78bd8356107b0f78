"""A new municipality with its first edition: one area, an example in it, and every file explained by comments."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import LANGUAGES, Language, _, has_catalogue, language
from fokusrapport.params.models import Municipality
from fokusrapport.params.nearest import nearest
from fokusrapport.params.project import Project
from fokusrapport.params.yamlfile import load_model
from fokusrapport.starting.area import entry
from fokusrapport.starting.example import Example, tracking
from fokusrapport.starting.lesson import notebook_text
from fokusrapport.starting.made import Made
from fokusrapport.starting.names import folder_of, misnamed, slug
from fokusrapport.starting.writing import write
from fokusrapport.starting.yamltext import comment, explained, labels, quoted

_FACTORS = ("kvalitet", "tilgjengelighet", "brukermedvirkning")
_NUMBER = re.compile(r"[0-9]{3,4}")
_YEAR = re.compile(r"[0-9]{4}")
_SCHEMA = "# yaml-language-server: $schema={path}/schema/{name}.json"
FIRST, LAST = 1990, 2100
"""Years a report may be about: see `params.models.Year`."""


@dataclass(frozen=True)
class MunicipalityWish:
    """What is asked for: the printed name, the number, the year of the first edition, the language."""

    name: str
    number: str
    year: str
    language: str

    @property
    def folder(self) -> str:
        """Where it is to lie below `params/` and `data/`."""
        return folder_of(self.name)


def new_municipality(project: Project, wish: MunicipalityWish) -> Made:
    """Write what a first edition needs; raises InputRefused with everything wrong, and has then written nothing."""
    if faults := sorted({*_faults(wish), *_already(project, wish)}):
        raise InputRefused(faults=faults)
    words = language(wish.language)
    title = words.gettext("Introduction")
    example = Example(slug(title), title, wish.folder, int(wish.year), words, _FACTORS)
    files = _files(wish, example)
    notebook = f"notebooks/{example.area}.ipynb"
    shared = (project.root / notebook).exists()
    if not shared:
        files = {notebook: notebook_text(example), **files}
    write(project.root, files, {})
    return Made(wish.folder, tuple(files), (), tuple(_steps(wish, notebook, shared=shared)))


# --- what may be made ---------------------------------------------------------------------------------------------


def _faults(wish: MunicipalityWish) -> Iterator[Fault]:
    yield from misnamed(_("NAME"), wish.folder)
    if not _NUMBER.fullmatch(wish.number):
        what = _("«{number}» is no municipality number.").format(number=wish.number)
        yield Fault("--number", what=what, allowed=_("four digits, in Finland three"))
    if not (_YEAR.fullmatch(wish.year) and FIRST <= int(wish.year) <= LAST):
        what = _("«{year}» is no year of a report.").format(year=wish.year)
        yield Fault("--year", what=what, allowed=f"{FIRST}–{LAST}")
    known = [code for code in LANGUAGES if has_catalogue(code)]
    if wish.language not in known:
        what = _("Reports cannot be written in «{code}».").format(code=wish.language)
        yield Fault("--language", what=what, allowed=", ".join(known), nearest=nearest(wish.language, known))


def _already(project: Project, wish: MunicipalityWish) -> Iterator[Fault]:
    """Folders that are there, and another municipality with the same number."""
    for folder in (project.params / wish.folder, project.data / wish.folder):
        if wish.folder and folder.exists():
            what = _("The folder is there already, and nothing is written over.")
            allowed = _("another name; a new year of a municipality is made by «new-year»")
            yield Fault(project.relative(folder), what=what, allowed=allowed)
    for path in sorted(project.params.glob("*/municipality.yaml")):
        located, _wrong = load_model(path, project.root, Municipality)
        if located and located.model.number == wish.number:
            what = _("{name} has the number {number}.").format(name=located.model.name, number=wish.number)
            yield Fault("--number", what=what, allowed=_("another number; see {file}").format(file=located.file))


# --- what is written ----------------------------------------------------------------------------------------------


def _files(wish: MunicipalityWish, example: Example) -> dict[str, str]:
    """Every file, the edition's own last: by it the edition is there."""
    params, data = f"params/{wish.folder}", f"data/{wish.folder}"
    register = [_schema("indicators"), comment(_("The indicators, in the order they are printed.")), "indicators:"]
    sources = [_SCHEMA.format(path="../../params", name="sources"), _all_declared(), "files:"]
    return {
        f"{params}/municipality.yaml": _municipality(wish, example.words),
        f"{params}/indicators.yaml": _listed(register, "\n\n".join(example.indicators())),
        f"{params}/{wish.year}/{example.area}.yaml": tracking(example, shown=True),
        f"{data}/{example.data_file}": example.figures(),
        f"{data}/sources.yaml": _listed(sources, example.source()),
        f"{params}/{wish.year}.yaml": _edition(example),
    }


def _schema(name: str) -> str:
    """The line by which an editor knows the file's keys."""
    return _SCHEMA.format(path="..", name=name)


def _all_declared() -> str:
    return comment(_("Every data file in this folder: where its figures are from, and who answers for them."))


def _listed(head: list[str], items: str) -> str:
    return "\n".join([*head, *(f"  {line}" if line else "" for line in items.splitlines())]) + "\n"


def _municipality(wish: MunicipalityWish, words: Language) -> str:
    gettext, code = words.gettext, words.code
    factors = (gettext("Good quality"), gettext("Accessible services"), gettext("Good user participation"))
    levels = (
        ("met", gettext("wanted"), gettext("Wanted result")),
        ("accepted", gettext("acceptable"), gettext("Acceptable result")),
        ("unmet", gettext("unacceptable"), gettext("Unacceptable result")),
    )
    lines = [
        _schema("municipality"),
        explained(f"name: {quoted(wish.name)}", _("as it is printed")),
        explained(f'number: "{wish.number}"', _("in quotes")),
        explained(f"language: {code}", _("what the authors write: {codes}").format(codes=", ".join(LANGUAGES))),
        comment(_("The main goal, as it was adopted.")),
        "main_goal: " + labels({code: gettext("The main goal is not written here yet.")}),
        comment(_("What indicators, actions and plans hang on. Names (id) stay as they are; labels may be changed.")),
        "success_factors:",
        *(f"  - {{id: {name}, label: {labels({code: text})}}}" for name, text in zip(_FACTORS, factors, strict=True)),
        comment(_("The words that stand after a result: yours, not ours.")),
        "status_words:",
        *(f"  {level}: {quoted(word)}" for level, word, _name in levels),
        comment(_("The same three levels as the legend names them.")),
        "legend:",
        *(f"  {level}: {quoted(name)}" for level, _word, name in levels),
        comment(_("Fewest people that may be told of; fewer are not shown.")),
        "privacy:",
        "  default: 5",
    ]
    return "\n".join(lines) + "\n"


def _edition(example: Example) -> str:
    year = example.year
    date = dt.date(year, 12, 31).isoformat()
    lines = [
        _schema("edition"),
        explained("title: " + quoted(example.words.gettext("Focus area: users")), _("the chapter's title")),
        explained("kind: årsrapport", _("or årsberetning, the statutory one")),
        explained(f"date: {date}", _("stands on the report")),
        explained(f"result_years: [{year - 2}, {year - 1}, {year}]", _("the columns of the scorecards")),
        comment(_("The areas in the order they are printed; more are made by «new-area».")),
        "areas:",
    ]
    return _listed(lines, entry(example.area, example=True))


# --- what to do next ----------------------------------------------------------------------------------------------


def _steps(wish: MunicipalityWish, notebook: str, *, shared: bool) -> Iterator[str]:
    edition = f"{wish.folder}/{wish.year}"
    text = _("Write the main goal, and look through success factors and words: params/{municipality}/municipality.yaml")
    yield text.format(municipality=wish.folder)
    if shared:
        text = _("{notebook} was there already and is used as it is. Read it: cells without an «only:» tag come along.")
        yield text.format(notebook=notebook)
    else:
        yield _("Open {notebook} in JupyterLab and read the lessons in it.").format(notebook=notebook)
    yield _("All figures are made up until you replace them; every page says so.")
    yield _("Check and build:")
    yield f"python build.py check {edition}"
    yield f"python build.py build {edition}"
    yield _("The next area, and the next indicator:")
    yield f"python build.py new-area --edition {edition}"
    yield f"python build.py add-indicator --municipality {wish.folder}"
    text = _("Is it your only municipality? Then write «default_edition: {edition}» in params/project.yaml.")
    yield text.format(edition=edition)
