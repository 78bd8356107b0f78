"""The years that a sentence says its numbers are of."""

from __future__ import annotations

import re

from fokusrapport.domain.prose.sentences import Sentence

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_COMPUTED = re.compile(r"year(?:\s*-\s*(\d+))?")
_COMPARES = re.compile(
    r"\b(?:året|åra|årene|fjor\w*|forrige|førre|sist|siste|tidligere|tidlegare|før|etter|siden|sidan|fra|frå|mellom|mot|"
    r"enn|perioden|nå|no|år|dag|forhold\w*|sammenlign\w*|samanlikn\w*|förra|tidigare|före|efter|sedan|från|mellan|jämfört|än|nu|"
    r"previous\w*|last|earlier|before|after|since|from|between|against|than|year|now|today|compared)\b|\d\d-[a-zæøå]|\d\s?[–/-]\s?(?:19|20)?\d\d\b",
    re.IGNORECASE,
)


def years_of(sentence: Sentence, now: int) -> frozenset[int]:
    """The years it names, typed or computed as `year` and `year - 1`; `now` is the edition's."""
    computed = (_COMPUTED.fullmatch(call.strip()) for call in sentence.expressions)
    return frozenset(map(int, _YEAR.findall(sentence.text))) | {now - int(m.group(1) or 0) for m in computed if m}


def is_of_named_years(sentence: Sentence) -> bool:
    """Whether nothing in it tells of another time than those: «mot 4,7 året før», «fra 4,7», «nå», «2013–2015»."""
    reckoned = any("year" in call and not _COMPUTED.fullmatch(call.strip()) for call in sentence.expressions)
    return not reckoned and not _COMPARES.search(sentence.text)
