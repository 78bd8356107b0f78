"""Small numbers of people told in words: «3 av elevene», «to brukere», «one of the parents».

What a table withholds, a sentence must not tell. A number under the limit, in digits or letters, is a head count when a
word for people is among the next four; words such as «barnehage» and «brukerråd» only begin like one. The first number
is an article as often («en elev»), so it counts only with its accent, as «ett», «one», or before «av».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fokusrapport.i18n import Language

_PEOPLE = (
    # Bokmål and Nynorsk
    "elev bruker brukar beboer bebuar barn born ungdom jente gutt gut foreldre foreldra forelder foresatt føresett "
    "pårørende pårørande ansatt tilsett medarbeider medarbeidar innbygger innbyggjar person menneske klient pasient "
    "deltaker deltakar respondent kvinne mann menn søker søkjar familie "
    # Swedish
    "användare brukare boende flicka flickor pojke förälder föräldrar anhörig anställd invånare patient människa "
    "människor kvinna kvinnor man män deltagare familj "
    # English
    "pupil student user child children parent relative employee resident inhabitant people client participant woman "
    "women men girl boy applicant family families"
)
_ENDINGS = "e|a|r|n|s|en|et|er|ar|or|ne|na|ene|ane|erna|arna|orna"
_ONE = {
    "nb": "én|ett|éin|en(?= av)|ei(?= av)",
    "nn": "éin|eitt|ein(?= av)|ei(?= av)",
    "sv": "ett|en(?= av)",
    "en": "one",
}
_NOT_BETWEEN = "og och and om i in for för til till to med with på on per"
_BETWEEN = 3  # words: «3 av de nye elevene»
_SEVEN = 7  # has two names in Norwegian


@dataclass(frozen=True)
class HeadCount:
    """A number of people told in a text, from `start` to `end`."""

    start: int
    end: int
    text: str


def head_counts(text: str, language: Language, limit: int) -> Iterator[HeadCount]:
    """The numbers of fewer people than the limit that a text tells of."""
    for match in _pattern(language.code, limit).finditer(text):
        yield HeadCount(match.start(), match.end(), match.group())


@lru_cache
def _pattern(code: str, limit: int) -> re.Pattern[str]:
    language = Language(code)
    words = [str(language.words(number)) for number in range(2, limit)]
    older = ["syv"] if limit > _SEVEN and code == "nb" else []
    told = "|".join([*(str(number) for number in range(1, limit)), _ONE.get(code, "one"), *words, *older])
    kept_out = "|".join(_NOT_BETWEEN.split())
    between = rf"(?:[\s\u00a0](?!(?:{kept_out})\b)[\w-]+){{0,{_BETWEEN}}}?"
    people = "|".join(_PEOPLE.split())
    return re.compile(
        rf"(?<![\w,.])(?:{told})(?![\w,.%–-]){between}[\s\u00a0]\w*?(?:{people})(?:{_ENDINGS})?\b", re.IGNORECASE
    )
