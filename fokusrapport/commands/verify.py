"""`python build.py verify`: reports held against what they were made from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from fokusrapport.commands.names import complete_editions
from fokusrapport.commands.options import json_option
from fokusrapport.errors import FokusrapportError
from fokusrapport.i18n import _
from fokusrapport.terminal import print_faults, print_json, print_line


@click.command(
    name="verify",
    options_metavar=_("[OPTIONS]"),
    help=_("Build editions from scratch elsewhere, and compare byte by byte with what is published."),
)
@click.argument("editions", nargs=-1, metavar=_("[EDITION…]"), shell_complete=complete_editions)
@click.option("--all", "every", is_flag=True, help=_("All editions."))
@click.option(
    "--manifest",
    type=click.Path(path_type=Path),
    metavar=_("FILE"),
    help=_("Build nothing: hold the files beside this manifest.json against it. Needs no project."),
)
@json_option
def verify_command(editions: Sequence[str], manifest: Path | None, every: bool, as_json: bool) -> int:  # noqa: FBT001 - click flags
    """Verify reports and tell what differs, where, and what the likely cause is."""
    from fokusrapport.pipeline.verify import command  # noqa: PLC0415 - see fokusrapport.commands

    verified, code = [], 0
    for name, verification in command.verifications(editions, manifest, every=every):
        print_line(_("{name}: being verified").format(name=name), to_stderr=True)
        try:
            found = verification()
        except FokusrapportError as error:
            print_faults(error)
            verified.append({"edition": name, **error.as_json()})
            code = max(code, error.exit_code)
            continue
        verified.append(found.as_json())
        code = max(code, found.exit_code)
        for line in () if as_json else found.lines():
            print_line(line, to_stderr=bool(found.exit_code))
    if as_json:
        print_json({"editions": verified, "exit_code": code})
    return code
