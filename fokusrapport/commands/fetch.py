"""`python build.py fetch`: figures of others."""

from __future__ import annotations

from typing import Any

import click

from fokusrapport.commands.options import json_option
from fokusrapport.i18n import _
from fokusrapport.root import find_root
from fokusrapport.terminal import print_json, print_line


@click.command(
    name="fetch",
    options_metavar=_("[OPTIONS]"),
    help=_(
        "Fetch figures of others from KOSTRA or Kolada, as params/<municipality>/benchmarks.yaml says, and tell what "
        "has changed since the last time. The only command that uses the network."
    ),
)
@click.argument("service", metavar="kostra|kolada")
@click.argument("municipality", metavar=_("MUNICIPALITY"))
@click.option(
    "--year",
    "years",
    type=click.IntRange(1990, 2100),
    multiple=True,
    metavar=_("YEAR"),
    help=_("Only this year; may be given several times."),
)
@click.option("--address", default="", metavar=_("ADDRESS"), help=_("Ask another address than the service's own."))
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=60.0,
    show_default=True,
    metavar=_("SECONDS"),
    help=_("Longest time one answer may take."),
)
@click.option("--dry-run", is_flag=True, help=_("Tell what would change, and write nothing."))
@json_option
def fetch_command(service: str, municipality: str, **given: Any) -> None:  # noqa: ANN401 - click hands over the options by name
    """Fetch, and tell what is other than before."""
    from fokusrapport.fetch import command, telling  # noqa: PLC0415 - see fokusrapport.commands
    from fokusrapport.params.project import Project  # noqa: PLC0415

    options = command.FetchOptions(given["years"], given["address"], given["timeout"], given["dry_run"])
    outcome = command.fetching(Project(find_root()), service, municipality, options).run()
    if given["as_json"]:
        print_json(outcome.as_json())
        return
    for line in telling.lines(outcome, f"data/{municipality}"):
        print_line(line)
