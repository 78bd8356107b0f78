"""Where the project lies. Light: it is asked before anything else is imported."""

from __future__ import annotations

import os
from pathlib import Path

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _

ROOT_VARIABLE = "FOKUSRAPPORT_ROOT"


def find_root(start: Path | None = None) -> Path:
    """The project folder around `start` (the current folder): the closest one with `build.py` and `params/`.

    The environment variable FOKUSRAPPORT_ROOT wins. Raises InputRefused when there is none.
    """
    if named := os.environ.get(ROOT_VARIABLE):
        if _is_root(Path(named)):
            return Path(named).resolve()
        what = _("{variable} points to {path}, which is no project folder.").format(variable=ROOT_VARIABLE, path=named)
        raise InputRefused(faults=[Fault("", what=what, allowed=_("a folder with build.py and params/"))])
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if _is_root(folder):
            return folder
    what = _("There is no project here: {path}, and no folder above it, holds build.py and params/.").format(path=here)
    allowed = _("go to the project's folder, or set {variable} to it").format(variable=ROOT_VARIABLE)
    raise InputRefused(faults=[Fault("", what=what, allowed=allowed)])


def _is_root(folder: Path) -> bool:
    return (folder / "build.py").is_file() and (folder / "params").is_dir()
