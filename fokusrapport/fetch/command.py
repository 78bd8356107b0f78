"""`python build.py fetch`: from benchmarks.yaml to a snapshot in the data folder, and what is other than last time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fokusrapport.domain.benchmarking.about import SnapshotAbout
from fokusrapport.domain.benchmarking.changes import FigureChange, changes
from fokusrapport.domain.benchmarking.snapshots import TABLE, Snapshot
from fokusrapport.domain.record_tables import read_records
from fokusrapport.domain.records import RecordContext
from fokusrapport.errors import Fault, FetchFailed, InputRefused
from fokusrapport.fetch.entry import entry
from fokusrapport.fetch.fetched import Fetched, Question
from fokusrapport.fetch.kolada import fetch_kolada
from fokusrapport.fetch.kostra import fetch_kostra
from fokusrapport.fetch.pxweb import PxWeb
from fokusrapport.fetch.snapshot import SnapshotFiles, Stamp, same_content, snapshot_files
from fokusrapport.fetch.sources_file import with_entry
from fokusrapport.fetch.web import Limits, Web
from fokusrapport.fetch.writing import alone_in, free_stem, write_all
from fokusrapport.i18n import _
from fokusrapport.params.benchmarks_models import Benchmarks, Service, checked_address
from fokusrapport.params.editionfiles import EditionPaths
from fokusrapport.params.models import IndicatorRegister, Municipality, Sources
from fokusrapport.params.nearest import nearest
from fokusrapport.params.project import Project
from fokusrapport.params.yamlfile import Located, load_model

SERVICES: tuple[Service, ...] = ("kostra", "kolada")


@dataclass(frozen=True)
class FetchOptions:
    """What the command line says instead of benchmarks.yaml, and how long an answer may take, in seconds."""

    years: tuple[int, ...] = ()
    address: str = ""
    timeout: float = 60.0
    dry_run: bool = False


@dataclass(frozen=True)
class Fetching:
    """One municipality's data folder, and what is fetched into it. `web` makes what asks the service."""

    project: Project
    service: Service
    municipality: str
    options: FetchOptions
    today: dt.date
    web: Callable[[str, Limits], Web] = Web

    def run(self) -> Outcome:
        """Fetch, compare with the snapshot before, and write; raises InputRefused and FetchFailed, nothing written."""
        question, municipality = self._question()
        try:
            fetched = self._fetched(question)
            with alone_in(self.project.root, self.municipality):
                return self._written(question, municipality, fetched)
        except FetchFailed as error:
            raise FetchFailed(_("{reason} Nothing was changed.").format(reason=error.message)) from error

    # --- what is asked for ---

    @property
    def _paths(self) -> EditionPaths:
        return EditionPaths(self.project.root, self.municipality, 0)

    def _question(self) -> tuple[Question, Municipality]:
        self._known()
        path = self._paths.municipality.with_name("benchmarks.yaml")
        if not path.exists():
            what = _("There is no file that says what to fetch.")
            allowed = _("the tables, measures and regions to compare with; see docs/parameters.md")
            raise InputRefused(faults=[Fault(self.project.relative(path), what=what, allowed=allowed)])
        params, faults = load_model(path, self.project.root, Benchmarks)
        municipality, more = load_model(self._paths.municipality, self.project.root, Municipality)
        if params is None or municipality is None:
            raise InputRefused(faults=sorted([*faults, *more]))
        part = params.model.kostra if self.service == "kostra" else params.model.kolada
        if part is None:
            what = _("The file does not say what to fetch from «{service}».").format(service=self.service)
            raise InputRefused(faults=[Fault(params.file, what=what, allowed=f"{self.service}:")])
        return self._asked(params, part.own or municipality.model.number, part.address), municipality.model

    def _asked(self, params: Located[Benchmarks], own: str, address: str) -> Question:
        try:
            address = checked_address(self.options.address) if self.options.address else address
        except ValueError as error:
            what = _("«{address}» is no address that may be asked.").format(address=self.options.address)
            raise InputRefused(faults=[Fault("--address", what=what, allowed=str(error))]) from error
        return Question(self.service, params, own, address, self.options.years)

    def _known(self) -> None:
        known = sorted(path.parent.name for path in self.project.params.glob("*/municipality.yaml"))
        if self.municipality not in known:
            what = _("There is no municipality «{name}».").format(name=self.municipality)
            near = nearest(self.municipality, known)
            raise InputRefused(faults=[Fault("params", what=what, allowed=", ".join(known), nearest=near)])

    def _fetched(self, question: Question) -> Fetched:
        model, limits = question.params.model, Limits(timeout=self.options.timeout)
        if self.service == "kolada" and model.kolada is not None:
            return fetch_kolada(question, model.kolada, self.web("Kolada", limits))
        if model.kostra is None:  # told of before
            raise InputRefused
        web = self.web(_("Statistics Norway"), limits)
        return fetch_kostra(question, model.kostra, PxWeb(web, question.address, model.kostra.language))

    # --- what is written ---

    def _written(self, question: Question, municipality: Municipality, fetched: Fetched) -> Outcome:
        sources, faults = load_model(self._paths.sources, self.project.root, Sources)
        if sources is None:
            raise InputRefused(faults=faults)
        before = self._before(sources.model)
        declared = frozenset(source.file for source in sources.model.files)
        stem = free_stem(f"{self.service}-{self.today.isoformat()}", declared)
        files = snapshot_files(fetched, Stamp(self.service, question.address, self.today, stem))
        found = Outcome(files.about, before.about if before else None, _changes(before, fetched), fetched.warnings)
        if before is not None and same_content(before.about, files.about):
            return found
        if not self.options.dry_run:
            self._write(stem, files, municipality)
        return found.written_as(stem, dry_run=self.options.dry_run)

    def _write(self, stem: str, files: SnapshotFiles, municipality: Municipality) -> None:
        new = entry(files, municipality.language)
        sources = with_entry(self._paths.sources.read_bytes(), new)
        named = {f"{stem}.json": files.about_bytes, f"{stem}.csv": files.figures}
        write_all(self._paths.data, named, ("sources.yaml", sources))

    def _before(self, sources: Sources) -> Snapshot | None:
        """The newest snapshot of the service, of one day the last; one that was changed by hand counts for none."""
        context = RecordContext(self.project.root, IndicatorRegister(indicators=()), {})
        found = []
        for source in sources.files:
            if source.table == TABLE:
                snapshot, faults = read_records(self._paths.data / source.file, source, context)
                if isinstance(snapshot, Snapshot) and not faults and snapshot.about.service == self.service:
                    found.append(snapshot)
        return max(reversed(found), key=lambda each: each.about.fetched, default=None)


