"""The warm process begun before anything else is imported here: both import side by side."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fokusrapport.pipeline.surroundings import surroundings
from fokusrapport.pipeline.warm.forks import can_fork, forks_of
from fokusrapport.pipeline.warm.imports import IN_EVERY_KERNEL, own_imports_of_code


def begin_imports(root: Path) -> None:
    """Have the warm process of a project's builds import what its notebooks ask of this package; nobody waits for it.

    That is what takes the time, and nothing in it hangs, prints or starts threads. What a notebook imports besides is
    imported when its kernel is asked for: not every notebook is run. The process is the one that kernels are asked of
    later, as long as they are of this Python and see `surroundings`. What cannot be read is for others to tell.
    """
    if can_fork():
        forks_of((sys.executable,), surroundings(root, root)).begin([*IN_EVERY_KERNEL, *sorted(_own_imports(root))])


def _own_imports(root: Path) -> set[str]:
    found: set[str] = set()
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        try:
            cells = json.loads(path.read_bytes())["cells"]
            code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        except (OSError, ValueError, LookupError, TypeError):
            continue
        found |= own_imports_of_code(code)
    return found
