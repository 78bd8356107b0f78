"""What an unchanged edition costs from the shell, interpreter included, beside what it costs to start Python at all.

    python benchmarks/unchanged.py [EDITION] [--rounds 9]

The commands are taken in turn, round by round, so that a machine that slows down slows them all: an unchanged build,
a bare interpreter, one that imports pandas, and a build where one notebook has been changed to and fro. Works on a copy
of the project in a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("params", "data", "notebooks", "build.py", "requirements.txt")


def main() -> None:
    """Take the times and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("edition", nargs="?", default="kristiansund/2015")
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = copied(Path(folder) / "project")
        build = [sys.executable, "build.py", "build", asked.edition]
        first = seconds(build, root)
        if "nothing has changed" not in told(build, root):
            raise SystemExit("the edition does not build, or is not left as it is")
        commands = {
            "unchanged build": build,
            "python -c pass": [sys.executable, "-c", "pass"],
            "python -c 'import pandas'": [sys.executable, "-c", "import pandas"],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _round in range(asked.rounds):
            for name, command in commands.items():
                taken[name].append(seconds(command, root))
        changed = [one_changed(build, root, number) for number in range(3)]
    print(f"{asked.edition}, Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    print(f"{'built from nothing, once':<36}{first:>8.2f} s")
    print(f"{'one notebook changed, median of 3':<36}{median(changed):>8.2f} s")
    for name, times in taken.items():
        row = f"{name + f', median of {asked.rounds}':<36}{median(times):>8.3f} s"
        print(f"{row}   ({min(times):.3f} to {max(times):.3f})")


def copied(root: Path) -> Path:
    """A copy of the project, without reports and cache."""
    root.mkdir()
    for part in PARTS:
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, root / part)
    return root


SURROUNDINGS = {**os.environ, "PYTHONPATH": str(ROOT), "FOKUSRAPPORT_LANGUAGE": "en"}


def seconds(command: list[str], root: Path) -> float:
    """Wall time of a command, from starting it to its end."""
    start = time.perf_counter()
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL, env=SURROUNDINGS)
    return time.perf_counter() - start


def told(command: list[str], root: Path) -> str:
    """What the command prints."""
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True, env=SURROUNDINGS).stdout


def one_changed(build: list[str], root: Path, number: int) -> float:
    """Wall time of a build where one notebook's text has been changed since the last."""
    path = root / "notebooks/servicetorg.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"].append(
        {"cell_type": "markdown", "id": f"endret-{number}", "metadata": {}, "source": f"Nr. {number}"}
    )
    path.write_text(json.dumps(content), encoding="utf-8")
    return seconds(build, root)


if __name__ == "__main__":
    main()
