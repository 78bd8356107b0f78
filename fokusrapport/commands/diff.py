"""`python build.py diff`: what has changed between two reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from fokusrapport.commands.names import complete_editions
from fokusrapport.commands.options import json_option
from fokusrapport.i18n import _
from fokusrapport.terminal import print_json, print_line


@click.command(
    name="diff",
    options_metavar=_("[OPTIONS]"),
    help=_(
        "Show what has changed between two reports: editions, drafts or Git revisions. Without a name: the last two "
        "drafts of the edition in params/project.yaml. EDITION@2 is the draft before the newest, EDITION@2026-01-15 "
        "the last one of that day or before, EDITION@final the last final report."
    ),
)
@click.argument("reports", nargs=-1, metavar=_("[OLD [NEW]]"), shell_complete=complete_editions)
@click.option(
    "--edition",
    metavar=_("EDITION"),
    shell_complete=complete_editions,
    help=_("The edition that Git revisions are compared of (default: see above)."),
)
@click.option("--language", metavar=_("LANGUAGE"), help=_("The language to compare (default: the edition's main one)."))
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("Also write a page of the chapter with every change marked in it."),
)
@click.option("--list", "as_list", is_flag=True, help=_("List the drafts and final reports that can be compared."))
@json_option
def diff_command(**given: Any) -> None:  # noqa: ANN401 - click hands over the options by name
    """Tell what has changed."""
    from fokusrapport.changes import command  # noqa: PLC0415 - see fokusrapport.commands; --help needs none of it

    if given["as_list"]:
        listed = command.listed_at(given["reports"], given["edition"])
        _tell(listed.as_json(), listed.lines(), given)
        return
    file: Path | None = given["html"]
    comparison = command.comparison_at(
        command.Wanted(given["reports"], given["edition"], given["language"], file),
        lambda text: print_line(text, to_stderr=True),
    )
    written = []
    if file is not None:
        command.write_page(file, comparison)
        written = [_("The chapter with every change marked: {file}").format(file=file)]
    _tell(comparison.changes.model_dump(mode="json"), [*command.lines(comparison), *written], given)


def _tell(as_json: object, lines: Sequence[str], given: Mapping[str, Any]) -> None:
    if given["as_json"]:
        print_json(as_json)
        return
    for line in lines:
        print_line(line)
