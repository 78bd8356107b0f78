"""The legend of the scorecards: the levels in the municipality's own words, each with its mark."""

from __future__ import annotations

from fokusrapport.blocks import Cell, Status, Table
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, tabulate, text_cell
from fokusrapport.domain.tally import outcomes


def legend_table(edition: EditionData, label: str = "tbl-resultatgrense") -> Table:
    """The levels with mark and word, «under kravet» where a scorecard says so, and what having no level means."""
    words, municipality = edition.language, edition.municipality
    own, legend = municipality.status_words, municipality.legend
    levels = (
        (Status(kind="met", word=own.met), legend.met),
        (Status(kind="accepted", word=own.accepted), legend.accepted),
        (Status(kind="unmet", word=own.unmet), legend.unmet),
        *_short_levels(edition),
        (
            Status(kind="unclassified", word=words.gettext("not assessed")),
            words.gettext("The requirement does not settle the level; the reason stands under the table"),
        ),
    )
    columns: tuple[ColumnOf[tuple[Status, str]], ...] = (
        ColumnOf(words.gettext("Mark"), lambda level: Cell(status=level[0])),
        ColumnOf(words.gettext("Meaning"), lambda level: text_cell(level[1])),
    )
    frame = TableFrame(label, words.gettext("Legend of results"), Notes())
    return tabulate(frame, columns, levels).model_copy(update={"kind": "legend"})


def _short_levels(edition: EditionData) -> list[tuple[Status, str]]:
    """The words of results that miss their requirement but have no level, as far as the scorecards show them."""
    short = {
        outcome.word
        for area in edition.areas
        for year in edition.result_years
        for _indicator, outcome in outcomes(edition, area, year)
        if outcome.short_of_requirement
    }
    meaning = edition.language.gettext(
        "The requirement is not met, but the limit between acceptable and unacceptable is not stated or not clear"
    )
    return [(Status(kind="unclassified", word=word), meaning) for word in edition.language.alphabetical(short)]
