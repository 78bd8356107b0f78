"""The command line: arguments and exit codes; printing is done by `terminal`, and nowhere else.

Exit codes: 0 built (or checked, listed, or verified to be the same); 1 something failed while building; 2 parameters,
data or arguments refused; 3 built, but a check on the finished document failed, or what was verified is not the same;
130 stopped by Ctrl-C. An error nobody foresaw is told in one line with exit code 1, and its traceback kept in a file.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from fokusrapport import __version__, receipt
from fokusrapport.errors import BuildFailed, Fault, FokusrapportError, InputRefused
from fokusrapport.i18n import _, translate_click, ui_language
from fokusrapport.lean import import_lean
from fokusrapport.params.chosen import chosen
from fokusrapport.params.nearest import nearest
from fokusrapport.root import find_root
from fokusrapport.stopping import nobody_listening, stopped_by_signals
from fokusrapport.terminal import (
    Reporter,
    print_any_letter,
    print_faults,
    print_json,
    print_line,
    unexpected,
)

if TYPE_CHECKING:  # see _build
    from fokusrapport.request import Options

INTERRUPTED = 130


class DefaultToBuild(click.Group):
    """A group for which `build` may be left out: `python build.py --jobs 4`, `python build.py kristiansund/2016`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `build` in front of arguments that name no command."""
        own = {"--help", "-h", "--version"}
        if not args or (args[0] not in own and args[0] not in self.commands and not self._misspelt(args[0])):
            args = ["build", *args]
        return super().parse_args(ctx, args)

    def _misspelt(self, word: str) -> bool:
        """A word without a slash is no edition, so it can only be a command."""
        return not word.startswith("-") and "/" not in word

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command; an unknown one is refused with the nearest guess."""
        if args[0] not in self.commands:
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


def _areas_option(function: Any) -> Any:  # noqa: ANN401 - click's decorators are typed so
    return click.option(
        "--area",
        "areas",
        multiple=True,
        metavar=_("AREA"),
        help=_("Only this area; may be given several times. The report itself is left as it is."),
    )(function)


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _json_option(function: Any) -> Any:  # noqa: ANN401 - click's decorators are typed so
    return click.option("--json", "as_json", is_flag=True, help=_("Print a summary as JSON on standard output."))(
        function
    )


@cli.command(
    name="build",
    options_metavar=_("[OPTIONS]"),
    help=_(
        "Build editions (without a name: the one in params/project.yaml). A name may be a pattern in quotes: '*/2025'. "
        "Where one of several cannot be built, the others are; what has been built already is not built again."
    ),
)
@click.argument("editions", nargs=-1, metavar=_("[EDITION…]"))
@click.option("--table", is_flag=True, help=_("The editions in params/editions.csv, of those named if any are."))
@_areas_option
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1, 64),
    metavar=_("NUMBER"),
    default=min(_cores(), 64),
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
@_json_option
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
    if not given["table"]:
        return names
    from fokusrapport.params.sets import editions_of_table  # noqa: PLC0415 - what is light is asked first

    return editions_of_table(root, names)


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
    from fokusrapport.pipeline.processes import beside  # noqa: PLC0415 - see _build

    _begin_imports(given)
    beside()  # so does the one that the processes of editions are forked from
    from fokusrapport import batch  # noqa: PLC0415

    started, ended = time.perf_counter(), {}
    with reporter.progress_of_many(len(names)) as board:
        for outcome in batch.build_many(find_root(), names, _options(given), board.tell):
            if outcome.error is not None:
                outcome = replace(outcome, error=_foreseen(outcome.error))  # noqa: PLW2901 - the same, in words
            ended[outcome.edition] = outcome
            board.ended(outcome.edition)
            reporter.ended(outcome)
    outcomes = [ended[name] for name in names]
    reporter.many(outcomes, unchanged, time.perf_counter() - started)
    summaries.extend(outcome.as_json() for outcome in outcomes)
    return max(outcome.exit_code for outcome in outcomes)


