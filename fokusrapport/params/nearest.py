"""The nearest thing that would have been right, for messages about misspelt names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process, utils

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLOSE_ENOUGH = 60
_SHORT = 4


def nearest(word: str, options: Iterable[str]) -> str:
    """The option most like the word, ignoring case and punctuation; empty when none is like it."""
    # WRatio finds «2015» in «kristiansund/2015», but would find a word of one letter in almost anything.
    scorer = fuzz.WRatio if len(word) >= _SHORT else fuzz.ratio
    found = process.extractOne(
        word, sorted(options), scorer=scorer, processor=utils.default_process, score_cutoff=_CLOSE_ENOUGH
    )
    return found[0] if found else ""
