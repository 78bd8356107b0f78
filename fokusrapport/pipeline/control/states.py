"""What the control page tells of those who have checked the areas: how far each has come, and what no longer holds."""

from __future__ import annotations

from collections.abc import Iterator

from fokusrapport.blocks import Block, Cell, Inlines, Status, plain
from fokusrapport.params.checks_models import ROLES
from fokusrapport.params.models import CheckRole
from fokusrapport.pipeline.control.telling import Telling, filled, grid, heading, said, see, status_cell, texts
from fokusrapport.pipeline.standing import CheckStanding, Standing
from fokusrapport.pipeline.standing_words import check_told, role_word, state_words

LABEL = "tbl-sjekket"


def states(telling: Telling) -> Iterator[Block]:
    """A row an area; nothing where the edition demands no checks and nobody has made any."""
    found = telling.facts.standings
    if found is None or not found.in_use:
        return
    _ = telling.words.gettext
    yield heading(_("Who has checked the areas"))
    demanded = [role_word(role, telling.words) for role in ROLES if role in found.checks.requires]
    if demanded:
        sentence = _("Before the report is published every area must have been checked by: {roles}.")
        yield said(sentence.format(roles=telling.words.join(demanded)))
    columns = texts(_("Area"), _("How far it has come"), _("Head of unit"), _("Director"))
    yield grid(LABEL, _("Checks of each area"), columns, [_row(telling, one) for one in found.areas])


def _row(telling: Telling, one: Standing) -> Iterator[Cell]:
    found = telling.facts.standings
    yield Cell(children=telling.area(one.area))
    yield Cell(children=plain(state_words(telling.words)[one.state]))
    for role in ROLES:
        demanded = found is not None and role in found.checks.requires
        yield _check_cell(telling, one.check(role), role, demanded=demanded)


def _check_cell(telling: Telling, check: CheckStanding | None, _role: CheckRole, *, demanded: bool) -> Cell:
    """The check, marked by whether it holds; a demanded one that is lacking is marked, too."""
    _ = telling.words.gettext
    if check is None:
        return status_cell("unmet", _("lacking")) if demanded else Cell()
    told = plain(check_told(check, telling.words))
    if check.holds:
        return Cell(children=told, status=Status(kind="met", word=_("holds")))
    kind, word = ("unmet" if demanded else "accepted"), _("does not hold")
    return Cell(children=told, status=Status(kind=kind, word=word))


def obstacles(telling: Telling) -> Iterator[Inlines]:
    """A sentence for each area that lacks a check the edition demands."""
    found = telling.facts.standings
    sentence = telling.words.gettext("{area} has not been checked as it is now by: {roles}, see {table}.")
    for one, roles in found.lacking() if found else ():
        named = telling.words.join([role_word(role, telling.words) for role in roles])
        yield filled(sentence, area=telling.area(one.area), roles=plain(named), table=(see(LABEL),))
