"""Where the areas of an edition stand, told to the one who asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fokusrapport.app import Options
from fokusrapport.approving.present import Present, present
from fokusrapport.checking import Checked, check_edition, default_edition
from fokusrapport.params.checks import EditionChecks
from fokusrapport.params.project import Project
from fokusrapport.pipeline.standing import Standings, standings_of
from fokusrapport.pipeline.standing_words import area_lines


@dataclass(frozen=True)
class Stood:
    """Where areas of an edition stand, all or some, told as lines of text or as plain values."""

    edition: str
    standings: Standings

    def lines(self) -> Iterator[str]:
        """Every area with its checks."""
        for one in self.standings.areas:
            yield from area_lines(one)

    def as_json(self) -> dict[str, object]:
        """As plain values; `lacking` is what stands in the way of publishing."""
        return {
            "edition": self.edition,
            "requires": list(self.standings.checks.requires),
            "areas": [one.as_json() for one in self.standings.areas],
            "lacking": {one.area: list(roles) for one, roles in self.standings.lacking()},
        }


def states(project: Project, name: str) -> Stood:
    """Where each area of an edition stands; raises InputRefused when the edition does not pass its checks."""
    checked = checked_edition(project, name)
    areas = areas_of(checked)
    return stood(checked, present(checked, areas), areas, checked.checks)


def checked_edition(project: Project, name: str) -> Checked:
    """The edition of this name, or the usual one; raises InputRefused when it does not pass its checks."""
    return check_edition(project, name or default_edition(project), Options())


def areas_of(checked: Checked) -> list[str]:
    """The areas of an edition, in the order they are printed."""
    return [run.area for run in checked.plan.runs]


def stood(checked: Checked, found: Present, areas: Iterable[str], checks: EditionChecks) -> Stood:
    """Where some areas of an edition stand with these checks."""
    return Stood(checked.plan.request.name, standings_of(found.contents, areas, checks, found.published))
