"""The drawings of a chapter as PNG: word processors show SVG badly or not at all."""

from __future__ import annotations

import json
import struct
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import typst

from fokusrapport.blocks import Chapter, Figure, Math, MathBlock, Sparkline
from fokusrapport.blocktree import walk
from fokusrapport.errors import RenderFailed
from fokusrapport.i18n import _
from fokusrapport.pipeline.fonts import typst_fonts
from fokusrapport.pipeline.picture import draw_formula

_PPI = 200
_CSS_PPI = 96  # the size that a browser shows a picture in
_POINTS_PER_INCH = 72
_SOURCE = """\
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#let drawings = json(bytes({drawings}))
#for (index, drawing) in drawings.enumerate() {{
  if index > 0 {{ pagebreak() }}
  image(bytes(drawing), format: "svg")
}}
"""


@dataclass(frozen=True)
class Picture:
    """A PNG and the size it was drawn for, in points."""

    png: bytes
    width: float
    height: float


def pictures_of(chapter: Chapter) -> Mapping[str, Picture]:
    """Every picture of the chapter by its SVG, or by its base64 where it is a PNG already.

    All are drawn in one go, a page each: starting Typst costs more than a drawing.
    """
    drawings = dict.fromkeys(drawing for node in walk(chapter.areas) if (drawing := _drawing(node)))
    drawn = dict(zip(drawings, _rasterise(list(drawings)), strict=True))
    rasters = {node.png for node in walk(chapter.areas) if isinstance(node, Figure) and node.png}
    return {
        **{key: _sized(png, _PPI) for key, png in drawn.items()},
        **{key: _sized(b64decode(key), _CSS_PPI) for key in rasters},
    }


def _drawing(node: object) -> str:
    match node:
        case Figure(svg=svg) | Sparkline(svg=svg):
            return svg
        case Math(tex=tex) | MathBlock(tex=tex):
            return draw_formula(tex).svg
    return ""


def _rasterise(drawings: Sequence[str]) -> list[bytes]:
    if not drawings:
        return []
    # JSON in ASCII, dumped once more, is a Typst string: see `typst_source`.
    source = _SOURCE.format(drawings=json.dumps(json.dumps(drawings)))
    compiler = typst.Compiler(source.encode(), font_paths=typst_fonts(), ignore_system_fonts=True)
    try:
        pages = compiler.compile(format="png", ppi=_PPI)
    except typst.TypstError as error:
        what = _("The pictures of the Word document could not be made. Typst says: {diagnostic}")
        raise RenderFailed(what.format(diagnostic=error.diagnostic)) from error
    return [pages] if isinstance(pages, bytes) else [page for page in pages or () if page is not None]


def _sized(png: bytes, ppi: int) -> Picture:
    # Bytes 16 to 24 of a PNG are width and height: PNG specification, 11.2.1 IHDR.
    width, height = struct.unpack(">II", png[16:24])
    return Picture(png, width * _POINTS_PER_INCH / ppi, height * _POINTS_PER_INCH / ppi)
