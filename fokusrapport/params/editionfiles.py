"""The files one edition is made of: where they lie, and what they hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from fokusrapport.params.models import AreaTracking, Edition, IndicatorRegister, Municipality, Sources
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
    def data(self) -> Path:
        """`data/<municipality>/`."""
        return self.root / "data" / self.folder

    @property
    def sources(self) -> Path:
        """`data/<municipality>/sources.yaml`."""
        return self.data / "sources.yaml"


@dataclass(frozen=True)
class EditionFiles:
    """What the files of one edition hold, each with its lines; None for one that could not be read."""

    paths: EditionPaths
    municipality: Located[Municipality] | None
    register: Located[IndicatorRegister] | None
    edition: Located[Edition] | None
    sources: Located[Sources] | None
    tracking: Mapping[str, Located[AreaTracking]]


@dataclass
class _Reader:
    root: Path
    faults: list[Fault] = field(default_factory=list)

    def read(self, path: Path, model: type[M]) -> Located[M] | None:
        located, faults = load_model(path, self.root, model)
        self.faults.extend(faults)
        return located


def read_edition_files(paths: EditionPaths) -> tuple[EditionFiles, list[Fault]]:
    """Everything the edition's files hold, and the faults of them all."""
    reader = _Reader(paths.root)
    tracking = {path.stem: reader.read(path, AreaTracking) for path in paths.tracking}
    files = EditionFiles(
        paths,
        municipality=reader.read(paths.municipality, Municipality),
        register=reader.read(paths.register, IndicatorRegister),
        edition=reader.read(paths.edition, Edition),
        sources=reader.read(paths.sources, Sources),
        tracking={area: located for area, located in tracking.items() if located is not None},
    )
    return files, reader.faults
