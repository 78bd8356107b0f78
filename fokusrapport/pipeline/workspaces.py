"""The temporary folders in which notebooks run: named by the process that made them, which may have been killed."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import psutil

_PREFIX = "fokus-"


def prefix_of(process: int) -> str:
    """How the names of a process's workspaces begin."""
    return f"{_PREFIX}{process}-"


def workspaces_of(process: int) -> str:
    """How the paths of a process's workspaces begin."""
    return str(Path(tempfile.gettempdir(), prefix_of(process)))


def remove_workspaces_of(process: int) -> None:
    """Take away the workspaces of a process that ends, or has ended."""
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix_of(process)}*"):
        shutil.rmtree(folder, ignore_errors=True)


def remove_left_workspaces() -> None:
    """Take away the workspaces of builds that were killed."""
    names = {folder.name.split("-")[1] for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*")}
    for process in (int(name) for name in sorted(names) if name.isdigit()):
        if not psutil.pid_exists(process):
            remove_workspaces_of(process)
