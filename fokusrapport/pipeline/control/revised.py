"""What the control page tells of figures of others that were revised since they were fetched before."""

from __future__ import annotations

from collections.abc import Iterator

from fokusrapport.blocks import Block, Cell
from fokusrapport.pipeline.control.telling import Telling, grid, heading, numbers, said, text_cell, texts
from fokusrapport.subject import RevisedFigure

LABEL = "tbl-reviderte-tall"


def revised(telling: Telling) -> Iterator[Block]:
    """Every such figure as it was and as it is; nothing where there is none."""
    figures = telling.facts.subject.revised
    if not figures:
        return
    _ = telling.words.gettext
    yield heading(_("Figures of others that have been revised"))
    yield said(_("What is written about them, in this report or elsewhere, may have to be changed."))
    columns = [*texts(_("What is measured"), _("Region"), _("Year")), *numbers(_("Before"), _("Now"))]
    columns += texts(_("Fetched"))
    rows = [_row(telling, figure) for figure in figures]
    yield grid(LABEL, _("Figures that are not what they were when they were fetched before"), columns, rows)


def _row(telling: Telling, figure: RevisedFigure) -> tuple[Cell, ...]:
    words = telling.words
    days = words.gettext("{before}, then {after}").format(
        before=words.date(figure.fetched_before), after=words.date(figure.fetched)
    )
    told = (figure.region, str(figure.year), figure.before, figure.after, days)
    return (Cell(children=figure.label), *map(text_cell, told))