def _begin_imports(given: Mapping[str, Any]) -> None:
    """Have the process that kernels are forked from begin with its imports before this one begins with its own."""
    from fokusrapport.pipeline.surroundings import ONE_THREAD  # noqa: PLC0415 - see _build
    from fokusrapport.pipeline.warm.early import begin_imports  # noqa: PLC0415

    if given["kernels"] == "fork" and not given["scheduler"]:
        begin_imports(find_root())
    os.environ.update(ONE_THREAD)  # this process is forked too, when it has imported numpy


def _options(given: Mapping[str, Any]) -> Options:
    """What was asked for."""
    from fokusrapport.request import Options  # noqa: PLC0415 - see _build

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
    _begin_imports(given)
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


@cli.command(
    name="check",
    options_metavar=_("[OPTIONS]"),
    help=_("Check everything that can be checked without running a notebook."),
)
@click.argument("editions", nargs=-1, metavar=_("[EDITION…]"))
@_json_option
def check_command(editions: Sequence[str], as_json: bool) -> None:  # noqa: FBT001 - a click flag
    """Check editions; without a name, all of them."""
    from fokusrapport import app  # noqa: PLC0415 - see build_command

    project = app.project_at()
    named = chosen(project.root, editions)
    checked = app.check_editions(project, named or app.editions(project), app.Options())
    if as_json:
        print_json({"editions": [app.checked_json(one) for one in checked]})
        return
    for one in checked:
        for warning in one.warnings:
            print_line(_("Warning: {text}").format(text=warning))
        count = len(one.plan.runs)
        print_line(_("{edition}: no faults, areas: {count}").format(edition=one.plan.request.name, count=count))


@cli.command(
    name="new-year",
    options_metavar=_("[OPTIONS]"),
    help=_("Make the parameters of a new year from the year before; what was promised stands there to be answered."),
)
@click.argument("edition", metavar=_("EDITION"))
@_json_option
def new_year_command(edition: str, as_json: bool) -> None:  # noqa: FBT001 - a click flag
    """Write the files of a new edition, and tell what to do next."""
    from fokusrapport import app  # noqa: PLC0415 - see build_command

    made = app.new_year(app.project_at(), edition)
    if as_json:
        print_json(made.as_json())
        return
    for line in made.lines():
        print_line(line)


@cli.command(
    name="explain",
    options_metavar=_("[OPTIONS]"),
    help=_("Tell for each area whether a build would run its notebook, and why, without running it."),
)
@click.argument("editions", nargs=-1, metavar=_("[EDITION…]"))
@_areas_option
@_json_option
def explain_command(editions: Sequence[str], areas: Sequence[str], as_json: bool) -> None:  # noqa: FBT001 - a click flag
    """Explain editions; without a name, the one a build would take."""
    from fokusrapport import app  # noqa: PLC0415 - see build_command

    project, options = app.project_at(), app.Options(areas=tuple(areas))
    told = [
        (one.plan.request.name, app.explain(one, options))
        for one in app.check_editions(project, chosen(project.root, editions), options)
    ]
    if as_json:
        print_json({"editions": [{"edition": name, "areas": list(map(asdict, found))} for name, found in told]})
        return
    for name, found in told:
        for one in found:
            text = _("would run: {reasons}") if one.runs else _("would be reused (run the last time: {reasons})")
            print_line(f"{name}: {one.area}: {text.format(reasons='; '.join(one.reasons))}")


@cli.command(
    name="list", options_metavar=_("[OPTIONS]"), help=_("List the editions that can be built, and their areas.")
)
@_json_option
def list_command(as_json: bool) -> None:  # noqa: FBT001 - a click flag
    """List editions with title and areas."""
    from fokusrapport import app  # noqa: PLC0415 - see build_command

    listed = app.listed(app.project_at())
    if as_json:
        print_json({"editions": [dict(one) for one in listed]})
        return
    for one in listed:
        print_line(f"{one['edition']}  {one['title']}")
        print_line("    " + ", ".join(one["areas"]))


