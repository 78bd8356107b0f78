"""How much room a table takes on paper: the width of its columns, in PDF and Word alike, and its height in lines.

All in letters and lines of the table's own text, worked out from the texts: no program has to set the table to know.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from fokusrapport.i18n import NO_BREAK_SPACE

BREAKABLE = 12  # letters; longer words are hyphenated
_MOST_TEXT = 50  # letters; a longer text gets no wider column, but more lines
_BETWEEN = 2.0  # letters between two columns
_BOLD = 1.25  # how much wider than other words those of a title are: bold, with a capital
_FILE = re.compile(r"\.(csv|xlsx|yaml)\b")  # a name breaks at a hyphen of its own at most
_PADDING = 0.8  # lines between two rows

Columns = Sequence[Sequence[str]]
"""The texts of each column, its title first."""


def column_widths(columns: Columns, letters: float) -> list[float]:
    """The width of each column, `letters` together, as a browser would share them.

    Every column gets room for its longest word, and of the rest the more the wider its texts would like to be. Where
    there is too little room for all words, the columns share the want.
    """
    least = [_least(texts) for texts in columns]
    over = letters - sum(least)
    if over <= 0:
        return [width * letters / sum(least) for width in least]
    wishes = [max(0.1, _wanted(texts) - width) for texts, width in zip(columns, least, strict=True)]
    return [width + over * wish / sum(wishes) for width, wish in zip(least, wishes, strict=True)]


def crowded(texts: Sequence[str], width: float) -> bool:
    """Whether a column has too little room for its longest word, which must then be hyphenated, however short."""
    return width < _least(texts)


def least_width(columns: Columns) -> float:
    """The letters that the longest words of all columns need side by side."""
    return sum(map(_least, columns))


def lines_of(columns: Columns, letters: float) -> float:
    """About how many lines of text high a table of this width is."""
    widths = column_widths(columns, letters)
    rows = zip(*columns, strict=True)
    return sum(_PADDING + max(map(_lines, row, widths)) for row in rows)


def longest_word(texts: Iterable[str]) -> int:
    """Letters of the longest word; a no-break space holds «34,9 poeng» together in the column too."""
    return max(len(word) for text in texts for word in text.split(" "))


def longest(texts: Iterable[str]) -> int:
    """Letters of the longest text."""
    return max(map(len, texts))


def _least(texts: Sequence[str]) -> float:
    title, *body = texts
    in_title = _BOLD * max(map(_unbroken, title.split(" ")))
    return max([in_title, *(_unbroken(word) for text in body for word in text.split(" "))]) + _BETWEEN


def _unbroken(word: str) -> int:
    """The letters that stay together: long words are hyphenated, but no file name, and no number leaves its unit."""
    if _FILE.search(word):
        return max(map(len, word.split("-")))
    return len(word) if NO_BREAK_SPACE in word else min(len(word), BREAKABLE)


def _wanted(texts: Sequence[str]) -> float:
    title, *body = texts
    # A title may take two lines: «uten resultat» over a column of single digits.
    return min(max([len(title) / 2, *map(len, body)]), _MOST_TEXT) + _BETWEEN


def _lines(text: str, width: float) -> int:
    return math.ceil(len(text) / (width - _BETWEEN)) or 1
