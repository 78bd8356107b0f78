"""`python build.py list`: the editions that can be built."""

from __future__ import annotations

import click

from fokusrapport.commands.options import json_option
from fokusrapport.i18n import _
from fokusrapport.terminal import print_json, print_line


@click.command(
    name="list", options_metavar=_("[OPTIONS]"), help=_("List the editions that can be built, and their areas.")
)
@json_option
def list_command(as_json: bool) -> None:  # noqa: FBT001 - a click flag
    """List editions with title and areas."""
    from fokusrapport import app  # noqa: PLC0415 - see fokusrapport.commands

    listed = app.listed(app.project_at())
    if as_json:
        print_json({"editions": [dict(one) for one in listed]})
        return
    for one in listed:
        print_line(f"{one['edition']}  {one['title']}")
        print_line("    " + ", ".join(one["areas"]))
