"""The report's own typeface, Fira Sans: whole for the PDF, cut down to Latin and signs for the HTML page."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import fontpkg_fira_sans
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY: str = fontpkg_fira_sans.FAMILY
FONT_DIR: Path = fontpkg_fira_sans.ROOT / "files"

# Latin with the letters of all Sami languages, punctuation, currency, arrows and the signs of arithmetic.
_UNICODES = [
    *range(0x20, 0x180),
    *range(0x2010, 0x2040),
    *(0x1E4, 0x1E5, 0x1E6, 0x1E7, 0x1E8, 0x1E9, 0x1EE, 0x1EF, 0x292, 0x2B9, 0x2BC),
    *(0xA0, 0xAD, 0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
]


@dataclass(frozen=True)
class Face:
    """One cut of the typeface as CSS asks for it; `data` is WOFF2 as base64."""

    weight: int
    style: str
    data: str


@lru_cache
def web_faces() -> tuple[Face, ...]:
    """The cuts that the page uses. Same bytes every time."""
    return (
        Face(400, "normal", _subset("FiraSans-Regular.ttf")),
        Face(600, "normal", _subset("FiraSans-SemiBold.ttf")),
        Face(400, "italic", _subset("FiraSans-Italic.ttf")),
    )


def _subset(name: str) -> str:
    options = Options(
        flavor="woff2", hinting=False, layout_features=["kern", "liga", "mark", "ccmp", "locl", "tnum"], name_IDs=["*"]
    )
    buffer = BytesIO()
    with TTFont(FONT_DIR / name, recalcTimestamp=False, lazy=True) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=_UNICODES)
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(buffer, reorderTables=False)
    return b64encode(buffer.getvalue()).decode()
