"""What is begun before anything heavy is imported here."""

from __future__ import annotations

import os
from pathlib import Path


def begin_imports(root: Path, *, forked: bool) -> None:
    """Have the process that kernels are forked from begin with its imports before this one begins with its own."""
    from fokusrapport.pipeline.surroundings import ONE_THREAD  # noqa: PLC0415 - see fokusrapport.commands
    from fokusrapport.pipeline.warm import early  # noqa: PLC0415

    if forked:
        early.begin_imports(root)
    os.environ.update(ONE_THREAD)  # this process is forked too, when it has imported numpy
