"""Write requirements.txt (the lock, with hashes) and environment.yml (conda) from pyproject.toml, the one list.

`python tools/lock.py` solves anew; `python tools/lock.py --environment` writes environment.yml only.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# The lock of pyproject.toml, for Linux, macOS and Windows. Written by tools/lock.py; do not edit.\n"
# Names that differ between PyPI and conda-forge.
CONDA_NAMES = {
    "brotli": "brotli-python",
    "flit_core": "flit-core",
    "matplotlib": "matplotlib-base",
    "nbconvert": "nbconvert-core",
    "ruamel-yaml": "ruamel.yaml",
    "seaborn": "seaborn-base",
}
# Not on conda-forge, or not under a name we could verify: taken from PyPI.
ONLY_PYPI = {
    "axe-playwright-python",
    "fontpkg-fira-sans",
    "latex2mathml",
    "jupyterlab-myst",
    "page-validation",
    "playwright",
    "pypdfium2",
    "typst",
}
_REQUIREMENT = re.compile(r"^([A-Za-z0-9_.-]+)(.*)$")


def requirements() -> list[tuple[str, str]]:
    """Name and bounds of everything pyproject.toml lists, tests and checks included, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return sorted(match.groups() for line in lines if (match := _REQUIREMENT.match(line)))  # type: ignore[misc]


def environment() -> str:
    """The text of environment.yml."""
    conda = [f"{CONDA_NAMES.get(name, name)}{bounds}" for name, bounds in requirements() if name not in ONLY_PYPI]
    pypi = [f"{name}{bounds}" for name, bounds in requirements() if name in ONLY_PYPI]
    lines = [
        "# The list of pyproject.toml for conda. Written by tools/lock.py; do not edit.",
        "name: fokusrapport",
        "channels: [conda-forge, nodefaults]",
        "dependencies:",
        "  - python>=3.11",
        "  - pip",
        *(f"  - {line}" for line in conda),
        "  - pip:",
        *(f"      - {line}" for line in pypi),
        "      - -e .",
    ]
    return "\n".join(lines) + "\n"


def lock() -> str:
    """The text of requirements.txt: every package of the whole environment, pinned, with hashes, for all systems."""
    command = ["uv", "pip", "compile", "pyproject.toml", "--extra", "dev", "--universal", "--python-version", "3.11"]
    options = ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header", "--quiet"]
    solved = subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True, text=True)
    return HEADER + solved.stdout


def stale() -> str:
    """What in the two files does not follow from pyproject.toml; empty when all is well. Needs no network."""
    if (ROOT / "environment.yml").read_text(encoding="utf-8") != environment():
        return "environment.yml is not current: python tools/lock.py --environment"
    pinned = set(
        re.findall(r"^([A-Za-z0-9_.-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    )
    missing = [name for name, _bounds in requirements() if name.lower().replace("_", "-") not in pinned]
    return f"requirements.txt lacks {', '.join(missing)}: python tools/lock.py" if missing else ""


def main() -> None:
    """Write both files, or only the one that needs no network; with --check only tell whether they are current."""
    if "--check" in sys.argv:
        sys.exit(stale() or 0)
    (ROOT / "environment.yml").write_text(environment(), encoding="utf-8")
    if "--environment" not in sys.argv:
        (ROOT / "requirements.txt").write_text(lock(), encoding="utf-8")


if __name__ == "__main__":
    main()
