"""The files one edition is made of: where they lie, and what they hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from fokusrapport.params.chosen import YEAR_FILE
from fokusrapport.params.models import AreaTracking, Edition, IndicatorRegister, Model, Municipality, Sources
from fokusrapport.params.modules import MODULES
from fokusrapport.params.promises import TrackedYear
from fokusrapport.params.yamlfile import Located, load_model

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from fokusrapport.errors import Fault

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class EditionPaths:
    """Where the files of one edition lie; none need exist."""

    root: Path
    folder: str
    year: int

    @property
    def municipality(self) -> Path:
        """`params/<municipality>/municipality.yaml`."""
        return self.root / "params" / self.folder / "municipality.yaml"

    @property
    def register(self) -> Path:
        """`params/<municipality>/indicators.yaml`."""
        return self.root / "params" / self.folder / "indicators.yaml"

    @property
    def edition(self) -> Path:
        """`params/<municipality>/<year>.yaml`."""
        return self.root / "params" / self.folder / f"{self.year}.yaml"

    @property
    def tracking(self) -> tuple[Path, ...]:
        """Every `params/<municipality>/<year>/<area>.yaml` there is, by name."""
        return tuple(sorted((self.root / "params" / self.folder / str(self.year)).glob("*.yaml")))

    @property
    def earlier(self) -> tuple[EditionPaths, ...]:
        """Where the files of the municipality's earlier editions lie, oldest first."""
        files = (self.root / "params" / self.folder).glob(YEAR_FILE)
        years = sorted(int(path.stem) for path in files if int(path.stem) < self.year)
        return tuple(EditionPaths(self.root, self.folder, year) for year in years)

    @property
    def modules(self) -> Mapping[str, Path]:
        """Every `params/<municipality>/<module>.yaml` there is, by the module's name."""
        folder = self.root / "params" / self.folder
        return {name: path for name in MODULES if (path := folder / f"{name}.yaml").exists()}

    @property
    def data(self) -> Path:
        """`data/<municipality>/`."""
        return self.root / "data" / self.folder

    @property
    def sources(self) -> Path:
        """`data/<municipality>/sources.yaml`."""
        return self.data / "sources.yaml"


@dataclass(frozen=True)
class EditionFiles:
    """What the files of one edition hold, each with its lines; None for one that could not be read.

    `earlier` is what the municipality's earlier editions tracked, oldest first: this one answers for their plans.
    """

    paths: EditionPaths
    municipality: Located[Municipality] | None
    register: Located[IndicatorRegister] | None
    edition: Located[Edition] | None
    sources: Located[Sources] | None
    tracking: Mapping[str, Located[AreaTracking]]
    modules: Mapping[str, Located[Model]] = field(default_factory=dict)
    earlier: tuple[TrackedYear, ...] = ()


@dataclass
class _Reader:
    root: Path
    faults: list[Fault] = field(default_factory=list)

    def read(self, path: Path, model: type[M]) -> Located[M] | None:
        located, faults = load_model(path, self.root, model)
        self.faults.extend(faults)
        return located

    def tracking(self, paths: EditionPaths) -> dict[str, Located[AreaTracking]]:
        found = {path.stem: self.read(path, AreaTracking) for path in paths.tracking}
        return {area: located for area, located in found.items() if located is not None}


def read_edition_files(paths: EditionPaths) -> tuple[EditionFiles, list[Fault]]:
    """Everything the edition's files hold, and the faults of them all."""
    reader = _Reader(paths.root)
    modules, faults = read_modules(paths)
    files = EditionFiles(
        paths,
        municipality=reader.read(paths.municipality, Municipality),
        register=reader.read(paths.register, IndicatorRegister),
        edition=reader.read(paths.edition, Edition),
        sources=reader.read(paths.sources, Sources),
        tracking=reader.tracking(paths),
        modules=modules,
        earlier=tuple(TrackedYear(before.year, reader.tracking(before)) for before in paths.earlier),
    )
    return files, [*reader.faults, *faults]


def read_modules(paths: EditionPaths) -> tuple[Mapping[str, Located[Model]], list[Fault]]:
    """What the files of the municipality's modules hold, by the module's name, and their faults."""
    reader = _Reader(paths.root)
    found = {name: reader.read(path, MODULES[name]) for name, path in paths.modules.items()}
    return {name: located for name, located in found.items() if located is not None}, reader.faults
