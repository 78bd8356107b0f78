"""`python build.py check`: everything that can be checked without running a notebook."""

from __future__ import annotations

from collections.abc import Sequence

import click

from fokusrapport.commands.names import complete_editions
from fokusrapport.commands.options import json_option
from fokusrapport.i18n import _
from fokusrapport.params.chosen import chosen
from fokusrapport.terminal import print_json, print_line


@click.command(
    name="check",
    options_metavar=_("[OPTIONS]"),
    help=_("Check everything that can be checked without running a notebook."),
)
@click.argument("editions", nargs=-1, metavar=_("[EDITION…]"), shell_complete=complete_editions)
@json_option
def check_command(editions: Sequence[str], as_json: bool) -> None:  # noqa: FBT001 - a click flag
    """Check editions; without a name, all of them."""
    from fokusrapport import app  # noqa: PLC0415 - see fokusrapport.commands

    project = app.project_at()
    named = chosen(project.root, editions)
    checked = app.check_editions(project, named or app.editions(project), app.Options())
    if as_json:
        print_json({"editions": [app.checked_json(one) for one in checked]})
        return
    for one in checked:
        for warning in one.warnings:
            print_line(_("Warning: {text}").format(text=warning))
        count = len(one.plan.runs)
        print_line(_("{edition}: no faults, areas: {count}").format(edition=one.plan.request.name, count=count))
