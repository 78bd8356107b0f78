"""The charts of a report: a small vocabulary, drawn with seaborn, each with alt text and its numbers.

Alt text is made from the data: what kind of chart, what it shows, the numbers. Direct labels stand in place of
legends, and nothing is told by colour alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from fokusrapport.blocks import Cell, Column, Figure, ShownValue, Table, Value, plain
from fokusrapport.domain.chart_style import GRID, INK, MUTED, as_svg, drawing, number_axis
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.indicators import requirement_in
from fokusrapport.domain.requirements import parse_requirement
from fokusrapport.domain.results import Result
from fokusrapport.domain.values import ValueMaker
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Indicator

_LABEL_WIDTH = 34
_EQUAL_CONTRAST = 0.22  # a shade of this luminance stands out as much from white as from our ink
_SCALE_ENDS = {"score_1_5": (1, 5), "score_1_6": (1, 6), "points_0_100": (0, 100), "percent": (0, 100)}


@dataclass(frozen=True)
class Pair:
    """One indicator measured twice."""

    indicator: Indicator
    name: str
    before: Result
    now: Result


def change_chart(edition: EditionData, indicators: Sequence[Indicator], caption: str, label: str) -> Figure:
    """Two measurements of each indicator on one scale, joined by a line.

    Raises InputRefused for an indicator that was not measured twice.
    """
    pairs = [_pair(edition, indicator) for indicator in indicators]
    maker = ValueMaker("", edition.language)
    colour = edition.loaded.municipality.colours.primary
    with drawing(len(pairs) * 1.25, label) as (figure, axes):
        _draw_pairs(axes, pairs, maker, colour)
        number_axis(axes, edition.language)
        axes.set_xlim(*_SCALE_ENDS.get(pairs[0].indicator.scale, axes.get_xlim()))
        svg = as_svg(figure, label)
    words = edition.language
    moves = words.join([_move(pair, maker) for pair in pairs])
    alt = words.gettext("Chart of two measurements, scale {low} to {high}: {moves}.").format(
        low=_ends(pairs[0].indicator)[0], high=_ends(pairs[0].indicator)[1], moves=moves
    )
    return Figure(label=label, caption=plain(caption), alt=alt, svg=svg, table=_pairs_table(pairs, maker, caption))


def _ends(indicator: Indicator) -> tuple[int, int]:
    return _SCALE_ENDS.get(indicator.scale, (0, 0))


def _pair(edition: EditionData, indicator: Indicator) -> Pair:
    found = edition.compared(indicator, edition.change(indicator))
    if len(found) != 2:  # noqa: PLR2004 - before and now
        what = _("«{indicator}» has not been measured twice, so no change can be drawn.")
        raise InputRefused(faults=[Fault("", what=what.format(indicator=indicator.id))])
    return Pair(indicator, edition.label(indicator.label), found[0], found[1])


def _draw_pairs(axes: Axes, pairs: Sequence[Pair], maker: ValueMaker, colour: str) -> None:
    rows = [
        {"name": wrapped(pair.name), "value": float(result.number or 0), "when": when}
        for pair in pairs
        for when, result in (("before", pair.before), ("now", pair.now))
    ]
    frame = pd.DataFrame(rows)
    for position, pair in enumerate(pairs):
        axes.plot(
            [float(pair.before.number or 0), float(pair.now.number or 0)],
            [position, position],
            color=colour,
            linewidth=2,
            zorder=1,
        )
        for result, side in ((pair.before, -1), (pair.now, 1)):
            text = maker.of(pair.indicator, result).text
            # The years are told once; the rows below have the same two.
            shown = f"{result.year}: {text}" if position == 0 else text
            _write_beside(axes, result, position, side * _side(pair), shown)
    sns.scatterplot(
        frame,
        x="value",
        y="name",
        hue="when",
        style="when",
        markers={"before": "o", "now": "D"},
        palette={"before": MUTED, "now": colour},
        s=58,
        legend=False,
        ax=axes,
        zorder=2,
    )
    axes.set(xlabel="", ylabel="")
    axes.set_ylim(len(pairs) - 0.5, -0.5)
    axes.grid(axis="x", color=GRID, linewidth=0.6)


def _side(pair: Pair) -> int:
    return 1 if (pair.now.number or 0) >= (pair.before.number or 0) else -1


def _write_beside(axes: Axes, result: Result, row: int, side: int, text: str) -> None:
    axes.annotate(
        text,
        (float(result.number or 0), row),
        xytext=(9 * side, 0),
        textcoords="offset points",
        ha="left" if side > 0 else "right",
        va="center",
        color=INK,
    )


def _move(pair: Pair, maker: ValueMaker) -> str:
    template = maker.language.gettext("{name} from {before} in {before_year} to {now} in {now_year}")
    return template.format(
        name=pair.name,
        before=maker.of(pair.indicator, pair.before).text,
        before_year=pair.before.year,
        now=maker.of(pair.indicator, pair.now).text,
        now_year=pair.now.year,
    )


def _pairs_table(pairs: Sequence[Pair], maker: ValueMaker, caption: str) -> Table:
    words = maker.language
    years = sorted({result.year for pair in pairs for result in (pair.before, pair.now) if result.year is not None})
    columns = (Column(title=words.gettext("What is measured")), *(Column(title=str(y), align="end") for y in years))
    rows = []
    for pair in pairs:
        by_year = {pair.before.year: pair.before, pair.now.year: pair.now}
        shown = [
            Cell(children=(ShownValue(value=maker.of(pair.indicator, by_year[year])),)) if year in by_year else Cell()
            for year in years
        ]
        rows.append((Cell(children=plain(pair.name)), *shown))
    return numbers_table(caption, columns, tuple(rows))


def numbers_table(caption: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]) -> Table:
    """The numbers behind a chart; the figure's own label names it."""
    return Table(label="", caption=plain(caption), columns=columns, rows=rows)