def _changes(before: Snapshot | None, fetched: Fetched) -> tuple[FigureChange, ...]:
    return tuple(changes(before.figures(), fetched.figures)) if before else ()


@dataclass(frozen=True)
class Outcome:
    """What a fetch has found, and what it has written; `stem` is empty where nothing is other than it was."""

    about: SnapshotAbout
    before: SnapshotAbout | None
    changes: Sequence[FigureChange]
    warnings: tuple[str, ...] = ()
    stem: str = ""
    dry_run: bool = False

    def written_as(self, stem: str, *, dry_run: bool) -> Outcome:
        """The same, written under a name, or what would have been."""
        return Outcome(self.about, self.before, self.changes, self.warnings, stem, dry_run)

    @property
    def files(self) -> tuple[str, ...]:
        """The files that were written, or would have been."""
        return (f"{self.stem}.csv", f"{self.stem}.json", "sources.yaml") if self.stem else ()

    def as_json(self) -> dict[str, object]:
        """The outcome as plain values."""
        return {
            "service": self.about.service,
            "fetched": self.about.fetched.isoformat(),
            "before": self.before.fetched.isoformat() if self.before else None,
            "changes": [dict(_change_json(change)) for change in self.changes],
            "files": list(self.files),
            "dry_run": self.dry_run,
            "warnings": list(self.warnings),
        }


def _change_json(change: FigureChange) -> Iterator[tuple[str, Any]]:
    figure = change.figure
    yield from {"kind": change.kind, "table": figure.table, "measure": figure.measure}.items()
    yield from {"region": figure.region, "year": figure.year}.items()
    for name, side in (("before", change.before), ("after", change.after)):
        yield name, None if side is None else (str(side.value) if side.value is not None else side.symbol)


def fetching(project: Project, service: str, municipality: str, options: FetchOptions) -> Fetching:
    """What the command line asks for, today; raises InputRefused for a service there is not."""
    found = next((each for each in SERVICES if each == service), None)
    if found is None:
        what = _("There is no service «{name}».").format(name=service)
        near = nearest(service, SERVICES)
        raise InputRefused(faults=[Fault("", what=what, allowed=", ".join(SERVICES), nearest=near)])
    today = dt.datetime.now(dt.UTC).astimezone().date()
    return Fetching(project, found, municipality, options, today)
