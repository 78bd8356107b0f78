"""Everything that is checked without running a test: format, lint, types, walls, schemas, catalogues, environment.

`python tools/check.py` is what a person, a pre-commit hook and CI run. Every check runs; the exit code is 0 only when
all of them pass. `--fix` lets the formatter and the linter mend what they can first.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sysconfig.get_path("scripts")
FIX = [["ruff", "check", "--fix-only", "--quiet", "."], ["ruff", "format", "--quiet", "."]]
CHECKS = [
    ["ruff", "format", "--check", "--quiet", "."],
    ["ruff", "check", "--quiet", "."],
    ["mypy"],
    ["lint-imports"],
    [sys.executable, "-m", "fokusrapport.params.schema", "--check"],
    [sys.executable, "-m", "fokusrapport.pipeline.manifest_schema", "--check"],
    [sys.executable, "tools/catalogues.py", "--check"],
    [sys.executable, "tools/fonts.py", "--check"],
    [sys.executable, "tools/reference.py", "--check"],
    [sys.executable, "tools/fjordvik.py", "--check"],
    [sys.executable, "tools/lock.py", "--check"],
]


def run(command: list[str]) -> bool:
    """Run one check; its output is shown only when it fails."""
    program = shutil.which(command[0], path=SCRIPTS) or shutil.which(command[0]) or command[0]
    done = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    name = " ".join(Path(part).name if part == sys.executable else part for part in command)
    print(f"{'ok    ' if done.returncode == 0 else 'FAILED'}  {name}", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


def main() -> None:
    """Run all checks and leave with 1 when any of them failed."""
    if "--fix" in sys.argv:
        for command in FIX:
            run(command)
    results = [run(command) for command in CHECKS]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
