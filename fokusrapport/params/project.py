"""The project on disk: where it lies, which editions it holds, and one edition loaded whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.chosen import YEAR_FILE, edition_names
from fokusrapport.params.editionfiles import EditionFiles, EditionPaths, read_edition_files
from fokusrapport.params.models import (
    AreaTracking,
    Edition,
    IndicatorRegister,
    LanguageCode,
    Model,
    Municipality,
    Sources,
)
from fokusrapport.params.nearest import nearest
from fokusrapport.params.promises import Promise, open_promises
from fokusrapport.params.references import check_notebooks, check_references
from fokusrapport.params.translated import localised
from fokusrapport.params.yamlfile import load_model
from fokusrapport.root import find_root

__all__ = ["LoadedEdition", "Project", "check_edition", "find_root", "list_editions", "load_edition", "nearest"]


_NAME = re.compile(r"[^/\\.][^/\\]*/\d{4}")


@dataclass(frozen=True)
class Project:
    """A project folder: `params/`, `data/`, `notebooks/`, `reports/` and `build.py`."""

    root: Path

    @property
    def params(self) -> Path:
        """Parameters, a folder a municipality."""
        return self.root / "params"

    @property
    def data(self) -> Path:
        """Data, a folder a municipality."""
        return self.root / "data"

    @property
    def notebooks(self) -> Path:
        """Notebooks, one an area."""
        return self.root / "notebooks"

    @property
    def reports(self) -> Path:
        """Finished reports."""
        return self.root / "reports"

    def notebook_names(self) -> tuple[str, ...]:
        """The areas there is a notebook for, by name."""
        return tuple(sorted(path.stem for path in self.notebooks.glob("*.ipynb")))

    def relative(self, path: Path) -> str:
        """The path as messages show it: from the project's folder, with forward slashes."""
        return path.relative_to(self.root).as_posix()


@dataclass(frozen=True)
class LoadedEdition:
    """One edition, read and checked: its models, and the files they stand in for messages with a line.

    `promises` are the plans that earlier editions left open, for this one to answer.
    """

    name: str
    files: EditionFiles
    municipality: Municipality
    register: IndicatorRegister
    edition: Edition
    tracking: Mapping[str, AreaTracking]
    sources: Sources
    modules: Mapping[str, Model] = field(default_factory=dict)
    code: LanguageCode = ""
    """The language it is read in; empty for the main one."""
    promises: tuple[Promise, ...] = ()

    @property
    def year(self) -> int:
        """The year the edition reports on."""
        return self.files.paths.year

    @property
    def municipality_name(self) -> str:
        """The municipality's folder under `params/` and `data/`: «kristiansund»."""
        return self.files.paths.folder

    @property
    def languages(self) -> tuple[LanguageCode, ...]:
        """Codes of all languages it is published in, the main one first: the edition's own, else the municipality's."""
        return self.edition.languages or (self.edition.language or self.municipality.language,)

    @property
    def language(self) -> LanguageCode:
        """Code of the language it is read in."""
        return self.code or self.languages[0]

    def parameters_of(self, area: str) -> dict[str, Any]:
        """What the notebook of an area is given; where the area is none of the edition's, what every notebook is."""
        own = next((entry.parameters for entry in self.edition.areas if entry.area == area), {})
        named = {"municipality": self.municipality_name, "year": self.year, "language": self.language}
        return {**named, **self.edition.parameters, **own}

    def within(self, code: LanguageCode) -> LoadedEdition:
        """The edition as its report in a language sees it: texts in that language, or what stands in for them."""
        main = self.languages[0]
        return replace(
            self,
            municipality=localised(self.municipality, code, main),
            register=localised(self.register, code, main),
            edition=localised(self.edition, code, main),
            sources=localised(self.sources, code, main),
            tracking={area: localised(tracked, code, main) for area, tracked in self.tracking.items()},
            modules={name: localised(module, code, main) for name, module in self.modules.items()},
            promises=tuple(promise.within(code, main) for promise in self.promises),
            code=code,
        )


def list_editions(project: Project) -> tuple[str, ...]:
    """Names of all editions, such as `kristiansund/2015`, by municipality and year."""
    return edition_names(project.root)


def load_edition(project: Project, name: str) -> LoadedEdition:
    """The edition with this name; raises InputRefused with every fault of every file it is made of.

    Notebooks may still be missing: a notebook can be written while others are not there. See `check_edition`.
    """
    files, faults = read_edition(project, name)
    loaded = whole_edition(name, files)
    if faults or loaded is None:
        raise InputRefused(faults=faults)
    return loaded


def read_edition(project: Project, name: str) -> tuple[EditionFiles, list[Fault]]:
    """What the edition's files hold, and every fault in and between them; raises InputRefused for an unknown name."""
    files, faults = read_edition_files(_paths(project, name))
    return files, sorted({*faults, *check_references(files, _areas(project, files))})


def whole_edition(name: str, files: EditionFiles) -> LoadedEdition | None:
    """The edition of files that could all be read; they may still contradict each other."""
    if files.municipality is None or files.register is None or files.edition is None or files.sources is None:
        return None
    return LoadedEdition(
        name=name,
        files=files,
        municipality=files.municipality.model,
        register=files.register.model,
        edition=files.edition.model,
        tracking={area: located.model for area, located in files.tracking.items()},
        sources=files.sources.model,
        modules={name: located.model for name, located in files.modules.items()},
        promises=open_promises(files.earlier),
    )


def check_edition(project: Project, name: str) -> list[Fault]:
    """Everything wrong with the edition's parameters, and areas without a notebook; empty when all is well."""
    files, faults = read_edition(project, name)
    return sorted([*faults, *check_notebooks(files, project.notebook_names())])


def known_edition(project: Project, name: str) -> str:
    """The name of an edition; raises InputRefused when there is no such edition."""
    folder, _slash, year = name.partition("/")
    if _NAME.fullmatch(name) and (project.params / folder / f"{year}.yaml").is_file():
        return name  # without listing all there are, which every kernel would do
    if name not in (names := list_editions(project)):
        what = _("There is no edition «{name}».").format(name=name)
        raise InputRefused(faults=[Fault("params", what=what, allowed=", ".join(names), nearest=nearest(name, names))])
    return name


def _paths(project: Project, name: str) -> EditionPaths:
    """Where the edition's files lie; raises InputRefused when there is no such edition."""
    folder, _slash, year = known_edition(project, name).partition("/")
    return EditionPaths(project.root, folder, int(year))


def _areas(project: Project, files: EditionFiles) -> list[str]:
    """The areas that this edition may name: those of others are read only if it names one that is not its own.

    To read all editions in each of them would make many of them slow: with a thousand a million files.
    """
    own = {entry.area for entry in files.edition.model.areas} if files.edition else set()
    own |= set(project.notebook_names())
    named = (
        {area for indicator in files.register.model.indicators for area in indicator.areas} if files.register else ()
    )
    return sorted(own) if own.issuperset(named) else _all_areas(project)


def _all_areas(project: Project) -> list[str]:
    """Every area there is: of any edition that can be read, or with a notebook."""
    editions = (load_model(path, project.root, Edition)[0] for path in project.params.glob(f"*/{YEAR_FILE}"))
    named = (entry.area for edition in editions if edition is not None for entry in edition.model.areas)
    return sorted({*named, *project.notebook_names()})
