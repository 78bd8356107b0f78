"""In a kernel: what a notebook uses while it runs. Files are hashed before they are read.

Python tells of every file it opens (PEP 578, audit hooks), modules among them. A file that changes while it is read is
thus noted with what it was before, and the next build sees that it differs: never the other way round. A library that
opens files without Python is not seen; such a file is named with `uses`.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import pkgutil
import random
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import Any

from fokusrapport import observing
from fokusrapport.hashing import file_hash, folder_hash
from fokusrapport.observing import Notes, note_once
from fokusrapport.pipeline.places import PACKAGE, Places, asked_by_author, source_of

_NETWORK = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
_PROGRAMS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn"}
# Copies of the kernel itself, whose reading nobody hears of either; «!» is a shell in a terminal of its own.
_FORKS = {"os.fork": "python", "os.forkpty": "sh"}
_FOLDERS = {"os.listdir", "os.scandir"}


@dataclass
class Seen:
    """What has been used so far; names are relative to the project, or, outside it, as they are.

    `files`, `modules`: hashes of what was read, ABSENT for what was not there. `subject_files`: those that the subject
    read, and with «/» the folders that it listed. `folders`: hashes of lists of names.
    """

    places: Places
    notes: Notes
    files: dict[str, str] = field(default_factory=dict)
    modules: dict[str, str] = field(default_factory=dict)
    subject_files: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    outside: dict[str, str] = field(default_factory=dict)
    network: set[str] = field(default_factory=set)
    programs: set[str] = field(default_factory=set)
    written: set[Path] = field(default_factory=set)
    random_state: dict[str, str] = field(default_factory=dict)
    unseeded: set[str] = field(default_factory=set)
    _noting: threading.local = field(default_factory=threading.local)

    def heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        """The audit hook: called for everything Python does, so it must be quick for all that does not matter."""
        if event == "open":
            self.guarded(self._opened, *arguments)
        elif event in _FOLDERS:
            self.guarded(self._listed, *arguments)
        elif event == "sqlite3.connect":  # the one file of the standard library that is not opened by Python
            self.guarded(self.used, *arguments)
        elif event in _NETWORK:
            self.guarded(self._connected, *arguments)
        elif event in _PROGRAMS and asked_by_author():
            self.programs.add(os.fsdecode(arguments[0]))
        elif event in _FORKS and asked_by_author():
            self.programs.add(_FORKS[event])

    def guarded(self, note: Callable[..., None], *arguments: object) -> None:
        """Hashing opens files, too: what this thread does while noting is not noted."""
        if getattr(self._noting, "now", False):
            return
        self._noting.now = True
        try:
            note(*arguments)
        finally:
            self._noting.now = False

    def used(self, name: object) -> None:
        """A file is read, or looked for where there is none."""
        path = self.places.real(name)
        if path is not None and path not in self.written:
            self._read(path)

    def looked_for(self, name: object) -> None:
        """The author's code asks whether there is a file, or how large or old it is.

        What this package looks for in its own folder is not asked for by the author: catalogues, by their languages.
        """
        path = self.places.real(name)
        if path is None or path in self.written or path.is_relative_to(PACKAGE) or not self.places.inside(path):
            return
        if self.notes.subject_reads or asked_by_author():
            self._read(path)

    def _opened(self, name: object, mode: object, flags: object) -> None:
        if isinstance(name, str) and self.places.is_library(name):
            return
        path = self.places.real(name)
        if path is None or path in self.written:
            return
        if not _replaces(mode, flags):
            self._read(path)
        if _writes(mode, flags):
            self.written.add(path)

    def _read(self, path: Path) -> None:
        source = source_of(path)
        if source.suffix == ".py" and (module := self.places.inside(source)):
            note_once(self.modules, module, file_hash(source))
        elif inside := self.places.inside(path):
            by_subject = self.notes.subject_reads and not path.is_relative_to(PACKAGE)
            note_once(self.subject_files if by_subject else self.files, inside, file_hash(path))
        elif self.places.is_foreign(path):
            shown = source if source.is_file() else path  # as with modules of the project: whether compiled or not
            note_once(self.outside, shown.as_posix(), file_hash(shown))

    def _listed(self, name: object = None, *_rest: object) -> None:
        path = self.places.real("." if name is None else name)
        if path is None or not (inside := self.places.inside(path)) or _imports():
            return
        if self.notes.subject_reads:
            note_once(self.subject_files, f"{inside}/", folder_hash(path))
        else:
            note_once(self.folders, inside, folder_hash(path))

    def _connected(self, *arguments: Any) -> None:  # noqa: ANN401 - each event has its own arguments
        address = arguments[1] if hasattr(arguments[0], "fileno") else arguments[0]
        if isinstance(address, tuple):
            self.network.add(":".join(map(str, address[:2])))
        elif isinstance(address, str) and not hasattr(arguments[0], "fileno"):
            self.network.add(address)

    # --- randomness ---

    def note_random_states(self) -> None:
        """Before a cell: where the shared random generators stand."""
        self.random_state = _random_states()

    def compare_random_states(self) -> None:
        """After a cell: which of them was used (or seeded, which the second run of `irreproducible` tells apart)."""
        before = {"numpy.random": _FRESH, **self.random_state}
        self.unseeded |= {name for name, state in _random_states().items() if before.get(name, state) != state}


_seen: Seen | None = None


def start(root: str, workspace: str, clock_ahead: int = 0) -> None:
    """Watch this kernel from now on; its clock is so many seconds ahead of the real one."""
    if clock_ahead:
        import time_machine  # noqa: PLC0415 - only a second run needs it

        time_machine.travel(time.time() + clock_ahead, tick=True).start()
    global _seen  # noqa: PLW0603 - a kernel has one notebook, and IPython's hooks cannot be handed anything
    places = Places(Path(root).resolve(), Path(workspace).resolve())
    _seen = seen = Seen(places, observing.take_notes())
    # Which catalogue is opened first goes by the language of messages, which is no part of a report.
    seen.folders[f"{PACKAGE.name}/locale"] = folder_hash(PACKAGE / "locale")
    for catalogue in sorted(PACKAGE.glob("locale/*/LC_MESSAGES/*.mo")):
        seen.guarded(seen.used, catalogue)
    for module in list(sys.modules.values()):  # what was imported before anybody listened
        name = getattr(module, "__file__", None)
        if name and not places.is_library(name):
            seen.guarded(seen.used, name)
    sys.addaudithook(seen.heard)
    _hear_of_looks(seen)
    from IPython.core.getipython import get_ipython  # noqa: PLC0415 - only a kernel has one

    if shell := get_ipython():
        shell.events.register("pre_run_cell", lambda _info=None: seen.note_random_states())
        shell.events.register("post_run_cell", lambda _result=None: seen.compare_random_states())


def _hear_of_looks(seen: Seen) -> None:
    """`Path.exists` and its like open nothing, and Python tells nobody of them; all of them call `os.stat`."""
    look = os.stat

    @wraps(look)
    def stat(path: Any, *args: Any, **kwargs: Any) -> os.stat_result:  # noqa: ANN401 - whatever os.stat takes
        seen.guarded(seen.looked_for, path)
        return look(path, *args, **kwargs)

    for able in (os.supports_fd, os.supports_dir_fd, os.supports_follow_symlinks):
        if look in able:
            able.add(stat)
    os.stat = stat


def uses(path: str | Path) -> Path:
    """The path, taken down as used by the notebook: for files that are opened by a library without Python."""
    if _seen is not None:
        _seen.guarded(_seen.used, path)
    return Path(path)


def finish(target: str) -> str:
    """Write down what was seen, as JSON."""
    if _seen is None:
        return "nothing"
    content = {
        "files": _seen.files,
        "modules": _seen.modules,
        "subject_files": _seen.subject_files,
        "folders": _seen.folders,
        "questions": _seen.notes.questions,
        "outside": _seen.outside,
        "network": sorted(_seen.network),
        "programs": sorted(_seen.programs),
        "unseeded": sorted(_seen.unseeded),
        "written": sorted(filter(None, map(_seen.places.own, _seen.written))),
    }
    Path(target).write_text(json.dumps(content, sort_keys=True), encoding="utf-8")
    return "done"


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def _replaces(mode: object, flags: object) -> bool:
    """Whether nothing of what stood in the file matters: not when it is added to or changed in places."""
    if isinstance(mode, str):
        return "w" in mode
    return isinstance(flags, int) and bool(flags & os.O_TRUNC)


def _imports() -> bool:
    """Whether Python is looking for a module or a package's metadata: what lies beside them does not matter."""
    frame: FrameType | None = sys._getframe()  # noqa: SLF001 - as `traceback` does; this is asked often
    while frame is not None and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith(_FINDERS)


_FRESH = "fresh"
_FINDERS = ("<frozen importlib", importlib.__file__.removesuffix("__init__.py"), pkgutil.__file__)


def _random_states() -> dict[str, str]:
    """Where Python's and numpy's shared generators stand; numpy's only once it has been imported."""
    states = {"random": digest_of(random.getstate())}
    if numpy := sys.modules.get("numpy.random"):
        state = numpy.get_state()
        # Where it stands when nobody has drawn from it: the cell that imports numpy may draw at once.
        states["numpy.random"] = _FRESH if state[2] == 623 else digest_of((state[1].tobytes(), *state[2:]))  # noqa: PLR2004
    return states


def digest_of(state: object) -> str:
    """The SHA-256 of anything's representation."""
    return hashlib.sha256(repr(state).encode()).hexdigest()
