"""`python build.py setup-git`: Git made to understand notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fokusrapport.commands.options import json_option
from fokusrapport.i18n import _
from fokusrapport.root import find_root
from fokusrapport.terminal import print_json, print_line

if TYPE_CHECKING:  # see fokusrapport.commands
    from fokusrapport.gitsetup import Outcome


@click.command(
    name="setup-git",
    options_metavar=_("[OPTIONS]"),
    help=_(
        "Set Git up for notebooks in this clone: commits hold no outputs, and what two people wrote in different cells "
        "is joined. May be done again at any time."
    ),
)
@click.option("--undo", is_flag=True, help=_("Take it back."))
@json_option
def setup_git_command(undo: bool, as_json: bool) -> None:  # noqa: FBT001 - click flags
    """Set up or take back, and tell what was done."""
    from fokusrapport.gitsetup import set_up, take_back  # noqa: PLC0415 - see fokusrapport.commands

    outcome = (take_back if undo else set_up)(find_root())
    if as_json:
        print_json(outcome.as_json())
        return
    for line in _undone(outcome) if undo else _done(outcome):
        print_line(line)


def _undone(outcome: Outcome) -> list[str]:
    if not outcome.changed:
        return [_("There was nothing to take back.")]
    return [
        _("Git treats notebooks as any other file now. Outputs are committed with them."),
        *(f"  {name}" for name in outcome.changed),
    ]


def _done(outcome: Outcome) -> list[str]:
    lines = [_("Git was set up for notebooks already.")]
    if outcome.changed or outcome.attributes_added:
        lines = [_("Git is set up for notebooks in this clone:"), *(f"  {name}" for name in outcome.changed)]
    if outcome.attributes_added:
        lines.append(_("A line was added to .gitattributes; commit it: git add .gitattributes"))
    if outcome.holding:
        lines.append(_("These notebooks were committed with outputs:"))
        lines += [f"  {name}" for name in outcome.holding]
        lines.append(_("To take them away: git add --renormalize notebooks, then commit."))
    return lines
