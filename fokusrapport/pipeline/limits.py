"""What is told of a notebook that took more than it may."""

from __future__ import annotations

from typing import Literal

from fokusrapport.i18n import _
from fokusrapport.params.models import RunLimits

MEGABYTE = 1_000_000
NO_LIMITS = RunLimits(seconds=0, memory=0, output=0, processes=0)
Excess = Literal["seconds", "memory", "output", "processes"]
_OPTIONS = {"seconds": "--timeout", "memory": "--memory", "output": "--output"}


def told(limits: RunLimits, excess: Excess) -> str:
    """What a person is told of a notebook that was stopped: the limit, and where it is set."""
    what = {
        "seconds": _("This cell ran longer than {limit} seconds, and was stopped."),
        "memory": _("The notebook took more than {limit} MB of memory in this cell, and was stopped."),
        "output": _("The notebook had shown more than {limit} MB in this cell, and was stopped."),
        "processes": _("The notebook had more than {limit} processes running in this cell, and was stopped."),
    }[excess]
    places = " / ".join(filter(None, [_OPTIONS.get(excess), f"limits.{excess} in params/project.yaml"]))
    how = _("If it has to take that much, set another limit ({places}).")
    return f"{what.format(limit=getattr(limits, excess))} {how.format(places=places)}"
