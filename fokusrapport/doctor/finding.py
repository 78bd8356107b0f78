"""What was found when one thing was looked at."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

State = Literal["fine", "note", "wrong"]


@dataclass(frozen=True)
class Finding:
    """`name` says what was looked at, `told` what was found, `mend` what to do: a command to copy, or words.

    A note is worth knowing, and the report can be made all the same.
    """

    name: str
    state: State
    told: str
    mend: str = ""

    def as_json(self) -> dict[str, str]:
        """The finding as plain values."""
        return asdict(self)


def command(*arguments: str) -> str:
    """A command line to copy, for this very Python and this machine's shell."""
    parts: Sequence[str] = (sys.executable, *arguments)
    return subprocess.list2cmdline(parts) if sys.platform == "win32" else shlex.join(parts)
