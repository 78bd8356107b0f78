"""The report's own typeface, Fira Sans: whole for the PDF, cut down to Latin and signs for the HTML page."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import fontpkg_fira_sans

from fokusrapport.pipeline.typesetter import fonts_of

if TYPE_CHECKING:
    import typst

FAMILY: str = fontpkg_fira_sans.FAMILY
FONT_DIR: Path = fontpkg_fira_sans.ROOT / "files"
WEB_DIR = Path(__file__).parent.parent / "fonts"  # written by tools/fonts.py


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
        Face(400, "normal", _read("FiraSans-Regular")),
        Face(600, "normal", _read("FiraSans-SemiBold")),
        Face(400, "italic", _read("FiraSans-Italic")),
    )


@lru_cache
def typst_fonts() -> typst.Fonts:
    """Our typeface, and those inside Typst for code and rare signs; read once a process."""
    return fonts_of(FONT_DIR)


def _read(name: str) -> str:
    return b64encode((WEB_DIR / f"{name}.woff2").read_bytes()).decode()
