"""`python build.py comments`: what reviewers say of a draft: listed, answered, settled, sent out and taken in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fokusrapport.commands.names import complete_editions
from fokusrapport.commands.options import areas_option, json_option
from fokusrapport.i18n import _
from fokusrapport.terminal import print_faults, print_json, print_line

if TYPE_CHECKING:  # see fokusrapport.commands
    from fokusrapport.comments.model import Annotation
    from fokusrapport.comments.store import Store
    from fokusrapport.params.project import Project


class DefaultToList(click.Group):
    """A group for which `list` may be left out: `python build.py comments kristiansund/2016 --all`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `list` in front of arguments that name no command."""
        if not args or (args[0] not in ("--help", "-h") and args[0] not in self.commands):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(
    name="comments",
    cls=DefaultToList,
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND …"),
    help=_(
        "List what reviewers say of a draft, answer it, settle it, send it out and take it in. Without a word: list."
    ),
)
def comments_command() -> None:
    """Hold the commands on comments."""


def _edition_option(function: Any) -> Any:  # noqa: ANN401 - click's decorators are typed so
    text = _("The edition (default: the one in params/project.yaml).")
    return click.option("--edition", default="", metavar=_("EDITION"), shell_complete=complete_editions, help=text)(
        function
    )


def _name_option(function: Any) -> Any:  # noqa: ANN401 - click's decorators are typed so
    text = _("Who says so (default: user.name in Git).")
    return click.option("--name", default="", metavar=_("NAME"), help=text)(function)


@comments_command.command(
    name="list",
    options_metavar=_("[OPTIONS]"),
    help=_("List open comments with the words they are on, also those whose words are gone."),
)
@click.argument("edition", default="", metavar=_("[EDITION]"), shell_complete=complete_editions)
@areas_option
@click.option("--all", "every", is_flag=True, help=_("Settled comments, too."))
@json_option
def list_comments(edition: str, areas: Sequence[str], every: bool, as_json: bool) -> int:  # noqa: FBT001 - click flags
    """Tell the comments of an edition; a file that cannot be read is told after them."""
    from fokusrapport.comments.edition import commented  # noqa: PLC0415 - see fokusrapport.commands
    from fokusrapport.comments.telling import lines, totals  # noqa: PLC0415
    from fokusrapport.errors import InputRefused  # noqa: PLC0415

    project, name = _project_and(edition)
    told = commented(project, name)
    found = told.of(areas, every=every)
    if as_json:
        faults = [asdict(fault) for fault in told.faults]
        print_json({"edition": name, "comments": [one.as_json() for one in found], "faults": faults})
    else:
        for line in (*lines(told, found), totals(told)):
            print_line(line)
    if told.faults:
        print_faults(InputRefused(faults=told.faults))
        return InputRefused.exit_code
    return 0


@comments_command.command(name="answer", options_metavar=_("[OPTIONS]"), help=_("Answer a comment."))
@click.argument("comment", metavar="ID")
@click.argument("text", metavar=_("TEXT"))
@_name_option
@_edition_option
@json_option
def answer_comment(comment: str, text: str, **given: Any) -> None:  # noqa: ANN401 - click hands over the options by name
    """Answer a comment by its id, or the beginning of it."""
    _say(given, lambda store, name: store.answer(comment, text, name))


@comments_command.command(name="resolve", options_metavar=_("[OPTIONS]"), help=_("Mark a comment as settled."))
@click.argument("comment", metavar="ID")
@_name_option
@_edition_option
@json_option
def resolve_comment(comment: str, **given: Any) -> None:  # noqa: ANN401 - as above
    """Settle a comment by its id, or the beginning of it."""
    _say(given, lambda store, name: store.resolve(comment, name))


@comments_command.command(name="reopen", options_metavar=_("[OPTIONS]"), help=_("Open a settled comment again."))
@click.argument("comment", metavar="ID")
@_name_option
@_edition_option
@json_option
def reopen_comment(comment: str, **given: Any) -> None:  # noqa: ANN401 - as above
    """Open a comment again by its id, or the beginning of it."""
    _say(given, lambda store, name: store.reopen(comment, name))


@comments_command.command(
    name="import",
    options_metavar=_("[OPTIONS]"),
    help=_("Take in comments: from PDFs with highlights and notes, and from files that the page of a draft has saved."),
)
@click.argument("files", nargs=-1, required=True, metavar=_("FILE…"), type=click.Path(path_type=Path))
@_name_option
@_edition_option
@json_option
def import_comments(files: Sequence[Path], name: str, edition: str, as_json: bool) -> None:  # noqa: FBT001 - a click flag
    """Take in files, all or none."""
    from fokusrapport.comments.taking import take  # noqa: PLC0415 - see fokusrapport.commands
    from fokusrapport.comments.telling import taken_line  # noqa: PLC0415

    project, chosen = _project_and(edition)
    done = take(project, files, chosen, name or _("unknown"))
    if as_json:
        print_json({"files": [{"edition": one, **asdict(taken)} for one, taken in done]})
        return
    for one, taken in done:
        print_line(taken_line(one, taken))


@comments_command.command(
    name="page",
    options_metavar=_("[OPTIONS]"),
    help=_("Make the page of a draft that reviewers open as a file, and comment on; no report is made or changed."),
)
@click.argument("edition", default="", metavar=_("[EDITION]"), shell_complete=complete_editions)
@areas_option
@json_option
def page_command(edition: str, areas: Sequence[str], as_json: bool) -> None:  # noqa: FBT001 - a click flag
    """Run what must be run, and put the page beside the report."""
    from fokusrapport.comments.review import write_review  # noqa: PLC0415 - see fokusrapport.commands
    from fokusrapport.comments.store import Store  # noqa: PLC0415
    from fokusrapport.drafts import draft_chapters  # noqa: PLC0415

    project, name = _project_and(edition)
    store = Store(project.root, name)
    places = [project.relative(write_review(store, chapter)) for chapter in draft_chapters(project, name, tuple(areas))]
    if as_json:
        print_json({"edition": name, "pages": places})
        return
    for place in places:
        print_line(place)


def _project_and(edition: str) -> tuple[Project, str]:
    """The project around this folder, and the edition that is meant."""
    from fokusrapport.params.project import Project, find_root, known_edition  # noqa: PLC0415 - see fokusrapport.commands
    from fokusrapport.params.settings import load_settings  # noqa: PLC0415

    project = Project(find_root())
    return project, known_edition(project, edition or load_settings(project).default_edition)


def _say(given: Mapping[str, Any], word: Callable[[Store, str], Annotation]) -> None:
    """Keep a word on a comment, in the name of whoever says it."""
    from fokusrapport.comments.names import own_name  # noqa: PLC0415 - see fokusrapport.commands
    from fokusrapport.comments.store import Store  # noqa: PLC0415

    project, edition = _project_and(given["edition"])
    kept = word(Store(project.root, edition), own_name(project.root, given["name"]))
    if given["as_json"]:
        print_json({"edition": edition, "comment": kept.target, "kept": kept.model_dump(mode="json")})
        return
    print_line(_("{id}: kept").format(id=kept.target))
