"""Whether the colours of a report can be read: the contrast of every pair it uses, and the nearest that passes.

WCAG 2.1: 4.5 to 1 for text (1.4.3), 3 to 1 for marks that carry meaning (1.4.11). Ratio and relative luminance are
those of WCAG's glossary.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fokusrapport.params.models import Colours

TEXT = 4.5
MARK = 3.0
WHITE = (1.0, 1.0, 1.0)
_TINT = 0.08  # how much of the primary colour is in the ground of boxes and key figures (tones.css, chapter.typ)
_WARNING_TINT = 0.07  # how much of the colour of unacceptable results is in the ground of a warning
_IMPORTANT = "#fdf6e3"  # the ground of what is important
_STEPS = 255

Rgb = tuple[float, float, float]


@dataclass(frozen=True)
class PaleColour:
    """A colour that cannot be read on its ground: its name in `colours`, its best ratio and the one it needs."""

    name: str
    colour: str
    ratio: float
    needed: float
    nearest: str


def rgb(colour: str) -> Rgb:
    """`#rrggbb` as three numbers from 0 to 1."""
    return tuple(int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))  # type: ignore[return-value]


def luminance(colour: Rgb) -> float:
    """Relative luminance, 0 for black and 1 for white."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of two colours, from 1 to 21, whichever is the lighter."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pale_colours(colours: Colours) -> Iterator[PaleColour]:
    """Every colour that cannot be read where the report uses it, with its worst use."""
    unmet = colours.unmet
    for name in ("accent", "met", "accepted", "unmet", "primary"):
        colour = getattr(colours, name)
        uses = _uses(name, unmet)
        worst = min(uses, key=lambda use: use.ratio(rgb(colour)) / use.needed)
        if worst.ratio(rgb(colour)) < worst.needed:
            nearest = _darkened(rgb(colour), uses)
            # Links stand on boxes tinted with this one: the main colour must do on what is proposed for it, too.
            unmet = nearest if name == "unmet" else unmet
            yield PaleColour(name, colour, worst.ratio(rgb(colour)), worst.needed, nearest)


@dataclass(frozen=True)
class _Use:
    """A colour on a ground, which may have some of the colour itself in it."""

    needed: float
    ground: Rgb = WHITE
    own_tint: float = 0.0

    def ratio(self, colour: Rgb) -> float:
        """The contrast of the colour there."""
        return contrast(colour, _tinted(colour, self.own_tint) if self.own_tint else self.ground)


def _uses(name: str, unmet: str) -> tuple[_Use, ...]:
    """Where the templates use a colour: blocks.css, chapter.css, chapter.typ."""
    if name == "accent":
        return (_Use(MARK),)
    if name == "primary":
        # Headings and links, white text on a field of it; links in boxes and key figures, in warnings, in notes.
        warning = _tinted(rgb(unmet), _WARNING_TINT)
        return (_Use(TEXT), _Use(TEXT, own_tint=_TINT), _Use(TEXT, warning), _Use(TEXT, rgb(_IMPORTANT)))
    # Words in tables; symbols on the ground of key figures, at worst a tint of black.
    return (_Use(TEXT), _Use(MARK, _tinted((0.0, 0.0, 0.0), _TINT)))


def _tinted(colour: Rgb, part: float) -> Rgb:
    """White with some of a colour in it."""
    red, green, blue = (part * c + (1 - part) for c in colour)
    return red, green, blue


def _darkened(colour: Rgb, uses: Sequence[_Use]) -> str:
    """The same hue, as little darker as will do everywhere; black does."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*colour)
    for step in range(_STEPS + 1):
        darker = colorsys.hls_to_rgb(hue, max(0.0, lightness - step / _STEPS), saturation)
        text = "#" + "".join(f"{round(c * 255):02x}" for c in darker)
        if all(use.ratio(rgb(text)) >= use.needed for use in uses):
            return text
    return "#000000"
