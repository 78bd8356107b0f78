"""Numbers as people print them, read exactly: «1 018 671», «34,9», «−2». Anything ambiguous is refused."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from fokusrapport.i18n import _
from fokusrapport.params.modelfaults import refusal

_SPACES = "\u0020\u00a0\u202f\u2009"
_STAND_INS = {"-", "–", "—", "…", "...", "..", ".", ":", "*", "x", "n/a", "na", "i/a", "?"}
_REMOVE = str.maketrans("", "", _SPACES)
_REMEMBERED = 10_000  # tables repeat years and scores
_LONG_AGO, _FAR_OFF = 1990, 2100
_YEAR = re.compile(r"\d{4}", re.ASCII)


@lru_cache
def _pattern(decimal: str) -> re.Pattern[str]:
    grouped = rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+"
    return re.compile(rf"[+\-−]?(?:{grouped}|\d+)(?:{re.escape(decimal)}\d+)?", re.ASCII)


@lru_cache(maxsize=_REMEMBERED)
def parse_number(text: str, decimal: str) -> Decimal:
    """The number printed in the text, `decimal` being the declared decimal mark.

    Spaces may stand between thousands. Raises a refusal for anything that could be read in two ways.
    """
    if not _pattern(decimal).fullmatch(text):
        raise _not_a_number(text, decimal)
    return Decimal(text.translate(_REMOVE).replace("−", "-").replace(decimal, "."))


def _not_a_number(text: str, decimal: str) -> ValueError:
    example = _("a number such as {example}").format(example=f"1 234{decimal}5")
    other = "." if decimal == "," else ","
    if text.lower() in _STAND_INS:
        what = _("«{text}» is no number.").format(text=text)
        return refusal(what, _("leave the cell blank, and say why in the column «missing»"))
    if text.endswith("%"):
        what = _("«{text}» has its unit in the cell.").format(text=text)
        return refusal(what, _("the number alone; the unit stands in the register"))
    if other in text and _pattern(other).fullmatch(text.replace(decimal, "")):
        what = _("«{text}» has «{other}», but sources.yaml declares «{decimal}» as the decimal mark.")
        return refusal(what.format(text=text, other=other, decimal=decimal), example)
    return refusal(_("«{text}» is no number.").format(text=text), example)


def parse_whole(value: str | Decimal, decimal: str) -> int:
    """The whole number printed in the text, or held by a cell of a spreadsheet."""
    number = parse_number(value, decimal) if isinstance(value, str) else value
    if number != number.to_integral_value():
        raise refusal(_("«{number}» is not a whole number.").format(number=value), _("a whole number"))
    return int(number)


@lru_cache(maxsize=_REMEMBERED)
def parse_year(value: str | Decimal, decimal: str) -> int:
    """A year of four digits."""
    # A year has no spaces, sign or decimals: what is not four digits is not even read as a number.
    year = parse_whole(value, decimal) if not isinstance(value, str) or _YEAR.fullmatch(value) else 0
    if not _LONG_AGO <= year <= _FAR_OFF:
        allowed = _("a whole number from {low} to {high}").format(low=_LONG_AGO, high=_FAR_OFF)
        raise refusal(_("«{year}» is no year.").format(year=value), allowed)
    return year
