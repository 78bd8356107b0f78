"""The typed model of `params/<municipality>/feedback.yaml`: how feedback cases are sorted, judged and watched."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field

from fokusrapport.params.models import Identifier, Labels, Model, Year

CaseType = Literal["ros", "ris", "forslag", "avvik", "tilsynsfunn", "revisjonsfunn", "positivt tiltak"]
CASE_TYPES: tuple[CaseType, ...] = get_args(CaseType)
SignalRule = Literal[
    "beyond_limits",
    "nine_on_one_side",
    "six_rising_or_falling",
    "two_of_three_beyond_two_sigma",
    "four_of_five_beyond_one_sigma",
]
Days = Annotated[int, Field(ge=1, le=3650)]


class Level(Model):
    """A level of management that cases are treated on."""

    id: Identifier = Field(description="Stable id, used in `level_table` and in the column `level` of the data.")
    label: Labels


class Term(Model):
    """A word that cases are sorted by: a cause, an action, a channel."""

    id: Identifier = Field(description="Stable id, used in the data.")
    label: Labels


class Category(Term):
    """What cases are about."""

    deadline: Days | None = Field(
        None, description="Days to answer, where cases of the category have a deadline of their own."
    )


class Exposure(Model):
    """How many there were that could have written, from a year until the next one begins."""

    valid_from: Year = Field(alias="from", description="First year the number is of.")
    number: int = Field(ge=1, description="Users, visits or inhabitants in a month of the year, as a mean.")


class FeedbackArea(Model):
    """An area that cases belong to."""

    area: Identifier = Field(description="The area's id, as in the edition and in the data.")
    label: Labels
    unit: Labels | None = Field(None, description="Whom `exposure` counts: «brukere», «besøk».")
    exposure: tuple[Exposure, ...] = Field(
        (), strict=False, description="Newest last; none: the area has no control chart."
    )


class Deadlines(Model):
    """Days to answer. The case's own deadline in the data comes first, then its category's, its type's, this one."""

    default: Days = Field(14, description="Days to answer where nothing else is said.")
    types: dict[CaseType, Days | None] = Field(
        default_factory=dict, description="Days to answer by type; null: no answer is due."
    )


class ControlChart(Model):
    """The u-chart: which cases it counts, per how many, and what is a signal."""

    types: tuple[CaseType, ...] = Field(
        ("ris", "avvik"), strict=False, min_length=1, description="The types counted together."
    )
    per: int = Field(1000, ge=1, description="Cases are counted per so many users, visits or inhabitants.")
    unit: Labels = Field(description="Whom `exposure` counts: «innbyggere».")
    exposure: tuple[Exposure, ...] = Field(
        strict=False, min_length=1, description="For all areas together; newest last."
    )
    signals: tuple[SignalRule, ...] = Field(
        ("beyond_limits", "nine_on_one_side"), strict=False, description="The rules that tell a signal."
    )
    baseline: tuple[Year, ...] = Field(
        (),
        strict=False,
        description="Years whose cases give the centre line; none told, or none come yet: all years.",
    )


class FeedbackSettings(Model):
    """`params/<municipality>/feedback.yaml`."""

    levels: tuple[Level, ...] = Field(strict=False, min_length=1, description="The lowest first.")
    level_table: tuple[Annotated[tuple[Identifier, ...], Field(strict=False, min_length=4, max_length=4)], ...] = Field(
        strict=False,
        min_length=4,
        max_length=4,
        description="Ids of levels: a row a severity from 1 to 4, in it a level an extent from 1 to 4.",
    )
    escalated_from: Identifier = Field(description="Cases on this level and above are counted as escalated.")
    deadlines: Deadlines = Field(
        default_factory=lambda: Deadlines.model_validate({}), description="How soon cases are to be answered."
    )
    areas: tuple[FeedbackArea, ...] = Field(strict=False, min_length=1, description="In the order they are shown.")
    categories: tuple[Category, ...] = Field(strict=False, min_length=1, description="What cases may be about.")
    causes: tuple[Term, ...] = Field(strict=False, min_length=1, description="Why cases arose.")
    actions: tuple[Term, ...] = Field((), strict=False, description="Kinds of action proposed.")
    channels: tuple[Term, ...] = Field((), strict=False, description="How cases came in.")
    repeat_days: Days = Field(
        90, description="A case of the same area, category and cause within so many days is a repeat."
    )
    control_chart: ControlChart = Field(description="What the control charts count, and when they signal.")
    suppression_limit: int | None = Field(None, ge=1, description="Fewest cases shown; overrides the files'.")
