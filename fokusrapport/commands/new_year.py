"""`python build.py new-year`: the parameters of a new year."""

from __future__ import annotations

import click

from fokusrapport.commands.options import json_option
from fokusrapport.i18n import _
from fokusrapport.terminal import print_json, print_line


@click.command(
    name="new-year",
    options_metavar=_("[OPTIONS]"),
    help=_("Make the parameters of a new year from the year before; what was promised stands there to be answered."),
)
@click.argument("edition", metavar=_("EDITION"))
@json_option
def new_year_command(edition: str, as_json: bool) -> None:  # noqa: FBT001 - a click flag
    """Write the files of a new edition, and tell what to do next."""
    from fokusrapport import app  # noqa: PLC0415 - see fokusrapport.commands

    made = app.new_year(app.project_at(), edition)
    if as_json:
        print_json(made.as_json())
        return
    for line in made.lines():
        print_line(line)
