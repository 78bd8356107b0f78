"""`python build.py explain`: whether a build would run a notebook, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import click

from fokusrapport.commands.names import complete_editions
from fokusrapport.commands.options import areas_option, json_option
from fokusrapport.i18n import _
from fokusrapport.params.chosen import chosen
from fokusrapport.terminal import print_json, print_line


@click.command(
    name="explain",
    options_metavar=_("[OPTIONS]"),
    help=_("Tell for each area whether a build would run its notebook, and why, without running it."),
)
@click.argument("editions", nargs=-1, metavar=_("[EDITION…]"), shell_complete=complete_editions)
@areas_option
@json_option
def explain_command(editions: Sequence[str], areas: Sequence[str], as_json: bool) -> None:  # noqa: FBT001 - a click flag
    """Explain editions; without a name, the one a build would take."""
    from fokusrapport import app  # noqa: PLC0415 - see fokusrapport.commands

    project, options = app.project_at(), app.Options(areas=tuple(areas))
    told = [
        (one.plan.request.name, app.explain(one, options))
        for one in app.check_editions(project, chosen(project.root, editions), options)
    ]
    if as_json:
        print_json({"editions": [{"edition": name, "areas": list(map(asdict, found))} for name, found in told]})
        return
    for name, found in told:
        for one in found:
            text = _("would run: {reasons}") if one.runs else _("would be reused (run the last time: {reasons})")
            print_line(f"{name}: {one.area}: {text.format(reasons='; '.join(one.reasons))}")
