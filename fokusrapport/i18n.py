"""Languages: message catalogues, and the number, date and list formats of each (from CLDR, through babel).

Messages stand in English in the code. `_` translates them for the person at the keyboard; `Language.gettext` for
the reader of a report, in the report's own written standard.
"""

from __future__ import annotations

import datetime as dt
import gettext as gettext_module
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol

DOMAIN = "fokusrapport"
LOCALE_DIR = Path(__file__).parent / "locale"
LANGUAGES = ("nb", "nn", "sv", "en")
"""Languages that texts may be in, the nearest to each other first. A new one needs its code here and a catalogue."""

MINUS = "\u2212"
NO_BREAK_SPACE = "\u00a0"
_COUNTRIES = {"en": "GB"}
"""Countries that are meant where another is the likeliest: for the others CLDR's is right."""

_WIDE = Context(prec=100)  # the usual 28 digits would make rounding a longer number an error
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]")


class DisplayText(str):
    """A text for readers whose `repr` is the text itself: a plain str shows a no-break space as an escape."""

    __slots__ = ()
    __repr__ = str.__str__


def round_half_up(number: Decimal, decimals: int) -> Decimal:
    """The number rounded half away from zero to so many decimals; never a negative zero."""
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, context=_WIDE)
    return rounded.copy_abs() if rounded == 0 else rounded


