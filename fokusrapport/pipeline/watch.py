"""In a kernel: what a notebook uses while it runs. Files are hashed before they are read.

Python tells of every file it opens (PEP 578, audit hooks), modules among them. A file that changes while it is read is
thus noted with what it was before, and the next build sees that it differs: never the other way round. A library that
opens files without Python is not seen; such a file is named with `uses`.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import sys
import sysconfig
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fokusrapport import observing
from fokusrapport.hashing import file_hash, folder_hash
from fokusrapport.observing import Notes

_PACKAGE = Path(observing.__file__).resolve().parent
_WRITES = os.O_WRONLY | os.O_RDWR
_NETWORK = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
_PROGRAMS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn"}
_FOLDERS = {"os.listdir", "os.scandir"}
# What the machine is made of: that it is the same everywhere is what locks and versions are for.
_SYSTEM = ("/proc", "/sys", "/dev", "/etc", "/usr", "/lib", "/opt", "/bin", "/Library", "/System", "C:\\Windows")


@dataclass
class Seen:
    """What has been used so far; names are relative to the project, or, outside it, as they are.

    `files`, `modules`: hashes of what was read, ABSENT for what was not there. `subject_files`: those that the subject
    read. `folders`: hashes of lists of names.
    """

    root: Path
    workspace: Path
    notes: Notes
    files: dict[str, str] = field(default_factory=dict)
    modules: dict[str, str] = field(default_factory=dict)
    subject_files: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    outside: dict[str, str] = field(default_factory=dict)
    network: set[str] = field(default_factory=set)
    programs: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    random_state: dict[str, str] = field(default_factory=dict)
    unseeded: set[str] = field(default_factory=set)
    busy: bool = False

    def heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        """The audit hook: called for everything Python does, so it must be quick for all that does not matter."""
        if event == "open":
            self._guarded(self._opened, arguments)
        elif event in _FOLDERS:
            self._guarded(self._listed, arguments)
        elif event in _NETWORK:
            self._guarded(self._connected, arguments)
        elif event in _PROGRAMS and _asked_by_author():
            self.programs.add(str(arguments[0]))

    def _guarded(self, note: Any, arguments: tuple[Any, ...]) -> None:  # noqa: ANN401 - a method of this class
        """Hashing opens files, too: what is done while noting is not noted."""
        if self.busy:
            return
        self.busy = True
        try:
            note(*arguments)
        finally:
            self.busy = False

    def _opened(self, name: object, mode: object, flags: object) -> None:
        path = _path(name)
        if path is None:
            return
        if _for_writing(mode, flags):
            self.written.add(str(path))
        elif str(path) not in self.written:
            self._read(path)

    def _read(self, path: Path) -> None:
        source = _source_of(path)
        if source.suffix == ".py" and (module := self._inside(source)):
            self.modules.setdefault(module, file_hash(source))
        elif inside := self._inside(path):
            own = path.is_relative_to(_PACKAGE)
            kept = self.subject_files if self.notes.subject_reads and not own else self.files
            kept.setdefault(inside, file_hash(path))
        elif self._is_foreign(path):
            self.outside.setdefault(path.as_posix(), file_hash(path))

    def _listed(self, name: object = None, *_rest: object) -> None:
        path = _path("." if name is None else name)
        if path is None or self.notes.subject_reads or not (inside := self._inside(path)):
            return
        self.folders.setdefault(inside, folder_hash(path))

    def _connected(self, *arguments: Any) -> None:  # noqa: ANN401 - each event has its own arguments
        address = arguments[1] if hasattr(arguments[0], "fileno") else arguments[0]
        if isinstance(address, tuple):
            self.network.add(":".join(map(str, address[:2])))
        elif isinstance(address, str) and not hasattr(arguments[0], "fileno"):
            self.network.add(address)

    def _inside(self, path: Path) -> str:
        """The path from the project's folder, or the package's; empty for what is no part of either."""
        if path.is_relative_to(_PACKAGE):
            return path.relative_to(_PACKAGE.parent).as_posix()
        if not path.is_relative_to(self.root) or path.is_relative_to(sys.prefix):
            return ""
        inside = path.relative_to(self.root)
        hidden = any(part.startswith(".") or part == "__pycache__" for part in inside.parts)
        return "" if hidden else inside.as_posix()

    def _is_foreign(self, path: Path) -> bool:
        """Whether a file is one that only this machine has."""
        own = (str(self.root), str(self.workspace), sys.prefix, sys.base_prefix, *sys.path, *_SYSTEM)
        if any(folder and path.is_relative_to(folder) for folder in own) or not path.is_file():
            return False
        home = Path.home()
        settings = path.is_relative_to(home) and path.relative_to(home).parts[0].startswith(".")
        return not settings

    # --- randomness ---

    def note_random_states(self) -> None:
        """Before a cell: where the shared random generators stand."""
        self.random_state = _random_states()

    def compare_random_states(self) -> None:
        """After a cell: which of them was used (or seeded, which the second run of `irreproducible` tells apart)."""
        after = _random_states()
        self.unseeded |= {name for name, state in self.random_state.items() if after[name] != state}


_seen: Seen | None = None


def start(root: str, workspace: str, clock_ahead: int = 0) -> None:
    """Watch this kernel from now on; its clock is so many seconds ahead of the real one."""
    if clock_ahead:
        import time_machine  # noqa: PLC0415 - only a second run needs it

        time_machine.travel(time.time() + clock_ahead, tick=True).start()
    global _seen  # noqa: PLW0603 - a kernel has one notebook, and IPython's hooks cannot be handed anything
    _seen = seen = Seen(Path(root).resolve(), Path(workspace).resolve(), observing.take_notes())
    # Which catalogue is opened first, and by whom, goes by the language of messages, which is no part of a report.
    for catalogue in sorted(_PACKAGE.glob("locale/*/LC_MESSAGES/*.mo")):
        uses(catalogue)
    for module in list(sys.modules.values()):  # what was imported before anybody listened
        if name := getattr(module, "__file__", None):
            seen._guarded(seen._read, (Path(name),))  # noqa: SLF001 - of this module
    sys.addaudithook(seen.heard)
    from IPython.core.getipython import get_ipython  # noqa: PLC0415 - only a kernel has one

    if shell := get_ipython():
        shell.events.register("pre_run_cell", lambda _info=None: seen.note_random_states())
        shell.events.register("post_run_cell", lambda _result=None: seen.compare_random_states())


def uses(path: str | Path) -> Path:
    """The path, taken down as used by the notebook: for files that are opened by a library without Python."""
    found = Path(path)
    if _seen is not None:
        _seen._guarded(_seen._read, (found.resolve(),))  # noqa: SLF001 - of this module
    return found


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
    }
    Path(target).write_text(json.dumps(content, sort_keys=True), encoding="utf-8")
    return "done"


def _path(name: object) -> Path | None:
    """What was opened as an absolute path; None for what is open already."""
    if not isinstance(name, str | bytes | os.PathLike):
        return None
    try:
        return Path(os.path.abspath(os.fsdecode(name)))  # noqa: PTH100 - links stay
    except ValueError:
        return None


def _for_writing(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return not mode.startswith("r") or "+" in mode
    return isinstance(flags, int) and bool(flags & _WRITES)


def _source_of(path: Path) -> Path:
    """The source of a compiled module, else the path itself."""
    if path.suffix == ".pyc" and path.parent.name == "__pycache__":
        return path.parent.parent / f"{path.name.partition('.')[0]}.py"
    return path


def _asked_by_author() -> bool:
    """Whether the nearest caller outside Python's own library is a cell, a module of the project, or IPython's «!».

    Libraries start programs of their own (matplotlib looks for fonts), which say nothing about the notebook.
    """
    library, packages = sysconfig.get_path("stdlib"), sysconfig.get_path("purelib")
    for frame, _line in traceback.walk_stack(None):
        name = frame.f_code.co_filename
        if name.startswith(packages):
            return "IPython" in name
        if not name.startswith((library, "<frozen", __file__)):
            return True
    return False


def _random_states() -> dict[str, str]:
    """Where Python's and numpy's shared generators stand; numpy's only once it has been imported."""
    states = {"random": digest_of(random.getstate())}
    if numpy := sys.modules.get("numpy.random"):
        state = numpy.get_state()
        states["numpy.random"] = digest_of((state[0], state[1].tobytes(), *state[2:]))
    return states


def digest_of(state: object) -> str:
    """The SHA-256 of anything's representation."""
    return hashlib.sha256(repr(state).encode()).hexdigest()
