"""The legend of the scorecards: the levels in the municipality's own words, each with its mark."""

from __future__ import annotations

from fokusrapport.blocks import Cell, Column, Status, StatusKind, Table, plain
from fokusrapport.domain.edition import EditionData


def legend_table(edition: EditionData) -> Table:
    """The levels with mark and word, and what it means that a result has none."""
    words, municipality = edition.language, edition.loaded.municipality
    levels: list[tuple[StatusKind, str, str]] = [
        ("met", municipality.status_words.met, municipality.legend.met),
        ("accepted", municipality.status_words.accepted, municipality.legend.accepted),
        ("unmet", municipality.status_words.unmet, municipality.legend.unmet),
        (
            "unclassified",
            words.gettext("not assessed"),
            words.gettext("The requirement does not settle the level; the reason stands under the table"),
        ),
    ]
    rows = tuple(
        (Cell(status=Status(kind=kind, word=word)), Cell(children=plain(meaning))) for kind, word, meaning in levels
    )
    return Table(
        label="tbl-resultatgrense",
        caption=plain(words.gettext("Legend of results")),
        columns=(Column(title=words.gettext("Mark")), Column(title=words.gettext("Meaning"))),
        rows=rows,
        kind="legend",
    )
