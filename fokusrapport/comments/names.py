"""Whose words they are."""

from __future__ import annotations

from pathlib import Path

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.gitstate import ask_git
from fokusrapport.i18n import _


def own_name(root: Path, given: str) -> str:
    """The name that was given, or the one Git knows; raises InputRefused where there is none."""
    name = given.strip() or (ask_git(root, "config", "user.name") or "").strip()
    if not name:
        what, allowed = _("Nobody knows who says so."), '--name "…"'
        raise InputRefused(faults=[Fault("--name", what=what, allowed=allowed)])
    return name
