"""`python build.py build`: editions built, one or many."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from fokusrapport import receipt
from fokusrapport.commands.beginning import begin_imports
from fokusrapport.commands.names import complete_editions
from fokusrapport.commands.options import areas_option, cores, json_option
from fokusrapport.commands.unforeseen import foreseen
from fokusrapport.errors import Fault, FokusrapportError, InputRefused
from fokusrapport.i18n import _, ui_language
from fokusrapport.params.chosen import chosen, edition_names
from fokusrapport.root import find_root
from fokusrapport.stopping import nobody_listening
from fokusrapport.terminal import Reporter

if TYPE_CHECKING:  # see fokusrapport.commands
    from fokusrapport.request import Options


@click.command(
    name="build",
    options_metavar=_("[OPTIONS]"),
    help=_(
        "Build editions (without a name: the one in params/project.yaml). A name may be a pattern in quotes: '*/2025'. "
        "Where one of several cannot be built, the others are; what has been built already is not built again."
    ),
)
@click.argument("editions", nargs=-1, metavar=_("[EDITION…]"), shell_complete=complete_editions)
@click.option("--table", is_flag=True, help=_("The editions in params/editions.csv, of those named if any are."))
@areas_option
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1, 64),
    metavar=_("NUMBER"),
    default=min(cores(), 64),
    show_default=_("number of cores"),
    help=_("How many notebooks run at once."),
)
@click.option(
    "--draft/--publish",
    default=True,
    help=_("A draft (marked on every page; the default), or the final report, which must be complete."),
)
@click.option(
    "--timeout",
    type=click.IntRange(0),
    metavar=_("SECONDS"),
    help=_("Longest time one cell may run. Without it: limits.seconds in params/project.yaml, or 600; 0: no limit."),
)
@click.option(
    "--memory",
    type=click.IntRange(0),
    metavar="MB",
    help=_("Most memory of one notebook. Without it: limits.memory in params/project.yaml, or 2000; 0: no limit."),
)
@click.option(
    "--output",
    type=click.IntRange(0),
    metavar="MB",
    help=_("Most that one notebook shows. Without it: limits.output in params/project.yaml, or 20; 0: no limit."),
)
@click.option("--force", is_flag=True, help=_("Run every notebook, also those whose results are kept."))
@click.option(
    "--kernels",
    type=click.Choice(["fork", "spawn"]),
    default="fork",
    show_default=True,
    help=_(
        "How notebooks get their kernels: forked from a process that has done their imports (on Linux), or each "
        "started anew. The report is the same."
    ),
)
@click.option(
    "--scheduler",
    default="",
    metavar=_("ADDRESS"),
    help=_("Run the notebooks on a Dask cluster, such as tcp://host:8786 (docs/wide.md). The report is the same."),
)
@json_option
@click.option("--quiet", "-q", is_flag=True, help=_("Print errors only."))
def build_command(**given: Any) -> int:  # noqa: ANN401 - click hands over the options by name
    """Build editions, tell what was built, and give the exit code."""
    reporter = Reporter(quiet=given["quiet"], as_json=given["as_json"])
    names = _chosen(given)
    many = len(names) > 1
    told = _unchanged(names, given)
    summaries: list[object] = [reporter.unchanged(name, told[name], in_short=many) for name in told]
    rest = [name for name in names if name not in told]
    code = 0
    if rest or not told:
        code = (
            _build_many(rest, len(told), given, reporter, summaries)
            if many
            else _build(rest, given, reporter, summaries)
        )
    reporter.finish(summaries, code)
    return code


def _chosen(given: Mapping[str, Any]) -> Sequence[str]:
    """The editions that are named, or those of the table, of which names and patterns choose some."""
    root = find_root()
    names = chosen(root, given["editions"])
    if not names and not given["table"] and not given["draft"]:
        _refuse_unnamed(edition_names(root))
    if not given["table"]:
        return names
    from fokusrapport.params.sets import editions_of_table  # noqa: PLC0415 - what is light is asked first

    return editions_of_table(root, names)


def _refuse_unnamed(known: Sequence[str]) -> None:
    """What is published is named where a project has several municipalities: the default may be another one's."""
    if len({name.partition("/")[0] for name in known}) > 1:
        what = _("Which edition is to be published must be said: this project has several municipalities.")
        raise InputRefused(
            faults=[Fault("--publish", what=what, allowed=f"python build.py build {known[0]} --publish")]
        )


