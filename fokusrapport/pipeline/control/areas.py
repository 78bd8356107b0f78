"""What the control page tells area by area: whole or not, values found again, results, typed numbers, runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fokusrapport.blocks import Block, Cell, ShownValue, Table, Value
from fokusrapport.pipeline.control.facts import AreaFacts
from fokusrapport.pipeline.control.telling import (
    Telling,
    grid,
    heading,
    numbers,
    said,
    status_cell,
    text_cell,
    texts,
)
from fokusrapport.subject import AreaResults, Counted


def areas(telling: Telling) -> Iterator[Block]:
    """A row each: whether it is whole, its values shown and found again, its warnings and typed numbers."""
    _, facts = telling.words.gettext, telling.facts
    yield heading(_("The areas"))
    columns = [
        *texts(_("Area"), _("State")),
        *numbers(_("Values shown"), _("Found in HTML"), _("Found in PDF"), _("Warnings")),
        *numbers(_("Typed, standing"), _("Typed, excused")),
    ]
    yield grid("tbl-omrader", _("The parts of the report"), columns, [_row(telling, area) for area in facts.areas])
    if facts.faults:
        rows = [(Cell(children=telling.message(f.where)), Cell(children=telling.message(f.what))) for f in facts.faults]
        yield grid("tbl-feil", _("Why areas could not be made"), texts(_("Place"), _("Fault")), rows)


def _row(telling: Telling, area: AreaFacts) -> Iterator[Cell]:
    _, facts = telling.words.gettext, telling.facts
    yield Cell(children=telling.area(area.id))
    yield status_cell("met", _("complete")) if area.complete else status_cell("unmet", _("missing"))
    found = next((found for found in facts.found or () if found.area == area.id), None)
    uncounted = text_cell(_("not counted"))
    yield telling.number(found.values if found else area.values)
    yield telling.number(found.in_html) if found else uncounted
    yield telling.number(found.in_pdf) if found else uncounted
    yield telling.number(len(facts.about(facts.warnings, area.id)))
    typed = [number for number in facts.typed or () if number.area == area.id]
    excused = [number for number in typed if number.excused]
    yield uncounted if facts.typed is None else telling.number(len(typed) - len(excused))
    yield uncounted if facts.typed is None else telling.number(len(excused))


# --- results ------------------------------------------------------------------------------------------------------


def results(telling: Telling) -> Iterator[Block]:
    """How the results of each scorecard stand, what is missing and why, and what falls short without explanation."""
    _ = telling.words.gettext
    yield heading(_("The results"))
    found = telling.facts.subject.areas
    graded = [area for area in found if any(counted.number for counted in area.counts) or area.suppressed]
    if graded:
        yield _counts(telling, graded)
    if without := [telling.titles.get(area.area, area.area) for area in found if area not in graded]:
        yield said(_("Without a scorecard: {areas}.").format(areas=telling.words.join(without)))
    yield heading(_("Results without explanation"), 3)
    if telling.facts.subject.unexplained:
        yield _unexplained(telling)
    else:
        yield said(_("Every result that is unacceptable or falls short of its requirement is explained."))


def _counts(telling: Telling, found: Sequence[AreaResults]) -> Table:
    """The levels always, the rest where any area has some."""
    _ = telling.words.gettext
    shown = [place for place, column in enumerate(zip(*(area.counts for area in found), strict=True)) if _told(column)]
    words = [found[0].counts[place].word for place in shown]
    columns = [*texts(_("Area")), *numbers(*words, _("shown as suppressed, all years"))]
    rows = [
        (
            Cell(children=telling.area(area.area)),
            *(telling.number(area.counts[place].number) for place in shown),
            telling.number(area.suppressed),
        )
        for area in found
    ]
    caption = _("Results of {year} on the scorecards").format(year=telling.facts.front.year)
    return grid("tbl-resultater", caption, columns, rows).model_copy(update={"kind": "counts"})


def _told(column: Sequence[Counted]) -> bool:
    return column[0].kind in ("met", "accepted", "unmet") or any(counted.number for counted in column)


def _unexplained(telling: Telling) -> Table:
    _ = telling.words.gettext
    rows = [
        (
            Cell(children=telling.in_report(item.anchor, item.label)),
            Cell(children=telling.area(item.area)),
            Cell(children=(ShownValue(value=Value(text=item.result)),), status=item.status),
            text_cell(_("must be explained before publishing") if item.stops else _("should be explained")),
        )
        for item in telling.facts.subject.unexplained
    ]
    columns = texts(_("Indicator"), _("Area"), _("Result"), _("What is needed"))
    return grid("tbl-uforklart", _("Results that fall short, and that nobody has explained"), columns, rows)