class Language:
    """One written standard: its catalogue and its ways of writing numbers, dates and lists."""

    def __init__(self, code: str) -> None:
        if code not in LANGUAGES:
            raise KeyError(code)
        self.code = code
        self._babel = _with_country(code)
        self._spaced_percent = Locale.parse(self._babel).percent_formats[None].pattern.endswith(f"{NO_BREAK_SPACE}%")
        self._group = _SPACES.sub(NO_BREAK_SPACE, get_group_symbol(self._babel))
        self._mark = get_decimal_symbol(self._babel)
        # What a language lacks is said in bokmål; English is the code's own.
        codes = [code] if code in ("nb", "en") else [code, "nb"]
        self._catalogue = gettext_module.translation(DOMAIN, LOCALE_DIR, codes, fallback=True)

    @property
    def own_name(self) -> str:
        """What the language calls itself, as it stands alone: «Norsk bokmål»."""
        name = self.name_in(self.code)
        return f"{name[:1].upper()}{name[1:]}"

    def name_in(self, code: str) -> str:
        """What the language is called in another: «nynorsk»."""
        return str(Locale.parse(_with_country(code)).languages.get(self.code, self.code))

    @property
    def tag(self) -> str:
        """The code with its country, as word processors want it: `nb-NO`."""
        return self._babel.replace("_", "-")

    @property
    def decimal_mark(self) -> str:
        """What stands before the decimals: «,» or «.»."""
        return self._mark

    def gettext(self, message: str) -> str:
        """The message in this language, or as it stands when the catalogue has none."""
        return self._catalogue.gettext(message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The message in this language in the form the count asks for."""
        return self._catalogue.ngettext(singular, plural, count)

    def number(self, number: Decimal | int, decimals: int = 0, *, signed: bool = False) -> str:
        """A number rounded half up, with U+2212 as minus (and a plus if asked).

        Thousands stand apart by a no-break space, in English by a comma. Babel gives the symbols only: it
        rounds half to even, writes an ASCII minus, and fails on more than 28 digits.
        """
        rounded = round_half_up(Decimal(number), decimals)
        symbols = str.maketrans({",": self._group, ".": self._mark})
        sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
        return DisplayText(sign + f"{rounded.copy_abs():,f}".translate(symbols))

    def percent(self, number: Decimal | int, decimals: int = 0, *, signed: bool = False) -> str:
        """A number of hundredths with its sign: «93,6 %» with a no-break space, in English «93.6%»."""
        space = NO_BREAK_SPACE if self._spaced_percent else ""
        return DisplayText(f"{self.number(number, decimals, signed=signed)}{space}%")

    def parse_number(self, text: str) -> Decimal:
        """The number a text says, as `number` writes it; any kind of space and minus will do.

        Raises:
            ValueError: when the text is no number in this language.
        """
        group = " " if self._group == NO_BREAK_SPACE else re.escape(self._group)
        plain = _SPACES.sub(" ", text.strip()).replace(MINUS, "-")
        whole = rf"\d{{1,3}}(?:{group}\d{{3}})+|\d+"
        if not re.fullmatch(rf"[+-]?(?:{whole})(?:{re.escape(self._mark)}\d+)?", plain):
            raise ValueError(text)
        return Decimal(plain.replace(" ", "").replace(self._group, "").replace(self._mark, "."))

    def words(self, number: int) -> str:
        """A whole number as running text wants it: a word up to twelve, digits above."""
        words = self.gettext("zero one two three four five six seven eight nine ten eleven twelve").split()
        return DisplayText(words[number]) if 0 <= number < len(words) else self.number(number)

    def after_one(self, unit: str) -> str:
        """A common unit as it stands after 1: «dag» for «dager»; any other as it is."""
        return dict(zip(self._common_units(2), self._common_units(1), strict=True)).get(unit, unit)

    def _common_units(self, count: int) -> tuple[str, ...]:
        """Not those of CLDR: its day is a «døgn», and it has no points."""
        return (
            self.ngettext("minute", "minutes", count),
            self.ngettext("hour", "hours", count),
            self.ngettext("day", "days", count),
            self.ngettext("week", "weeks", count),
            self.ngettext("month", "months", count),
            self.ngettext("point", "points", count),
            self.ngettext("percentage point", "percentage points", count),
        )

    def date(self, date: dt.date) -> str:
        """A date in words: «9. mars 2025»."""
        return DisplayText(format_date(date, "long", locale=self._babel))

    def alphabetical(self, texts: Iterable[str]) -> list[str]:
        """The texts in the order of the language's alphabet: «å» is the last letter in Norwegian, but not in Swedish.

        Letters that the alphabet does not have are placed by their stand-ins («ä» as «æ»), or by what they are without
        their accents; capitals as small letters.
        """
        letters = self.gettext("abcdefghijklmnopqrstuvwxyz")
        return sorted(texts, key=lambda text: ([_place(letter, letters) for letter in text.casefold()], text))

    def join(self, items: Sequence[str]) -> str:
        """The items as a list in running text: «a, b og c»."""
        return DisplayText(format_list(list(items), locale=self._babel))


_STAND_INS = {"æ": "ä", "ä": "æ", "ø": "ö", "ö": "ø"}


def _place(letter: str, letters: str) -> tuple[int, str]:
    """A sign's place in an alphabet; what is no letter comes before all letters, in its own order."""
    plain = unicodedata.normalize("NFKD", letter)[:1]
    found = next((sign for sign in (letter, _STAND_INS.get(letter, ""), plain) if sign and sign in letters), "")
    return (letters.index(found) + 1, "") if found else (0, letter)


def _with_country(code: str) -> str:
    """The language as its readers' country writes it: `nb_NO`."""
    likely = get_global("likely_subtags")[code]
    return f"{code}_{_COUNTRIES.get(code) or likely.rsplit('_', 1)[-1]}"


@lru_cache
def language(code: str) -> Language:
    """The language with this code; KeyError for one we do not have."""
    return Language(code)


def has_catalogue(code: str) -> bool:
    """Whether reports can be written in this language: English stands in the code, others need a catalogue."""
    return code == "en" or (LOCALE_DIR / code / "LC_MESSAGES" / f"{DOMAIN}.mo").is_file()


_asked_for: ContextVar[str] = ContextVar("language of messages", default="")


@contextmanager
def messages_in(code: str) -> Iterator[None]:
    """Meanwhile, in this thread, messages are in another language: of a person who sits at another machine."""
    token = _asked_for.set(code)
    try:
        yield
    finally:
        _asked_for.reset(token)


def ui_language() -> str:
    """The language of messages to the person at the keyboard: FOKUSRAPPORT_LANGUAGE, the locale, or nb."""
    if asked_for := _asked_for.get():
        return asked_for
    for name in ("FOKUSRAPPORT_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = re.split(r"[_.@-]", os.environ.get(name, ""))[0].lower()
        if code == "no":  # Norwegian without saying which, as on older systems
            return "nb"
        if code in LANGUAGES:
            return code
    return "nb"


def translate_click() -> None:
    """Give click's own messages the language of ours.

    click asks gettext's default domain, which takes its language from the environment; LANGUAGE comes before all else
    there. Messages that our catalogue «click» does not have stay English.
    """
    gettext_module.bindtextdomain("click", LOCALE_DIR)
    gettext_module.textdomain("click")
    os.environ["LANGUAGE"] = ui_language()


def _(message: str) -> str:
    return language(ui_language()).gettext(message)
