"""How answers on a scale are distributed: a bar a question, centred on the middle of the scale.

What lies to the right of the line in the middle is the better half of the scale. The middle of an odd scale is split
in two, half on either side (diverging stacked bars: Robbins and Heiberger, «Plotting Likert and Other Rating Scales»,
2011).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from fokusrapport.blocks import Cell, Figure, Table
from fokusrapport.domain.answernames import foreign
from fokusrapport.domain.charts.answers import answers_chart
from fokusrapport.domain.charts.frame import ChartFrame
from fokusrapport.domain.charts.rows import Rows
from fokusrapport.domain.charts.style import EDGE, INK, MUTED, WIDTH, Size, drawn, ink_on, text_width
from fokusrapport.domain.distribution import DistributionText, distribution
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.tabulate import ColumnOf, text_cell, value_cell
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Indicator

# Orange to blue, which no colour blindness confuses, and darker towards either end, which a grey print keeps.
_WORSE = ("#9a4a00", "#f0bf86")
_MIDDLE = "#dfe4e8"
_BETTER = ("#a9cfe0", "#0b4f6c")
_BAR = 0.28  # inches
_SWATCH, _AFTER_SWATCH, _APART = 0.15, 0.07, 0.2  # inches in the key
_KEY_LINE = 0.24


@dataclass(frozen=True)
class Piece:
    """One answer's piece of a bar: from where to where, in per cent from the middle of the scale."""

    text: str
    start: Decimal
    share: Decimal
    fill: str


def distribution_chart(frame: ChartFrame, indicators: Sequence[Indicator]) -> Figure:
    """The chart of some questions on one scale; of one question whose answers have no order, ranked bars.

    Raises InputRefused when there is nothing for the year, and when the questions have different answers.
    """
    told = [DistributionText(distribution(frame.edition, each), frame.area, frame.words) for each in indicators]
    return chart_of(frame, told)


def chart_of(frame: ChartFrame, told: Sequence[DistributionText]) -> Figure:
    """The same of distributions however they were counted."""
    if len(told) == 1 and not told[0].found.ordered and not told[0].missing:
        return answers_chart(frame, told[0])
    scale = _scale(told)
    bars = _Bars(frame, told, scale)
    svg = drawn(bars.size, frame.label, bars.paint)
    return frame.figure(svg, _alt(frame, told, scale), _table(frame, told, scale))


def _scale(told: Sequence[DistributionText]) -> tuple[str, ...]:
    """The answers that all questions have in common, worst first."""
    shown = [each.found for each in told if not each.missing]
    if unordered := next((found for found in shown if not found.ordered), None):
        what = _("The answers to «{indicator}» have no order, so it must have a chart of its own.")
        raise InputRefused.because(what.format(indicator=unordered.indicator.id))
    scales = {found.indicator.id: tuple(answer.answer for answer in found.shown) for found in shown}
    if len(set(scales.values())) > 1:
        what = _("Questions in one chart must have the same answers; here: {scales}.")
        listed = "; ".join(f"«{name}»: {', '.join(answers)}" for name, answers in scales.items())
        raise InputRefused.because(what.format(scales=listed))
    return next(iter(scales.values()), ())


def pieces(told: DistributionText) -> list[Piece]:
    """The pieces of a bar from left to right; the middle of the scale is at 0."""
    found = told.found
    shares = [found.share(answer) for answer in found.shown]
    half = len(shares) // 2
    start = -sum(shares[:half], Decimal(0)) - (shares[half] / 2 if len(shares) % 2 else 0)
    placed = []
    for answer, share, fill in zip(found.shown, shares, fills(len(shares)), strict=True):
        placed.append(Piece(told.share(answer).text, start, share, fill))
        start += share
    return placed


def fills(count: int) -> list[str]:
    """The colours of a scale, worst first: orange below the middle, blue above it, grey in the middle of an odd one."""
    half = count // 2
    worse = sns.blend_palette(_WORSE, n_colors=half) if half > 1 else [_WORSE[0]] * half
    better = sns.blend_palette(_BETTER, n_colors=half) if half > 1 else [_BETTER[1]] * half
    return [to_hex(colour) for colour in (*worse, *[_MIDDLE] * (count % 2), *better)]


# --- in words -----------------------------------------------------------------------------------------------------


def _alt(frame: ChartFrame, told: Sequence[DistributionText], scale: Sequence[str]) -> str:
    words = frame.words
    rows = "; ".join(f"{frame.name(each.found.indicator)}: {_row_told(each)}" for each in told)
    year = told[0].found.answers[0].year
    if not scale:
        return words.gettext("Distribution of answers, {year}. {rows}.").format(year=year, rows=rows)
    text = words.gettext("Distribution of answers, {year}, from “{worst}” to “{best}”. {rows}.")
    return text.format(year=year, worst=scale[0], best=scale[-1], rows=rows)


def _row_told(told: DistributionText) -> str:
    if told.missing:
        return told.missing
    shares = [f"{answer.answer} {told.share(answer).text}" for answer in told.found.shown]
    return f"{told.words.join(shares)} ({told.note()})"


