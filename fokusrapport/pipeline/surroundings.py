"""The environment of a build's kernels."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from fokusrapport.i18n import ui_language
from fokusrapport.variables import JSON_ONLY_VARIABLE

# Without these, programs and packages are not found; none of them is about the report.
_NEEDED = frozenset(
    (
        *("PATH", "PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV", "CONDA_PREFIX"),
        *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "TMPDIR", "TEMP", "TMP"),
        *("HOME", "XDG_CACHE_HOME", "USERPROFILE", "HOMEDRIVE", "HOMEPATH", "APPDATA", "LOCALAPPDATA"),
        *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "NUMBER_OF_PROCESSORS"),
    )
)

# A sum must not depend on how many cores share it; and a process with threads cannot be forked.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def surroundings(workspace: Path, root: Path) -> dict[str, str]:
    """What every kernel sees, the same on every machine; the user's own settings and start-up files are not read.

    Other variables than these could change a result without anybody knowing.
    """
    rules = find_spec("matplotlib")
    return {
        **{name: value for name, value in os.environ.items() if name.upper() in _NEEDED},
        "MATPLOTLIBRC": str(Path(rules.origin).parent / "mpl-data" / "matplotlibrc") if rules and rules.origin else "",
        "FOKUSRAPPORT_LANGUAGE": ui_language(),  # messages only; a report's language is its edition's
        "FOKUSRAPPORT_ROOT": str(root),
        JSON_ONLY_VARIABLE: "1",
        "IPYTHONDIR": str(workspace / "ipython"),
        "PYTHONHASHSEED": "0",
        **ONE_THREAD,
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
