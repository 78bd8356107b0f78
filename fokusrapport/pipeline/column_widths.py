"""How much room a table takes: the width of its columns, in PDF and Word alike, and about how many lines it has."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

_WIDEST = 40
_NARROWEST = 4
_LETTERS = 105  # in the width of the page, at the size of tables
_PADDING = 0.8  # lines between two rows


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


def lines_of(columns: Sequence[Sequence[str]]) -> float:
    """About how many lines of text high a table is, from the texts of its columns, titles first."""
    weights = [column_weight(texts) for texts in columns]
    widths = [_LETTERS * weight / sum(weights) for weight in weights]
    rows = zip(*columns, strict=True)
    return sum(
        _PADDING + max(math.ceil(len(text) / width) for text, width in zip(row, widths, strict=True)) for row in rows
    )
