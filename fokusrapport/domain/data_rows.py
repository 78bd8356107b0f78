"""What one row of each kind of table may hold, refused in the same words as what stands in `params/`."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, ValidationInfo, model_validator

from fokusrapport.domain.data_cells import (
    MISSING_WORDS,
    Count,
    FromOne,
    IndicatorId,
    Missing,
    NeededNumber,
    NeededText,
    NeededWhole,
    NeededYear,
    Number,
    Share,
    Status,
    Text,
    Whole,
    Year,
    context_of,
)
from fokusrapport.i18n import _
from fokusrapport.params.modelfaults import refusal
from fokusrapport.params.models import Indicator
from fokusrapport.params.nearest import nearest
from fokusrapport.params.translated import spellings

_RANGES = {"score_1_5": (1, 5), "score_1_6": (1, 6), "points_0_100": (0, 100)}
_TEXT_SCALES = ("ordinal", "milestone", "yes_no")
_YES_NO = ("ja", "nei")


class Row(BaseModel):
    """A row of any table. Fields without a default are columns that must be there."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class MeasuredRow(Row):
    """A row about one indicator in one year; the year may be blank where `uncertain` says why."""

    indicator: IndicatorId
    year: Year
    uncertain: Text = ""
    comment: Text = ""

    @model_validator(mode="after")
    def _blank_year_is_explained(self) -> MeasuredRow:
        if self.year is None and not self.uncertain:
            raise refusal(_("The year is blank."), _("a year, or why it is not known in «uncertain»"), column="year")
        return self


class ResultRow(MeasuredRow):
    """A row of `indicator_results`: one of value, text and missing; none of them is the kind «blank»."""

    value: Number = None
    text: Text = ""
    missing: Missing = None
    status: Status = None
    status_reason: Text = ""
    participants: FromOne = None

    @model_validator(mode="after")
    def _one_thing(self, info: ValidationInfo) -> ResultRow:
        there = (self.value is not None) + bool(self.text) + (self.missing is not None)
        if there > 1:
            what = _("The row says several things at once.")
            raise refusal(what, _("only one of value, text and missing"), column="missing" if self.missing else "text")
        if self.status is not None:
            self._status_is_explained()
        _fits_scale(context_of(info).indicators[self.indicator], self.value, self.text)
        return self

    def _status_is_explained(self) -> None:
        if not self.status_reason:
            what = _("A status is set by hand without a reason.")
            raise refusal(what, _("the reason, for readers of the report"), column="status_reason")
        if self.value is None and not self.text:
            raise refusal(_("A status is set where there is no result."), _("a blank cell"), column="status")


class ContactRow(MeasuredRow):
    """A row of `contact_statistics`."""

    value: NeededNumber

    @model_validator(mode="after")
    def _value_fits(self, info: ValidationInfo) -> ContactRow:
        _fits_scale(context_of(info).indicators[self.indicator], self.value, "")
        return self


class SurveyRow(ContactRow):
    """A row of `survey_aggregates`: a share or mean, and how many were asked and answered, if known."""

    survey: NeededText
    invited: Whole = None
    answered: Whole = None

    @model_validator(mode="after")
    def _no_more_than_asked(self) -> SurveyRow:
        if self.invited is not None and self.answered is not None and self.answered > self.invited:
            what = _("{answered} have answered, but only {invited} were asked.")
            words = what.format(answered=self.answered, invited=self.invited)
            raise refusal(words, _("no more answers than were asked"), column="answered")
        return self


class RankingRow(Row):
    """A row of `rankings`: what stands at one place of a list that respondents put in order."""

    survey: NeededText
    list: NeededText
    year: NeededYear
    rank: NeededWhole
    item: NeededText


class AnswerRow(Row):
    """A row of `survey_distributions`: how many gave one answer, as one of count, share and missing.

    `position` is the answer's place on the scale, the worst first; blank for «vet ikke» and other answers outside it,
    and for all where the answers have no order. A question of which nothing is known has one row without an answer.
    """

    survey: NeededText
    indicator: IndicatorId
    year: NeededYear
    answer: Text = ""
    position: FromOne = None
    count: Count = None
    share: Share = None
    missing: Missing = None
    uncertain: Text = ""

    @model_validator(mode="after")
    def _one_thing(self) -> AnswerRow:
        said = [name for name in ("count", "share", "missing") if getattr(self, name) is not None]
        if len(said) != 1:
            what = _("The row says several things at once.") if said else _("The row says nothing.")
            raise refusal(what, _("only one of count, share and missing"), column=said[-1] if said else "count")
        if not self.answer and self.missing is None:
            raise refusal(
                _("The cell is blank."), _("a value in the column «{name}»").format(name="answer"), column="answer"
            )
        return self


def _fits_scale(indicator: Indicator, value: Decimal | None, text: str) -> None:
    """Refuse a value outside the indicator's scale, and a text where the scale is of numbers."""
    low, high = _RANGES.get(indicator.scale, (None, None))
    if value is not None and low is not None and high is not None and not low <= value <= high:
        what = _("{value} is outside the scale of «{indicator}».").format(value=value, indicator=indicator.id)
        raise refusal(what, _("a number from {low} to {high}").format(low=low, high=high), column="value")
    if text and indicator.scale not in _TEXT_SCALES:
        what = _("«{indicator}» takes a number, not a text.").format(indicator=indicator.id)
        allowed = _("a number in «value», or one of these in «missing»: {words}")
        near = nearest(text, MISSING_WORDS)
        raise refusal(what, allowed.format(words=", ".join(MISSING_WORDS)), near, column="text")
    levels = indicator.ordinal if indicator.scale == "ordinal" else _YES_NO if indicator.scale == "yes_no" else ()
    if text and levels and text.lower() not in (word for level in levels for word in spellings(level)):
        what = _("«{text}» is no level of «{indicator}».").format(text=text, indicator=indicator.id)
        raise refusal(what, ", ".join(levels), nearest(text, levels), column="text")


AnyRow = ResultRow | ContactRow | SurveyRow | AnswerRow | RankingRow
ROW_MODELS: dict[str, type[AnyRow]] = {
    "indicator_results": ResultRow,
    "contact_statistics": ContactRow,
    "survey_aggregates": SurveyRow,
    "survey_distributions": AnswerRow,
    "rankings": RankingRow,
}
"""The row model of each kind of table."""