def shares_chart(
    edition: EditionData, parts: Sequence[tuple[str, Value]], caption: str, label: str
) -> Figure:
    """Parts of a whole as one bar, each part with its name and share written on it."""
    words = edition.language
    shades = sns.blend_palette([edition.loaded.municipality.colours.primary, "#dfe7ec"], n_colors=len(parts))
    with drawing(1.6, label) as (figure, axes):
        left = 0.0
        for shade, (name, value) in zip(shades, parts, strict=True):
            share = float(Decimal(value.exact or 0))
            axes.barh([0], [share], left=left, color=shade, edgecolor="white", linewidth=1.5, height=0.62)
            ink = "white" if _luminance(shade) < _EQUAL_CONTRAST else INK
            axes.text(left + share / 2, 0, value.text, ha="center", va="center", color=ink, fontsize=11)
            axes.text(left, 0.43, wrapped(name, int(share * 0.7)), ha="left", va="bottom", fontsize=9)
            left += share
        axes.set(xlim=(0, 100), ylim=(-0.35, 1.0), yticks=[], xticks=[])
        axes.spines[:].set_visible(False)
        svg = as_svg(figure, label)
    shares = words.join([f"{name} {value.text}" for name, value in parts])
    alt = words.gettext("One bar divided by shares: {shares}.").format(shares=shares)
    columns = (Column(title=words.gettext("Answer")), Column(title=words.gettext("Share"), align="end"))
    rows = tuple((Cell(children=plain(name)), Cell(children=(ShownValue(value=value),))) for name, value in parts)
    return Figure(label=label, caption=plain(caption), alt=alt, svg=svg, table=numbers_table(caption, columns, rows))


def _luminance(colour: tuple[float, float, float]) -> float:
    """Relative luminance, WCAG 2.2."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def bars_chart(edition: EditionData, indicators: Sequence[Indicator], caption: str, label: str) -> Figure:
    """The year's results of some indicators as bars, the largest on top."""
    words, maker = edition.language, ValueMaker("", edition.language)
    results = [(indicator, edition.needed(indicator.id, edition.year)) for indicator in indicators]
    results.sort(key=lambda found: (-(found[1].number or Decimal(0)), found[0].id))
    names = [edition.label(indicator.label) for indicator, _result in results]
    frame = pd.DataFrame(
        {"name": [wrapped(name) for name in names], "value": [float(result.number or 0) for _i, result in results]}
    )
    with drawing(len(results), label) as (figure, axes):
        sns.barplot(frame, x="value", y="name", color=edition.loaded.municipality.colours.primary, ax=axes, width=0.6, saturation=1)
        for position, (indicator, result) in enumerate(results):
            _write_beside(axes, result, position, 1, maker.of(indicator, result).text)
        axes.set(xlabel="", ylabel="", xticks=[])
        axes.set_xlim(0, _SCALE_ENDS.get(results[0][0].scale, (0, frame["value"].max() * 1.15))[1])
        axes.spines["bottom"].set_visible(False)
        svg = as_svg(figure, label)
    values = [maker.of(indicator, result) for indicator, result in results]
    shown = words.join([f"{name} {value.text}" for name, value in zip(names, values, strict=True)])
    alt = words.gettext("Bar chart, {year}, largest first: {bars}.").format(year=edition.year, bars=shown)
    columns = (Column(title=words.gettext("What is measured")), Column(title=str(edition.year), align="end"))
    rows = tuple(
        (Cell(children=plain(name)), Cell(children=(ShownValue(value=value),)))
        for name, value in zip(names, values, strict=True)
    )
    return Figure(label=label, caption=plain(caption), alt=alt, svg=svg, table=numbers_table(caption, columns, rows))


