"""How every chart looks, and how a drawn chart becomes the same SVG text every time."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import fontpkg_fira_sans
import matplotlib as mpl
import seaborn as sns
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure as Drawing
from matplotlib.ft2font import LoadFlags

from fokusrapport.params.contrast import contrast as contrast_of

FONT = "Fira Sans"
INK = "#1f2933"
MUTED = "#5f6b76"
GRID = "#d9dee3"
BAND = "#e4eaef"
WIDTH = 4.4  # inches
TEXT_SIZE = 10.5  # points: at least 9 pixels on a phone of 320, where the page leaves 277 for a chart of this width
EDGE = 0.04  # inches between the outermost ink and the edge of the drawing
LINE = 0.182  # inches from one line of text to the next
SPACING = 1.03  # the same as matplotlib counts it, in heights of this font
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
_FONT_FOLDER = Path(fontpkg_fira_sans.__file__).parent / "files"
_FACES = ("Regular", "SemiBold", "Italic")
_POINTS_AN_INCH = 72
_PROLOG = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))
_REMARKS = re.compile(r"\s*(<metadata>.*?</metadata>|<!--.*?-->)", re.DOTALL)


@dataclass(frozen=True)
class Size:
    """How many inches the axes are high, and what stands around them within the drawing."""

    height: float
    left: float = EDGE
    above: float = EDGE
    below: float = EDGE

    @property
    def width(self) -> float:
        """The width of the axes: what is left of the drawing's."""
        return WIDTH - self.left - EDGE

    @property
    def whole(self) -> float:
        """The height of the whole drawing."""
        return self.above + self.height + self.below


@lru_cache
def _register_font() -> None:
    for face in _FACES:
        font_manager.fontManager.addfont(_FONT_FOLDER / f"FiraSans-{face}.ttf")


def drawn(size: Size, name: str, paint: Callable[[Axes], None]) -> str:
    """The SVG text of what `paint` draws on axes of this size, in the report's style.

    The same drawing gives the same bytes: no date and no program, and ids made from `name` (the figure's label).
    They begin with it, for several drawings stand in one page and matplotlib numbers the parts of each from 1.
    """
    _register_font()
    style = {
        **sns.axes_style("white"),
        "font.family": FONT,
        "font.size": TEXT_SIZE,
        "text.color": INK,
        "axes.labelcolor": INK,
        "xtick.color": MUTED,
        "ytick.color": INK,
        "axes.edgecolor": GRID,
        "axes.unicode_minus": True,
        "svg.fonttype": "path",
        "svg.hashsalt": name,
    }
    text = io.StringIO()
    with mpl.rc_context(style):
        figure = Drawing(figsize=(WIDTH, size.whole))
        axes = figure.add_axes(
            (size.left / WIDTH, size.below / size.whole, size.width / WIDTH, size.height / size.whole)
        )
        sns.despine(ax=axes, left=True)
        paint(axes)
        figure.savefig(text, format="svg", metadata=_NO_METADATA, transparent=True)
    svg = _REMARKS.sub("", _PROLOG.sub("", text.getvalue()))
    svg = re.sub(r'\bid="(matplotlib\.)?', f'id="{name}-', svg)
    return re.sub(r'(href="#|url\(#)', rf"\g<1>{name}-", svg).strip()


def wrapped(text: str, inches: float) -> str:
    """A text broken at spaces into lines no wider than this; a word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer) <= inches:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def text_width(text: str) -> float:
    """How many inches the longest line of a text takes in the report's font, without what kerning saves."""
    return max(sum(_advance(letter) for letter in line) for line in text.split("\n"))


@lru_cache(maxsize=1000)
def _advance(letter: str) -> float:
    """How many inches from the beginning of a letter to the next, in the weightiest cut used."""
    font = font_manager.get_font(_FONT_FOLDER / "FiraSans-SemiBold.ttf")
    font.set_size(TEXT_SIZE, _POINTS_AN_INCH)
    return font.load_char(ord(letter), LoadFlags.NO_HINTING).linearHoriAdvance / 0x10000 / _POINTS_AN_INCH


def ink_on(fill: str) -> str:
    """The colour of text on a fill: white or our ink where that can be read, else black, which then always can."""
    return next(ink for ink in ("white", INK, "black") if contrast(ink, fill) >= LEAST_CONTRAST)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, by name or as `#rrggbb`, from 1 to 21."""
    return contrast_of(to_rgb(one), to_rgb(other))
