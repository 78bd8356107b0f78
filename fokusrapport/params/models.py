"""The typed models behind `params/`. JSON Schemas for editors are generated from them (`params.schema`).

Every model forbids unknown keys. Field descriptions are shown by an editor that knows the schema, and by the
generated parameter reference in `docs/`.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from fokusrapport.i18n import LANGUAGES, _
from fokusrapport.params.labels import Labels, LanguageCode, Said
from fokusrapport.params.translated import Translatable

__all__ = ["Labels", "LanguageCode", "Said", "Translatable"]

_CODES = ", ".join(LANGUAGES)
Direction = Literal["higher", "lower", "target", "none"]
Scale = Literal[
    "score_1_5",
    "score_1_6",
    "points_0_100",
    "percent",
    "count",
    "duration",
    "index",
    "ordinal",
    "milestone",
    "yes_no",
    "deviation",
]
Rounding = Literal["half_up", "up", "down"]
ReportKind = Literal["årsrapport", "årsberetning", "gjengivelse"]
AnswerStatus = Literal["done", "under_way", "postponed", "dropped"]
CheckRole = Literal["unit", "director"]
Identifier = Annotated[str, Field(pattern=r"^[a-zæøå][a-zæøå0-9_-]*$")]
Year = Annotated[int, Field(ge=1990, le=2100)]
HexColour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
ParameterValue = str | bool | int | float | list[str] | list[int] | list[float]


class Model(BaseModel):
    """Frozen, and refuses keys it does not know. Strict: `"2015"` is not a year, `yes` is not a text."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)


# --- project.yaml -------------------------------------------------------------------------------------------------


class RunLimits(Model):
    """What a notebook may take before it is stopped; 0 is no limit. A megabyte is 1,000,000 bytes."""

    seconds: int = Field(600, ge=0, description="Longest time of one cell, in seconds.")
    memory: int = Field(2000, ge=0, description="Memory of one notebook, with all it has started, in megabytes.")
    output: int = Field(20, ge=0, description="What the cells of one notebook show and print, in megabytes.")
    processes: int = Field(100, ge=0, description="Processes that one notebook has running at once.")


class ProjectSettings(Model):
    """`params/project.yaml`: what holds for the whole project."""

    default_edition: str = Field(
        pattern=r"^[^/]+/\d{4}$", description="The edition built when none is named, e.g. «kristiansund/2015»."
    )
    limits: RunLimits = Field(default_factory=RunLimits, description="What a notebook may take before it is stopped.")


# --- municipality.yaml ------------------------------------------------------------------------------------------


class StatusWords(Model):
    """The municipality's own words for the three levels, as they stand after a result."""

    met: Translatable = Field(description="Wanted result, e.g. «ønsket».")
    accepted: Translatable = Field(description="Acceptable result, e.g. «akseptabelt».")
    unmet: Translatable = Field(description="Unacceptable result, e.g. «uakseptabelt».")


class Colours(Model):
    """Colours of the report as `#rrggbb`."""

    primary: HexColour = Field("#0b4f6c", description="Headings, rules and links.")
    accent: HexColour = Field("#b8860b", description="Small marks; never text.")
    met: HexColour = Field("#1b7f4d", description="Wanted results.")
    accepted: HexColour = Field("#8a6100", description="Acceptable results.")
    unmet: HexColour = Field("#b3261e", description="Unacceptable results.")


class Privacy(Model):
    """Fewest respondents or cases that may be shown."""

    default: int = Field(5, ge=1, description="Limit for sources that set none of their own.")


class SuccessFactor(Model):
    """A success factor (delmål) that indicators, actions and plans hang on."""

    id: Identifier = Field(description="Stable id, used by indicators, actions and plans.")
    label: Labels
    theme: Labels | None = Field(
        None, description="Heading of the factor's section in the text, where it differs from the label."
    )


