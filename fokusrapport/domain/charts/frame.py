"""What all kinds of chart share: the figure around the drawing, one scale for all of it, numbers along an axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from fokusrapport.blocks import Figure, Inlines, Table, plain
from fokusrapport.domain.charts.style import GRID, WIDTH, text_width
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.tabulate import ColumnOf, Row, TableFrame, tabulate
from fokusrapport.domain.units import in_percent
from fokusrapport.domain.values import ValueMaker
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import Language, _
from fokusrapport.params.models import Indicator, Said

SCALE_ENDS = {"score_1_5": (1, 5), "score_1_6": (1, 6), "points_0_100": (0, 100), "percent": (0, 100)}


@dataclass(frozen=True)
class ChartFrame:
    """Which edition and area a chart is made for, its caption, and its label (`fig-…`).

    `alt` is the author's own alt text, None for the one made from the data.
    """

    edition: EditionData
    area: str
    caption: str | Inlines
    label: str
    alt: Said | None = None

    @property
    def words(self) -> Language:
        """The language of everything written in the chart."""
        return self.edition.language

    @property
    def maker(self) -> ValueMaker:
        """Makes the values shown."""
        return ValueMaker(self.area, self.words)

    @property
    def colour(self) -> str:
        """The municipality's own colour."""
        return self.edition.municipality.colours.primary

    def name(self, indicator: Indicator) -> str:
        """What an indicator is called in the chart."""
        return self.edition.label(indicator.label)

    def figure(self, svg: str, alt: str, table: Table) -> Figure:
        """The figure, with the numbers drawn as a table; the author's alt text wins over `alt`.

        Raises InputRefused when the author's is empty: it can be replaced, never omitted.
        """
        own = alt if self.alt is None else self.edition.text(self.alt).strip()
        if not own:
            allowed = _("what the chart shows, in words; without «alt» the report writes it from the data")
            raise InputRefused.because(
                _("The alt text of «{label}» is empty.").format(label=self.label), allowed=allowed
            )
        caption = plain(self.caption) if isinstance(self.caption, str) else self.caption
        return Figure(
            label=self.label, caption=caption, alt=own, alt_language=self._alt_language(), svg=svg, table=table
        )

    def _alt_language(self) -> str:
        """The language of the author's alt text where that is not the report's."""
        code = self.words.code if self.alt is None else self.edition.text_language(self.alt)
        return "" if code == self.words.code else code

    def table(self, columns: Sequence[ColumnOf[Row]], rows: Sequence[Row], notes: Notes | None = None) -> Table:
        """The numbers drawn; the figure's caption is theirs, and its label names them too."""
        return tabulate(TableFrame("", self.caption, notes or Notes()), columns, rows)


def refuse_mixed(indicators: Iterable[Indicator]) -> None:
    """Raises InputRefused when indicators differ in scale or unit: along one axis they would seem to be alike."""
    measures = {indicator.id: _measure(indicator) for indicator in indicators}
    if len(set(measures.values())) > 1:
        told = ", ".join(f"«{name}»: {' '.join(filter(None, measure))}" for name, measure in measures.items())
        what = _("Indicators in one chart must have the same scale and unit; here: {measures}.")
        raise InputRefused.because(what.format(measures=told))


def _measure(indicator: Indicator) -> tuple[str, str]:
    return ("percent", "%") if in_percent(indicator) else (indicator.scale, indicator.unit)


def ticks_between(low: float, high: float) -> list[float]:
    """Round numbers from `low` to `high`."""
    return [float(tick) for tick in MaxNLocator(6, steps=[1, 2, 5, 10]).tick_values(low, high) if low <= tick <= high]


@dataclass(frozen=True)
class Ticks:
    """Round numbers along a horizontal axis of an indicator's values."""

    ends: tuple[float, float]
    indicator: Indicator
    words: Language

    def write(self, axes: Axes, strips: Iterable[tuple[float, float]]) -> None:
        """Write them, with lines through the strips that marks stand in, not through what is written between.

        The axes have their final limits: a number at their very end is moved in, for half of it would be cut off.
        """
        ticks = ticks_between(*self.ends)
        axes.set_xticks(ticks, [tick_text(tick, self.indicator, self.words) for tick in ticks])
        low, high = axes.get_xlim()
        inch = (high - low) / (axes.get_position().width * WIDTH)
        for tick, text in zip(ticks, axes.get_xticklabels(), strict=True):
            half = text_width(text.get_text()) / 2 * inch
            text.set_horizontalalignment("left" if tick - half < low else "right" if tick + half > high else "center")
        for top, end in strips:
            axes.vlines(ticks, top, end, color=GRID, linewidth=0.6, zorder=0)


def scale_ends(indicator: Indicator, numbers: Sequence[float]) -> tuple[float, float]:
    """The ends of the axis: those of the scale, where it has any, else a little more than all numbers take."""
    low, high = min(numbers), max(numbers)
    if indicator.scale in SCALE_ENDS:
        return min(low, SCALE_ENDS[indicator.scale][0]), max(high, SCALE_ENDS[indicator.scale][1])
    room = 0.06 * (high - low) or 1
    return low - room, high + room


def tick_text(number: float, indicator: Indicator, words: Language) -> str:
    """A number along an axis as the report's language writes it, with as many decimals as it needs."""
    exact = Decimal(str(round(number, 6))).normalize()
    decimals = max(0, -int(exact.as_tuple().exponent))
    return words.percent(exact, decimals) if in_percent(indicator) else words.number(exact, decimals)
