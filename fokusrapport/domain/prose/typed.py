"""Numbers as people type them in running text: how much, in what unit, and how exactly it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from fokusrapport.domain.prose.let_through import without_names
from fokusrapport.i18n import Language

Form = Literal["percent", "points", "bare"]
"""A number in per cent, in percentage points, or with any other unit or none."""

_WORDS = range(2, 13)  # «en», «ett» and «one» are articles as often as numbers
_LARGE = {"tusen": 3, "thousand": 3, "mill": 6, "millioner": 6, "million": 6, "miljoner": 6, "miljon": 6, "millions": 6}
_PERCENT = re.compile(r"\s?(?:%|(?:prosent|procent|percent|per cent|pst)\b)", re.IGNORECASE)
_POINTS = re.compile(r"[\s-]?(?:prosentpoeng|prosenteiningar|prosentenheter|procentenheter|percentage points?|%-poeng)")
_JOINED = re.compile(r"\s?(?:–|-|og|til|eller|och|till|and|to|or)\s?", re.IGNORECASE)
_NEXT = re.compile(r"\s([a-zæøåäö]+)", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:om lag|omlag|omtrent|omkring|rundt|cirka|ca\.?|kring|ungefär|about|around|nesten|nær|nærmere|knapt|snaut|"
    r"over|under|drøyt|drygt|vel|mer enn|meir enn|mindre enn|færre enn|flere enn|minst|nearly|almost)\s$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Typed:
    """A typed number. `start` and `end` say where its digits stand; `text` is it with its unit.

    `places` are the decimals it is said with, negative where the last digits are zeros that may be rounded ones;
    `about` that it is said to be rounded, `in_words` that it is typed in letters. `following` are the next words.
    """

    start: int
    end: int
    text: str
    number: Decimal
    places: int
    form: Form
    signed: bool
    about: bool
    in_words: bool
    following: tuple[str, ...]

    @property
    def digits(self) -> int:
        """How many significant digits it is said with."""
        return len(self.number.normalize().as_tuple().digits)


def typed_numbers(text: str, language: Language) -> tuple[Typed, ...]:
    """The numbers typed in a passage, in order; names, places and times are let through."""
    plain = re.sub(r"[\u00a0\u2009\u202f]", " ", text)
    looked_at = without_names(plain)
    found = [_typed(match, plain, language) for match in _number(language.code).finditer(looked_at)]
    found += [_in_words(match, plain, language) for match in _word(language.code).finditer(looked_at)]
    return tuple(_with_units_of_pairs(sorted(found, key=lambda typed: typed.start), plain))


@lru_cache
def _number(code: str) -> re.Pattern[str]:
    """A number in digits; in English a comma stands between thousands, elsewhere a point may stand for the comma."""
    group, mark = (",", r"\.") if code == "en" else (" ", "[,.]")
    whole = rf"\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+"
    return re.compile(rf"(?<![\w,.])(?P<sign>(?<![\w%] )(?<![\w%])[+−-])?(?P<number>(?:{whole})(?:{mark}\d+)?)(?!\w)")


@lru_cache
def _word(code: str) -> re.Pattern[str]:
    words = [word for word in _number_words(code) if (code, word) != ("en", "to")]
    return re.compile(rf"\b(?P<number>{'|'.join(words)})\b", re.IGNORECASE)


@lru_cache
def _number_words(code: str) -> dict[str, int]:
    language = Language(code)
    return {**{str(language.words(number)): number for number in _WORDS}, "syv": 7}


def _typed(match: re.Match[str], plain: str, language: Language) -> Typed:
    digits = match.group("number")
    plainly = digits.replace(",", "") if language.code == "en" else digits.replace(" ", "").replace(",", ".")
    number = Decimal(plainly)
    places = len(plainly.partition(".")[2]) or -_rounded_zeros(number)
    before, after = plain[: match.start()], plain[match.end() :]
    words = _following(after)
    power = _LARGE.get(words[0], 0) if words else 0
    large, words = (f" {words[0]}", _following(after[len(words[0]) + 1 :])) if power else ("", words)
    percent, points = _PERCENT.match(after), _POINTS.match(after)
    unit = points or percent
    return Typed(
        start=match.start(),
        end=match.end(),
        text=plain[match.start() : match.end() + (unit.end() if unit else len(large))],
        number=number.scaleb(power),
        places=places - power,
        form="points" if points else "percent" if percent else "bare",
        signed=match.group("sign") is not None,
        about=bool(_ABOUT.search(before)),
        in_words=False,
        following=words,
    )


def _in_words(match: re.Match[str], plain: str, language: Language) -> Typed:
    number = Decimal(_number_words(language.code)[match.group().lower()])
    words = _following(plain[match.end() :])
    return Typed(match.start(), match.end(), match.group(), number, 0, "bare", False, False, True, words)  # noqa: FBT003


def _rounded_zeros(number: Decimal) -> int:
    """How many zeros a round number ends on: «370 000» is said to the nearest ten thousand, perhaps."""
    text = f"{number:f}"
    return len(text) - len(text.rstrip("0")) if number else 0


def _following(after: str) -> tuple[str, ...]:
    """The next two words, in small letters, if nothing but a space stands between."""
    words: list[str] = []
    while len(words) < 2 and (match := _NEXT.match(after)):  # noqa: PLR2004 - «nye elektroniske tjenester»: an adjective
        words.append(match.group(1).lower())
        after = after[match.end() :]
    return tuple(words)


def _with_units_of_pairs(found: list[Typed], plain: str) -> Iterator[Typed]:
    """In «93 og 97 %» and «fra 30 til 49 år» the first number has the unit of the second."""
    for typed, following in pairwise([*found, None]):
        if typed is None:
            continue
        joined = following is not None and _JOINED.fullmatch(plain[typed.end : following.start])
        if joined and following is not None and typed.form == "bare" and not typed.in_words:
            yield replace(typed, form=following.form, following=following.following)
        else:
            yield typed
