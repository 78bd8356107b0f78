"""What the control page tells of the authors' work: typed numbers, warnings, and how each notebook was run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fokusrapport.blocks import Block, Cell, Code, Inlines, plain
from fokusrapport.pipeline.control.counted import TypedNumber
from fokusrapport.pipeline.control.facts import RunFacts
from fokusrapport.pipeline.control.telling import Telling, grid, heading, said, status_cell, text_cell, texts

_SHORT = 12  # characters of a fingerprint that people compare


def typed_numbers(telling: Telling) -> Iterator[Block]:
    """The numbers that authors have typed: those that stand as they are, and those excused with a reason."""
    _, typed = telling.words.gettext, telling.facts.typed
    yield heading(_("Typed numbers"))
    if typed is None:
        yield said(_("Nobody has looked for typed numbers in this build."))
    elif not typed:
        yield said(_("No number in the text is typed where it could have been fetched from the data."))
    else:
        columns = texts(_("Text"), _("The data say"), _("Area"), _("Place"), _("Assessment"))
        rows = [_typed_row(telling, number) for number in typed]
        yield grid("tbl-skrevne-tall", _("Numbers that are typed in the text"), columns, rows)


def _typed_row(telling: Telling, number: TypedNumber) -> Iterator[Cell]:
    _ = telling.words.gettext
    yield text_cell(number.text)
    yield text_cell(number.known)
    yield Cell(children=telling.area(number.area))
    yield Cell(children=telling.message(number.place))
    if number.excused:
        yield text_cell(_("excused: {reason}").format(reason=number.excused))
    elif number.head_count:
        yield status_cell("unmet", _("tells of few people"))
    elif number.contradicts:
        yield status_cell("unmet", _("contradicts the data"))
    else:
        yield status_cell("accepted", _("typed, not fetched"))


# --- warnings -----------------------------------------------------------------------------------------------------


def warnings(telling: Telling) -> Iterator[Block]:
    """Every warning of the build, as the person at the keyboard saw it."""
    _, found = telling.words.gettext, telling.facts.warnings
    yield heading(_("The warnings"))
    if not found:
        yield said(_("No warnings."))
        return
    rows = [(Cell(children=telling.message(item.where)), Cell(children=telling.message(item.what))) for item in found]
    yield grid("tbl-advarsler", _("What the build warned about"), texts(_("Place"), _("Warning")), rows)


# --- runs ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Column:
    """What one column tells of a run; nothing where there is nothing to tell."""

    title: str
    text: Callable[[RunFacts], Inlines]


def runs(telling: Telling) -> Iterator[Block]:
    """Which notebooks were run now, why each was run last, and what names everything its result depends on."""
    _ = telling.words.gettext
    told = [(area.id, area.run) for area in telling.facts.areas if area.run is not None]
    columns = [column for column in _columns(telling) if any(column.text(run) for _area, run in told)]
    rows = [
        (Cell(children=telling.area(area)), *(Cell(children=column.text(run)) for column in columns))
        for area, run in told
    ]
    titles = [column.title for column in columns]
    yield heading(_("The runs"))
    yield grid("tbl-kjoringer", _("How each area came to be"), texts(_("Area"), *titles), rows)
    if whole := [(Cell(children=telling.area(area)), _code(run.fingerprint)) for area, run in told if run.fingerprint]:
        columns_of_whole = texts(_("Area"), _("Fingerprint"))
        yield grid("tbl-fingeravtrykk", _("The fingerprints in full"), columns_of_whole, whole)


def _columns(telling: Telling) -> tuple[_Column, ...]:
    _ = telling.words.gettext
    return (
        _Column(_("This time"), lambda run: plain(_("reused") if run.reused else _("run"))),
        _Column(_("Why it was run last"), lambda run: telling.message(run.reason) if run.reason else ()),
        _Column(_("Fingerprint, beginning"), lambda run: _code(run.fingerprint[:_SHORT]).children),
    )


def _code(text: str) -> Cell:
    return Cell(children=(Code(text=text),) if text else ())