class Municipality(Model):
    """`params/<municipality>/municipality.yaml`."""

    name: str = Field(description="Name as printed, e.g. «Kristiansund kommune».")
    number: str = Field(
        pattern=r"^\d{3,4}$", description="Municipality number in quotes: four digits, in Finland three."
    )
    language: LanguageCode = Field("nb", description=f"Written standard of the report: {_CODES}.")
    made_up: bool = Field(default=False, description="True marks every page as made-up data.")
    main_goal: Labels = Field(description="The main goal, as adopted.")
    success_factors: tuple[SuccessFactor, ...] = Field(strict=False, description="In the order they are reported.")
    status_words: StatusWords = Field(description="The words for the three levels, as they stand after a result.")
    legend: StatusWords = Field(description="The three levels as the legend names them.")
    colours: Colours = Field(
        default_factory=lambda: Colours.model_validate({}), description="Colours of the report; ours when left out."
    )
    privacy: Privacy = Field(
        default_factory=lambda: Privacy.model_validate({}), description="RunLimits below which nothing is shown."
    )


# --- indicators.yaml --------------------------------------------------------------------------------------------


class Requirement(Model):
    """A required result, valid from a year until the next one begins. Exactly one of `text` and `bands`.

    `text` is the requirement as printed. When only the wanted band is printed, acceptable and unacceptable are
    unknown. `bands` gives each level its own printed text. Results are judged by the text of the first language that is
    given, in every language of the report.
    """

    valid_from: Year = Field(alias="from", description="First year the requirement applies to.")
    text: Translatable | None = Field(None, description="As printed: «6,0 – 4,6», «≥ 92 %», «> landssnitt», «2».")
    bands: RequirementBands | None = Field(None, description="One printed text a level, where all are printed.")
    rounding: Rounding | None = Field(
        None, description="How a result with more decimals than the bands is rounded before it is judged."
    )
    benchmark: Identifier | None = Field(
        None,
        description="Indicator that holds the series a relative requirement («> landssnitt») is measured against.",
    )

    @model_validator(mode="after")
    def _one_form(self) -> Requirement:
        if (self.text is None) == (self.bands is None):
            msg = _("exactly one of «text» and «bands»")
            raise ValueError(msg)
        return self


class RequirementBands(Model):
    """The printed text of each level; leave out a level that is not printed."""

    met: Translatable = Field(description="Wanted results, as printed: «4,5 - 6».")
    accepted: Translatable | None = Field(None, description="Acceptable results, as printed.")
    unmet: Translatable | None = Field(None, description="Unacceptable results, as printed.")


class SeriesBreak(Model):
    """A year from which results cannot be compared with earlier ones."""

    year: Year = Field(description="First year of the new series.")
    reason: Translatable = Field(description="Why, in words for readers.")


class Definition(Model):
    """The definition card of an indicator."""

    what: Translatable = Field("", description="What is measured.")
    why: Translatable = Field("", description="Why it is measured.")
    formula: Translatable = Field("", description="How it is computed.")
    population: Translatable = Field("", description="Who or what is counted.")


class Indicator(Model):
    """One indicator of the register `params/<municipality>/indicators.yaml`."""

    id: Identifier = Field(description="Stable id; never the label, for two rows may share a label.")
    code: str = Field("", description="Printed code, e.g. «B.1.1».")
    label: Labels
    success_factor: Identifier | None = Field(None, description="Id of a success factor of the municipality.")
    areas: tuple[Identifier, ...] = Field(
        (),
        strict=False,
        description="Areas whose scorecard shows it; none: shown only where a notebook asks for it.",
    )
    scale: Scale = Field(description="What kind of number or text the results are.")
    unit: Translatable = Field("", description="Printed after the number: «poeng», «%», «dager», «stk.».")
    decimals: int = Field(0, ge=0, le=4, description="Decimals shown.")
    direction: Direction = Field(description="Which way is better: higher, lower, target (inside a corridor), none.")
    sign: Literal["positive_is_good", "negative_is_good"] | None = Field(
        None, description="For deviations: which sign is good. Until declared, a deviation is never coloured."
    )
    ordinal: tuple[Translatable, ...] = Field(
        (),
        strict=False,
        description="For ordinal scales: the levels as printed, worst first («Dårlig», «Meget bra»).",
    )
    requirements: tuple[Requirement, ...] = Field((), strict=False, description="Newest last; none: no requirement.")
    benchmarks: tuple[Identifier, ...] = Field(
        (),
        strict=False,
        description="Ids of the indicators that hold the series it is compared with («Landssnitt»), as printed.",
    )
    source: Translatable = Field("", description="Where results come from.")
    owner: Translatable = Field("", description="Who answers for the indicator.")
    definition: Definition = Field(
        default_factory=lambda: Definition.model_validate({}), description="The definition card."
    )
    suppression_limit: int | None = Field(None, ge=1, description="Fewest respondents; overrides the files'.")
    valid_from: Year | None = Field(None, description="First year the indicator exists.")
    valid_to: Year | None = Field(None, description="Last year the indicator exists.")
    breaks: tuple[SeriesBreak, ...] = Field((), strict=False, description="Breaks in the series, with reason.")


