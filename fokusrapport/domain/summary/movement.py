"""What became better and what became worse since it was last measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fokusrapport.blocks import Cell, Table, plain
from fokusrapport.domain.change import Change, Verdict
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.results import Result
from fokusrapport.domain.summary.setting import SummarySetting
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, tabulate, text_cell, value_cell
from fokusrapport.params.models import Indicator

_MOST = 5  # rows of a table; the rest are counted under it, and stand in their areas
_GRADED = ("met", "accepted", "unmet")


@dataclass(frozen=True)
class Movement:
    """An indicator whose result differs from the last one measured before; `new_level`: it is judged otherwise too."""

    indicator: Indicator
    result: Result
    change: Change
    new_level: bool


def movements(setting: SummarySetting, verdict: Verdict) -> tuple[Movement, ...]:
    """Every indicator shown in the report that moved that way, those of another level than before first.

    The series that results are compared with are others' results, and are left out.
    """
    register = setting.edition.register
    others = register.comparisons
    indicators = [item for item in register.indicators if item.id in setting.places and item.id not in others]
    moved = [_movement(setting.edition, indicator) for indicator in indicators]
    wanted = [found for found in moved if found.change.verdict == verdict]
    return tuple(sorted(wanted, key=lambda found: not found.new_level))


def _movement(edition: EditionData, indicator: Indicator) -> Movement:
    found = edition.change(indicator)
    kinds = [edition.outcome(indicator, result).kind for result in edition.compared(indicator, found)]
    judged = all(kind in _GRADED for kind in kinds)
    result = edition.result_or_blank(indicator.id, edition.year)
    return Movement(indicator, result, found, judged and len(set(kinds)) > 1)


def movement_table(setting: SummarySetting, caption: str, label: str, found: Sequence[Movement]) -> Table:
    """The movements with result and change; those a page has no room for are counted under the table."""
    words = setting.words
    columns: tuple[ColumnOf[Movement], ...] = (
        ColumnOf(words.gettext("Indicator"), lambda moved: Cell(children=setting.linked(moved.indicator))),
        ColumnOf(words.gettext("Area"), lambda moved: text_cell(setting.places[moved.indicator.id].title)),
        ColumnOf(words.gettext("Result {year}").format(year=setting.edition.year), setting.result_cell),
        ColumnOf(words.gettext("Change"), lambda moved: _change_cell(setting, moved), align="end"),
    )
    table = tabulate(TableFrame(label, caption, Notes()), columns, found[:_MOST])
    rest = len(found) - _MOST
    if rest <= 0:
        return table
    told = words.ngettext(
        "One more is described under its area.", "{count} more are described under their areas.", rest
    )
    return table.model_copy(update={"notes": (plain(told.format(count=rest)),)})


def _change_cell(setting: SummarySetting, moved: Movement) -> Cell:
    compared = setting.edition.compared(moved.indicator, moved.change)
    value = setting.maker.of_change(moved.indicator, moved.change.since, moved.change, compared)
    return value_cell(value)
