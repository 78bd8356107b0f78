"""`python build.py approve`: areas checked by people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from fokusrapport.commands.names import complete_areas, complete_editions
from fokusrapport.commands.options import json_option
from fokusrapport.i18n import _
from fokusrapport.terminal import print_json, print_line

if TYPE_CHECKING:  # see fokusrapport.commands
    from fokusrapport.params.models import CheckRole


@click.command(
    name="approve",
    options_metavar=_("[OPTIONS]"),
    help=_(
        "Write down that you have checked areas as they were last built. Changed later, they must be checked again. "
        "It is written into params/<municipality>/<year>/checks/, a file an area."
    ),
)
@click.argument("areas", nargs=-1, required=True, metavar=_("AREA…"), shell_complete=complete_areas)
@click.option(
    "--as",
    "role",
    type=click.Choice(["unit", "director"]),
    required=True,
    help=_("As whom you have checked them: unit (head of unit) or director."),
)
@click.option("--name", default="", metavar=_("NAME"), help=_("Your name."))
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar=_("DATE"),
    help=_("The day you checked them, such as 2026-03-03 (default: today)."),
)
@click.option(
    "--edition",
    default="",
    metavar=_("EDITION"),
    shell_complete=complete_editions,
    help=_("Default: the one in params/project.yaml."),
)
@click.option("--withdraw", is_flag=True, help=_("Take the check back."))
@json_option
def approve_command(areas: tuple[str, ...], role: CheckRole, **given: Any) -> None:  # noqa: ANN401 - click hands over the options by name
    """Write checks, or take them back, and tell where the areas stand then."""
    from fokusrapport.app import project_at  # noqa: PLC0415 - see fokusrapport.commands
    from fokusrapport.approving.approval import Approval, approve, withdraw  # noqa: PLC0415

    day = given["date"].date() if given["date"] else dt.date.today()  # noqa: DTZ011 - the day it is where people check
    approval = Approval(tuple(dict.fromkeys(areas)), role, given["name"], day, given["edition"])
    act = withdraw if given["withdraw"] else approve
    stood = act(project_at(), approval)
    if given["as_json"]:
        print_json(stood.as_json())
        return
    for line in stood.lines():
        print_line(line)
