"""Which characters the fonts have: asked area by area, for Typst stops at the first unknown one in the whole report."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from fontTools.ttLib import TTFont
from pydantic import BaseModel

from fokusrapport.blocks import Area, KeyFigure
from fokusrapport.errors import Fault, RenderFailed
from fokusrapport.i18n import _
from fokusrapport.pipeline.fonts import FONT_DIR
from fokusrapport.pipeline.pdf import compile_typst

_AROUND = 20  # characters of text shown on each side
_NOT_PRINTED = {
    *("alt", "anchor", "href", "id", "key", "label", "png", "svg", "tex", "type"),
    *("area", "exact", "indicator", "sources", "unit"),  # of a value
}
_ANY_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def letter_faults(area: Area, file: str) -> tuple[Fault, ...]:
    """A fault for every character of the area's texts that the PDF could not show, with the text where it stands."""
    faults: dict[str, Fault] = {}
    for text in _texts(area):
        for position, character in enumerate(text):
            if character not in faults and not can_show(character):
                faults[character] = _fault(file, text, position)
    return tuple(faults.values())


def without_unknown(text: str) -> str:
    """The text without the characters that the PDF could not show."""
    return " ".join("".join(filter(can_show, text)).split())


def _fault(file: str, text: str, position: int) -> Fault:
    character = text[position]
    around = text[max(0, position - _AROUND) : position + _AROUND + 1]
    return Fault(
        file,
        place=f"«{_printable(around)}»",
        what=_("The report's typeface does not have the character «{character}» (U+{code}).").format(
            character=_printable(character), code=f"{ord(character):04X}"
        ),
        allowed=_("letters and signs of European languages; write a word or another sign instead"),
    )


def _printable(text: str) -> str:
    """The text without what a terminal cannot write: half a surrogate pair, controls."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in text)


def _texts(node: Any) -> Iterator[str]:  # noqa: ANN401 - any model, tuple or plain value
    """Every text of the tree that is printed."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from _texts(item)
    elif isinstance(node, BaseModel):
        for name in type(node).model_fields:
            if name not in _NOT_PRINTED or (name == "label" and isinstance(node, KeyFigure)):
                yield from _texts(getattr(node, name))


@lru_cache(maxsize=4096)
def can_show(character: str) -> bool:
    """Whether the PDF can hold a character: at once for a visible one of our typeface, else Typst is asked.

    Typst knows its own other fonts, and which invisible characters the PDF standards allow (a soft hyphen) or not
    (a byte order mark).
    """
    kind = unicodedata.category(character)
    if kind == "Cs":  # half a pair, which no text file can hold
        return False
    if kind[0] in "LNPS" and ord(character) in _own_characters():
        return True
    try:
        compile_typst(_TRIAL.format(code=f"{ord(character):x}"), _ANY_DAY)
    except RenderFailed:
        return False
    return True


_TRIAL = (
    '#set document(title: "t")\n#set text(lang: "nb", font: ("Fira Sans", "DejaVu Sans Mono"))\n#"a\\u{{{code}}}b"\n'
)


@lru_cache
def _own_characters() -> frozenset[int]:
    return frozenset(TTFont(FONT_DIR / "FiraSans-Regular.ttf", lazy=True).getBestCmap())
