"""`python build.py new-year`: the parameters of a new year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fokusrapport.commands.asking import Question, answers, may_ask, no_input_option
from fokusrapport.commands.options import json_option
from fokusrapport.i18n import _
from fokusrapport.terminal import print_json, print_line

if TYPE_CHECKING:
    from fokusrapport.params.project import Project


@click.command(
    name="new-year",
    options_metavar=_("[OPTIONS]"),
    help=_("Make the parameters of a new year from the year before; what was promised stands there to be answered."),
)
@click.argument("edition", required=False, metavar=_("[EDITION]"))
@no_input_option
@json_option
def new_year_command(edition: str | None, *, no_input: bool, as_json: bool) -> None:
    """Write the files of a new edition, and tell what to do next."""
    from fokusrapport import app  # noqa: PLC0415 - see fokusrapport.commands

    project = app.project_at()
    ask = may_ask(no_input=no_input, as_json=as_json)
    (name,) = answers([lambda: _question(project, edition, ask=ask)], ask=ask)
    made = app.new_year(project, name)
    if as_json:
        print_json(made.as_json())
        return
    for line in made.lines():
        print_line(line)


def _question(project: Project, edition: str | None, *, ask: bool) -> Question:
    """Which edition; on a terminal the one after the default edition's newest is proposed."""
    from fokusrapport import app  # noqa: PLC0415 - see fokusrapport.commands
    from fokusrapport.checking import default_edition  # noqa: PLC0415 - the same

    proposed = None
    if ask and edition is None:
        municipality = default_edition(project).partition("/")[0]
        years = [name.partition("/")[2] for name in app.editions(project) if name.startswith(f"{municipality}/")]
        proposed = f"{municipality}/{int(years[-1]) + 1}" if years else None
    example = _("municipality and year: «fjordvik/2026»")
    return Question(_("EDITION"), _("The new edition"), edition, default=proposed, example=example)
