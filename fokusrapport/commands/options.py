"""Options that several commands have."""

from __future__ import annotations

import os
from typing import Any

import click

from fokusrapport.commands.names import complete_areas
from fokusrapport.i18n import _


def areas_option(function: Any) -> Any:  # noqa: ANN401 - click's decorators are typed so
    """`--area`, any number of times: `areas`."""
    return click.option(
        "--area",
        "areas",
        multiple=True,
        metavar=_("AREA"),
        shell_complete=complete_areas,
        help=_("Only this area; may be given several times. The report itself is left as it is."),
    )(function)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def json_option(function: Any) -> Any:  # noqa: ANN401 - click's decorators are typed so
    """`--json`: `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help=_("Print a summary as JSON on standard output."))(
        function
    )
