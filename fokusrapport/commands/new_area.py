"""`python build.py new-area`: a new area in an edition."""

from __future__ import annotations

import click

from fokusrapport.commands.asking import Question, answers, may_ask, no_input_option
from fokusrapport.commands.names import complete_areas, complete_editions
from fokusrapport.commands.options import json_option
from fokusrapport.i18n import _
from fokusrapport.terminal import print_json, print_line


@click.command(
    name="new-area",
    options_metavar=_("[OPTIONS]"),
    help=_("Make a new area in an edition: notebook, parameters, and an example to begin with."),
)
@click.argument("area", required=False, metavar=_("[AREA]"))
@click.option(
    "--edition",
    metavar=_("EDITION"),
    shell_complete=complete_editions,
    help=_("The edition it is to stand in, such as fjordvik/2026."),
)
@click.option("--title", metavar=_("TEXT"), help=_("The area's name as it is printed."))
@click.option(
    "--after",
    metavar=_("AREA"),
    default="",
    shell_complete=complete_areas,
    help=_("The area it is to stand after; without it: last."),
)
@no_input_option
@json_option
def new_area_command(  # noqa: PLR0913 - click gives every option by name
    area: str | None,
    edition: str | None,
    title: str | None,
    *,
    after: str,
    no_input: bool,
    as_json: bool,
) -> None:
    """Write the files of a new area, and tell what to do next."""
    from fokusrapport import app  # noqa: PLC0415 - see fokusrapport.commands
    from fokusrapport.checking import default_edition  # noqa: PLC0415 - the same
    from fokusrapport.starting.area import AreaWish, new_area  # noqa: PLC0415 - the same

    project = app.project_at()
    ask = may_ask(no_input=no_input, as_json=as_json)
    editions = app.editions(project)
    questions = (
        Question(_("AREA"), _("Name of the area in files"), area, example=_("small letters, such as «bibliotek»")),
        lambda: Question(
            "--edition", _("Edition"), edition, editions, default_edition(project) if ask and not edition else None
        ),
        Question("--title", _("Name of the area as it is printed"), title),
    )
    name, within, printed = answers(questions, ask=ask)
    made = new_area(project, AreaWish(name, within, printed, after))
    if as_json:
        print_json(made.as_json())
        return
    for line in made.lines():
        print_line(line)
