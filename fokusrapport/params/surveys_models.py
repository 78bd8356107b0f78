"""The model behind `params/<municipality>/surveys.yaml`: which surveys there are, and what was asked."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from fokusrapport.i18n import _
from fokusrapport.params.models import Identifier, Labels, Model, Year
from fokusrapport.params.translated import Translatable, Translated

AnswerScale = Literal["score_1_5", "score_1_6", "points_0_100"]
SCALES: dict[AnswerScale, tuple[int, int]] = {"score_1_5": (1, 5), "score_1_6": (1, 6), "points_0_100": (0, 100)}
"""The worst and the best answer of each scale."""

DONT_KNOW = Translated.of({"nb": "vet ikke", "nn": "veit ikkje", "sv": "vet inte", "en": "don’t know"})
"""What surveys call it when somebody has no answer, unless they say otherwise; a file may write it in any of them."""

Many = Annotated[int, Field(ge=1)]
ColumnName = Annotated[str, Field(min_length=1)]


class SurveyBenchmark(Model):
    """What others answered to the same question. Of an item with an indicator the register has it already."""

    label: Labels
    value: float = Field(description="The mean, on the scale of the survey.")
    participants: int = Field(ge=1, description="How many municipalities took part.")
    year: Year = Field(description="The year they were asked.")


class SurveyItem(Model):
    """One question, answered on the scale of the survey; its id is the name of its column in the data."""

    id: Identifier = Field(description="Stable id: the column of a wide table, the word in `item` of a long one.")
    label: Labels
    indicator: Identifier | None = Field(
        None,
        description="The indicator whose results are the means of the answers; the two must agree, rounded as printed.",
    )
    benchmark: SurveyBenchmark | None = Field(None, description="Leave out where the indicator has benchmarks.")


class SurveyIndex(Model):
    """A mean of several items: of each respondent who answered at least half of them."""

    id: Identifier = Field(description="Stable id, different from those of the items.")
    label: Labels
    items: tuple[Identifier, ...] = Field(strict=False, min_length=2, description="Ids of the items it is made of.")


class SurveyUnit(Model):
    """A place or group that respondents belong to: a kindergarten, a ward."""

    id: Identifier = Field(description="The word in the column of units.")
    label: Labels


class SurveyWave(Model):
    """The survey carried out once."""

    id: str = Field(pattern=r"^[a-zæøå0-9][a-zæøå0-9_-]*$", description="The word in `wave`: «2025», «2025-host».")
    year: Year = Field(description="The year whose report it belongs to.")
    period: Labels | None = Field(None, description="When it was carried out, as printed: «mars 2025».")
    population: Many | None = Field(
        None, description="How many there are in all, asked or not. Leave out when not known."
    )
    invited: Many = Field(description="How many were asked. As many as the population: everyone was.")
    units: dict[Identifier, Many] = Field(
        default_factory=dict, description="How many were asked in each unit, by the unit's id, where that is known."
    )

    @property
    def everyone(self) -> bool:
        """Whether all were asked, so that nothing was drawn by chance."""
        return self.population == self.invited

    @model_validator(mode="after")
    def _no_more_than_there_are(self) -> SurveyWave:
        if self.population is not None and self.invited > self.population:
            raise ValueError(_("no more asked than there are in all"))
        if sum(self.units.values()) > self.invited:
            raise ValueError(_("no more asked in the units than in all"))
        return self


class Survey(Model):
    """One survey, repeated or not."""

    id: Identifier = Field(description="Stable id: the word in the column `survey`.")
    label: Labels
    area: Identifier = Field(description="The service area it is about.")
    scale: AnswerScale = Field(description="The scale of all its items, the worst first.")
    answers: tuple[Labels, ...] = Field(
        (), strict=False, description="The words of the scale, the worst first; none for a scale of points."
    )
    items: tuple[SurveyItem, ...] = Field(strict=False, min_length=1, description="The questions, as printed.")
    indexes: tuple[SurveyIndex, ...] = Field((), strict=False, description="Means of several items.")
    waves: tuple[SurveyWave, ...] = Field(strict=False, min_length=1, description="Each time, the oldest first.")
    dont_know: tuple[Translatable, ...] = Field(
        (DONT_KNOW,), strict=False, description="Answers outside the scale; they never enter a mean."
    )
    unit_column: ColumnName | None = Field(None, description="Column that tells each respondent's unit.")
    units: tuple[SurveyUnit, ...] = Field((), strict=False, description="The units, as printed.")
    weight_column: ColumnName | None = Field(None, description="Column with each respondent's weight, above 0.")
    unread_columns: tuple[ColumnName, ...] = Field(
        (), strict=False, description="Columns that are never read: free text, background."
    )
    suppression_limit: int | None = Field(None, ge=1, description="Fewest answers; overrides the files'.")
    in_points: bool = Field(
        default=False, description="True prints means as points: (answer − worst) / (best − worst) · 100."
    )
    response_indicator: Identifier | None = Field(
        None, description="The indicator that is the response rate; how many were asked and answered must agree."
    )

    @property
    def ends(self) -> tuple[int, int]:
        """The worst and the best answer."""
        return SCALES[self.scale]

    @model_validator(mode="after")
    def _answers_fill_the_scale(self) -> Survey:
        worst, best = self.ends
        if self.scale == "points_0_100" and self.answers:
            raise ValueError(_("no words for a scale of points"))
        if self.scale != "points_0_100" and len(self.answers) != best - worst + 1:
            raise ValueError(_("a word for each answer of the scale: {count}").format(count=best - worst + 1))
        if (self.unit_column is None) != (not self.units):
            raise ValueError(_("both «unit_column» and «units», or neither"))
        return self


class SurveyRegister(Model):
    """`params/<municipality>/surveys.yaml`."""

    surveys: tuple[Survey, ...] = Field(strict=False, description="The surveys, in the order they are printed.")
