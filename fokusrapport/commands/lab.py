"""`python build.py lab`: JupyterLab for an author."""

from __future__ import annotations

import signal
import sys
from typing import Any

import click

from fokusrapport.commands.names import complete_areas, complete_editions
from fokusrapport.commands.options import json_option
from fokusrapport.errors import BuildFailed
from fokusrapport.i18n import _
from fokusrapport.stopping import INTERRUPTED
from fokusrapport.terminal import print_json, print_line


@click.command(
    name="lab",
    options_metavar=_("[OPTIONS]"),
    help=_(
        "Open JupyterLab for writing: notebooks show the numbers of the edition (without a name: the one in "
        "params/project.yaml), as a build would. Ctrl-C ends it."
    ),
)
@click.argument("edition", required=False, metavar=_("[EDITION]"), shell_complete=complete_editions)
@click.option("--area", metavar=_("AREA"), shell_complete=complete_areas, help=_("Open the notebook of this area."))
@click.option("--language", metavar=_("CODE"), help=_("Show the edition in this language (default: its main one)."))
@click.option("--no-browser", is_flag=True, help=_("Open no browser; the address is told."))
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar=_("NUMBER"),
    help=_("The port on this machine (default: the first one that is free from 8888)."),
)
@click.option(
    "--jupyter",
    "more",
    multiple=True,
    metavar=_("ARGUMENT"),
    help=_("An argument for JupyterLab itself, such as --jupyter=--allow-root; may be given several times."),
)
@json_option
def lab_command(edition: str | None, area: str | None, language: str | None, **given: Any) -> int:  # noqa: ANN401 - click hands over the options by name
    """Start JupyterLab, tell where it is, and wait until it ends."""
    from fokusrapport.lab.opening import opening  # noqa: PLC0415 - see fokusrapport.commands
    from fokusrapport.lab.server import Asked, jupyterlab  # noqa: PLC0415
    from fokusrapport.params.project import Project, find_root  # noqa: PLC0415

    found = opening(Project(find_root()), edition, area, language)
    asked = Asked(given["port"], browser=not given["no_browser"], more=given["more"])
    try:
        with jupyterlab(found, asked) as running:
            if given["as_json"]:
                print_json({"edition": found.shown.edition, "address": running.address})
            else:
                for line in _lines(found.shown.edition, running.address):
                    print_line(line)
            sys.stdout.flush()
            code = running.process.wait()
    except KeyboardInterrupt:
        print_line(_("JupyterLab has ended. What you had not saved is lost."), to_stderr=True)
        return INTERRUPTED
    return 0 if code in (0, -signal.SIGTERM) else BuildFailed.exit_code


def _lines(edition: str, address: str) -> list[str]:
    return [
        _("JupyterLab is open for {edition}: {address}").format(edition=edition, address=address),
        _("Leave this window open. Ctrl-C here ends JupyterLab; save first."),
    ]
