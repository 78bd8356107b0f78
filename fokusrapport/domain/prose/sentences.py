"""The sentences of a passage, each with the computed values that stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fokusrapport.prose import VALUE_HOLE, Passage

_ABBREVIATIONS = r"(?<!\bca\.)(?<!\bkl\.)(?<!\bnr\.)(?<!\bkap\.)(?<!\bpkt\.)(?<!\bmill\.)(?<!\bf\.eks\.)(?<!\bbl\.a\.)"
_END = re.compile(rf"(?<=[.!?]){_ABBREVIATIONS}\s+(?=[A-ZÆØÅÄÖ«\d{VALUE_HOLE}])")


@dataclass(frozen=True)
class Sentence:
    """One sentence of a passage: its text with the expressions of its holes, and where it begins.

    `language` is the one it is written in where that is not the report's.
    """

    text: str
    start: int
    expressions: tuple[str, ...]
    language: str = ""


def split(passage: Passage) -> list[Sentence]:
    """The sentences of a passage; a point behind an abbreviation ends none."""
    found, start, used = [], 0, 0
    for end in [*(match.end() for match in _END.finditer(passage.text)), len(passage.text)]:
        text = passage.text[start:end]
        holes = text.count(VALUE_HOLE)
        found.append(Sentence(text, start, passage.expressions[used : used + holes], passage.language))
        start, used = end, used + holes
    return found
