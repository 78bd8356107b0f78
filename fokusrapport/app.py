"""What the commands do: check, build, list, and what is told of it. Knows no terminal."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypedDict

from fokusrapport.blocks import Area, FrontMatter, Value
from fokusrapport.blocktree import walk
from fokusrapport.checking import Checked, Options, check_editions
from fokusrapport.domain.cards.area import cards_area
from fokusrapport.domain.control import subject_facts
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.matrix.home import led_home
from fokusrapport.domain.proof.prove import prove
from fokusrapport.domain.prose.proofreading import proofread_areas
from fokusrapport.domain.questions import Answers
from fokusrapport.domain.reopened import reopened
from fokusrapport.domain.sources_area import sources_area
from fokusrapport.domain.summary.area import summary_area
from fokusrapport.domain.tally import Tally
from fokusrapport.errors import BuildFailed, DocumentCheckFailed, Fault, FokusrapportError
from fokusrapport.i18n import _, language, ui_language
from fokusrapport.newyear import new_year
from fokusrapport.params.models import RunLimits
from fokusrapport.params.project import Project, find_root, list_editions, load_edition
from fokusrapport.params.settings import load_settings
from fokusrapport.pipeline.build import Built, build
from fokusrapport.pipeline.errand import await_errand
from fokusrapport.pipeline.execute import Executed
from fokusrapport.pipeline.hands import release, reserve
from fokusrapport.pipeline.log import log_build
from fokusrapport.pipeline.making import Edition, Settings, in_language, shelf_of
from fokusrapport.pipeline.plan import EditionRequest
from fokusrapport.pipeline.readback import ReadBack
from fokusrapport.pipeline.scheduler import workers_at
from fokusrapport.pipeline.standing import Standings
from fokusrapport.pipeline.standing_words import lines as standing_lines
from fokusrapport.pipeline.workers import WorkersAt
from fokusrapport.pipeline.workshop import Progress
from fokusrapport.receipts import check_with_receipts

__all__ = ["Checked", "Options", "build_edition", "check_editions", "check_with_receipts", "new_year"]


def build_edition(checked: Checked, options: Options, progress: Progress, workers: WorkersAt | None = None) -> Built:
    """Build a checked edition, its notebooks run by these workers, or those that were asked for.

    Raises what `pipeline.build.build` raises.
    """
    started, request = time.perf_counter(), checked.plan.request
    workers = workers or workers_at(options.scheduler)
    settings = [replace(_settings(checked, plan.request, options), workers=workers) for plan in checked.plans]
    languages = [Edition(plan, own) for plan, own in zip(checked.plans, settings, strict=True)]
    try:
        built = build(languages, progress)
    finally:
        release()
    log_build(request.root, request.name, time.perf_counter() - started, built.executed)
    return built


def reserve_hands(checked: Checked, options: Options) -> None:
    """Fork those who will help with the files of an edition, while this process has one thread: see `pipeline.hands`.

    One for each other language, and as many as there are jobs for the last one's parts.
    """
    reserve(len(checked.plans) - 1 + options.jobs - 1 if options.jobs > 1 else 0, await_errand)


def _settings(checked: Checked, request: EditionRequest, options: Options) -> Settings:
    own = settings_of(request, options)
    return replace(own, warned=checked.findings, untranslated=checked.untranslated, checks=checked.checks)


def settings_of(request: EditionRequest, options: Options) -> Settings:
    """How an edition is built: what was asked for, and what only the subject knows."""
    edition = reopened(Project(request.root), request.name, request.front.language)
    answers = Answers(edition)
    return Settings(
        jobs=options.jobs,
        areas=options.areas,
        limits=limits_of(request.root, options),
        framing=partial(framed_areas, edition),
        ask=answers.digest,
        words=answers.words,
        force=options.force,
        forked=options.forked,
        subject=partial(subject_facts, edition),
        proofread=partial(proofread_areas, edition),
        proof=partial(proved_areas, request),
    )


def limits_of(root: Path, options: Options) -> RunLimits:
    """What a notebook may take: as the project has it, unless something else was asked for."""
    own = {"seconds": options.timeout, "memory": options.memory, "output": options.output}
    asked = {name: value for name, value in own.items() if value is not None}
    return load_settings(Project(root)).limits.model_copy(update=asked)


@dataclass(frozen=True)
class Explained:
    """Whether a build would run an area's notebook, and why; if not, why it was run the last time."""

    area: str
    runs: bool
    reasons: tuple[str, ...]


def explain(checked: Checked, options: Options) -> list[Explained]:
    """What a build of the edition would do, without doing it."""
    found = []
    for plan in checked.plans:
        shelf = shelf_of(plan, settings_of(plan.request, options))
        for run in plan.runs:
            verdict, area = shelf.verdict(run), in_language(run.area, plan.request.front)
            reasons = (verdict.kept[0].reason,) if verdict.kept else verdict.reasons
            found.append(Explained(area, verdict.kept is None, reasons))
    return found


def framed_areas(edition: EditionData, areas: Sequence[Area]) -> tuple[Area, ...]:
    """The areas of an edition with the summary before them, and after them their indicators' cards and sources."""
    around = (summary_area(edition, areas), *areas, cards_area(edition, areas))
    parts = tuple(part for part in around if part is not None)
    values = (node for node in walk(parts) if isinstance(node, Value))
    sources = sources_area(edition, values)
    whole = parts if sources is None else (*parts, sources)
    return led_home(edition, whole)


