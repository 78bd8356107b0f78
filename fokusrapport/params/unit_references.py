"""What `units.yaml` says about the areas, and about itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.repeated import repeated

if TYPE_CHECKING:
    from pathlib import Path

    from fokusrapport.params.editionfiles import EditionFiles
    from fokusrapport.params.units_models import Units
    from fokusrapport.params.yamlfile import Located

NAME = "units"


def check_units(located: Located[Units], files: EditionFiles) -> Iterator[Fault]:
    """Every unit stands once, belongs to an area there is, and does not close before it opens."""
    units = located.model.units
    yield from repeated(located, [(("units", index, "id"), unit.id) for index, unit in enumerate(units)])
    own = files.edition.model.areas if files.edition else ()
    areas = sorted({*areas_of(files.paths.root), *(entry.area for entry in own)})
    for index, unit in enumerate(units):
        if unit.area not in areas:
            what = _("There is no area «{name}».").format(name=unit.area)
            line = located.line("units", index, "area")
            yield Fault(located.file, line, "", what, ", ".join(areas), nearest(unit.area, areas))
        if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
            what = _("«{id}» ends in {end}, before it begins in {start}.")
            words = what.format(id=unit.id, end=unit.valid_to, start=unit.valid_from)
            line = located.line("units", index, "valid_to")
            yield Fault(located.file, line, what=words, allowed=_("valid_from no later than valid_to"))


def areas_of(root: Path) -> list[str]:
    """The areas there is a notebook for."""
    return sorted(path.stem for path in (root / "notebooks").glob("*.ipynb"))
