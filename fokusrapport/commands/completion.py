"""`fokusrapport completion`: what makes the Tab key fill in commands, options, editions and areas."""

from __future__ import annotations

import click

from fokusrapport.i18n import _
from fokusrapport.terminal import print_line

PROGRAM = "fokusrapport"
_SHELLS = ("bash", "zsh", "fish")


@click.command(
    name="completion",
    options_metavar=_("[OPTIONS]"),
    help=_(
        "Print what makes the Tab key fill in commands, options, editions and areas after «fokusrapport», the name "
        'this program is installed by. For bash, put this line into ~/.bashrc: eval "$(fokusrapport completion bash)". '
        "For zsh, the same with zsh into ~/.zshrc. For fish: fokusrapport completion fish > "
        "~/.config/fish/completions/fokusrapport.fish"
    ),
)
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print the script of a shell."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - see fokusrapport.commands

    kind = get_completion_class(shell)
    if kind is None:  # a click without it: the choice above names those it has
        raise NotImplementedError(shell)
    variable = f"_{PROGRAM}_COMPLETE".upper()
    print_line(kind(context.find_root().command, {}, PROGRAM, variable).source())
