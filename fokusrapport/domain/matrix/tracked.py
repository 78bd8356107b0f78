"""Which actions and plans are about which priority or challenge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fokusrapport.blocks import Inlines, Link
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.followup import refuse_unknown_areas, tracked_anchor
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Action, Plan
from fokusrapport.params.priorities_models import Challenge, Priorities, Priority
from fokusrapport.params.priority_references import NAME, applies

Kind = Literal["priorities", "challenges"]
Theme = Priority | Challenge


def themes(edition: EditionData, kind: Kind) -> tuple[Theme, ...]:
    """The priorities, or the challenges of the edition's year; raises InputRefused where the municipality has none."""
    model = edition.module(NAME)
    if not isinstance(model, Priorities):
        what = _("The municipality has no file {file}, so it has neither priorities nor challenges.")
        raise InputRefused.because(what.format(file=f"{NAME}.yaml"))
    found = _themes(model, kind, edition.year)
    if not found:
        what = _("{file} holds no entry under «{kind}» that applies in {year}.")
        raise InputRefused.because(what.format(file=f"{NAME}.yaml", kind=kind, year=edition.year))
    return found


def has_themes(edition: EditionData, kind: Kind) -> bool:
    """Whether the municipality has any in the edition's year."""
    model = edition.module(NAME)
    return isinstance(model, Priorities) and bool(_themes(model, kind, edition.year))


def _themes(model: Priorities, kind: Kind, year: int) -> tuple[Theme, ...]:
    return model.priorities if kind == "priorities" else tuple(each for each in model.challenges if applies(each, year))


def rows_of(edition: EditionData, areas: Sequence[str]) -> tuple[str, ...]:
    """The areas asked for; where none are, those of the edition that have a scorecard, or something tracked.

    An area that does nothing about anything is a row too: that is what a reader looks for.
    """
    if areas:
        refuse_unknown_areas(edition, areas)
        return tuple(areas)
    return tuple(
        area
        for area in edition.areas
        if edition.register.of_area(area, edition.year) or any(True for _item in tracked(edition, area))
    )


def tracked(edition: EditionData, area: str) -> Iterator[Action | Plan]:
    """What an area has done, and then what it plans."""
    tracking = edition.tracking(area)
    yield from tracking.actions
    yield from tracking.plans


def is_about(item: Action | Plan, theme: Theme) -> bool:
    """Whether an action or plan says so itself, or belongs to the success factor that a priority is."""
    if isinstance(theme, Challenge):
        return theme.id in item.challenges
    return theme.id in item.priorities or (
        theme.success_factor is not None and theme.success_factor == item.success_factor
    )


@dataclass(frozen=True)
class Doing:
    """What one area does about one priority or challenge."""

    area: str
    theme: Theme
    done: tuple[Action, ...]
    planned: tuple[Plan, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing is done or planned."""
        return not self.done and not self.planned


def doing(edition: EditionData, area: str, theme: Theme) -> Doing:
    """What an area does about a priority or challenge."""
    found = [item for item in tracked(edition, area) if is_about(item, theme)]
    return Doing(
        area,
        theme,
        tuple(item for item in found if isinstance(item, Action)),
        tuple(item for item in found if isinstance(item, Plan)),
    )


def link_to(edition: EditionData, area: str, item: Action | Plan) -> Inlines:
    """An action or plan in a few words, leading to where it stands."""
    return (Link(href=f"#{tracked_anchor(area, item)}", children=edition.label_inlines(item.short or item.text)),)
