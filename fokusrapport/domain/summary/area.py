"""The summary as the part that opens a report: how results stand, what moved, what is not good enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fokusrapport.blocks import Area, Block, Heading, Paragraph, Value, plain
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import filled
from fokusrapport.domain.summary.movement import Movement, movement_table, movements
from fokusrapport.domain.summary.places import places_of
from fokusrapport.domain.summary.setting import AREA_ID, OfIndicator, SummarySetting
from fokusrapport.domain.summary.shortfall import shortfall_table, shortfalls
from fokusrapport.domain.summary.standing import Standing, level_figures, levels, standings, table_by_area


def summary_area(edition: EditionData, areas: Sequence[Area]) -> Area | None:
    """The summary of the areas of a report; None when they have no scorecard and nothing that moved."""
    titles = {area.id: area.title for area in areas}
    setting = SummarySetting(edition, titles, places_of(areas, edition.year))
    blocks = tuple(_blocks(setting))
    title = setting.words.gettext("The year in short")
    return Area(id=AREA_ID, title=title, blocks=blocks, own_page=True) if blocks else None


def _blocks(setting: SummarySetting) -> Iterator[Block]:
    words, found = setting.words, standings(setting.edition, tuple(setting.titles))
    better, worse = movements(setting, "better"), movements(setting, "worse")
    if not (found or better or worse):
        return
    yield _lead(setting, found, (*better, *worse))
    if found:
        yield from _standing_blocks(setting, found)
    if better or worse:
        yield Heading(level=2, children=plain(words.gettext("What has changed since it was last measured")))
    if worse:
        yield movement_table(setting, words.gettext("Worse than when last measured"), "tbl-svakere", worse)
    if better:
        yield movement_table(setting, words.gettext("Better than when last measured"), "tbl-bedre", better)


def _standing_blocks(setting: SummarySetting, found: Sequence[Standing]) -> Iterator[Block]:
    words, shown = setting.words, levels(setting.edition, found)
    yield level_figures(setting, shown)
    if len({item.area for item in found}) > 1:
        yield table_by_area(setting, shown)
    yield Heading(level=2, children=plain(words.gettext("Not good enough, and what is done about it")))
    if short := shortfalls(setting, found):
        yield shortfall_table(setting, short)
    else:
        told = words.gettext("No result of {year} is known to fall short of its requirement.")
        yield Paragraph(children=plain(told.format(year=setting.edition.year)))


def _lead(setting: SummarySetting, found: Sequence[Standing], moved: Sequence[Movement]) -> Paragraph:
    """The conclusion in a few sentences; what stands on no scorecard is counted by itself."""
    words, counted = setting.words, {item.indicator.id for item in found}
    own = [item for item in moved if item.indicator.id in counted]
    others = [item for item in moved if item.indicator.id not in counted]
    measured = [item for item in found if item.outcome.kind != "missing"]
    counts: dict[str, Sequence[OfIndicator]] = {
        "measured": measured,
        "total": found,
        **_by_way("", own),
        **_by_way("other_", others),
    }
    values: dict[str, Value | str] = {
        name: setting.counted(items, in_words=True) if items else words.gettext("none")
        for name, items in counts.items()
    }
    sentences = [_measured(setting, len(measured), len(found))] if found else []
    if own:
        sentences.append(
            words.gettext("Compared with the last measurement, {better} of them improved and {worse} got worse.")
        )
    if others:
        sentences.append(
            words.gettext("Of the other figures in the report, {other_better} improved and {other_worse} got worse.")
        )
    return Paragraph(children=filled(" ".join(sentences), {**values, "year": str(setting.edition.year)}), lead=True)


def _by_way(prefix: str, moved: Sequence[Movement]) -> dict[str, Sequence[OfIndicator]]:
    return {f"{prefix}{way}": [item for item in moved if item.change.verdict == way] for way in ("better", "worse")}


def _measured(setting: SummarySetting, measured: int, total: int) -> str:
    words = setting.words
    if measured == 0:
        return words.gettext("No indicator on the scorecards has a result for {year}.")
    if measured == total:
        return words.gettext("Every indicator on the scorecards has a result for {year}.")
    return words.gettext("In {year}, {measured} of the {total} indicators on the scorecards have a result.")