@cli.command(
    name="fetch",
    options_metavar=_("[OPTIONS]"),
    help=_(
        "Fetch figures of others from KOSTRA or Kolada, as params/<municipality>/benchmarks.yaml says, and tell what "
        "has changed since the last time. The only command that uses the network."
    ),
)
@click.argument("service", metavar="kostra|kolada")
@click.argument("municipality", metavar=_("MUNICIPALITY"))
@click.option(
    "--year",
    "years",
    type=click.IntRange(1990, 2100),
    multiple=True,
    metavar=_("YEAR"),
    help=_("Only this year; may be given several times."),
)
@click.option("--address", default="", metavar=_("ADDRESS"), help=_("Ask another address than the service's own."))
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=60.0,
    show_default=True,
    metavar=_("SECONDS"),
    help=_("Longest time one answer may take."),
)
@click.option("--dry-run", is_flag=True, help=_("Tell what would change, and write nothing."))
@_json_option
def fetch_command(service: str, municipality: str, **given: Any) -> None:  # noqa: ANN401 - click hands over the options by name
    """Fetch, and tell what is other than before."""
    from fokusrapport.fetch import command, telling  # noqa: PLC0415 - see build_command
    from fokusrapport.params.project import Project  # noqa: PLC0415

    options = command.FetchOptions(given["years"], given["address"], given["timeout"], given["dry_run"])
    outcome = command.fetching(Project(find_root()), service, municipality, options).run()
    if given["as_json"]:
        print_json(outcome.as_json())
        return
    for line in telling.lines(outcome, f"data/{municipality}"):
        print_line(line)


@cli.command(
    name="trace",
    options_metavar=_("[OPTIONS]"),
    help=_("Show where a report shows a number, or an indicator's values, and the rows they came from."),
)
@click.argument("asked", metavar=_("NUMBER_OR_ID"))
@click.option(
    "--edition", metavar=_("EDITION"), help=_("The report to look in (default: the one in params/project.yaml).")
)
@_json_option
def trace_command(asked: str, edition: str | None, as_json: bool) -> None:  # noqa: FBT001 - a click flag
    """Tell where a value is shown and where it came from."""
    from fokusrapport.trace.telling import trace_in  # noqa: PLC0415 - see build_command; --help needs none of it

    trace = trace_in(edition, asked)
    if as_json:
        print_json(trace.as_json())
        return
    for line in trace.lines():
        print_line(line)


@cli.command(
    name="verify",
    options_metavar=_("[OPTIONS]"),
    help=_("Build editions from scratch elsewhere, and compare byte by byte with what is published."),
)
@click.argument("editions", nargs=-1, metavar=_("[EDITION…]"))
@click.option("--all", "every", is_flag=True, help=_("All editions."))
@click.option(
    "--manifest",
    type=click.Path(path_type=Path),
    metavar=_("FILE"),
    help=_("Build nothing: hold the files beside this manifest.json against it. Needs no project."),
)
@_json_option
def verify_command(editions: Sequence[str], manifest: Path | None, every: bool, as_json: bool) -> int:  # noqa: FBT001 - click flags
    """Verify reports and tell what differs, where, and what the likely cause is."""
    from fokusrapport.pipeline.verify import command  # noqa: PLC0415 - see build_command

    verified, code = [], 0
    for name, verification in command.verifications(editions, manifest, every=every):
        print_line(_("{name}: being verified").format(name=name), to_stderr=True)
        try:
            found = verification()
        except FokusrapportError as error:
            print_faults(error)
            verified.append({"edition": name, **error.as_json()})
            code = max(code, error.exit_code)
            continue
        verified.append(found.as_json())
        code = max(code, found.exit_code)
        for line in () if as_json else found.lines():
            print_line(line, to_stderr=bool(found.exit_code))
    if as_json:
        print_json({"editions": verified, "exit_code": code})
    return code


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
    failed = _foreseen(error)
    print_faults(failed)
    return _refused(failed, given)


def _foreseen(error: Exception) -> FokusrapportError:
    return error if isinstance(error, FokusrapportError) else BuildFailed(_in_words(error))


def _in_words(error: Exception) -> str:
    """A full disk or a folder one may not write to in the machine's own words; all else is our mistake."""
    if not isinstance(error, OSError):
        return unexpected(error)
    reason = error.strerror or str(error)
    text = f"{error.filename}: {reason}" if error.filename else reason
    return _("{reason}. The old report is as it was.").format(reason=text)


def _refused(error: FokusrapportError, given: Sequence[str]) -> int:
    """The exit code; with --json the error is told on standard output, too."""
    if "--json" in given:
        print_json({"editions": [], **error.as_json()})
    return error.exit_code
