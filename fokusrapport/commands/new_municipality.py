"""`python build.py new-municipality`: a municipality with its first edition."""

from __future__ import annotations

import click

from fokusrapport.commands.asking import Question, answers, may_ask, no_input_option
from fokusrapport.commands.options import json_option
from fokusrapport.i18n import LANGUAGES, _
from fokusrapport.terminal import print_json, print_line


@click.command(
    name="new-municipality",
    options_metavar=_("[OPTIONS]"),
    help=_("Make a municipality with its first edition, in which everything is an example until it is replaced."),
)
@click.argument("name", required=False, metavar=_("[NAME]"))
@click.option("--number", metavar="1234", help=_("The municipality number: four digits, in Finland three."))
@click.option("--year", metavar=_("YEAR"), help=_("The year its first report is about."))
@click.option("--language", metavar=_("CODE"), help=_("What its authors write: nb, nn, sv or en."))
@no_input_option
@json_option
def new_municipality_command(  # noqa: PLR0913 - click gives every option by name
    name: str | None,
    number: str | None,
    year: str | None,
    language: str | None,
    *,
    no_input: bool,
    as_json: bool,
) -> None:
    """Write the files of a new municipality, and tell what to do next."""
    from fokusrapport import app  # noqa: PLC0415 - see fokusrapport.commands
    from fokusrapport.starting.municipality import MunicipalityWish, new_municipality  # noqa: PLC0415 - the same

    project = app.project_at()
    questions = (
        Question(_("NAME"), _("Name as it is printed"), name, example="«Skogdal kommune»"),
        Question("--number", _("Municipality number"), number, example=_("four digits, in Finland three")),
        Question("--year", _("Year of the first report"), year, example="2026"),
        Question("--language", _("Language of the authors"), language, LANGUAGES, LANGUAGES[0]),
    )
    wish = MunicipalityWish(*answers(questions, ask=may_ask(no_input=no_input, as_json=as_json)))
    made = new_municipality(project, wish)
    if as_json:
        print_json(made.as_json())
        return
    for line in made.lines():
        print_line(line)
