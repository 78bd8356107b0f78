"""The words and signs a printed requirement is made of: text to tokens.

Spaces and dashes come in every kind (no-break, thin, –, —, −), relations as signs or as words in nb, nn, sv
and en.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fokusrapport.i18n import _

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u2060]+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\uff0d]")
_GLOSS = re.compile(r"\([^()]*\)")
_FOOTNOTE_MARK = re.compile(r"(?<=[^*\s])\s?\*$")

# What a relation means, and how it is written before the number …
_BEFORE = {
    ">=": "≥|>=|=>|⩾|≧|minst|minimum|lägst|at least|ikke under|ikke lavere enn|ikkje under|ikkje lågare enn"
    "|inte under|fra og med|frå og med|från och med",
    "<=": "≤|<=|=<|⩽|≦|høyst|høgst|högst|maks|maks.|maksimum|maksimalt|maximalt|inntil|opptil|opp til"
    "|til og med|till och med|innen|innan|inom|ikke over|ikke mer enn|ikke høyere enn|ikkje over"
    "|ikkje meir enn|inte över|at most|within|up to",
    ">": ">|over|över|above|mer enn|meir enn|mer än|more than|høyere enn|høgare enn|högre än|større enn"
    "|större än|flere enn|fleire enn|fler än|higher than",
    "<": "<|under|below|mindre enn|mindre än|less than|lavere enn|lågare enn|lägre än|lower than|færre enn"
    "|färre än|fewer than",
    "=": "=|lik|lik med|lika med|equal to",
    "better": "bedre enn|betre enn|bättre än|better than",
    "worse": "dårligere enn|dårlegare enn|verre enn|sämre än|worse than",
    "better=": "ikke dårligere enn|ikkje dårlegare enn|inte sämre än|minst like god som|minst like bra som"
    "|minst som|som|på nivå med|lik eller bedre enn|lik eller betre enn|lika med eller bättre än|no worse than",
}
# … and after it.
_AFTER = {
    ">=": "eller mer|eller meir|eller høyere|eller høgare|eller högre|eller flere|eller fleire|eller fler"
    "|eller over|og over|og oppover|og uppåt|og høyere|og mer|eller større|or more|or higher|and above",
    "<=": "eller mindre|eller lavere|eller lågare|eller lägre|eller færre|eller färre|eller under|og under|og nedover"
    "|og lavere|or less|or lower|or fewer|and below",
    "better=": "eller bedre|eller betre|eller bättre|og bedre|or better",
    "worse=": "eller dårligere|eller dårlegare|eller verre|eller sämre|or worse",
}


class UnreadableRequirementError(ValueError):
    """A requirement that follows no known form; its text says where it stops making sense."""


@dataclass(frozen=True)
class Token:
    """One word or sign; `meaning` is the code of a relation, else the text itself in lower case."""

    kind: str
    text: str
    meaning: str


def _meanings(table: dict[str, str]) -> dict[str, str]:
    return {phrase: meaning for meaning, phrases in table.items() for phrase in phrases.split("|")}


_MEANING = {"before": _meanings(_BEFORE), "after": _meanings(_AFTER)}


def _one_of(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first, words only as whole words."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(
        (r"\b" if phrase[0].isalnum() else "") + re.escape(phrase) + (r"\b" if phrase[-1].isalnum() else "")
        for phrase in longest_first
    )


# «min.» is a relation before a number, but minutes after one; «og over» ends «75 og over», but does not
# stand in «> 4 og over 5».
_PATTERNS = (
    ("after", rf"(?:{_one_of(_MEANING['after'])})(?!\s*-?\s?\d)"),
    ("before", _one_of(_MEANING["before"])),
    ("min", r"\bmin\b\.?(?=\s*\d)"),
    ("max", r"\bmax\b\.?(?=\s*\d)"),
    ("from", _one_of(["fra", "frå", "från", "from"])),
    ("between", _one_of(["mellom", "mellan", "between"])),
    ("plusminus", r"±|\+\s?/?\s?-"),
    ("ordinal", r"\d+\.(?= ?[^\W\d_])"),
    ("number", r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"),
    ("stars", r"[★⭐]+☆*|\*{2,}"),
    ("to", r"-|…|\.{2,3}|" + _one_of(["til", "till", "to"])),
    ("and", _one_of(["og", "och", "and", "men"])),
    ("or", _one_of(["eller", "or"])),
    ("slash", r"[/;,]"),
    ("plus", r"\+"),
    ("word", r"[^\W\d_]+(?:[-/][^\W\d_]+)*\.?|[%‰€$]"),
    ("unknown", r"\S"),
)
_GRAMMAR = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS)


def without_gloss(text: str) -> str:
    """The text with one kind of space and dash, without what stands in brackets and a mark for a footnote."""
    plain = _DASHES.sub("-", _SPACES.sub(" ", text)).strip()
    bare = _SPACES.sub(" ", _GLOSS.sub(" ", plain)).strip() or plain.strip("()")
    return _FOOTNOTE_MARK.sub("", bare)


def tokens(text: str, levels: Iterable[str]) -> tuple[Token, ...]:
    """The tokens of a requirement; `levels` are the names of the indicator's own levels.

    Raises:
        UnreadableRequirementError: for a sign that has no meaning here, or a number that can be read two ways.
    """
    names = _one_of(without_gloss(level) for level in levels)
    grammar = re.compile((f"(?P<level>{names})|" if names else "") + _GRAMMAR, re.IGNORECASE)
    return tuple(_token(match) for match in grammar.finditer(without_gloss(text)))


def _token(match: re.Match[str]) -> Token:
    kind, text = str(match.lastgroup), match.group()
    low = text.lower()
    if kind == "unknown":
        raise UnreadableRequirementError(_("«{sign}» has no meaning in a requirement").format(sign=text))
    if kind == "number" and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", text):
        raise UnreadableRequirementError(
            _("«{number}» can be read two ways: write «{thousands}» or «{decimals}»").format(
                number=text, thousands=text.replace(".", " "), decimals=text.replace(".", ",")
            )
        )
    if kind == "ordinal":  # part of a name: «9. trinn»
        return Token("word", text, low)
    if kind in ("min", "max"):
        return Token("before", text, ">=" if kind == "min" else "<=")
    return Token(kind, text, _MEANING[kind][low] if kind in _MEANING else low)
