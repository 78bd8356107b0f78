from __future__ import annotations

import subprocess
import sys

import pytest

IMPORTS = """\
{before}
import sys, nbformat
from fokusrapport import app
print([name for name in ("lark", "rfc3987_syntax") if sys.modules.get(name)])"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "before", ["from fokusrapport.lean import import_lean; import_lean()", "import fokusrapport.preloaded"]
)
def test_what_is_never_asked_is_not_imported(before: str) -> None:
    """Neither in a command nor in a process beside; without saying so it would be."""
    assert _imported(before) == "[]"
    assert _imported("") == "['lark', 'rfc3987_syntax']"


def _imported(before: str) -> str:
    program = IMPORTS.format(before=before)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout.strip()
