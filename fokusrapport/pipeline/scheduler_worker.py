"""On a worker of a Dask cluster: runs made in the project as it was sent, for whoever is connected.

A worker outlives builds. Several may have runs made here at once; what is kept warm for them is let go when none has
come for a while, whether the last of them ended well or was killed.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from fokusrapport.lean import import_lean

import_lean()  # before anything that brings nbformat

# ruff: noqa: E402 - see above
from fokusrapport.environment import read_lock
from fokusrapport.i18n import messages_in
from fokusrapport.pipeline.compiled import settle_modules
from fokusrapport.pipeline.execute import Executed, Run
from fokusrapport.pipeline.onerun import Where, forget_kernels, kernels_at, make
from fokusrapport.pipeline.packed import identity_of, unpack
from fokusrapport.pipeline.standard import Standard
from fokusrapport.pipeline.warm.forks import stop_forks
from fokusrapport.pipeline.workspaces import remove_left_workspaces

SECONDS_KEPT_WARM = 300.0


class NotMade(Exception):
    """A run could not even be begun, or was broken off; the worker itself is well."""


class Unlike(NotMade):
    """The worker at an address is of another standard than the one that the run asks for."""

    def __init__(self, address: str, found: Standard) -> None:
        super().__init__(address, found)
        self.address, self.found = address, found


@dataclass(frozen=True)
class Job:
    """What goes with a run: where it would be made at home, with which files and by which standard.

    `project` is the identity of the files, `language` that of messages.
    """

    where: Where
    project: str
    standard: Standard
    language: str


def make_there(run: Run, job: Job, packed: bytes) -> Executed:
    """The run made here, as `make` makes it; `packed` holds the project, unless its folder is shared.

    Raises Unlike, or NotMade when the project is not to be had or the build has been stopped.
    """
    with _at_work(), messages_in(job.language):
        root = _root_of(job, packed)
        found = _standard_at(root, job.where.build)
        if found != job.standard:
            raise Unlike(_address(), found)
        where = replace(job.where, root=root)
        _take_down(where)
        try:
            return make(run, where)
        except KeyboardInterrupt:  # to Dask it would mean that the worker itself is to end
            raise NotMade(where.build) from None


def standard_there(lock: bytes) -> Standard:
    """What runs of a project with this lock are made with here."""
    return Standard.here(lock)


def shares_there(root: Path, project: str) -> bool:
    """Whether the project's folder is here too, with the same files in it; remembered as long as it is used."""
    shares = root.is_dir() and identity_of(root) == project
    if shares:
        _roots.setdefault(project, root)
    return shares


def stop_there(build: str) -> None:
    """Kill the kernels of a build, and let no new one start for it."""
    with _lock:
        _stopped.add(build)
        places = [where for where in _places if where.build == build]
    for where in places:
        kernels_at(where).stop_all(warm=False)


# --- what this process holds --------------------------------------------------------------------------------------

_lock = threading.Lock()
_unpacking = threading.Lock()
_roots: dict[str, Path] = {}
_settled: set[Path] = set()
_unpacked: list[Path] = []
_places: set[Where] = set()
_stopped: set[str] = set()
_working = 0
_resting: threading.Timer | None = None


def _root_of(job: Job, packed: bytes) -> Path:
    """Where the project lies here; unpacked, in a folder of the same name, if it does not yet."""
    with _unpacking:
        if job.project not in _roots:
            remove_left_workspaces()
            home = job.where.root
            root = home if not packed and shares_there(home, job.project) else _unpack(job, packed)
            _roots[job.project] = root
        root = _roots[job.project]
        if root not in _settled:
            settle_modules(root)
            _settled.add(root)
        return root


def _unpack(job: Job, packed: bytes) -> Path:
    if not packed:
        raise NotMade(f"{job.where.root} is not to be had at {_address()}")
    from distributed import get_worker  # noqa: PLC0415 - an extra

    place = Path(get_worker().local_directory, "fokusrapport", job.project[:16])
    place.mkdir(parents=True, exist_ok=True)
    root = place / (job.where.root.name or "project")
    if not root.exists():
        try:
            unpack(packed, root)
        except OSError as error:  # no room, or no right to write: the run is made where it was asked for
            shutil.rmtree(root, ignore_errors=True)
            raise NotMade(f"{root} at {_address()}: {error}") from None
    _unpacked.append(place)
    return root


@lru_cache(maxsize=8)
def _standard_at(root: Path, _build: str) -> Standard:
    """Looked up once for each build: packages may be installed while the worker runs."""
    return Standard.here(read_lock(root))


def _address() -> str:
    from distributed import get_worker  # noqa: PLC0415 - an extra

    return str(get_worker().address)


def _take_down(where: Where) -> None:
    with _lock:
        if where.build in _stopped:
            raise NotMade(where.build)
        _places.add(where)


@contextmanager
def _at_work() -> Iterator[None]:
    """Nothing is let go meanwhile."""
    global _resting, _working  # noqa: PLW0603 - one for the process
    with _lock:
        if _resting is not None:
            _resting.cancel()
            _resting = None
        _working += 1
    try:
        yield
    finally:
        with _lock:
            _working -= 1
            if not _working:
                _resting = threading.Timer(SECONDS_KEPT_WARM, _rest)
                _resting.daemon = True
                _resting.start()


def _rest() -> None:
    """Let go of all that is kept for builds."""
    with _unpacking, _lock:
        if _working:
            return
        for where in _places:
            forget_kernels(where)
        stop_forks()
        for place in _unpacked:
            shutil.rmtree(place, ignore_errors=True)
        _places.clear()
        _unpacked.clear()
        _settled.clear()
        _roots.clear()
        _stopped.clear()
