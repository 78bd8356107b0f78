"""Which processes a build has started, as the system tells (Linux)."""

from __future__ import annotations

from pathlib import Path

BUSY = 2
"""Seconds that a machine with other things to do may take longer than it should."""


def kernels_of(root: Path) -> list[int]:
    """Every process that works for a build in this project: its environment says so."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            if f"FOKUSRAPPORT_ROOT={root}\0".encode() in (entry / "environ").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found
