"""Where the areas of an edition stand, told to the one who asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fokusrapport.app import Options
from fokusrapport.approving.present import Present, present
from fokusrapport.checking import Checked, check_edition, default_edition
from fokusrapport.params.project import Project
from fokusrapport.pipeline.standing import Standings, standings_of
from fokusrapport.pipeline.standing_words import area_lines, lines


@dataclass(frozen=True)
class Stood:
    """Where the areas of an edition stand, told as lines of text or as plain values."""

    edition: str
    standings: Standings
    asked: tuple[str, ...] = ()
    """The areas that are told of; none means all."""

    def lines(self) -> Iterator[str]:
        """Every area with its checks, and in the end how many have come how far."""
        for one in self.standings.areas:
            if not self.asked or one.area in self.asked:
                yield from area_lines(one)
        if not self.asked:
            yield from lines(self.standings)

    def as_json(self) -> dict[str, object]:
        """As plain values; `lacking` is what stands in the way of publishing."""
        asked = [one for one in self.standings.areas if not self.asked or one.area in self.asked]
        return {
            "edition": self.edition,
            "requires": list(self.standings.checks.requires),
            "areas": [one.as_json() for one in asked],
            "lacking": {one.area: list(roles) for one, roles in self.standings.lacking()},
        }


def states(project: Project, name: str) -> Stood:
    """Where each area of an edition stands; raises InputRefused when the edition does not pass its checks."""
    checked = checked_edition(project, name)
    return stood(checked, present(checked, areas_of(checked)))


def checked_edition(project: Project, name: str) -> Checked:
    """The edition of this name, or the usual one; raises InputRefused when it does not pass its checks."""
    return check_edition(project, name or default_edition(project), Options())


def areas_of(checked: Checked) -> list[str]:
    """The areas of an edition, in the order they are printed."""
    return [run.area for run in checked.plan.runs]


def stood(checked: Checked, found: Present) -> Stood:
    """Where all areas of an edition stand."""
    standings = standings_of(found.contents, areas_of(checked), checked.checks, found.published)
    return Stood(checked.plan.request.name, standings)
