"""Which of the values shown somebody means by a number or an id, however it is typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from fokusrapport.params.nearest import nearest
from fokusrapport.valuestore import Shown

_SIGNS = str.maketrans({"−": "-", "–": "-", "‑": "-", ",": "."})
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_FEW = 3


def matches(asked: str, values: Iterable[Shown]) -> list[Shown]:
    """The values shown with this text or exact number, or of the indicator with this id."""
    wanted = _plain(asked)
    return [shown for shown in values if asked.strip() == shown.value.indicator or wanted in _spellings(shown)]


def nearly(asked: str, values: Sequence[Shown]) -> list[str]:
    """What may have been meant: the closest numbers as shown, or the closest id."""
    number = _decimal(_plain(asked))
    if number is None:
        found = nearest(asked, {shown.value.indicator for shown in values if shown.value.indicator})
        return [found] if found else []
    known = {Decimal(shown.value.exact): shown.value.text for shown in values if shown.value.exact is not None}
    closest = sorted(known, key=lambda other: (abs(other - number), other))
    return list(dict.fromkeys(known[other].replace("\u00a0", " ") for other in closest))[:_FEW]


def _spellings(shown: Shown) -> set[str]:
    """The text with and without its unit, and the exact number; a plus may be left out."""
    value = shown.value
    text, exact = _plain(value.text), value.exact
    first = _NUMBER.search(text) if exact is not None else None
    return {spelling.lstrip("+") for spelling in (text, exact or text, first[0] if first else text)}


def _plain(text: str) -> str:
    """Without spaces of any kind, with one kind of minus and a point before decimals."""
    return "".join(text.split()).translate(_SIGNS).lstrip("+").casefold()


def _decimal(text: str) -> Decimal | None:
    found = _NUMBER.match(text)
    try:
        return Decimal(found[0]) if found else None
    except InvalidOperation:
        return None