def proved_areas(request: EditionRequest, areas: Sequence[Area]) -> tuple[Fault, ...]:
    """The areas of an edition held against its data, which are read anew: as they are when the report is done."""
    return prove(reopened(Project(request.root), request.name, request.front.language), areas)


def editions(project: Project) -> tuple[str, ...]:
    """Names of all editions."""
    return list_editions(project)


def project_at(start: Path | None = None) -> Project:
    """The project around the current folder; raises InputRefused when there is none."""
    return Project(find_root(start))


@dataclass(frozen=True)
class Summary:
    """What was built, for the person at the keyboard and, as JSON, for another program."""

    edition: str
    place: str
    control: str
    seconds: float
    replaced: bool
    areas: int
    failed_areas: tuple[str, ...]
    reused_areas: tuple[str, ...]
    tally: Tally
    read_back: ReadBack
    warnings: tuple[str, ...]
    faults: tuple[Fault, ...]
    exit_code: int
    languages: tuple[str, ...] = ()
    standings: Standings | None = None

    def as_json(self) -> dict[str, object]:
        """The summary as plain values."""
        return {
            "edition": self.edition,
            "report": self.place,
            "control_page": self.control,
            "seconds": round(self.seconds, 1),
            "replaced": self.replaced,
            "areas": self.areas,
            "languages": list(self.languages),
            "failed_areas": list(self.failed_areas),
            "reused_areas": list(self.reused_areas),
            "status": self.tally.as_json(),
            "values": self.read_back.as_json(),
            "states": [area.as_json() for area in self.standings.areas] if self.standings else [],
            "warnings": list(self.warnings),
            "faults": [asdict(fault) for fault in self.faults],
            "exit_code": self.exit_code,
        }

    def lines(self) -> list[str]:
        """The summary as lines of text."""
        words = language(ui_language())
        seconds = words.number(Decimal(str(round(self.seconds, 1))), 1)
        reused = len(self.reused_areas)
        run = self.areas * max(1, len(self.languages)) - reused
        return [
            _("{edition}: done in {seconds} s, areas: {count}").format(
                edition=self.edition, count=self.areas, seconds=seconds
            ),
            "  " + _("Notebooks: {run} run, {reused} reused").format(run=run, reused=reused),
            *self.standing(),
        ]

    def standing(self) -> list[str]:
        """What holds of the report as long as nothing is changed, as lines of text: not how it was made."""
        words = language(ui_language())
        lines = [
            "  " + _("Report: {place}").format(place=self.place),
            "  " + _("Control page: {place}").format(place=self.control),
            *(["  " + _("Languages: {codes}").format(codes=", ".join(self.languages))] if self.languages else []),
            "  " + _("Results: {counts}").format(counts=self.tally.text(words)),
            "  " + self.read_back.told,
            *(f"  {line}" for line in (standing_lines(self.standings) if self.standings else ())),
            *("  " + _("Warning: {text}").format(text=warning) for warning in self.warnings),
        ]
        if not self.replaced:
            lines.append("  " + _("The report in its own place was left as it is."))
        return lines


def summary(checked: Checked, built: Built, seconds: float) -> Summary:
    """The summary of a finished build."""
    failed = tuple(_named(run) for run in built.executed if run.faults)
    code = DocumentCheckFailed.exit_code if built.problems else 0
    return Summary(
        edition=built.plan.request.name,
        place=f"{built.place.relative_to(built.plan.request.root).as_posix()}/index.html",
        control=built.control.relative_to(built.plan.request.root).as_posix(),
        seconds=seconds,
        replaced=built.replaced,
        areas=len(built.plan.runs),
        languages=built.plan.request.front.languages,
        failed_areas=failed,
        reused_areas=tuple(_named(run) for run in built.executed if run.reused),
        tally=checked.tally,
        read_back=built.read_back,
        warnings=(*checked.warnings, *built.warnings),
        faults=(*built.faults, *built.problems),
        exit_code=BuildFailed.exit_code if built.faults else code,
        standings=built.standings,
    )


def _named(executed: Executed) -> str:
    front = FrontMatter.model_validate(executed.run.metadata["front"])
    return in_language(executed.run.area, front)


def failure_summary(edition: str, error: FokusrapportError) -> dict[str, object]:
    """The summary of a build that made nothing."""
    return {"edition": edition, "report": None, **error.as_json()}


def checked_json(checked: Checked) -> dict[str, object]:
    """A checked edition as plain values."""
    return {
        "edition": checked.plan.request.name,
        "areas": [run.area for run in checked.plan.runs],
        "status": checked.tally.as_json(),
        "warnings": list(checked.warnings),
    }


def listed(project: Project) -> list[Listed]:
    """Every edition with its title and areas; raises InputRefused when one cannot be read."""
    found = []
    for name in list_editions(project):
        edition = load_edition(project, name).edition
        found.append(Listed(edition=name, title=edition.title, areas=[entry.area for entry in edition.areas]))
    return found


class Listed(TypedDict):
    """One edition in a list."""

    edition: str
    title: str
    areas: list[str]
