"""The answers to a question without an order, as ranked bars."""

from __future__ import annotations

from functools import partial

from matplotlib.axes import Axes

from fokusrapport.blocks import Cell, Figure
from fokusrapport.domain.charts.frame import ChartFrame
from fokusrapport.domain.charts.rows import BesideLabel, Rows, room_for
from fokusrapport.domain.charts.style import LINE, MUTED, drawn
from fokusrapport.domain.dataset import SurveyAnswer
from fokusrapport.domain.distribution import DistributionText
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.tabulate import ColumnOf, value_cell


def answers_chart(frame: ChartFrame, told: DistributionText) -> Figure:
    """The chart: every answer with its share, the commonest on top; equal ones as they stand in the data."""
    ranked = sorted(told.found.shown, key=lambda answer: -told.found.share(answer))
    rows = Rows([answer.answer for answer in ranked], top=LINE + 0.1)
    svg = drawn(rows.size, frame.label, partial(_paint, frame, told, ranked, rows))
    shares = frame.words.join([f"{answer.answer} {told.share(answer).text}" for answer in ranked])
    alt = frame.words.gettext("Answers to {name}, {year}, most common first: {shares} ({base}).").format(
        name=frame.name(told.found.indicator), year=frame.edition.year, shares=shares, base=told.note()
    )
    notes = Notes()
    columns = [
        ColumnOf[SurveyAnswer](frame.words.gettext("Answer"), partial(_answer_cell, frame, notes)),
        ColumnOf[SurveyAnswer](
            frame.words.gettext("Share"), lambda answer: value_cell(told.share(answer)), align="end"
        ),
    ]
    if told.found.counted:
        title = frame.words.gettext("Number of answers")
        columns.append(ColumnOf(title, lambda answer: value_cell(told.outside(answer)), align="end"))
    return frame.figure(svg, alt, frame.table(columns, ranked, notes))


def _answer_cell(frame: ChartFrame, notes: Notes, answer: SurveyAnswer) -> Cell:
    return Cell(
        children=(*frame.edition.text_inlines(answer.answer), *notes.mark(frame.edition.quoted(answer.uncertain)))
    )


def _paint(frame: ChartFrame, told: DistributionText, ranked: list[SurveyAnswer], rows: Rows, axes: Axes) -> None:
    shares = [float(told.found.share(answer)) for answer in ranked]
    rows.write_names(axes)
    axes.text(0, 0, told.note(), ha="left", va="top", color=MUTED, transform=axes.get_yaxis_transform())
    axes.barh(rows.centres, shares, height=0.24, color=frame.colour)
    labels = [
        BesideLabel(share, y, told.share(answer).text, 1)
        for answer, share, y in zip(ranked, shares, rows.centres, strict=True)
    ]
    for label in labels:
        label.write(axes)
    axes.set_xlim(*room_for(labels, (0.0, max(*shares, 1.0)), rows.size.width))
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
