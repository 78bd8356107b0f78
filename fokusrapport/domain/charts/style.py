"""How every chart looks, and how a drawn chart becomes the same SVG text every time."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import fontpkg_fira_sans
import matplotlib as mpl
import seaborn as sns
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure as Drawing
from matplotlib.textpath import TextPath

FONT = "Fira Sans"
INK = "#1f2933"
MUTED = "#5f6b76"
GRID = "#d9dee3"
BAND = "#e4eaef"
WIDTH = 6.3  # inches: the text width of an A4 page, so that letters are the same size in HTML and PDF
TEXT_SIZE = 9.5  # points
SMALL_SIZE = 8.5
NAME_WIDTH = 34  # letters in a line of a name beside a chart
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
_FACES = ("Regular", "SemiBold", "Italic")
_POINTS_AN_INCH = 72
_PROLOG = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))
_REMARKS = re.compile(r"\s*(<metadata>.*?</metadata>|<!--.*?-->)", re.DOTALL)


@lru_cache
def _register_font() -> None:
    folder = Path(fontpkg_fira_sans.__file__).parent / "files"
    for face in _FACES:
        font_manager.fontManager.addfont(folder / f"FiraSans-{face}.ttf")


def drawn(rows: float, name: str, paint: Callable[[Axes], None]) -> str:
    """The SVG text of what `paint` draws, in the report's style and so many text rows high.

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
        figure = Drawing(figsize=(WIDTH, 0.55 + 0.42 * rows), layout="constrained")
        axes = figure.add_subplot()
        sns.despine(ax=axes, left=True)
        paint(axes)
        figure.savefig(text, format="svg", metadata=_NO_METADATA, transparent=True)
    svg = _REMARKS.sub("", _PROLOG.sub("", text.getvalue()))
    svg = re.sub(r'\bid="(matplotlib\.)?', f'id="{name}-', svg)
    return re.sub(r'(href="#|url\(#)', rf"\g<1>{name}-", svg).strip()


def wrapped(text: str, letters: int = NAME_WIDTH) -> str:
    """A text broken into lines of so many letters, at spaces only."""
    return "\n".join(textwrap.wrap(text, letters, break_long_words=False))


@lru_cache(maxsize=1000)
def text_width(text: str, size: float = TEXT_SIZE) -> float:
    """How many inches the longest line of a text takes in the report's font."""
    _register_font()
    font = font_manager.FontProperties(family=FONT)
    lines = [line for line in text.split("\n") if line.strip()]
    widths = [TextPath((0, 0), line, size=size, prop=font).get_extents().width for line in lines]
    return float(max(widths, default=0.0)) / _POINTS_AN_INCH


def ink_on(fill: str) -> str:
    """The colour of text on a fill: white or our ink where that can be read, else black, which then always can."""
    return next(ink for ink in ("white", INK, "black") if contrast(ink, fill) >= LEAST_CONTRAST)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]  # noqa: PLR2004 - sRGB
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
