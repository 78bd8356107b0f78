"""The comments of an edition in all its languages, where they stand today: what the command tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fokusrapport.comments.placed import Placed, placed
from fokusrapport.comments.present import Present, present
from fokusrapport.comments.store import Store
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.project import Project, load_edition
from fokusrapport.pipeline.alternates import folder_of


@dataclass(frozen=True)
class Commented:
    """An edition: its comments, what it shows in each language by scope, and what is wrong with some files."""

    store: Store
    presents: dict[str, Present]
    found: tuple[Placed, ...]
    faults: tuple[Fault, ...]

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas of the report."""
        return tuple(next(iter(self.presents.values())).texts)

    def of(self, areas: Sequence[str], *, every: bool) -> list[Placed]:
        """Those of some areas (all, where none is named), settled ones only when all are asked for."""
        known = sorted({*self.areas, *(one.thread.place.area for one in self.found)})
        if faults := [_unknown(area, known) for area in areas if area not in known]:
            raise InputRefused(faults=faults)
        return [
            one
            for one in self.found
            if (every or one.thread.state == "open") and (not areas or one.thread.place.area in areas)
        ]


def commented(project: Project, name: str) -> Commented:
    """The comments of an edition; raises InputRefused when the edition or a notebook of it cannot be read."""
    store, presents = Store(project.root, name), presents_of(project, name)
    read = store.read()
    found = [one for scope, shown in presents.items() for one in placed(read.threads, shown.texts, scope)]
    told = {one.thread.id for one in found}
    left = [Placed(thread, None) for thread in read.threads if thread.id not in told]
    return Commented(store, presents, (*found, *left), read.faults)


def presents_of(project: Project, name: str) -> dict[str, Present]:
    """What an edition shows in each of its languages, by scope, the main one first."""
    loaded = load_edition(project, name)
    shown = [present(project, loaded, code) for code in loaded.languages]
    return {scope_of(name, one): one for one in shown}


def scope_of(name: str, shown: Present) -> str:
    """What a comment says it was made on: the edition, and the language where that is not its main one."""
    return "/".join(filter(None, (name, folder_of(shown.front).rstrip("/"))))


def _unknown(area: str, known: Sequence[str]) -> Fault:
    what = _("No comment and no area has the name «{area}».").format(area=area)
    return Fault("--area", what=what, allowed=", ".join(known), nearest=nearest(area, known))
