"""The model of `params/<municipality>/units.yaml`: every unit that has users, so that coverage has a denominator."""

from __future__ import annotations

from pydantic import Field

from fokusrapport.params.models import Identifier, Labels, Model, Year


class Unit(Model):
    """A unit (virksomhet) with users of its own: a school, a nursing home, a library."""

    id: Identifier = Field(description="Stable id, used by the table `participation`.")
    label: Labels
    area: Identifier = Field(description="The service area it belongs to.")
    valid_from: Year | None = Field(None, description="First year it was open, where that is known.")
    valid_to: Year | None = Field(None, description="Last year it was open.")


class Units(Model):
    """`params/<municipality>/units.yaml`: all units, also those that do nothing: they are what a share is of."""

    units: tuple[Unit, ...] = Field(strict=False, description="In the order they are printed.")


def open_in(unit: Unit, year: int) -> bool:
    """Whether a unit was open in the year."""
    return (unit.valid_from or year) <= year <= (unit.valid_to or year)
