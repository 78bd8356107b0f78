"""What a difference looks like: a clock, a path, a random id, another order, another locale."""

from __future__ import annotations

import re

from fokusrapport.i18n import _

_MONTHS = "jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec"
_TIME = re.compile(
    r"D:\d{8,14}|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?|\d{1,2}\.\d{1,2}\.\d{4}"
    rf"|\d{{1,2}}\.? (?:{_MONTHS})\w* \d{{4}}|\b\d{{1,2}}:\d\d(?::\d\d)?\b|\b1[5-9]\d{{8}}(?:\.\d+)?\b"
    r"|\(\d{4}(?:, \d{1,2}){5}\)",
    re.IGNORECASE,
)
_PATH = re.compile(r"(?:[A-Za-z]:)?(?:[\\/][\w.~@-]+){2,}[\\/]?")
_ID = re.compile(
    r"\b0x[0-9a-f]{6,}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|<?\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,}\b>?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"(?<=\d)[.,\s\u00a0\u202f'’](?=\d)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORD = re.compile(r"\w+")
_NEARLY = 1e-9


def likely_cause(published: str, rebuilt: str, *, reordered: bool = False) -> str:
    """What two texts that should be the same tell of why they are not; empty when they tell nothing."""
    if reordered or _same_words_reordered(published, rebuilt):
        return _("the same parts in another order: something is taken from a set or a folder without being sorted")
    for pattern, cause in _masks().items():
        if pattern.sub("", published) == pattern.sub("", rebuilt):
            return cause
    if _nearly_equal(published, rebuilt):
        return _(
            "numbers that are almost the same: reckoned in another order, by another library or on another processor"
        )
    return ""


def _masks() -> dict[re.Pattern[str], str]:
    """What is all that differs, and what that means; the first that fits is taken."""
    return {
        _TIME: _("a date or a time of day: something looks at the clock, or at when a file was changed"),
        _SEPARATOR: _("a decimal mark or a space in a number: something follows the machine's locale"),
        _PATH: _("a path: something tells where it was built, or by whom"),
        _ID: _("an id, a hash or a memory address: something random, or a hash that is another in every process"),
    }


def _same_words_reordered(published: str, rebuilt: str) -> bool:
    old, new = _WORD.findall(published), _WORD.findall(rebuilt)
    return len(old) > 1 and old != new and sorted(old) == sorted(new)


def _nearly_equal(published: str, rebuilt: str) -> bool:
    """The same text but for numbers that differ from their tenth digit on."""
    if _NUMBER.sub("#", published) != _NUMBER.sub("#", rebuilt):
        return False
    pairs = zip(_NUMBER.findall(published), _NUMBER.findall(rebuilt), strict=True)
    return all(abs(float(old) - float(new)) <= _NEARLY * abs(float(old)) for old, new in pairs)
