"""Which results are unacceptable or miss their requirement, and what is done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from fokusrapport.blocks import Cell, Inlines, LineBreak, Table, plain
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.results import Result
from fokusrapport.domain.summary.setting import SummarySetting
from fokusrapport.domain.summary.standing import Standing
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, tabulate
from fokusrapport.params.models import Explanation, Indicator


@dataclass(frozen=True)
class Shortfall:
    """A result that falls short, and what the area has said about it; None where nobody has."""

    indicator: Indicator
    result: Result
    explanation: Explanation | None


def shortfalls(setting: SummarySetting, found: Sequence[Standing]) -> tuple[Shortfall, ...]:
    """The results that are unacceptable, and after them those known to miss their requirement."""
    edition = setting.edition
    told = {(area, item.indicator): item for area in setting.titles for item in edition.tracking(area).explanations}
    elsewhere = {indicator: item for (_area, indicator), item in told.items()}
    short = [item for item in found if item.outcome.kind == "unmet" or item.outcome.short_of_requirement]
    return tuple(
        Shortfall(
            item.indicator,
            edition.result_or_blank(item.indicator.id, edition.year),
            told.get((item.area, item.indicator.id), elsewhere.get(item.indicator.id)),
        )
        for item in sorted(short, key=lambda item: item.outcome.kind != "unmet")
    )


def shortfall_table(setting: SummarySetting, found: Sequence[Shortfall]) -> Table:
    """Each with its result, what is done, who answers for it and when; why it is so stands in its area."""
    words = setting.words
    columns: tuple[ColumnOf[Shortfall], ...] = (
        ColumnOf(words.gettext("Indicator"), lambda short: Cell(children=setting.linked(short.indicator))),
        ColumnOf(words.gettext("Result {year}").format(year=setting.edition.year), setting.result_cell),
        ColumnOf(words.gettext("What is done about it"), partial(_action, setting)),
        ColumnOf(words.gettext("Responsible, deadline"), partial(_responsible, setting)),
    )
    caption = words.gettext("Results of {year} that fall short").format(year=setting.edition.year)
    return tabulate(TableFrame("tbl-ikke-godt-nok", caption, Notes()), columns, found)


def _action(setting: SummarySetting, short: Shortfall) -> Cell:
    """What is done; that nobody has said so is said, for a reader will look for it."""
    return Cell(children=_or_not_stated(setting, short.explanation.action if short.explanation else ""))


def _responsible(setting: SummarySetting, short: Shortfall) -> Cell:
    said = short.explanation
    if said is None:
        return Cell(children=_or_not_stated(setting, ""))
    owner, due = (_or_not_stated(setting, text) for text in (said.owner, said.due))
    return Cell(children=(*owner, LineBreak(), *due))


def _or_not_stated(setting: SummarySetting, text: str) -> Inlines:
    return setting.edition.text_inlines(text) if text.strip() else plain(setting.words.gettext("not stated"))
