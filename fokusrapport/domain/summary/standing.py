"""How the results of the year stand: how many of each level, which, and in which areas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from fokusrapport.blocks import Cell, Inlines, KeyFigure, KeyFigures, ShownValue, StatusKind, Table, Value, plain
from fokusrapport.domain.classification import Outcome
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import joined
from fokusrapport.domain.missing import MISSING_KINDS, missing_text
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.summary.places import Place
from fokusrapport.domain.summary.setting import SummarySetting
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, tabulate, text_cell, value_cell
from fokusrapport.domain.tally import outcomes
from fokusrapport.params.models import Indicator

_NAMED = 3  # a level with so few results names them


@dataclass(frozen=True)
class Standing:
    """One indicator of a scorecard, and how its result of the year stands."""

    indicator: Indicator
    area: str
    outcome: Outcome


@dataclass(frozen=True)
class Level:
    """The results of one level, in its own word; those without a result are a level too."""

    kind: StatusKind
    word: str
    standings: tuple[Standing, ...]


def standings(edition: EditionData, areas: Sequence[str]) -> tuple[Standing, ...]:
    """Every indicator of the areas' scorecards; one that stands on two is counted where it stands first."""
    found: dict[str, Standing] = {}
    for area in areas:
        for indicator, outcome in outcomes(edition, area):
            found.setdefault(indicator.id, Standing(indicator, area, outcome))
    return tuple(found.values())


def levels(edition: EditionData, found: Sequence[Standing]) -> tuple[Level, ...]:
    """The three levels always; what is short of its requirement, not assessed or without result where there is any."""
    words, own = edition.language, edition.municipality.status_words
    graded: dict[StatusKind, str] = {"met": own.met, "accepted": own.accepted, "unmet": own.unmet}
    always = [Level(kind, word, _of(found, kind)) for kind, word in graded.items()]
    open_ones = _of(found, "unclassified")
    short = tuple(item for item in open_ones if item.outcome.short_of_requirement)
    others = (
        # One word for «below» and «above the requirement»: which of them is the worse differs from row to row.
        Level("unclassified", words.gettext("does not meet the requirement"), short),
        Level("unclassified", words.gettext("not assessed"), tuple(item for item in open_ones if item not in short)),
        Level("missing", words.gettext("without a result"), _of(found, "missing")),
    )
    return (*always, *(level for level in others if level.standings))


def _of(found: Sequence[Standing], kind: StatusKind) -> tuple[Standing, ...]:
    return tuple(item for item in found if item.outcome.kind == kind)


# --- as blocks ----------------------------------------------------------------------------------------------------


def level_figures(setting: SummarySetting, shown: Sequence[Level]) -> KeyFigures:
    """A key figure a level: how many results, and which they are where they are few; what is missing by kind."""
    return KeyFigures(
        items=tuple(
            KeyFigure(
                label=level.word,
                value=setting.counted(level.standings),
                note=_kinds(setting, level) if level.kind == "missing" else _names(setting, level),
                status=level.kind,
            )
            for level in shown
        )
    )


def _names(setting: SummarySetting, level: Level) -> Inlines:
    """The indicators of a level as links; nothing where they are many, for the table by area leads to those."""
    if len(level.standings) > _NAMED:
        return ()
    return joined([setting.linked(item.indicator) for item in level.standings], ", ")


def _kinds(setting: SummarySetting, level: Level) -> Inlines:
    """How many results are missing for each reason."""
    found = {kind: [item for item in level.standings if item.outcome.missing == kind] for kind in MISSING_KINDS}
    return joined(
        [
            (*plain(f"{missing_text(kind, setting.words)} "), ShownValue(value=setting.counted(items)))
            for kind, items in found.items()
            if items
        ],
        ", ",
    )


def table_by_area(setting: SummarySetting, shown: Sequence[Level]) -> Table:
    """How many results of each level the areas have; every area leads to its scorecard, the last row is the sum."""
    areas = list(dict.fromkeys(item.area for level in shown for item in level.standings))
    order = [area for area in setting.titles if area in areas]
    columns = tuple(_columns(setting, shown))
    frame = TableFrame("tbl-oversikt", setting.words.gettext("The results by area"), Notes())
    return tabulate(frame, columns, [*order, ""]).model_copy(update={"kind": "counts"})


def _columns(setting: SummarySetting, shown: Sequence[Level]) -> Iterator[ColumnOf[str]]:
    yield ColumnOf(setting.words.gettext("Area"), partial(_area_cell, setting, shown))
    for level in shown:
        yield ColumnOf(level.word, partial(_count_cell, setting, level), align="end")


def _area_cell(setting: SummarySetting, shown: Sequence[Level], area: str) -> Cell:
    if not area:
        return text_cell(setting.words.gettext("All areas"))
    own = [item.indicator.id for level in shown for item in level.standings if item.area == area]
    candidates = [setting.places[name] for name in own if name in setting.places]
    place = next((found for found in candidates if found.area == area), Place(area, area, setting.titles[area]))
    return Cell(children=place.link(plain(setting.titles[area])))


def _count_cell(setting: SummarySetting, level: Level, area: str) -> Cell:
    return value_cell(_counted(setting, level, area))


def _counted(setting: SummarySetting, level: Level, area: str) -> Value:
    return setting.counted([item for item in level.standings if area in ("", item.area)])
