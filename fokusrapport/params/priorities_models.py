"""The model of `params/<municipality>/priorities.yaml`: what the municipality has decided to put first."""

from __future__ import annotations

from pydantic import Field

from fokusrapport.params.models import Identifier, Labels, Model, Year


class Priority(Model):
    """A priority (satsingsområde) of the focus area."""

    id: Identifier = Field(description="Stable id, used by actions and plans.")
    label: Labels
    description: Labels | None = Field(None, description="What it means, in a sentence or two.")
    success_factor: Identifier | None = Field(
        None,
        description="The success factor that is the same thing: its actions and plans belong to the priority without "
        "saying so again.",
    )


class Challenge(Model):
    """A challenge that cuts across all service areas (gjennomgående utfordring)."""

    id: Identifier = Field(description="Stable id, used by actions and plans.")
    label: Labels
    description: Labels | None = Field(None, description="What it means, in a sentence or two.")
    valid_from: Year | None = Field(None, description="First year it applies, where it was added later than others.")
    valid_to: Year | None = Field(None, description="Last year it applies.")


class Priorities(Model):
    """`params/<municipality>/priorities.yaml`: priorities and cross-cutting challenges, in the order they are told."""

    priorities: tuple[Priority, ...] = Field((), strict=False, description="The priorities of the focus area.")
    challenges: tuple[Challenge, ...] = Field((), strict=False, description="The cross-cutting challenges.")
