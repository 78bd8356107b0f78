"""Languages: message catalogues, and the number, date and list formats of nb, nn, sv and en.

Messages stand in English in the code. `_` translates them for the person at the keyboard; `Language.gettext` for the
reader of a report, in the report's own written standard.
"""

from __future__ import annotations

import datetime as dt
import gettext as gettext_module
import os
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

DOMAIN = "fokusrapport"
LOCALE_DIR = Path(__file__).parent / "locale"
LANGUAGES = ("nb", "nn", "sv", "en")
MINUS = "\u2212"
NO_BREAK_SPACE = "\u00a0"
_BABEL = {"nb": "nb_NO", "nn": "nn_NO", "sv": "sv_SE", "en": "en_GB"}

_NUMBER_WORDS = {
    "nb": "null én to tre fire fem seks sju åtte ni ti elleve tolv",
    "nn": "null éin to tre fire fem seks sju åtte ni ti elleve tolv",
    "sv": "noll en två tre fyra fem sex sju åtta nio tio elva tolv",
    "en": "zero one two three four five six seven eight nine ten eleven twelve",
}


def round_half_up(number: Decimal, decimals: int) -> Decimal:
    """The number rounded half away from zero to so many decimals; never a negative zero."""
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


class Language:
    """One written standard: its catalogue and its ways of writing numbers, dates and lists."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._babel = _BABEL[code]
        self._catalogue = gettext_module.translation(DOMAIN, LOCALE_DIR, [code], fallback=True)

    def gettext(self, message: str) -> str:
        """The message in this language, or as it stands when the catalogue has none."""
        return self._catalogue.gettext(message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The message in this language in the form the count asks for."""
        return self._catalogue.ngettext(singular, plural, count)

    def number(self, number: Decimal | int, decimals: int = 0, *, signed: bool = False) -> str:
        """A number rounded half up, with no-break spaces in thousands and U+2212 as minus (and a plus if asked)."""
        rounded = round_half_up(Decimal(number), decimals)
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        text = format_decimal(abs(rounded), pattern, locale=self._babel, decimal_quantization=False)
        text = text.replace(" ", NO_BREAK_SPACE).replace("\u202f", NO_BREAK_SPACE)
        sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
        return sign + text

    def words(self, number: int) -> str:
        """A whole number as running text wants it: a word up to twelve, digits above."""
        words = _NUMBER_WORDS[self.code].split()
        return words[number] if 0 <= number < len(words) else self.number(number)

    def date(self, date: dt.date) -> str:
        """A date in words: «9. mars 2025»."""
        return str(format_date(date, "d. MMMM y" if self.code in ("nb", "nn") else "d MMMM y", locale=self._babel))

    def join(self, items: Sequence[str]) -> str:
        """The items as a list in running text: «a, b og c»."""
        return str(format_list(list(items), locale=self._babel))


@lru_cache
def language(code: str) -> Language:
    """The language with this code; KeyError for one we do not have."""
    return Language(code)


def ui_language() -> str:
    """The language of messages to the person at the keyboard: FOKUSRAPPORT_LANGUAGE, else the locale, else nb."""
    for name in ("FOKUSRAPPORT_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "")[:2]
        if code in LANGUAGES:
            return code
    return "nb"


def _(message: str) -> str:
    return language(ui_language()).gettext(message)
