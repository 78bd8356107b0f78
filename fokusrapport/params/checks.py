"""The checks of an edition's areas, as they stand in its files, and what the edition demands of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.checks_models import AreaChecks, Check
from fokusrapport.params.nearest import nearest
from fokusrapport.params.textfile import relative
from fokusrapport.params.yamlfile import Located, load_model

if TYPE_CHECKING:
    from pathlib import Path

    from fokusrapport.params.editionfiles import EditionPaths
    from fokusrapport.params.models import CheckRole, Edition


@dataclass(frozen=True)
class EditionChecks:
    """Who has checked which areas of an edition; `folder` is where their files lie, relative to the project.

    `requires` are the checks without which it is not published; `in_order` is whether the director's needs the other.
    """

    folder: str = ""
    areas: Mapping[str, Located[AreaChecks]] = field(default_factory=dict)
    requires: tuple[CheckRole, ...] = ()
    in_order: bool = False

    def check(self, area: str, role: CheckRole) -> Check | None:
        """The check of an area by somebody in a role."""
        located = self.areas.get(area)
        return located.model.by(role) if located else None

    def file(self, area: str) -> str:
        """The file of an area's checks, whether it is there or not."""
        return f"{self.folder}/{area}.yaml"

    def line(self, area: str, role: CheckRole) -> int:
        """The line of a check; 0 where there is none."""
        return self.areas[area].line(role) if self.check(area, role) else 0

    @property
    def in_use(self) -> bool:
        """Whether anybody checks areas of this edition at all."""
        return bool(self.requires or self.areas)


def checks_folder(paths: EditionPaths) -> Path:
    """Where the checks of an edition's areas lie."""
    return paths.edition.parent / str(paths.year) / "checks"


def read_checks(paths: EditionPaths, edition: Edition) -> tuple[EditionChecks, list[Fault]]:
    """The checks of an edition and every fault in their files, also those of areas that it does not have."""
    folder, found, faults = checks_folder(paths), {}, list[Fault]()
    areas = [entry.area for entry in edition.areas]
    for path in sorted(folder.glob("*.y*ml")):
        if path.suffix != ".yaml" or path.stem not in areas:
            faults.append(_unread(path, paths.root, areas))
            continue
        located, own = load_model(path, paths.root, AreaChecks)
        faults += own
        if located is not None:
            found[path.stem] = located
    read = EditionChecks(relative(folder, paths.root), found, edition.requires, edition.checks_in_order)
    return read, faults


def _unread(path: Path, root: Path, areas: Sequence[str]) -> Fault:
    """A check of what the report does not hold: the area was renamed, left out, or misspelt."""
    near = nearest(path.stem, areas)
    what = _("The edition has no area of which this file could be the checks.")
    allowed = _("<area>.yaml, with one of: {names}; a file that is not needed can be deleted")
    near = f"{near}.yaml" if near else ""
    return Fault(relative(path, root), what=what, allowed=allowed.format(names=", ".join(areas)), nearest=near)
