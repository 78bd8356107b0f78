"""The group of commands, of which `build` may be left out."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from fokusrapport.commands.names import complete_editions
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest


class DefaultToBuild(click.Group):
    """A group for which `build` may be left out: `python build.py --jobs 4`, `python build.py kristiansund/2016`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `build` in front of arguments that name no command."""
        if ctx.resilient_parsing and not args:  # the shell asks what may stand here
            return super().parse_args(ctx, args)
        own = {"--help", "-h", "--version"}
        if not args or (args[0] not in own and args[0] not in self.commands and not self._misspelt(args[0])):
            args = ["build", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What may stand first: a command, or, where `build` is left out, an edition or one of its options."""
        build = self.commands["build"]
        options = build.shell_complete(ctx, incomplete) if incomplete.startswith("-") else []
        found = [
            *super().shell_complete(ctx, incomplete),
            *options,
            *complete_editions(ctx, build.params[0], incomplete),
        ]
        return list({item.value: item for item in found}.values())

    def _misspelt(self, word: str) -> bool:
        """A word without a slash is no edition, so it can only be a command."""
        return not word.startswith("-") and "/" not in word

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command; an unknown one is refused with the nearest guess."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            raise InputRefused(
                faults=[
                    Fault(
                        "",
                        what=_("There is no command «{name}».").format(name=args[0]),
                        allowed=_("{commands}, or an edition such as «kristiansund/2015»").format(
                            commands=", ".join(sorted(self.commands))
                        ),
                        nearest=nearest(args[0], self.commands),
                    )
                ]
            )
        return super().resolve_command(ctx, args)
