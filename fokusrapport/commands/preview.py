"""`python build.py preview`: the page beside the notebook."""

from __future__ import annotations

import os
import webbrowser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import click

from fokusrapport.commands.beginning import begin_imports
from fokusrapport.commands.names import complete_areas, complete_editions
from fokusrapport.commands.options import cores
from fokusrapport.commands.unforeseen import foreseen
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.root import find_root
from fokusrapport.stopping import INTERRUPTED
from fokusrapport.terminal import print_line
from fokusrapport.variables import PREVIEW_TOKEN_VARIABLE

if TYPE_CHECKING:
    from fokusrapport.preview.board import Board


@click.command(
    name="preview",
    options_metavar=_("[OPTIONS]"),
    help=_(
        "Show the page of an edition, or of one area, in the browser while you write: save a notebook, a parameter "
        "file or a data file, and the page is fresh. Ctrl-C ends it."
    ),
)
@click.argument("edition", required=False, metavar=_("[EDITION]"), shell_complete=complete_editions)
@click.option(
    "--area",
    default="",
    metavar=_("AREA"),
    shell_complete=complete_areas,
    help=_("Only this area, such as «nav»; that is quicker."),
)
@click.option("--language", default="", metavar=_("CODE"), help=_("Another of the edition's languages, such as «nn»."))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar=_("NUMBER"),
    help=_("The port on this machine. Without it: one that is free."),
)
@click.option("--no-browser", is_flag=True, help=_("Only tell the address; open no browser."))
@click.option(
    "--kernels",
    type=click.Choice(["fork", "spawn"]),
    default="fork",
    show_default=True,
    help=_("How notebooks get their kernels, as in «build»."),
)
def preview_command(edition: str | None, area: str, language: str, **given: Any) -> int:  # noqa: ANN401 - click hands over the options by name
    """Serve the page, and make it anew whenever something is saved, until Ctrl-C."""
    root, forked = find_root(), given["kernels"] == "fork"
    begin_imports(root, forked=forked)
    from fokusrapport.preview.board import Board, Standing  # noqa: PLC0415 - see fokusrapport.commands

    board = Board(Standing("busy", _("Starting")))
    title = _("Preview: {edition}").format(edition=" ".join(filter(None, (edition, area))) or root.name)
    try:
        with _served(board, title, given["port"]) as address:
            print_line(_("Preview: {address}").format(address=address))
            print_line(_("Ctrl-C ends it."))
            if not given["no_browser"]:
                webbrowser.open(address)
            from fokusrapport.preview.following import follow  # noqa: PLC0415 - the browser opens meanwhile

            own = {"jobs": cores(), "forked": forked}
            follow(root, edition, area, language, board=board, in_words=foreseen, **own)
    except KeyboardInterrupt:
        print_line(_("The preview has ended."), to_stderr=True)
        return INTERRUPTED


@contextmanager
def _served(board: Board, title: str, port: int) -> Iterator[str]:
    """The address at which a board is served; raises InputRefused for a port that is taken."""
    from fokusrapport.preview.server import serving  # noqa: PLC0415 - see fokusrapport.commands

    with ExitStack() as open_for_now:
        try:
            served = open_for_now.enter_context(serving(board, title, port, os.environ.get(PREVIEW_TOKEN_VARIABLE, "")))
        except OSError as error:
            what = _("The port {port} cannot be used: {reason}.").format(port=port, reason=error.strerror)
            fault = Fault("--port", what=what, allowed=_("another number, or none: one that is free is then taken"))
            raise InputRefused(faults=[fault]) from None
        yield served.address
