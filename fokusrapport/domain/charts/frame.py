"""What all kinds of chart share: the figure around the drawing, one scale for all that is drawn, room for labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from fokusrapport.blocks import Figure
from fokusrapport.domain.charts.style import WIDTH, text_width
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.tabulate import ColumnOf, Row, TableFrame, tabulate
from fokusrapport.domain.units import in_percent
from fokusrapport.domain.values import ValueMaker
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import Language, _
from fokusrapport.params.models import Indicator

SCALE_ENDS = {"score_1_5": (1, 5), "score_1_6": (1, 6), "points_0_100": (0, 100), "percent": (0, 100)}
_GAP = 0.22  # inches between a mark and the far edge of its label, beside the label itself


@dataclass(frozen=True)
class ChartFrame:
    """Which edition and area a chart is made for, its caption, and its label (`fig-…`)."""

    edition: EditionData
    area: str
    caption: str
    label: str

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
        return self.edition.loaded.municipality.colours.primary

    def name(self, indicator: Indicator) -> str:
        """What an indicator is called in the chart."""
        return self.edition.label(indicator.label)

    def figure(self, svg: str, alt: str, columns: Sequence[ColumnOf[Row]], rows: Sequence[Row]) -> Figure:
        """The figure, with the numbers drawn as a table; the figure's own label names that too."""
        table = tabulate(TableFrame("", self.caption, Notes()), columns, rows)
        return Figure(label=self.label, caption=table.caption, alt=alt, svg=svg, table=table)


def refuse_mixed(indicators: Iterable[Indicator]) -> None:
    """Raises InputRefused when indicators differ in scale or unit: along one axis they would seem to be alike."""
    measures = {indicator.id: _measure(indicator) for indicator in indicators}
    if len(set(measures.values())) > 1:
        told = ", ".join(f"«{name}»: {' '.join(filter(None, measure))}" for name, measure in measures.items())
        what = _("Indicators in one chart must have the same scale and unit; here: {measures}.")
        raise InputRefused.because(what.format(measures=told))


def _measure(indicator: Indicator) -> tuple[str, str]:
    return ("percent", "%") if in_percent(indicator) else (indicator.scale, indicator.unit)


def name_rows(axes: Axes, names: Sequence[str]) -> None:
    """The names of horizontal rows, the first on top; equal names are still rows of their own."""
    axes.set(xlabel="", ylabel="", ylim=(len(names) - 0.5, -0.5), yticks=range(len(names)), yticklabels=names)


@dataclass(frozen=True)
class BesideLabel:
    """A label beside a mark at `x` in a row: to its right, or with `side` −1 to its left."""

    x: float
    row: int
    text: str
    side: int

    def write(self, axes: Axes) -> None:
        """Write it."""
        align = "left" if self.side > 0 else "right"
        axes.annotate(
            self.text,
            (self.x, self.row),
            xytext=(9 * self.side, 0),
            textcoords="offset points",
            ha=align,
            va="center",
            annotation_clip=False,
        )


def room_for(labels: Sequence[BesideLabel], ends: tuple[float, float], names: Sequence[str]) -> tuple[float, float]:
    """The ends of a horizontal axis, wide enough for the labels, where names stand to the left of it."""
    low, high = ends
    inches = max(WIDTH - max(text_width(name) for name in names) - 0.3, 1.0)
    # Making room makes every inch of the axis stand for more, so the ends are moved until all labels fit.
    for _round in range(8):
        scale = (high - low) / inches
        reach = [(label.x, label.side * (text_width(label.text) + _GAP) * scale) for label in labels]
        low = min(ends[0], *(x + by for x, by in reach))
        high = max(ends[1], *(x + by for x, by in reach))
    return low, high


def ticks_between(low: float, high: float) -> list[float]:
    """Round numbers from `low` to `high`."""
    return [float(tick) for tick in MaxNLocator(6, steps=[1, 2, 5, 10]).tick_values(low, high) if low <= tick <= high]


def tick_text(number: float, indicator: Indicator, words: Language) -> str:
    """A number along an axis as the report's language writes it, with as many decimals as it needs."""
    exact = Decimal(str(round(number, 6))).normalize()
    decimals = max(0, -int(exact.as_tuple().exponent))
    return words.percent(exact, decimals) if in_percent(indicator) else words.number(exact, decimals)
