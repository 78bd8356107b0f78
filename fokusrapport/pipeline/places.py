"""In a kernel: whose a file is that was opened. Light, for every open file is asked about."""

from __future__ import annotations

import os
import site
import sys
import sysconfig
import traceback
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fokusrapport import observing

PACKAGE = Path(observing.__file__).resolve().parent
_OWN = f"{PACKAGE}{os.sep}"
_PYTHON = sysconfig.get_path("stdlib")
_PACKAGES = tuple({sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages()})
# What is made of the project's files, and never read back by it.
_MADE = frozenset({".git", ".fokusrapport", ".ipynb_checkpoints", "__pycache__"})
# What the machine is made of: that it is the same everywhere is what locks and versions are for.
_SYSTEM = ("/proc", "/sys", "/dev", "/etc", "/usr", "/lib", "/bin", "/Library", "/System", "C:\\Windows")


@dataclass(frozen=True)
class Places:
    """The project's folder and the kernel's workspace, both resolved."""

    root: Path
    workspace: Path

    def inside(self, path: Path) -> str:
        """The path from the project's folder, or the package's; empty for what is no part of either."""
        if not path.is_relative_to(PACKAGE):
            return self.own(path)
        inside = path.relative_to(PACKAGE.parent)
        return "" if _MADE.intersection(inside.parts) else inside.as_posix()

    def own(self, path: Path) -> str:
        """The path from the project's folder; empty for what is no part of it."""
        if not path.is_relative_to(self.root) or path.is_relative_to(sys.prefix) or path.is_relative_to(PACKAGE):
            return ""
        inside = path.relative_to(self.root)
        return "" if _MADE.intersection(inside.parts) else inside.as_posix()

    def is_library(self, name: str) -> bool:
        """Whether a path is plainly of Python's or a library's files, which say nothing about a notebook.

        Quick: it is asked of every module that is imported. What it says no to may be one all the same.
        """
        return name.startswith(self._libraries) and ".." not in name and not name.startswith(_OWN)

    @cached_property
    def _libraries(self) -> tuple[str, ...]:
        folders = {sys.prefix, sys.base_prefix, _PYTHON, *_PACKAGES}
        outside = (folder for folder in folders if folder == sys.prefix or not Path(folder).is_relative_to(self.root))
        return tuple(f"{folder}{os.sep}" for folder in sorted(outside))

    def is_foreign(self, path: Path) -> bool:
        """Whether a file is one that only this machine has: neither the project's, nor Python's, nor the system's."""
        here = map(str, (self.root, self.workspace, PACKAGE))
        own = (*here, sys.prefix, sys.base_prefix, _PYTHON, *_PACKAGES, *_SYSTEM)
        if any(path.is_relative_to(folder) for folder in own) or not path.is_file():
            return False
        home = Path.home()
        # Libraries keep settings and caches in the home folder.
        return not (path.is_relative_to(home) and path.relative_to(home).parts[0].startswith("."))

    def real(self, name: object) -> Path | None:
        """What was opened as an absolute path; None for what is open already.

        Links stay, so that a project's files keep their names; but not those that a notebook has made itself.
        """
        if not isinstance(name, str | bytes | os.PathLike):
            return None
        path = Path(os.path.abspath(os.fsdecode(name)))  # noqa: PTH100 - see above
        return Path(os.path.realpath(path)) if path.is_relative_to(self.workspace) else path


def source_of(path: Path) -> Path:
    """The source of a compiled module, else the path itself."""
    if path.suffix == ".pyc" and path.parent.name == "__pycache__":
        return path.parent.parent / f"{path.name.partition('.')[0]}.py"
    return path


def asked_by_author() -> bool:
    """Whether the nearest caller outside Python's own library is a cell, a module of the project, or IPython.

    Libraries start programs and look for files of their own, which say nothing about the notebook.
    """
    for frame, _line in traceback.walk_stack(None):
        name = frame.f_code.co_filename
        if "pexpect" in name or "ptyprocess" in name:  # IPython starts its «!» with these
            continue
        if name.startswith(_PACKAGES):
            return "IPython" in name
        if name.startswith(str(PACKAGE)):
            if Path(name).name in ("watch.py", "places.py"):
                continue
            return False
        if not name.startswith((_PYTHON, "<frozen")):
            return True
    return True  # a thread in which only Python's own library runs: the author, or IPython for «%%bash», started it
