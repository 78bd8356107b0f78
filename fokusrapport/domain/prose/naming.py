"""Whether a sentence speaks of an indicator: by the words of its label, or by a computed value of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"[a-zæøåäöéáčđŋšŧž]+", re.IGNORECASE)
_SHORTEST = 4
_INFLECTION = 3  # «barn», «barna»; «skole», «skolene»
_FIRST_PART = 5  # «barnehage» in «barnehagedekning»
_COMMON, _ENDING = 6, 4  # «tilfredshet», «tilfredse»; «barnehagene», «barnehagedekning»
_SEVERAL = 2
_EMPTY_WORDS = (
    "andel andelen antall antal antallet prosent prosenten snitt gjennomsnitt gjennomsnittlig kommune kommunen "
    "kommunens innen etter eller blir året resultat resultatet alle flere som har hver med fra til over under mellom "
    "skala målt trinn elever brukere ved ikke andre share number average percent with from within"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text that tell what it speaks of, in small letters: long ones, and names such as NAV and IKT."""
    words = (word for word in _WORD.findall(text) if len(word) >= _SHORTEST or (word.isupper() and len(word) > 1))
    return tuple(word.lower() for word in words if word.lower() not in _EMPTY)


def alike(one: str, other: str) -> bool:
    """Whether two words are the same but for their endings, or one is the first part of the other."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and len(short) >= _SHORTEST:
        return len(short) >= _FIRST_PART or len(long) - len(short) <= _INFLECTION
    common = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    endings = len(long) - common <= _ENDING or len(short) - common <= _INFLECTION
    return common >= _COMMON and endings


def counts_such(noun: str, label: Iterable[str]) -> bool:
    """Whether things of this noun are what a label counts: «kommuner» are counted by «Eierkommuner»."""
    return any(alike(noun, word) or (len(noun) >= _FIRST_PART and word.endswith(noun)) for word in label)


@dataclass(frozen=True)
class Labels:
    """The labels of an area's indicators, by id.

    A word of a stray's label is no less the only one of its own area's: which are strays depends on what else is built.
    """

    texts: Mapping[str, str]
    strays: frozenset[str] = frozenset()

    @cached_property
    def words(self) -> Mapping[str, tuple[str, ...]]:
        """The telling words of every label."""
        return {name: words_of(text) for name, text in self.texts.items()}

    def named(self, sentence: str, expressions: Iterable[str]) -> frozenset[str]:
        """The indicators that a sentence speaks of.

        It has a computed value of one; or two words of its label, or the only one there is; or a word that stands in no
        other label of the area.
        """
        return frozenset(self._shown(expressions) | set(self._told(sentence)))

    def mentioned(self, sentence: str) -> frozenset[str]:
        """The indicators that a sentence has at least one word of."""
        said = set(words_of(sentence))
        return frozenset(n for n, words in self.words.items() if any(alike(w, s) for w in words for s in said))

    def subject(self, sentence: str, expressions: Iterable[str]) -> str:
        """The one indicator a sentence speaks of: the only one it has a value of, or else whose label it says most of.

        Empty when there is none, or more than one.
        """
        shown = self._shown(expressions)
        told = self._told(sentence)
        best = shown or {name for name, hits in told.items() if hits == max(told.values())}
        return next(iter(best)) if len(best) == 1 else ""

    def _shown(self, expressions: Iterable[str]) -> set[str]:
        calls = tuple(expressions)
        return {name for name in self.texts if any(f'"{name}"' in call for call in calls)}

    def _told(self, sentence: str) -> dict[str, int]:
        """The indicators a sentence's words tell of, and how many words of the label stand in it."""
        said = set(words_of(sentence))
        found = {
            name: [w for w in words if any(alike(w, other) for other in said)] for name, words in self.words.items()
        }
        return {name: len(hits) for name, hits in found.items() if self._enough(name, hits)}

    def _enough(self, name: str, hits: list[str]) -> bool:
        wanted = min(_SEVERAL, len(self.words[name]))
        return bool(hits) and (len(hits) >= wanted or any(self._is_own(name, word) for word in hits))

    def _is_own(self, name: str, word: str) -> bool:
        """Whether the word stands in no other label it could be taken for."""
        rivals = set(self.words) - {name} - (frozenset() if name in self.strays else self.strays)
        return not any(alike(word, other) for rival in rivals for other in self.words[rival])
