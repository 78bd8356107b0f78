"""Parts of a whole as one bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from fokusrapport.blocks import Figure, Value
from fokusrapport.domain.charts.frame import ChartFrame
from fokusrapport.domain.charts.style import EDGE, LINE, MUTED, SPACING, WIDTH, Size, drawn, ink_on, text_width, wrapped
from fokusrapport.domain.tabulate import ColumnOf, text_cell, value_cell
from fokusrapport.domain.units import is_percent
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _

_WHOLE = 100
_LIGHTEST = "#dfe7ec"
_BAR = 0.46  # inches
_LISTED = 0.27  # inches from one listed part to the next


@dataclass(frozen=True)
class Part:
    """One part: its share, where it begins along the bar, and its fill."""

    name: str
    value: Value
    share: Decimal
    start: Decimal
    fill: str

    @property
    def inches(self) -> float:
        """How wide it is drawn."""
        return float(self.share) / _WHOLE * (WIDTH - 2 * EDGE)

    @property
    def name_lines(self) -> str:
        """Its name in lines as wide as the part."""
        return wrapped(self.name, self.inches - 0.06)

    @property
    def holds_its_text(self) -> bool:
        """Whether name and share fit on the part itself."""
        widest = max(text_width(self.name_lines), text_width(self.value.text))
        return widest + 0.06 <= self.inches


def shares_chart(frame: ChartFrame, named: Sequence[tuple[str, Value]]) -> Figure:
    """The chart, each part with its name and share; where one is too narrow for that, all are listed below the bar.

    Raises InputRefused when a part is not a share in per cent, or they are not a whole together.
    """
    shares = [_share(name, value) for name, value in named]
    _refuse_other_than_whole(named, shares)
    parts = _parts(frame, named, shares)
    fits = all(part.holds_its_text for part in parts)
    beside = LINE * _name_lines(parts) + 0.05 if fits else _LISTED * len(parts) + 0.12
    svg = drawn(Size(_BAR + beside), frame.label, partial(_paint_named if fits else _paint_listed, parts))
    told = frame.words.join([f"{part.name} {part.value.text}" for part in parts])
    alt = frame.words.gettext("One bar divided by shares: {shares}.").format(shares=told)
    columns: tuple[ColumnOf[Part], ...] = (
        ColumnOf(frame.words.gettext("Answer"), lambda part: text_cell(part.name)),
        ColumnOf(frame.words.gettext("Share"), lambda part: value_cell(part.value), align="end"),
    )
    return frame.figure(svg, alt, frame.table(columns, parts))


def _share(name: str, value: Value) -> Decimal:
    share = Decimal(value.exact) if value.exact is not None and is_percent(value.unit) else None
    if share is None or share < 0:
        what = _("«{name}» ({value}) is no share in per cent, so it cannot be a part of the bar.")
        raise InputRefused.because(what.format(name=name, value=value.text))
    return share


def _refuse_other_than_whole(named: Sequence[tuple[str, Value]], shares: Sequence[Decimal]) -> None:
    """Shares rounded one by one may miss 100 by half a unit of their last decimal each, and by no more."""
    decimals = max((-int(share.as_tuple().exponent) for share in shares), default=0)
    room = len(shares) * Decimal(1).scaleb(-max(decimals, 0)) / 2
    total = sum(shares, Decimal(0))
    if not shares or abs(total - _WHOLE) > room:
        told = " + ".join(value.text for _name, value in named)
        what = _("The parts of a bar must be 100 % together; here they are {told} = {total} %.")
        raise InputRefused.because(what.format(told=told or "0", total=total), allowed="rest_of")


def _parts(frame: ChartFrame, named: Sequence[tuple[str, Value]], shares: Sequence[Decimal]) -> list[Part]:
    total = sum(shares, Decimal(0))  # the bar is full, also where rounded shares are 99 or 101 together
    fills = [to_hex(colour) for colour in sns.blend_palette([frame.colour, _LIGHTEST], n_colors=len(named))]
    parts: list[Part] = []
    start = Decimal(0)
    for (name, value), share, fill in zip(named, shares, fills, strict=True):
        parts.append(Part(name, value, share * _WHOLE / total, start, fill))
        start += parts[-1].share
    return parts


def _name_lines(parts: Sequence[Part]) -> int:
    return max(part.name_lines.count("\n") for part in parts) + 1


def _paint_bar(parts: Sequence[Part], top: float, height: float, axes: Axes) -> None:
    """The bar; the vertical axis counts inches from the top."""
    middle = top + _BAR / 2
    for part in parts:
        width, start = float(part.share), float(part.start)
        axes.barh([middle], [width], _BAR, [start], color=part.fill, edgecolor="white", linewidth=1.2)
    axes.barh([middle], [_WHOLE], height=_BAR, fill=False, edgecolor=MUTED, linewidth=0.8)
    axes.set(xlim=(0, _WHOLE), ylim=(height, 0), yticks=[], xticks=[])
    axes.spines[:].set_visible(False)


def _paint_named(parts: Sequence[Part], axes: Axes) -> None:
    """The names stand over their parts, the shares on them."""
    names = LINE * _name_lines(parts) + 0.05
    _paint_bar(parts, names, names + _BAR, axes)
    for part in parts:
        middle, ink = float(part.start + part.share / 2), ink_on(part.fill)
        axes.text(middle, names + _BAR / 2, part.value.text, ha="center", va="center", color=ink, weight="semibold")
        axes.text(float(part.start), names - 0.05, part.name_lines, ha="left", va="bottom", linespacing=SPACING)


def _paint_listed(parts: Sequence[Part], axes: Axes) -> None:
    """The parts in the order of the bar, each with a piece of its fill, its name and its share."""
    height = _BAR + 0.12 + _LISTED * len(parts)
    _paint_bar(parts, 0, height, axes)
    for row, part in enumerate(parts):
        y = _BAR + 0.12 + _LISTED * (row + 0.5)
        axes.barh([y], [4], left=0.2, height=0.16, color=part.fill, edgecolor=MUTED, linewidth=0.8)
        axes.text(6, y, f"{part.name}: {part.value.text}", ha="left", va="center")
