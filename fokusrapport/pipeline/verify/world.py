"""A world as different as can be from the one we are in, for a build that must not notice.

What is varied is what Debian's reprotest varies: folder, time zone, locale, home, user name, file rights, hash seed,
number of jobs, language of messages, and (where `faketime` is installed) the day.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fokusrapport.i18n import ui_language
from fokusrapport.pipeline.cache import FOLDER_VARIABLE

FOLDER = "et annet sted/lenger nede/prøve"
_ANOTHER_DAY = "+400d"
# Another cache would give back the very runs that are to be made again.
_OURS = ("FOKUSRAPPORT_ROOT", FOLDER_VARIABLE, "SOURCE_DATE_EPOCH", "TZ")
_USERS_OWN = ("XDG_", "MPL", "IPYTHON", "JUPYTER", "LC_", "LANG")  # settings and caches of whoever sits here
_USUAL_UMASK, _OTHER_UMASK = 0o022, 0o077


@dataclass(frozen=True)
class World:
    """How a command is to be run: environment, rights of new files, what it is run by, how many jobs at once."""

    environment: Mapping[str, str]
    umask: int
    prefix: tuple[str, ...]
    jobs: int


def another_world(home: Path, python_path: str) -> World:
    """A world that differs from this one wherever it can; `home` is an empty folder in it."""
    now = os.environ
    kept = {name: value for name, value in now.items() if name not in _OURS and not name.startswith(_USERS_OWN)}
    others = {
        "TZ": _other(now.get("TZ"), "Etc/GMT-14", "Etc/GMT+12"),
        "LC_ALL": _other(now.get("LC_ALL"), "tr_TR.UTF-8", "C"),
        "LANG": _other(now.get("LANG"), "tr_TR.UTF-8", "C"),
        "HOME": str(home),
        "USER": _other(now.get("USER"), "noen-andre", "en-tredje"),
        "LOGNAME": _other(now.get("LOGNAME"), "noen-andre", "en-tredje"),
        "PYTHONHASHSEED": _other(now.get("PYTHONHASHSEED"), "4711", "815"),
        "SOURCE_DATE_EPOCH": _other(now.get("SOURCE_DATE_EPOCH"), "978307200", "1009843200"),
        "FOKUSRAPPORT_LANGUAGE": _other(ui_language(), "en", "nb"),
        "PYTHONPATH": python_path,
    }
    umask = _OTHER_UMASK if _umask() != _OTHER_UMASK else _USUAL_UMASK
    return World({**kept, **others}, umask, _day(), jobs=(os.cpu_count() or 1) + 1)


def _other(current: str | None, first: str, second: str) -> str:
    return second if current == first else first


def _umask() -> int:
    current = os.umask(0)  # there is no way to ask without setting it
    os.umask(current)
    return current


def _day() -> tuple[str, ...]:
    faketime = shutil.which("faketime")
    return (faketime, "-f", _ANOTHER_DAY) if faketime else ()
