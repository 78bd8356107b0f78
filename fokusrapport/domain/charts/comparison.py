"""One's own results beside those of others, on one scale: in words, as numbers, and drawn in one of two ways."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from fokusrapport.blocks import Cell, Figure, ShownValue, Table
from fokusrapport.domain.charts.compared import Compared
from fokusrapport.domain.charts.comparison_listed import Listed
from fokusrapport.domain.charts.comparison_paired import Paired, is_paired
from fokusrapport.domain.charts.frame import SCALE_ENDS, ChartFrame, refuse_mixed
from fokusrapport.domain.charts.style import drawn
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.scorecard_benchmarks import benchmark_inlines
from fokusrapport.domain.tabulate import ColumnOf, text_cell
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Indicator


def comparison_chart(frame: ChartFrame, indicators: Sequence[Indicator]) -> Figure:
    """The chart: own results and benchmarks, each with its number, its year and how many took part.

    Raises InputRefused for an indicator that the register compares with nothing, or that nothing is known of, and
    for scales or units that differ.
    """
    compared = [Compared(frame, indicator) for indicator in indicators]
    for each in compared:
        _refuse_nothing(each)
    refuse_mixed([indicator for each in compared for indicator in (each.indicator, *_series(each))])
    drawing = Paired(frame, compared) if is_paired(frame, compared) else Listed(frame, compared)
    svg = drawn(drawing.size, frame.label, drawing.paint)
    return frame.figure(svg, _alt(frame, compared), _table(frame, compared))


def _series(compared: Compared) -> list[Indicator]:
    return [other.series for other in compared.others]


def _refuse_nothing(compared: Compared) -> None:
    if not compared.indicator.benchmarks:
        what = _("The register names nothing that «{indicator}» is compared with.")
        allowed = _("ids under «benchmarks» in indicators.yaml")
        raise InputRefused.because(what.format(indicator=compared.indicator.id), allowed=allowed)
    if not compared.others:
        what = _("There are no figures that «{indicator}» can be compared with.")
        names = ", ".join(compared.indicator.benchmarks)
        raise InputRefused.because(
            what.format(indicator=compared.indicator.id), allowed=_("results for {names}").format(names=names)
        )


def _alt(frame: ChartFrame, compared: Sequence[Compared]) -> str:
    told = [
        f"{frame.name(each.indicator)}: "
        + frame.words.join([f"{mark.beside(frame)} {mark.value.text}" for mark in each.marks])
        for each in compared
    ]
    ends = SCALE_ENDS.get(compared[0].indicator.scale)
    text = frame.words.gettext("Comparison, {year}. {rows}.")
    if ends is not None:
        text = frame.words.gettext("Comparison, {year}, scale {low} to {high}. {rows}.")
    low, high = ends or ("", "")
    return text.format(year=frame.edition.year, low=low, high=high, rows="; ".join(told))


def _table(frame: ChartFrame, compared: Sequence[Compared]) -> Table:
    """A row an indicator, a column for each that is compared; who took part stands under the table."""
    notes = Notes()
    names = list(dict.fromkeys(frame.name(series) for each in compared for series in _series(each)))
    columns = [
        ColumnOf[Compared](frame.words.gettext("What is measured"), lambda each: text_cell(frame.name(each.indicator))),
        ColumnOf[Compared](frame.edition.municipality.name, partial(_own_cell, frame, notes), align="end"),
        *(ColumnOf[Compared](name, partial(_other_cell, frame, notes, name), align="end") for name in names),
    ]
    return frame.table(columns, compared, notes)


def _own_cell(frame: ChartFrame, notes: Notes, compared: Compared) -> Cell:
    value = frame.maker.of(compared.indicator, compared.own)
    return Cell(children=(ShownValue(value=value), *notes.mark(frame.edition.quoted(compared.own.uncertain))))


def _other_cell(frame: ChartFrame, notes: Notes, name: str, compared: Compared) -> Cell:
    found = next((other for other in compared.others if frame.name(other.series) == name), None)
    return (
        text_cell("–") if found is None else Cell(children=benchmark_inlines(frame.edition, frame.area, notes, found))
    )