def _unchanged(names: Sequence[str], given: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """What was told of the editions in which nothing has changed since they were built."""
    if given["force"] or given["areas"]:
        return {}
    root = find_root()
    wanted = names or filter(None, [receipt.default_edition(root)])
    asked = [receipt.Asked(name, not given["draft"], ui_language()) for name in wanted]
    seen = receipt.Seen(root)
    found = ((one.edition, receipt.unchanged(root, one, seen)) for one in asked)
    return {name: told for name, told in found if told is not None}


def _build_many(
    names: Sequence[str], unchanged: int, given: Mapping[str, Any], reporter: Reporter, summaries: list[object]
) -> int:
    """Build many editions; the highest exit code of them all. Summaries are given in the order of names."""
    from fokusrapport.pipeline.processes import beside  # noqa: PLC0415 - see fokusrapport.commands

    begin_imports(find_root(), forked=given["kernels"] == "fork" and not given["scheduler"])
    beside()  # so does the one that the processes of editions are forked from
    from fokusrapport import batch  # noqa: PLC0415

    started, ended = time.perf_counter(), {}
    with reporter.progress_of_many(len(names)) as board:
        for outcome in batch.build_many(find_root(), names, _options(given), board.tell):
            if outcome.error is not None:
                outcome = replace(outcome, error=foreseen(outcome.error))  # noqa: PLW2901 - the same, in words
            ended[outcome.edition] = outcome
            board.ended(outcome.edition)
            reporter.ended(outcome)
    outcomes = [ended[name] for name in names]
    reporter.many(outcomes, unchanged, time.perf_counter() - started)
    summaries.extend(outcome.as_json() for outcome in outcomes)
    return max(outcome.exit_code for outcome in outcomes)


def _options(given: Mapping[str, Any]) -> Options:
    """What was asked for."""
    from fokusrapport.request import Options  # noqa: PLC0415 - see fokusrapport.commands

    return Options(
        areas=given["areas"],
        jobs=given["jobs"],
        final=not given["draft"],
        timeout=given["timeout"],
        memory=given["memory"],
        output=given["output"],
        force=given["force"],
        forked=given["kernels"] == "fork",
        scheduler=given["scheduler"],
    )


def _build(names: Sequence[str], given: Mapping[str, Any], reporter: Reporter, summaries: list[object]) -> int:
    """Build one edition, or the one that is built when none is named; its exit code."""
    begin_imports(find_root(), forked=given["kernels"] == "fork" and not given["scheduler"])
    from fokusrapport import app  # noqa: PLC0415 - importing pandas and nbconvert takes a second; --help needs none

    options = _options(given)
    project, code = app.project_at(), 0
    for one in app.check_with_receipts(project, names, options):
        edition, started = one.checked.plan.request.name, time.perf_counter()
        with nobody_listening():
            app.reserve_hands(one.checked, options)
        try:
            with reporter.progress(*one.checked.plans) as progress:
                built = app.build_edition(one.checked, options, progress)
        except FokusrapportError as error:
            reporter.failed(edition, error)
            summaries.append(app.failure_summary(edition, error))
            code = max(code, error.exit_code)
            continue
        summary = app.summary(one.checked, built, time.perf_counter() - started)
        one.keep(built, summary)
        reporter.built(summary, built.faults, built.problems)
        summaries.append(summary.as_json())
        code = max(code, summary.exit_code)
    return code
