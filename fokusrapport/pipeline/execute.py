"""Running one notebook for one edition: a workspace and a kernel of its own, every failure told as a fault."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.models import RunLimits
from fokusrapport.pipeline.cellfaults import cell_faults
from fokusrapport.pipeline.cells import METADATA_KEY, CellPlace
from fokusrapport.pipeline.engine import OBSERVED_NAME, CellStopped
from fokusrapport.pipeline.guard import Guard
from fokusrapport.pipeline.limits import told
from fokusrapport.pipeline.normalise import normalised
from fokusrapport.pipeline.surroundings import surroundings
from fokusrapport.pipeline.warm.forks import stop_forks
from fokusrapport.pipeline.warm.imports import imports_of, own_modules
from fokusrapport.pipeline.workspaces import prefix_of

ENGINE = "fokusrapport"
_KILLED = 9  # SIGKILL, by which the system ends what takes its last memory


@dataclass(frozen=True)
class Run:
    """One notebook to be executed for one edition. `notebook` holds only the edition's cells."""

    area: str
    shown_as: str
    notebook: NotebookNode
    parameters: Mapping[str, Any]
    metadata: Mapping[str, Any]


@dataclass(frozen=True)
class Executed:
    """An executed notebook, and what went wrong in it; `seconds` goes to the log only.

    `observed` is what the kernel used, as `watch.finish` writes it; empty where the notebook did not come to its end.
    `fingerprint` names everything the result depends on; `reason` says in words why it was run (or, where it was
    `reused`, why it was run then), and goes to the log and the control page only. `irreproducible` says why it would
    not be the same another time. `beyond` are the files and folders that the notebook used by itself,
    with their hashes.
    """

    run: Run
    notebook: NotebookNode | None
    faults: tuple[Fault, ...]
    seconds: float
    observed: bytes = b""
    fingerprint: str = ""
    reason: str = ""
    reused: bool = False
    irreproducible: tuple[str, ...] = ()
    beyond: Mapping[str, str] = field(default_factory=dict)

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """Why the result would not be the same another time, for the person who builds."""
        what = _("Cannot be rebuilt: {why}")
        return tuple(Fault(self.run.shown_as, what=what.format(why=why)) for why in self.irreproducible)


@dataclass(frozen=True)
class World:
    """What surrounds a run: the clock so many seconds ahead of the real one, and variables of the environment."""

    clock_ahead: int = 0
    variables: Mapping[str, str] = field(default_factory=dict)


THIS_WORLD = World()


@dataclass
class Kernels:
    """The kernels that are running, so that they can be stopped all at once from another thread.

    With `forked` each is a fork of a process that has done the imports of notebooks, where the system can do that.
    """

    root: Path
    limits: RunLimits = field(default_factory=RunLimits)
    forked: bool = True
    stopped: bool = False
    _imported: set[str] = field(default_factory=set)
    _running: list[Guard] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, guard: Guard) -> None:
        """Take down a kernel that is about to start or is ready; KeyboardInterrupt when all has been stopped."""
        with self._lock:
            if self.stopped:
                raise KeyboardInterrupt
            self._running = [one for one in self._running if not one.over and one is not guard] + [guard]

    def imports_for(self, run: Run, world: World) -> Sequence[str] | None:
        """What is to be imported before the run's kernel is forked; None where it is not to be forked."""
        if not self.forked:
            return None
        others = ("time_machine",) if world.clock_ahead else ()
        return sorted({*imports_of(run.notebook), *self._imported, *others})

    def has_run(self, observed: bytes) -> None:
        """Learn from a run what the subject imports while others of the kind run."""
        self._imported |= own_modules(observed)

    def stop_all(self, *, warm: bool = True) -> None:
        """Kill every kernel, and let no new one start; with `warm` what they are forked from, too, whoever uses it."""
        with self._lock:
            self.stopped = True
            if self.forked and warm:
                stop_forks()
            for guard in self._running:
                guard.stop()

    @contextmanager
    def being_stopped(self) -> Iterator[None]:
        """Kill every kernel, and again those that were just being started and had no process yet."""
        over = threading.Event()

        def kill() -> None:
            while True:
                self.stop_all()
                if over.wait(0.1):
                    return

        thread = threading.Thread(target=kill, name="stop")
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


def execute(run: Run, kernels: Kernels, world: World = THIS_WORLD) -> Executed:
    """Run a notebook from its first cell to its last; errors become faults, never exceptions."""
    started = time.perf_counter()
    try:
        with tempfile.TemporaryDirectory(prefix=prefix_of(os.getpid()), ignore_cleanup_errors=True) as folder:
            notebook, faults = _run_in(Path(folder), run, kernels, world)
            observed = _observed_in(Path(folder))
            kernels.has_run(observed)
    except (OSError, RuntimeError) as error:  # a full disk; a kernel that does not start
        what = _("The notebook could not be run: {reason}").format(reason=getattr(error, "strerror", None) or error)
        notebook, faults, observed = None, [Fault(run.shown_as, what=what)], b""
    return Executed(run, notebook, tuple(faults), time.perf_counter() - started, observed)


def _observed_in(workspace: Path) -> bytes:
    try:
        return (workspace / OBSERVED_NAME).read_bytes()
    except OSError:
        return b""


def _run_in(workspace: Path, run: Run, kernels: Kernels, world: World) -> tuple[NotebookNode | None, list[Fault]]:
    source, target = workspace / "in.ipynb", workspace / "out.ipynb"
    nbformat.write(run.notebook, source)
    (workspace / "work").mkdir()
    try:
        papermill.execute_notebook(
            source,
            target,
            dict(run.parameters),
            engine_name=ENGINE,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            request_save_on_cell_execute=False,
            limits=kernels.limits,
            workspace=str(workspace / "work"),
            environment={**surroundings(workspace, kernels.root), **world.variables},
            clock_ahead=world.clock_ahead,
            imports=kernels.imports_for(run, world),
            watched=kernels.root,
            on_kernel=kernels.add,
        )
    except PapermillExecutionError:
        pass  # the error stands in the notebook, with the cell it belongs to
    except CellStopped as stopped:
        return None, [_stopped_fault(run, stopped, kernels.limits)]
    notebook = nbformat.read(target, as_version=4)
    # Papermill puts two cells of its own around a failing one.
    notebook.cells = [c for c in notebook.cells if "papermill-error-cell-tag" not in c.metadata.get("tags", ())]
    faults = cell_faults(notebook, run.shown_as)
    notebook.metadata[METADATA_KEY] = dict(run.metadata)
    return normalised(notebook), faults


def _stopped_fault(run: Run, stopped: CellStopped, limits: RunLimits) -> Fault:
    place = CellPlace.of(run.shown_as, stopped.position, stopped.cell)
    if stopped.excess:
        return place.fault(told(limits, stopped.excess))
    return place.fault(_how_it_ended(stopped.exit_code))


def _how_it_ended(exit_code: int | None) -> str:
    """What is told of a kernel that nobody here has ended."""
    if exit_code is None or exit_code == -_KILLED:
        return _("The kernel died while this cell was running; too little memory is a common cause.")
    if exit_code < 0:
        return _("The kernel broke down while this cell was running (signal {number}).").format(number=-exit_code)
    return _("This cell ended its kernel, with the exit code {code}.").format(code=exit_code)