def _table(frame: ChartFrame, told: Sequence[DistributionText], scale: Sequence[str]) -> Table:
    """A row a question, a column an answer, then the answers outside the scale and how many answered on it."""
    notes, words = Notes(), frame.words
    asides = dict.fromkeys(answer.answer for each in told if not each.missing for answer in each.found.outside)
    outside = words.gettext("{answer} (outside the scale)")
    columns = [
        ColumnOf[DistributionText](words.gettext("What is measured"), partial(_name_cell, frame, notes)),
        *(
            ColumnOf[DistributionText](
                answer, partial(_share_cell, answer), align="end", language=foreign(frame.edition, answer)
            )
            for answer in scale
        ),
        *(
            ColumnOf[DistributionText](outside.format(answer=answer), partial(_outside_cell, answer), align="end")
            for answer in asides
        ),
        ColumnOf[DistributionText](words.gettext("Number of answers"), _base_cell, align="end"),
    ]
    return frame.table(columns, told, notes)


def _name_cell(frame: ChartFrame, notes: Notes, told: DistributionText) -> Cell:
    name = text_cell(frame.name(told.found.indicator))
    uncertain = dict.fromkeys(answer.uncertain for answer in told.found.answers)
    return Cell(
        children=(*name.children, *(mark for text in uncertain for mark in notes.mark(frame.edition.quoted(text))))
    )


def _share_cell(answer: str, told: DistributionText) -> Cell:
    if told.missing:
        return text_cell(told.missing)
    return next(value_cell(told.share(each)) for each in told.found.shown if each.answer == answer)


def _outside_cell(answer: str, told: DistributionText) -> Cell:
    found = next((each for each in told.found.outside if each.answer == answer), None)
    return text_cell("–") if found is None or told.missing else value_cell(told.outside(found))


def _base_cell(told: DistributionText) -> Cell:
    base = told.base()
    if told.missing:
        return text_cell(told.missing)
    return text_cell(told.words.gettext("not stated")) if base is None else value_cell(base)


# --- drawing ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Bars:
    """Where everything is drawn: the key on top, then the rows."""

    frame: ChartFrame
    told: Sequence[DistributionText]
    scale: Sequence[str]

    @cached_property
    def rows(self) -> Rows:
        names = [self.frame.name(each.found.indicator) for each in self.told]
        return Rows(names, strip=_BAR + 0.08, notes=[each.note() for each in self.told], top=self.key_height)

    @cached_property
    def key(self) -> list[tuple[float, int]]:
        """Where each answer stands in the key: how many inches from the left, and on which line."""
        places, x, line = [], 0.0, 0
        for answer in self.scale:
            width = _SWATCH + _AFTER_SWATCH + text_width(answer)
            if x and x + width > WIDTH - 2 * EDGE:
                x, line = 0.0, line + 1
            places.append((x, line))
            x += width + _APART
        return places

    @property
    def key_height(self) -> float:
        return _KEY_LINE * (self.key[-1][1] + 1) + 0.1 if self.key else 0.0

    @property
    def size(self) -> Size:
        return self.rows.size

    @cached_property
    def pieces(self) -> list[list[Piece]]:
        """The pieces of each row; none for a row that is missing."""
        return [[] if each.missing else pieces(each) for each in self.told]

    @cached_property
    def ends(self) -> tuple[float, float]:
        """How far the bars reach to either side."""
        starts = [float(row[0].start) for row in self.pieces if row]
        return (min(starts), 100 + max(starts)) if starts else (0.0, 100.0)

    def paint(self, axes: Axes) -> None:
        """Draw all of it."""
        axes.set_xlim(*self.ends)
        axes.spines[:].set_visible(False)
        axes.set_xticks([])
        self.rows.write_names(axes)
        self._paint_key(axes)
        inch = (self.ends[1] - self.ends[0]) / self.size.width
        for each, row, y in zip(self.told, self.pieces, self.rows.centres, strict=True):
            if not row:
                axes.text(self.ends[0], y, each.missing, ha="left", va="center", color=MUTED)
            for piece in row:
                self._paint_piece(piece, y, inch, axes)
        for row, strip in zip(self.pieces, self.rows.strips, strict=True):
            if row:
                axes.plot([0, 0], strip, color=INK, linewidth=0.9, zorder=3)

    @staticmethod
    def _paint_piece(piece: Piece, y: float, inch: float, axes: Axes) -> None:
        """A piece with its share, where that has room; `inch` is how many per cent are drawn on one."""
        start, share = float(piece.start), float(piece.share)
        axes.barh([y], [share], _BAR, [start], color=piece.fill, edgecolor="white", linewidth=1.0)
        if text_width(piece.text) + 0.06 <= share / inch:
            # In the middle of the scale the line would run through the number, which then stands to its right.
            crossed = abs(start + share / 2) * 2 / inch < text_width(piece.text)
            x, align = (start + share / 2, "center") if not crossed else (0.05 * inch, "left")
            fits = not crossed or text_width(piece.text) + 0.1 <= (start + share) / inch
            if fits:
                axes.text(x, y, piece.text, ha=align, va="center", color=ink_on(piece.fill))

    def _paint_key(self, axes: Axes) -> None:
        across = self.ends[1] - self.ends[0]
        inch = across / self.size.width
        for answer, (x, line), fill in zip(self.scale, self.key, fills(len(self.scale)), strict=True):
            left, y = self.ends[0] + x * inch, _KEY_LINE * (line + 0.5)
            axes.barh([y], [_SWATCH * inch], _SWATCH, [left], color=fill, edgecolor=MUTED, linewidth=0.6)
            axes.text(left + (_SWATCH + _AFTER_SWATCH) * inch, y, answer, ha="left", va="center")