def trend_chart(edition: EditionData, indicator: Indicator, caption: str, label: str) -> Figure:
    """All dated numbers of one indicator up to the edition's year; years not measured leave a gap."""
    words, maker = edition.language, ValueMaker("", edition.language)
    measured = [
        result
        for result in edition.data.series(indicator.id)
        if result.number is not None and result.year is not None and result.year <= edition.year
    ]
    by_year = {result.year: result for result in measured if result.year is not None}
    years = list(range(min(by_year), max(by_year) + 1))
    with drawing(6, label) as (figure, axes):
        _draw_requirement(axes, edition, indicator)
        _draw_trend(axes, [by_year.get(year) for year in years], edition.loaded.municipality.colours.primary)
        for position, result in enumerate(measured):
            below = _is_low(measured, position)
            axes.annotate(
                maker.of(indicator, result).text,
                (float(result.year or 0), float(result.number or 0)),
                xytext=(0, -9 if below else 9),
                textcoords="offset points",
                ha="center",
                va="top" if below else "bottom",
            )
        axes.set(xlabel="", ylabel="", xticks=years, xlim=(years[0] - 0.4, years[-1] + 0.4), yticks=[])
        axes.margins(y=0.3)
        svg = as_svg(figure, label)
    alt = _trend_alt(edition, indicator, [by_year.get(year) for year in years], years)
    columns = (Column(title=words.gettext("Year")), Column(title=edition.label(indicator.label), align="end"))
    rows = tuple(
        (Cell(children=plain(str(result.year))), Cell(children=(ShownValue(value=maker.of(indicator, result)),)))
        for result in measured
    )
    return Figure(label=label, caption=plain(caption), alt=alt, svg=svg, table=numbers_table(caption, columns, rows))


def _is_low(measured: Sequence[Result], position: int) -> bool:
    """Whether a point lies lower than its neighbours, so that its label stands free of the line below it."""
    number = measured[position].number or Decimal(0)
    neighbours = [*measured[max(position - 1, 0) : position], *measured[position + 1 : position + 2]]
    return bool(neighbours) and all(number < (other.number or Decimal(0)) for other in neighbours)


def _draw_trend(axes: Axes, results: Sequence[Result | None], colour: str) -> None:
    """Lines between measurements of neighbouring years only: a year not measured is never bridged."""
    piece: list[Result] = []
    for result in (*results, None):
        if result is not None:
            piece.append(result)
        elif piece:
            frame = pd.DataFrame({"year": [r.year for r in piece], "value": [float(r.number or 0) for r in piece]})
            sns.lineplot(frame, x="year", y="value", color=colour, linewidth=2, marker="o", markersize=7, ax=axes)
            piece = []


def _draw_requirement(axes: Axes, edition: EditionData, indicator: Indicator) -> None:
    requirement = requirement_in(indicator, edition.year)
    if requirement is None:
        return
    parsed = parse_requirement(indicator, requirement)
    text = edition.language.gettext("requirement {printed}").format(printed=parsed.printed)
    for band in parsed.bands:
        if band.level == "met" and band.interval.low.is_finite():
            low = float(band.interval.low)
            axes.axhline(low, color=MUTED, linewidth=1, linestyle=(0, (4, 3)))
            axes.annotate(
                text,
                (0.0, low),
                xycoords=("axes fraction", "data"),
                xytext=(2, 3),
                textcoords="offset points",
                color=MUTED,
                fontsize=8.5,
            )


def _trend_alt(
    edition: EditionData, indicator: Indicator, results: Sequence[Result | None], years: Sequence[int]
) -> str:
    words, maker = edition.language, ValueMaker("", edition.language)
    points = [
        f"{year} {maker.of(indicator, result).text}" if result else f"{year} {words.gettext('not measured')}"
        for year, result in zip(years, results, strict=True)
    ]
    text = words.gettext("Line chart of {name}, {first} to {last}: {points}.").format(
        name=edition.label(indicator.label), first=years[0], last=years[-1], points=words.join(points)
    )
    requirement = requirement_in(indicator, edition.year)
    if requirement is None:
        return text
    printed = parse_requirement(indicator, requirement).printed
    return text + " " + words.gettext("The requirement is {printed}.").format(printed=printed)


def wrapped(name: str, width: int = _LABEL_WIDTH) -> str:
    """A name broken into lines that fit beside a chart."""
    return "\n".join(textwrap.wrap(name, max(width, 10)))


