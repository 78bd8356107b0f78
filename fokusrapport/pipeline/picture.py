"""Pictures for the PDF: a raster as a vector wrapper, and formulas drawn from TeX."""

from __future__ import annotations

import struct
from base64 import b64decode
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO

from fokusrapport.errors import RenderFailed
from fokusrapport.i18n import _

_FONT_SIZE = 10
_POINTS_PER_INCH = 72


@dataclass(frozen=True)
class Formula:
    """A drawn formula; height and depth below the line are in ems."""

    svg: str
    height: float
    depth: float


def png_as_svg(png: str) -> str:
    """A PNG given as base64, inside an SVG of its size: Typst then needs one way only to take pictures as text."""
    # Bytes 16 to 24 of a PNG are width and height: PNG specification, 11.2.1 IHDR.
    width, height = struct.unpack(">II", b64decode(png[:32])[16:24])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{png}"/></svg>'
    )


def readable(tex: str) -> bool:
    """Whether a TeX formula can be shown both as MathML and in the PDF."""
    from latex2mathml.converter import convert  # noqa: PLC0415 - few reports have a formula

    try:
        convert(tex)
        draw_formula(tex)
    except Exception:  # noqa: BLE001 - latex2mathml's errors have no common base, and some are IndexError
        return False
    return True


@lru_cache(maxsize=256)
def draw_formula(tex: str) -> Formula:
    """A TeX formula as a picture, for Typst's mathematics is not TeX. Raises RenderFailed when it cannot be read.

    matplotlib reads the common part of TeX's mathematics; it is here already for the charts.
    """
    import matplotlib as mpl  # noqa: PLC0415 - a third of a second that few reports need
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415
    from matplotlib.mathtext import MathTextParser  # noqa: PLC0415

    text = f"${tex}$"
    with mpl.rc_context({"svg.hashsalt": "fokusrapport", "svg.fonttype": "path", "mathtext.fontset": "stix"}):
        font = FontProperties(size=_FONT_SIZE)
        try:
            width, height, depth, _glyphs, _rectangles = MathTextParser("path").parse(text, _POINTS_PER_INCH, font)
        except ValueError as error:
            raise RenderFailed(_("The formula «{tex}» cannot be drawn in the PDF.").format(tex=tex)) from error
        figure = Figure(figsize=(width / _POINTS_PER_INCH, height / _POINTS_PER_INCH))
        figure.text(0, depth / height, text, fontproperties=font)
        buffer = StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None}, transparent=True)
    return Formula(buffer.getvalue(), height / _FONT_SIZE, depth / _FONT_SIZE)
