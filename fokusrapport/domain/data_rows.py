"""What one row of each kind of table may hold, refused in the same words as what stands in `params/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo, model_validator

from fokusrapport.blocks import StatusKind
from fokusrapport.domain.missing import MissingKind
from fokusrapport.domain.numerals import parse_number, parse_whole, parse_year
from fokusrapport.i18n import _
from fokusrapport.params.modelfaults import refusal
from fokusrapport.params.models import Indicator
from fokusrapport.params.nearest import nearest

Cell = str | Decimal | None
"""A cell as it was read: text, a spreadsheet's number, or blank."""

MISSING_WORDS: dict[str, MissingKind] = {
    "ikke målt": "not_measured",
    "ikke målt etter felles mal": "not_measured_common_template",
    "ny indikator": "new_indicator",
    "skjermet": "suppressed",
    "metodebrudd": "method_break",
    "ikke aktuell": "not_applicable",
}
"""What people write in the column `missing`. A row where nothing stands is of the kind «blank»."""

_RANGES = {"score_1_5": (1, 5), "score_1_6": (1, 6), "points_0_100": (0, 100)}
_TEXT_SCALES = ("ordinal", "milestone", "yes_no")
_YES_NO = ("ja", "nei")


@dataclass(frozen=True)
class RowContext:
    """What a row is judged against: declared decimal mark, register, and the municipality's status words."""

    decimal: str
    indicators: Mapping[str, Indicator]
    status_words: Mapping[str, StatusKind]


def _context(info: ValidationInfo) -> RowContext:
    return cast("RowContext", info.context)


def _needed(cell: Cell, info: ValidationInfo) -> str | Decimal:
    if cell is None:
        raise refusal(_("The cell is blank."), _("a value in the column «{name}»").format(name=info.field_name))
    return cell


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _needed_text(cell: Cell, info: ValidationInfo) -> str:
    return str(_needed(cell, info))


def _indicator(cell: Cell, info: ValidationInfo) -> str:
    name = _needed_text(cell, info)
    known = _context(info).indicators
    if name not in known:
        what = _("There is no indicator «{name}» in the register.").format(name=name)
        raise refusal(what, _("an id of indicators.yaml"), nearest(name, known))
    return name


def _number(cell: Cell, info: ValidationInfo) -> Decimal | None:
    return parse_number(cell, _context(info).decimal) if isinstance(cell, str) else cell


def _needed_number(cell: Cell, info: ValidationInfo) -> Decimal | None:
    return _number(_needed(cell, info), info)


def _whole(cell: Cell, info: ValidationInfo) -> int | None:
    return None if cell is None else parse_whole(cell, _context(info).decimal)


def _count(cell: Cell, info: ValidationInfo) -> int | None:
    number = _whole(cell, info)
    if number is not None and number < 1:
        raise refusal(_("«{number}» is not a number of participants.").format(number=cell), _("a whole number from 1"))
    return number


def _needed_whole(cell: Cell, info: ValidationInfo) -> int | None:
    return _whole(_needed(cell, info), info)


def _year(cell: Cell, info: ValidationInfo) -> int | None:
    return None if cell is None else parse_year(cell, _context(info).decimal)


def _needed_year(cell: Cell, info: ValidationInfo) -> int | None:
    return _year(_needed(cell, info), info)


def _word(cell: Cell, words: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the kinds are the caller's
    if cell is None:
        return None
    kind = words.get(str(cell).lower())
    if kind is None:
        what = _("«{word}» is none of the words for this column.").format(word=cell)
        raise refusal(what, ", ".join(words), nearest(str(cell), words))
    return kind


def _missing(cell: Cell) -> MissingKind | None:
    return cast("MissingKind | None", _word(cell, MISSING_WORDS))


def _status(cell: Cell, info: ValidationInfo) -> StatusKind | None:
    return cast("StatusKind | None", _word(cell, _context(info).status_words))


Text = Annotated[str, BeforeValidator(_text)]
NeededText = Annotated[str, BeforeValidator(_needed_text)]
IndicatorId = Annotated[str, BeforeValidator(_indicator)]
Number = Annotated[Decimal | None, BeforeValidator(_number)]
NeededNumber = Annotated[Decimal, BeforeValidator(_needed_number)]
Whole = Annotated[int | None, BeforeValidator(_whole)]
NeededWhole = Annotated[int, BeforeValidator(_needed_whole)]
Year = Annotated[int | None, BeforeValidator(_year)]
NeededYear = Annotated[int, BeforeValidator(_needed_year)]


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
    missing: Annotated[MissingKind | None, BeforeValidator(_missing)] = None
    status: Annotated[StatusKind | None, BeforeValidator(_status)] = None
    status_reason: Text = ""
    participants: Annotated[int | None, BeforeValidator(_count)] = None

    @model_validator(mode="after")
    def _one_thing(self, info: ValidationInfo) -> ResultRow:
        there = (self.value is not None) + bool(self.text) + (self.missing is not None)
        if there > 1:
            what = _("The row says several things at once.")
            raise refusal(what, _("only one of value, text and missing"), column="missing" if self.missing else "text")
        if self.status is not None:
            self._status_is_explained()
        _fits_scale(_context(info).indicators[self.indicator], self.value, self.text)
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
        _fits_scale(_context(info).indicators[self.indicator], self.value, "")
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
    if text and levels and text.lower() not in (level.lower() for level in levels):
        what = _("«{text}» is no level of «{indicator}».").format(text=text, indicator=indicator.id)
        raise refusal(what, ", ".join(levels), nearest(text, levels), column="text")


AnyRow = ResultRow | ContactRow | SurveyRow | RankingRow
ROW_MODELS: dict[str, type[AnyRow]] = {
    "indicator_results": ResultRow,
    "contact_statistics": ContactRow,
    "survey_aggregates": SurveyRow,
    "rankings": RankingRow,
}
"""The row model of each kind of table."""
