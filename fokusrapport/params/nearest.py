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
    ordered = sorted(options)
    # A misspelling is like the whole; failing that «2015» is like «kristiansund/2015». A short word is part of much.
    for scorer in (fuzz.ratio, fuzz.WRatio) if len(word) >= _SHORT else (fuzz.ratio,):
        found = process.extractOne(
            word, ordered, scorer=scorer, processor=utils.default_process, score_cutoff=_CLOSE_ENOUGH
        )
        if found:
            return found[0]
    return ""
