"""How every chart looks, and how a drawn chart becomes the same SVG text every time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import fontpkg_fira_sans
import matplotlib as mpl
import seaborn as sns
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import FuncFormatter

from fokusrapport.i18n import Language

FONT = "Fira Sans"
INK = "#1f2933"
MUTED = "#5f6b76"
GRID = "#d9dee3"
WIDTH = 6.3  # inches: the text width of an A4 page, so that letters are the same size in HTML and PDF
_FACES = ("Regular", "SemiBold", "Italic")
_PROLOG = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)


@lru_cache
def _register_font() -> None:
    folder = Path(fontpkg_fira_sans.__file__).parent / "files"
    for face in _FACES:
        font_manager.fontManager.addfont(folder / f"FiraSans-{face}.ttf")


@contextmanager
def drawing(rows: float, salt: str) -> Iterator[tuple[Drawing, Axes]]:
    """A drawing of the report's width and so many text rows of height, in the report's style.

    `salt` (the figure's label) makes the ids inside the SVG its own, and the same in every build.
    """
    _register_font()
    style = {
        **sns.axes_style("white"),
        "font.family": FONT,
        "font.size": 9.5,
        "text.color": INK,
        "axes.labelcolor": INK,
        "xtick.color": MUTED,
        "ytick.color": INK,
        "axes.edgecolor": GRID,
        "axes.unicode_minus": True,
        "svg.fonttype": "path",
        "svg.hashsalt": salt,
    }
    with mpl.rc_context(style):
        figure = Drawing(figsize=(WIDTH, 0.55 + 0.42 * rows), layout="constrained")
        axes = figure.add_subplot()
        sns.despine(ax=axes, left=True)
        yield figure, axes


def as_svg(figure: Drawing, salt: str) -> str:
    """The drawing as SVG text: no date, no program name, ids that begin with the figure's label."""
    text = io.StringIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": salt}):
        figure.savefig(text, format="svg", metadata=nothing, transparent=True)
    svg = _METADATA.sub("", _PROLOG.sub("", text.getvalue()))
    # Several drawings stand in one page, and matplotlib calls the parts of each figure_1, axes_1, …
    svg = re.sub(r'\bid="', f'id="{salt}-', svg)
    svg = re.sub(r'(href="#|url\(#)', rf"\g<1>{salt}-", svg)
    return svg.strip()


def number_axis(axes: Axes, language: Language, unit: str = "") -> None:
    """Numbers along the horizontal axis as the report's language writes them."""

    def written(number: float, _position: int) -> str:
        exact = Decimal(str(round(number, 6))).normalize()
        decimals = max(0, -int(exact.as_tuple().exponent))
        return language.percent(exact, decimals) if unit == "%" else language.number(exact, decimals)

    axes.xaxis.set_major_formatter(FuncFormatter(written))
