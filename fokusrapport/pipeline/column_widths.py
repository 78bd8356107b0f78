"""How much of a table's width a column gets, in PDF and Word alike: by its longest word and by how much it holds."""

from __future__ import annotations

import math
from collections.abc import Iterable

_WIDEST = 40
_NARROWEST = 4


def column_weight(texts: Iterable[str]) -> float:
    """The share of the width for a column of these texts, its title among them."""
    held = list(texts)
    return max(_NARROWEST, min(longest_word(held), _WIDEST / 2) + 1.5, 2 * math.sqrt(min(longest(held), _WIDEST)))


def longest_word(texts: Iterable[str]) -> int:
    """Letters of the longest word; a no-break space holds «34,9 poeng» together in the column too."""
    return max(len(word) for text in texts for word in text.split(" "))


def longest(texts: Iterable[str]) -> int:
    """Letters of the longest text."""
    return max(map(len, texts))
