"""The story that made-up figures are made from: the models of tools/fjordvik.yaml."""

from __future__ import annotations

import random
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

FIRST, LAST = 2021, 2025
SEED = "fjordvik 1"


class Told(BaseModel):
    """A part of the story; a key that it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Series(Told):
    """One indicator over the years: the first year has `start`, the last `end`, and those between wander."""

    id: str
    start: float | None = None
    end: float | None = None
    wander: float = Field(0, description="How far a year between may lie from the straight line.")
    first: int = FIRST
    years: tuple[int, ...] = Field((), description="The years measured, where not every one was.")
    closed: tuple[int, ...] = Field((), description="Years when doors were closed for a part of the year.")
    at: dict[int, float] = Field(default_factory=dict, description="Years that leave the line: the figure itself.")
    texts: dict[int, str] = Field(default_factory=dict, description="Results in words, instead of numbers.")
    absent: dict[int, str] = Field(default_factory=dict, description="Years without a result, and why.")
    by_hand: dict[int, tuple[str, str]] = Field(default_factory=dict, description="Level set by hand, and why.")
    comments: dict[int, str] = Field(default_factory=dict)
    uncertain: dict[int, str] = Field(default_factory=dict)
    participants: int | None = Field(None, description="How many municipalities took part.")
    survey: str = ""
    invited: int | None = Field(None, description="About how many were asked.")
    answered: tuple[int, int] | None = Field(None, description="How many answered the first time and the last.")
    response_rate: bool = Field(default=False, description="The figure is the share that answered.")

    @property
    def all_years(self) -> tuple[int, ...]:
        """Every year that has a row."""
        if self.texts or self.start is None:
            return tuple(sorted({*self.texts, *self.absent}))
        return self.years or tuple(range(self.first, LAST + 1))


class DataFile(Told):
    """One file and its series."""

    file: str
    table: Literal["indicator_results", "contact_statistics", "survey_aggregates"]
    series: tuple[Series, ...]


class RankedList(Told):
    """What respondents put in order, the most important first."""

    survey: str
    list: str
    year: int
    items: tuple[str, ...]


class Answers(Told):
    """Questions of one survey in one year, and how many stood outside the scale at each."""

    survey: str
    year: int
    scale: tuple[str, ...] = Field(description="The answers, the worst first.")
    questions: tuple[str, ...] = Field(description="Indicators whose results are the means of the answers.")
    answered: int
    outside: int = Field(0, description="About how many answered «vet ikke».")
    withheld: tuple[str, ...] = Field((), description="Questions that too few have answered.")


class Council(Told):
    """The user council of a unit, from its first year on."""

    unit: str
    since: int


class Held(Told):
    """Something that was held in some years, about so often, with about so many people."""

    kind: str
    unit: str = ""
    area: str = ""
    note: str = ""
    years: tuple[int, ...]
    people: int | None = Field(None, description="About how many took part; nobody counted them where left out.")
    exactly: dict[int, int] = Field(default_factory=dict, description="Years with just so many people.")


class TakingPart(Told):
    """The register of how users take part: the councils of the units, and what else was held."""

    file: str
    years: tuple[int, ...]
    councils: tuple[Council, ...]
    met: dict[str, dict[int, int]] = Field(
        default_factory=dict, description="How often a council met, by unit and year, where it is told elsewhere."
    )
    held: tuple[Held, ...]


class MadeUpUnit(Told):
    """A place that respondents belong to."""

    share: float = Field(0, description="Its share of those who answer.")
    exactly: int = Field(0, description="Or exactly how many of them, where that is few.")
    mood: float = Field(0, description="How much happier they are there than elsewhere.")


class MadeUpItem(Told):
    """A question put to respondents: its means are an indicator's results, or told here."""

    indicator: str = ""
    means: dict[int, float] = Field(default_factory=dict)
    blank: int = Field(0, description="How many passed over it.")


class Respondents(Told):
    """The respondents of a survey, one by one: a file of its own."""

    survey: str
    file: str
    long: bool = False
    years: tuple[int, ...]
    response: str = Field("", description="The indicator that tells how many answered.")
    answered: int = Field(0, description="How many answered each year, where no indicator tells.")
    scale: tuple[str, ...] = Field((), description="The answers, the worst first; none for points from 0 to 100.")
    spread: float = Field(0, description="Of answers in points.")
    outside: int = Field(0, description="About how many answered «vet ikke».")
    items: dict[str, MadeUpItem]
    unit_column: str = ""
    units: dict[str, MadeUpUnit] = Field(default_factory=dict)
    weights: tuple[str, ...] = Field((), description="The weights that respondents may have.")
    comments: tuple[str, ...] = Field((), description="What some of them wrote.")


class Story(Told):
    """The whole of tools/fjordvik.yaml."""

    files: tuple[DataFile, ...]
    answers: tuple[Answers, ...]
    lists: tuple[RankedList, ...]
    taking_part: TakingPart
    respondents: tuple[Respondents, ...] = ()


def chance(about: str) -> random.Random:
    """A generator of its own for each thing drawn, so that what is new in the story leaves the rest as it was.

    Use only `random()`: it alone is promised to give the same in every version of Python.
    """
    return random.Random(f"{SEED}: {about}")  # noqa: S311 - made-up figures, no secrets
