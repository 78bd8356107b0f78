"""`python build.py trace`: where a number is shown, and where it came from."""

from __future__ import annotations

import click

from fokusrapport.commands.names import complete_editions
from fokusrapport.commands.options import json_option
from fokusrapport.i18n import _
from fokusrapport.terminal import print_json, print_line


@click.command(
    name="trace",
    options_metavar=_("[OPTIONS]"),
    help=_("Show where a report shows a number, or an indicator's values, and the rows they came from."),
)
@click.argument("asked", metavar=_("NUMBER_OR_ID"))
@click.option(
    "--edition",
    metavar=_("EDITION"),
    shell_complete=complete_editions,
    help=_("The report to look in (default: the one in params/project.yaml)."),
)
@json_option
def trace_command(asked: str, edition: str | None, as_json: bool) -> None:  # noqa: FBT001 - a click flag
    """Tell where a value is shown and where it came from."""
    from fokusrapport.trace.telling import trace_in  # noqa: PLC0415 - see fokusrapport.commands; --help needs none of it

    trace = trace_in(edition, asked)
    if as_json:
        print_json(trace.as_json())
        return
    for line in trace.lines():
        print_line(line)
