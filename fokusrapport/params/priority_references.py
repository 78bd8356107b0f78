"""What `priorities.yaml` and the tracked actions and plans say about each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.priorities_models import Challenge, Priorities
from fokusrapport.params.repeated import repeated

if TYPE_CHECKING:
    from fokusrapport.params.editionfiles import EditionFiles
    from fokusrapport.params.models import AreaTracking
    from fokusrapport.params.yamlfile import Located
    from fokusrapport.params.yamltree import Place

NAME = "priorities"


def check_priorities(located: Located[Priorities], files: EditionFiles) -> Iterator[Fault]:
    """Every id stands once, success factors exist, and no challenge ends before it begins."""
    model = located.model
    priorities, challenges = enumerate(model.priorities), enumerate(model.challenges)
    yield from repeated(located, [(("priorities", index, "id"), entry.id) for index, entry in priorities])
    yield from repeated(located, [(("challenges", index, "id"), entry.id) for index, entry in challenges])
    factors = [factor.id for factor in files.municipality.model.success_factors] if files.municipality else None
    for index, priority in enumerate(model.priorities):
        name = priority.success_factor
        if name is not None and factors is not None and name not in factors:
            what = _("There is no success factor «{name}».").format(name=name)
            yield _unknown(located, ("priorities", index, "success_factor"), what, name, factors)
    for index, challenge in enumerate(model.challenges):
        if challenge.valid_from and challenge.valid_to and challenge.valid_to < challenge.valid_from:
            what = _("«{id}» ends in {end}, before it begins in {start}.")
            words = what.format(id=challenge.id, end=challenge.valid_to, start=challenge.valid_from)
            line = located.line("challenges", index, "valid_to")
            yield Fault(located.file, line, what=words, allowed=_("valid_from no later than valid_to"))


def check_tracked_priorities(files: EditionFiles) -> Iterator[Fault]:
    """Actions and plans name priorities and challenges that there are in the edition's year, each once."""
    module = files.modules.get(NAME)
    if module is None and NAME in files.paths.modules:
        return  # its own faults are told; what it would have held is not known
    known = _Known(module.model if module and isinstance(module.model, Priorities) else None, files)
    for located in files.tracking.values():
        for place, named in _named(located):
            yield from repeated(located, [((*place, nth), name) for nth, name in enumerate(named)])
            for nth, name in enumerate(named):
                yield from known.faults(located, (*place, nth), name)


@dataclass(frozen=True)
class _Known:
    """What may be named; None where the municipality has no such file."""

    model: Priorities | None
    files: EditionFiles

    def faults(self, located: Located[AreaTracking], place: Place, name: str) -> Iterator[Fault]:
        """Why a name cannot stand at its place."""
        year, kind = self.files.paths.year, str(place[-2])
        if self.model is None:
            what = _("«{name}» is named, but the municipality has no {file}.").format(name=name, file=f"{NAME}.yaml")
            file = f"params/{self.files.paths.folder}/{NAME}.yaml"
            yield Fault(located.file, located.line(*place), "", what, _("an entry in {file}").format(file=file))
        elif kind == "priorities":
            names = [priority.id for priority in self.model.priorities]
            if name not in names:
                what = _("There is no priority «{name}».").format(name=name)
                yield _unknown(located, place, what, name, names)
        else:
            names = [challenge.id for challenge in self.model.challenges]
            found = next((each for each in self.model.challenges if each.id == name), None)
            if found is None:
                what = _("There is no challenge «{name}».").format(name=name)
                yield _unknown(located, place, what, name, names)
            elif not applies(found, year):
                what = _("The challenge «{name}» does not apply in {year}.").format(name=name, year=year)
                span = f"{found.valid_from or ''}–{found.valid_to or ''}"
                yield Fault(located.file, located.line(*place), what=what, allowed=span)


def applies(challenge: Challenge, year: int) -> bool:
    """Whether a challenge is one of the municipality's in a year."""
    return (challenge.valid_from or year) <= year <= (challenge.valid_to or year)


def _named(located: Located[AreaTracking]) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """What each action and plan names, with its place in the file."""
    for group, items in (("actions", located.model.actions), ("plans", located.model.plans)):
        for index, item in enumerate(items):
            yield (group, index, "priorities"), item.priorities
            yield (group, index, "challenges"), item.challenges


def _unknown(
    located: Located[Priorities] | Located[AreaTracking], place: Place, what: str, name: str, options: Sequence[str]
) -> Fault:
    return Fault(located.file, located.line(*place), "", what, ", ".join(options), nearest(name, options))
