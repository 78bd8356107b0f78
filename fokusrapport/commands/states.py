"""`python build.py states`: where each area stands."""

from __future__ import annotations

from collections.abc import Sequence

import click

from fokusrapport.commands.names import complete_editions
from fokusrapport.commands.options import json_option
from fokusrapport.i18n import _
from fokusrapport.params.chosen import chosen
from fokusrapport.terminal import print_json, print_line


@click.command(
    name="states",
    options_metavar=_("[OPTIONS]"),
    help=_("Tell for each area whether it is a draft, checked (by whom, and whether that still holds), or published."),
)
@click.argument("editions", nargs=-1, metavar=_("[EDITION…]"), shell_complete=complete_editions)
@json_option
def states_command(editions: Sequence[str], as_json: bool) -> None:  # noqa: FBT001 - a click flag
    """Tell where the areas of editions stand; without a name, of the one a build would take."""
    from fokusrapport.app import project_at  # noqa: PLC0415 - see fokusrapport.commands
    from fokusrapport.approving.stood import states  # noqa: PLC0415

    project = project_at()
    found = [states(project, name) for name in chosen(project.root, editions) or ("",)]
    if as_json:
        print_json({"editions": [one.as_json() for one in found]})
        return
    for one in found:
        print_line(one.edition)
        for line in one.lines():
            print_line(f"  {line}")
