"""Where each area of an edition stands: a draft, checked by the head of unit, by the director, or published.

A check holds as long as the area shows its readers what it showed then, in every language of the edition: what is
published is all of them, and a number in one can be wrong where it is right in another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from fokusrapport.params.checks import EditionChecks
from fokusrapport.params.checks_models import ROLES, Check, Content, Part
from fokusrapport.params.models import CheckRole
from fokusrapport.pipeline.content import changed_parts

State = Literal["draft", "unit", "director", "published"]
Contents = Mapping[str, Content]
"""What an area shows in each language."""


@dataclass(frozen=True)
class CheckStanding:
    """A check and whether it still holds; None where nobody knows what the area shows now.

    `changed` is what has changed since, by language; nothing for a language that was not there to be checked.
    """

    role: CheckRole
    name: str
    date: dt.date
    holds: bool | None
    changed: Mapping[str, tuple[Part, ...]]

    def as_json(self) -> dict[str, object]:
        """As plain values."""
        return {
            "role": self.role,
            "name": self.name,
            "date": self.date.isoformat(),
            "holds": self.holds,
            "changed": {code: list(parts) for code, parts in self.changed.items()},
        }


@dataclass(frozen=True)
class Standing:
    """Where an area stands; `published` is whether the final report shows what it shows now.

    `built` is whether what it shows now is known: it has been built, whole, in every language.
    """

    area: str
    checks: tuple[CheckStanding, ...] = ()
    published: bool = False
    built: bool = True

    def check(self, role: CheckRole) -> CheckStanding | None:
        """The check by somebody in a role, whether it holds or not."""
        return next((check for check in self.checks if check.role == role), None)

    def holds(self, role: CheckRole) -> bool:
        """Whether somebody in this role has checked it as it is now."""
        check = self.check(role)
        return check is not None and check.holds is True

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.published:
            return "published"
        return next((role for role in reversed(ROLES) if self.holds(role)), "draft")

    @property
    def outdated(self) -> tuple[CheckStanding, ...]:
        """The checks that no longer hold."""
        return tuple(check for check in self.checks if check.holds is False)

    def as_json(self) -> dict[str, object]:
        """As plain values."""
        return {
            "area": self.area,
            "state": self.state,
            "built": self.built,
            "checks": [check.as_json() for check in self.checks],
        }


@dataclass(frozen=True)
class Standings:
    """Where the areas of an edition stand, in the order they are printed, and what it demands of them."""

    areas: tuple[Standing, ...]
    checks: EditionChecks

    @property
    def in_use(self) -> bool:
        """Whether there is anything to tell: nobody need check anything."""
        return self.checks.in_use

    def lacking(self) -> Iterator[tuple[Standing, tuple[CheckRole, ...]]]:
        """The areas without a check that the edition demands and that holds, each with those it lacks."""
        for one in self.areas:
            if roles := tuple(role for role in ROLES if role in self.checks.requires and not one.holds(role)):
                yield one, roles


def standings_of(
    contents: Mapping[str, Contents], areas: Iterable[str], checks: EditionChecks, published: Mapping[str, Contents]
) -> Standings:
    """The standing of each of the areas; of one without `contents` nobody knows what it shows now."""
    return Standings(tuple(_standing(area, contents.get(area), checks, published.get(area)) for area in areas), checks)


def _standing(area: str, now: Contents | None, checks: EditionChecks, published: Contents | None) -> Standing:
    given = ((role, checks.check(area, role)) for role in ROLES)
    found = tuple(_check(role, check, now) for role, check in given if check is not None)
    return Standing(area, found, published=bool(now) and published == now, built=now is not None)


def _check(role: CheckRole, check: Check, now: Contents | None) -> CheckStanding:
    changed = {} if now is None else _changed(check, now)
    return CheckStanding(role, check.name, check.date, None if now is None else not changed, changed)


def _changed(check: Check, now: Contents) -> dict[str, tuple[Part, ...]]:
    changed: dict[str, tuple[Part, ...]] = {}
    for code, content in now.items():
        before = check.content.get(code)
        if before is None:
            changed[code] = ()
        elif parts := changed_parts(before, content):
            changed[code] = parts
    return changed
