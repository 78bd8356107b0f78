"""The command line: arguments and exit codes; printing is done by `terminal`, and nowhere else.

Exit codes: 0 built (or checked, listed, or verified to be the same); 1 something failed while building; 2 parameters,
data or arguments refused; 3 built, but a check on the finished document failed, or what was verified is not the same;
130 stopped by Ctrl-C. An error nobody foresaw is told in one line with exit code 1, and its traceback kept in a file.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Sequence
from typing import NoReturn

import click

from fokusrapport import __version__
from fokusrapport.commands.add_indicator import add_indicator_command
from fokusrapport.commands.approve import approve_command
from fokusrapport.commands.build import build_command
from fokusrapport.commands.check import check_command
from fokusrapport.commands.comments import comments_command
from fokusrapport.commands.completion import completion_command
from fokusrapport.commands.diff import diff_command
from fokusrapport.commands.doctor import doctor_command
from fokusrapport.commands.explain import explain_command
from fokusrapport.commands.fetch import fetch_command
from fokusrapport.commands.group import DefaultToBuild
from fokusrapport.commands.lab import lab_command
from fokusrapport.commands.listing import list_command
from fokusrapport.commands.new_area import new_area_command
from fokusrapport.commands.new_municipality import new_municipality_command
from fokusrapport.commands.new_year import new_year_command
from fokusrapport.commands.preview import preview_command
from fokusrapport.commands.setup_git import setup_git_command
from fokusrapport.commands.states import states_command
from fokusrapport.commands.trace import trace_command
from fokusrapport.commands.unforeseen import foreseen
from fokusrapport.commands.verify import verify_command
from fokusrapport.errors import BuildFailed, FokusrapportError, InputRefused
from fokusrapport.i18n import _, translate_click
from fokusrapport.lean import import_lean
from fokusrapport.stopping import INTERRUPTED, stopped_by_signals
from fokusrapport.terminal import print_any_letter, print_faults, print_json, print_line

COMMANDS = (
    add_indicator_command,
    approve_command,
    build_command,
    check_command,
    comments_command,
    completion_command,
    diff_command,
    doctor_command,
    explain_command,
    fetch_command,
    lab_command,
    list_command,
    new_area_command,
    new_municipality_command,
    new_year_command,
    preview_command,
    setup_git_command,
    states_command,
    trace_command,
    verify_command,
)


@click.group(
    cls=DefaultToBuild,
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND …"),
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_("Make the yearly report from parameters, data and notebooks. Without a command: build."),
    epilog=_(
        "Exit codes: 0 built; 1 something failed while building; 2 parameters, data or arguments refused; "
        "3 built, but a check on the finished document failed; or what was verified is not the same."
    ),
)
@click.version_option(
    __version__,
    prog_name="fokusrapport",
    message=_("%(prog)s, version %(version)s"),
    help=_("Show the version and stop."),
)
def cli() -> None:
    """Hold the commands."""


for command in COMMANDS:
    cli.add_command(command)


def main(arguments: Iterable[str] | None = None) -> NoReturn:
    """Run a command and leave with its exit code; errors are told in plain words, without a traceback."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    import_lean()
    translate_click()
    print_any_letter()
    with stopped_by_signals(INTERRUPTED, _stopped()):
        code = _run(given)
    gc.freeze()  # Python would look through all there is once more before it ends, for half a second
    sys.exit(code)


def _stopped() -> str:
    return _("Stopped. The old report is as it was.")


def _run(given: list[str]) -> int:
    try:
        code = cli.main(args=given, standalone_mode=False)
        sys.stdout.flush()
    except FokusrapportError as error:
        print_faults(error)
        return _refused(error, given)
    except click.ClickException as error:
        error.show()
        return _refused(InputRefused(error.format_message()), given)
    except (KeyboardInterrupt, click.Abort):
        print_line(_stopped(), to_stderr=True)
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last resort: a report's author should never meet a traceback
        return _broken_off(error, given)
    return int(code or 0)


def _broken_off(error: Exception, given: Sequence[str]) -> int:
    if isinstance(error, BrokenPipeError):  # `python build.py list | head -1`: nobody is there to be told
        return BuildFailed.exit_code
    failed = foreseen(error)
    print_faults(failed)
    return _refused(failed, given)


def _refused(error: FokusrapportError, given: Sequence[str]) -> int:
    """The exit code; with --json the error is told on standard output, too."""
    if "--json" in given:
        print_json({"editions": [], **error.as_json()})
    return error.exit_code