class IndicatorRegister(Model):
    """`params/<municipality>/indicators.yaml`."""

    indicators: tuple[Indicator, ...] = Field(strict=False, description="The register, in the order it is printed.")


# --- <year>.yaml ------------------------------------------------------------------------------------------------


class AreaEntry(Model):
    """One area of an edition."""

    area: Identifier = Field(description="Name of the notebook in `notebooks/`, without .ipynb.")
    parameters: dict[str, ParameterValue] = Field(
        default_factory=dict, description="Parameters of this area only; they override the edition's."
    )
    example: bool = Field(
        default=False,
        description="True while the area shows the made-up example it began with: every page says so, and the report "
        "cannot be published.",
    )


class Edition(Model):
    """`params/<municipality>/<year>.yaml`: one municipality, one year, in one language or several."""

    title: Translatable = Field(description="Title of the chapter.")
    kind: ReportKind = Field(
        "årsrapport",
        description="«årsrapport», «årsberetning» (the statutory one), or «gjengivelse»: a document of others, retold.",
    )
    date: dt.date = Field(description="Date of the document, e.g. the last day of the year it reports on.")
    language: LanguageCode | None = Field(None, description="Written standard, where it is not the municipality's.")
    languages: tuple[LanguageCode, ...] = Field(
        (),
        strict=False,
        description="All languages the edition is published in, that of its authors first; in place of «language».",
    )
    result_years: tuple[Year, ...] = Field(
        strict=False,
        description="Years whose results the scorecards show, oldest first; the last is the edition's.",
    )
    parameters: dict[str, ParameterValue] = Field(
        default_factory=dict, description="Parameters for all notebooks of the edition."
    )
    areas: tuple[AreaEntry, ...] = Field(strict=False, description="The areas, in the order they are printed.")
    requires: tuple[CheckRole, ...] = Field(
        (),
        strict=False,
        description="Who must have checked every area before the report is published: «unit» (its head of unit), "
        "«director»; none when left out.",
    )
    checks_in_order: bool = Field(
        default=False, description="Whether the director checks only what the head of unit has checked."
    )


# --- <year>/<area>.yaml -----------------------------------------------------------------------------------------


class Tracked(Model):
    """What an action and a plan have in common."""

    id: Identifier = Field(description="Stable id, once in the file.")
    text: Labels
    short: Labels | None = Field(None, description="The same in a few words, for tables; the whole text when left out.")
    success_factor: Identifier | None = Field(None, description="Id of a success factor of the municipality.")
    priorities: tuple[Identifier, ...] = Field(
        (), strict=False, description="Ids of priorities in `priorities.yaml` that it is a part of."
    )
    challenges: tuple[Identifier, ...] = Field(
        (), strict=False, description="Ids of challenges in `priorities.yaml` that it does something about."
    )


class Action(Tracked):
    """Something that was done in the year."""

    indicator: Identifier | None = Field(None, description="The indicator the action was meant for.")


class Plan(Tracked):
    """Something promised; the next edition must answer for it."""

    due: Translatable = Field("", description="When, as printed: «2016», «2016–2018».")
    owner: Translatable = Field("", description="Who answers for it.")


