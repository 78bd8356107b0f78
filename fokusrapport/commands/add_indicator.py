"""`python build.py add-indicator`: an indicator in a municipality's register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from fokusrapport.commands.asking import Question, answers, may_ask, no_input_option
from fokusrapport.commands.names import complete_areas
from fokusrapport.commands.options import json_option
from fokusrapport.i18n import _
from fokusrapport.terminal import print_json, print_line

if TYPE_CHECKING:
    from fokusrapport.params.project import Project
    from fokusrapport.starting.indicator import IndicatorWish

_MOST_DECIMALS = 4


@click.command(
    name="add-indicator",
    options_metavar=_("[OPTIONS]"),
    help=_("Add an indicator to a municipality's register, with comments, and tell which rows of figures it needs."),
)
@click.argument("name", required=False, metavar="[ID]")
@click.option("--municipality", metavar=_("NAME"), help=_("The municipality's folder, such as fjordvik."))
@click.option("--title", metavar=_("TEXT"), help=_("The indicator's name as it is printed."))
@click.option("--unit", metavar=_("TEXT"), help=_("What stands after the number, such as %, dager or poeng."))
@click.option("--requirement", metavar=_("TEXT"), help=_("The requirement as it was adopted, such as «≥ 92 %»."))
@click.option("--scale", metavar=_("SCALE"), help=_("What kind of number it is; without it: as the unit tells."))
@click.option("--direction", metavar=_("WORD"), help=_("Which way is better: higher, lower, target or none."))
@click.option("--decimals", type=click.IntRange(0, _MOST_DECIMALS), default=0, help=_("How many decimals are shown."))
@click.option("--from", "valid_from", type=click.IntRange(1990, 2100), help=_("First year of the requirement."))
@click.option("--success-factor", metavar=_("NAME"), default="", help=_("A success factor of municipality.yaml."))
@click.option(
    "--area",
    "areas",
    metavar=_("AREA"),
    shell_complete=complete_areas,
    multiple=True,
    help=_("An area whose scorecard shows it."),
)
@no_input_option
@json_option
def add_indicator_command(  # noqa: PLR0913 - click gives every option by name
    *,
    name: str | None,
    municipality: str | None,
    title: str | None,
    unit: str | None,
    requirement: str | None,
    scale: str | None,
    direction: str | None,
    decimals: int,
    valid_from: int | None,
    success_factor: str,
    areas: Sequence[str],
    no_input: bool,
    as_json: bool,
) -> None:
    """Write the indicator, and tell what to do next."""
    from fokusrapport import app  # noqa: PLC0415 - see fokusrapport.commands
    from fokusrapport.starting import indicator  # noqa: PLC0415 - the same

    project = app.project_at()
    ask = may_ask(no_input=no_input, as_json=as_json)
    asked = (municipality, name, title, unit, scale, direction, requirement)
    home, own, printed, ending, kind, way, demanded = _answers(project, asked, ask=ask)
    wish = indicator.IndicatorWish(
        own, home, printed, kind, ending, decimals, way, demanded, valid_from, success_factor, tuple(areas)
    )
    made = indicator.add_indicator(project, _with_area(project, wish, ask=ask))
    if as_json:
        print_json(made.as_json())
        return
    for line in made.lines():
        print_line(line)


def _answers(project: Project, given: Sequence[str | None], *, ask: bool) -> list[str]:
    """What was given as options, and what was answered."""
    from fokusrapport.starting import indicator  # noqa: PLC0415 - see fokusrapport.commands

    municipality, name, title, unit, scale, direction, requirement = given
    first = (
        Question("--municipality", _("Municipality"), municipality, indicator.municipalities(project)),
        Question("ID", _("Name of the indicator in files"), name, example=_("such as «bibliotek-ventetid»")),
        Question("--title", _("Name of the indicator as it is printed"), title),
        Question("--unit", _("What stands after the number (nothing: press Enter)"), unit, default=""),
    )
    # Off a terminal all that is missing is told at once: the unit is then known before anybody answers.
    by_unit = indicator.scale_by_unit(unit or "") or None
    if ask:
        found = answers(first, ask=True)
        by_unit = indicator.scale_by_unit(found[-1]) or None
        return [*found, *answers(_second(scale, direction, requirement, by_unit), ask=True)]
    return answers([*first, *_second(scale, direction, requirement, by_unit)], ask=False)


def _second(
    scale: str | None, direction: str | None, requirement: str | None, by_unit: str | None
) -> tuple[Question, ...]:
    """What is asked when the unit is known."""
    from fokusrapport.starting import indicator  # noqa: PLC0415 - see fokusrapport.commands

    better = "lower" if (scale or by_unit) == "duration" else "higher"
    return (
        Question("--scale", _("What kind of number it is"), scale, indicator.SCALES, by_unit),
        Question("--direction", _("Which way is better"), direction, indicator.DIRECTIONS, better),
        Question("--requirement", _("The requirement (none: press Enter)"), requirement, (), "", "≥ 92 %"),
    )


def _with_area(project: Project, wish: IndicatorWish, *, ask: bool) -> IndicatorWish:
    """The same with an area, where one can be asked for and none was given."""
    from dataclasses import replace  # noqa: PLC0415 - beside its use

    from fokusrapport.starting import indicator  # noqa: PLC0415 - see fokusrapport.commands

    if not ask or wish.areas:
        return wish
    loaded = indicator.newest_edition(project, wish.municipality)
    areas = [entry.area for entry in loaded.edition.areas]
    (area,) = answers([Question("--area", _("The area whose scorecard shows it"), None, areas)], ask=True)
    return replace(wish, areas=(area,))
