"""Whether the colours of a report can be read: the contrast of every pair it uses, and the nearest that passes.

WCAG 2.1: 4.5 to 1 for text (1.4.3), 3 to 1 for marks that carry meaning (1.4.11). Ratio and relative luminance are
those of WCAG's glossary.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from dataclasses import dataclass

from fokusrapport.params.models import Colours

TEXT = 4.5
MARK = 3.0
WHITE = (1.0, 1.0, 1.0)
_TINT = 0.08  # how much of the primary colour is in the ground of boxes and key figures (tones.css, chapter.typ)
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
    """Every colour that cannot be read where the report uses it."""
    yield from _pale("primary", colours.primary, TEXT, tint=_TINT)
    yield from _pale("accent", colours.accent, MARK)
    for name in ("met", "accepted", "unmet"):
        yield from _pale(name, getattr(colours, name), TEXT)


def _pale(name: str, colour: str, needed: float, tint: float = 0.0) -> Iterator[PaleColour]:
    ratio = _on_ground(rgb(colour), tint)
    if ratio < needed:
        yield PaleColour(name, colour, ratio, needed, _darkened(rgb(colour), needed, tint))


def _on_ground(colour: Rgb, tint: float) -> float:
    """The contrast on white, or on white with some of the colour itself in it, whichever is the worse."""
    ground: Rgb = tuple(tint * c + (1 - tint) for c in colour)  # type: ignore[assignment]
    return min(contrast(colour, WHITE), contrast(colour, ground))


def _darkened(colour: Rgb, needed: float, tint: float) -> str:
    """The same hue, as little darker as will do; black passes everywhere."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*colour)
    for step in range(_STEPS + 1):
        darker = colorsys.hls_to_rgb(hue, max(0.0, lightness - step / _STEPS), saturation)
        text = "#" + "".join(f"{round(c * 255):02x}" for c in darker)
        if _on_ground(rgb(text), tint) >= needed:
            return text
    return "#000000"