class Answer(Model):
    """What became of a plan that an earlier edition left open."""

    plan: Identifier = Field(description="Id of the plan, as the earlier edition has it.")
    area: Identifier | None = Field(None, description="The area that promised it, where it is not the file's own.")
    status: AnswerStatus | None = Field(
        None,
        description="«done», «under_way», «postponed» (with a new due) or «dropped» (with a reason); left blank: "
        "not answered yet. What is under way or postponed must be answered again by the next edition.",
    )
    text: Translatable = Field("", description="What has come of it, in words for readers.")
    reason: Translatable = Field("", description="Why it was dropped.")
    due: Translatable = Field("", description="The new deadline, as printed, where there is one.")
    owner: Translatable = Field("", description="Who answers for it now, where it is somebody else.")


class Explanation(Model):
    """Why a result is unacceptable, and what is done about it. All of it must be there before the report is final."""

    indicator: Identifier = Field(description="The indicator whose result is explained.")
    explanation: Translatable = Field("", description="Why the result is as it is.")
    action: Translatable = Field("", description="What is done about it.")
    owner: Translatable = Field("", description="Who answers for it.")
    due: Translatable = Field("", description="When it is to be done, as printed; names a year: «juni 2026».")


class AreaTracking(Model):
    """`params/<municipality>/<year>/<area>.yaml`: what is tracked over the years."""

    answers: tuple[Answer, ...] = Field(
        (), strict=False, description="What became of the plans that the edition before left open, one a plan."
    )
    actions: tuple[Action, ...] = Field((), strict=False, description="Done in the year.")
    plans: tuple[Plan, ...] = Field((), strict=False, description="Promised for later.")
    explanations: tuple[Explanation, ...] = Field((), strict=False, description="One an unacceptable result.")


# --- data/<municipality>/sources.yaml ---------------------------------------------------------------------------


class DataFormat(Model):
    """How a data file is written. Declared, never guessed."""

    separator: Literal[",", ";"] = Field(";", description="Between columns: «,» or «;». Ignored for XLSX.")
    decimal: Literal[",", "."] = Field(",", description="Decimal mark: «,» or «.».")
    sheet: str | None = Field(None, description="Sheet of an XLSX file; without it the file must have only one.")


class DataSource(Model):
    """One data file: what it is, where it came from, and what is uncertain about it."""

    file: str = Field(description="File name in the same folder, .csv or .xlsx.")
    table: Literal[
        "indicator_results",
        "contact_statistics",
        "survey_aggregates",
        "survey_distributions",
        "rankings",
        "feedback_cases",
        "participation",
        "benchmark_snapshot",
        "survey_responses",
        "survey_responses_long",
    ] = Field(description="What kind of table it is; decides its columns (see docs).")
    format: DataFormat = Field(
        default_factory=lambda: DataFormat.model_validate({}), description="How the file is written."
    )
    source: Translatable = Field(description="Document or system the figures were taken from.")
    address: str = Field("", description="Where it can be found.")
    period: Translatable = Field(description="Period the figures are about, e.g. «2013–2015».")
    owner: Translatable = Field(description="Who delivered the figures and answers for them.")
    delivered: dt.date | None = Field(
        None, description="Date the figures were delivered; the control page tells their age. Leave out when not known."
    )
    licence: str = Field(description="Licence, or that none is stated.")
    suppression_limit: int | None = Field(
        None,
        ge=1,
        description="Fewest people or cases told of, of what this file holds; overrides the municipality's.",
    )
    head_counts: str = Field(
        "",
        description="Why comments in the file may tell of few people, «to brukere»; blank: they may not be published.",
    )
    checksum: str = Field(
        "", description="SHA-256 of the file about a fetched snapshot; written by «build.py fetch», never by hand."
    )
    uncertain: tuple[Translatable, ...] = Field(
        (), strict=False, description="What is uncertain; printed in the report."
    )


class Sources(Model):
    """`data/<municipality>/sources.yaml`."""

    files: tuple[DataSource, ...] = Field(strict=False, description="Every data file in the folder.")


Requirement.model_rebuild()
