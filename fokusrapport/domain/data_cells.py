"""What one cell of a table may hold: text, numbers and words, read exactly or refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, cast

from pydantic import BeforeValidator, ValidationInfo

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

_WHOLE = 100


@dataclass(frozen=True)
class RowContext:
    """What a row is judged against: declared decimal mark, register, and the municipality's status words."""

    decimal: str
    indicators: Mapping[str, Indicator]
    status_words: Mapping[str, StatusKind]


def context_of(info: ValidationInfo) -> RowContext:
    """What the row is judged against."""
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
    known = context_of(info).indicators
    if name not in known:
        what = _("There is no indicator «{name}» in the register.").format(name=name)
        raise refusal(what, _("an id of indicators.yaml"), nearest(name, known))
    return name


def _number(cell: Cell, info: ValidationInfo) -> Decimal | None:
    return parse_number(cell, context_of(info).decimal) if isinstance(cell, str) else cell


def _needed_number(cell: Cell, info: ValidationInfo) -> Decimal | None:
    return _number(_needed(cell, info), info)


def _whole(cell: Cell, info: ValidationInfo) -> int | None:
    return None if cell is None else parse_whole(cell, context_of(info).decimal)


def _counted(cell: Cell, info: ValidationInfo) -> int | None:
    number = _whole(cell, info)
    if number is not None and number < 0:
        raise refusal(_("«{number}» is less than nothing.").format(number=cell), _("a whole number from 0"))
    return number


def _from_one(cell: Cell, info: ValidationInfo) -> int | None:
    number = _whole(cell, info)
    if number is not None and number < 1:
        raise refusal(_("«{number}» is less than one.").format(number=cell), _("a whole number from 1"))
    return number


def _share(cell: Cell, info: ValidationInfo) -> Decimal | None:
    number = _number(cell, info)
    if number is not None and not 0 <= number <= _WHOLE:
        raise refusal(_("{share} is no share in per cent.").format(share=cell), _("a number from 0 to 100"))
    return number


def _needed_whole(cell: Cell, info: ValidationInfo) -> int | None:
    return _whole(_needed(cell, info), info)


def _year(cell: Cell, info: ValidationInfo) -> int | None:
    return None if cell is None else parse_year(cell, context_of(info).decimal)


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
    return cast("StatusKind | None", _word(cell, context_of(info).status_words))


Text = Annotated[str, BeforeValidator(_text)]
NeededText = Annotated[str, BeforeValidator(_needed_text)]
IndicatorId = Annotated[str, BeforeValidator(_indicator)]
Number = Annotated[Decimal | None, BeforeValidator(_number)]
NeededNumber = Annotated[Decimal, BeforeValidator(_needed_number)]
Whole = Annotated[int | None, BeforeValidator(_whole)]
NeededWhole = Annotated[int, BeforeValidator(_needed_whole)]
Year = Annotated[int | None, BeforeValidator(_year)]
NeededYear = Annotated[int, BeforeValidator(_needed_year)]
Count = Annotated[int | None, BeforeValidator(_counted)]
FromOne = Annotated[int | None, BeforeValidator(_from_one)]
Share = Annotated[Decimal | None, BeforeValidator(_share)]
Missing = Annotated[MissingKind | None, BeforeValidator(_missing)]
Status = Annotated[StatusKind | None, BeforeValidator(_status)]
