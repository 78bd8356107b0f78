"""`python build.py doctor`: whether this machine can make the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fokusrapport.commands.options import json_option
from fokusrapport.errors import BuildFailed
from fokusrapport.i18n import _
from fokusrapport.root import find_root
from fokusrapport.terminal import print_json, print_line

if TYPE_CHECKING:  # see fokusrapport.commands
    from collections.abc import Sequence

    from fokusrapport.doctor.finding import Finding


@click.command(
    name="doctor",
    options_metavar=_("[OPTIONS]"),
    help=_(
        "Look at this machine: Python and packages, typefaces, Typst, kernels, JupyterLab, Git, browser, disk, "
        "permissions. Tells what to mend, and how; exit code 1 when something must be."
    ),
)
@click.option("--quick", is_flag=True, help=_("Start nothing on trial: no kernel, no JupyterLab, no PDF."))
@json_option
def doctor_command(quick: bool, as_json: bool) -> int:  # noqa: FBT001 - click flags
    """Look at everything, and tell all of it."""
    from fokusrapport.doctor.examine import CHEAP, TRIALS, examine  # noqa: PLC0415 - see fokusrapport.commands

    findings = []
    for finding in examine(find_root(), CHEAP if quick else {**CHEAP, **TRIALS}):
        findings.append(finding)
        for line in () if as_json else _lines(finding):
            print_line(line)
    wrong = [finding for finding in findings if finding.state == "wrong"]
    code = BuildFailed.exit_code if wrong else 0
    if as_json:
        print_json({"findings": [finding.as_json() for finding in findings], "exit_code": code})
    else:
        print_line(_in_all(wrong))
    return code


def _lines(finding: Finding) -> list[str]:
    word = {"fine": _("fine"), "note": _("note"), "wrong": _("WRONG")}[finding.state]
    lines = [f"{word}: {finding.name}: {finding.told}"]
    return [*lines, "    " + _("To mend it: {mend}").format(mend=finding.mend)] if finding.mend else lines


def _in_all(wrong: Sequence[Finding]) -> str:
    if not wrong:
        return _("Everything needed is there.")
    return _("To be mended: {names}").format(names=", ".join(finding.name for finding in wrong))
