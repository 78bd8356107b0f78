"""How Git is set up for notebooks: nothing that was computed is committed, and two authors' cells are joined.

nbstripout takes outputs away when a notebook is added to a commit, and leaves the ids of cells; nbdime shows what has
changed cell by cell, and joins two versions likewise. Which programs these are stands in the repository's own
configuration, which is not committed: each clone is set up once. That they are for notebooks stands in
`.gitattributes`, which is.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PureWindowsPath

from fokusrapport.committed import ALSO_STRIPPED
from fokusrapport.errors import BuildFailed, Fault, InputRefused
from fokusrapport.gitstate import ask_git
from fokusrapport.i18n import _

ATTRIBUTES = ".gitattributes"
ATTRIBUTES_LINE = "*.ipynb filter=nbstripout diff=jupyternotebook merge=jupyternotebook"

_SECTIONS = ("filter.nbstripout", "diff.jupyternotebook", "merge.jupyternotebook")


@dataclass(frozen=True)
class Outcome:
    """What was done: names in the configuration that were set or taken away, and whether the file was added to.

    `holding` are the committed notebooks that hold outputs.
    """

    changed: tuple[str, ...]
    attributes_added: bool = False
    holding: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The outcome as plain values."""
        return asdict(self)


def wanted() -> dict[str, str]:
    """The configuration as it is to be, for this very Python: a clone may be used without its environment active."""
    python = f'"{PureWindowsPath(sys.executable).as_posix() if os.name == "nt" else sys.executable}"'
    program = f"{python} -m fokusrapport.gitprograms"
    strip = f'{program} strip --keep-id --strip-init-cells --extra-keys "{" ".join(ALSO_STRIPPED)}"'
    return {
        "filter.nbstripout.clean": strip,
        "filter.nbstripout.smudge": "cat",
        "filter.nbstripout.required": "true",
        "diff.jupyternotebook.command": f"{program} diff diff --use-filter",
        "merge.jupyternotebook.name": "notebooks, cell by cell (nbdime)",
        "merge.jupyternotebook.driver": f"{program} merge merge %O %A %B %L %P",
    }


def missing(root: Path) -> list[str]:
    """What is not as it is to be, by its name; empty when Git is set up. Raises InputRefused without a repository."""
    _refuse_none(root)
    present = _present(root)
    names = [name for name, value in wanted().items() if present.get(name) != value]
    return names if _has_line(root) else [*names, ATTRIBUTES]


def set_up(root: Path) -> Outcome:
    """Set Git up for the notebooks of the project at `root`; what is as it should be is left alone."""
    changed = [name for name in missing(root) if name != ATTRIBUTES]
    for name in changed:
        _config(root, name, wanted()[name])
    added = not _has_line(root)
    if added:
        _add_line(root / ATTRIBUTES)
    return Outcome(tuple(changed), attributes_added=added, holding=tuple(holding_outputs(root)))


def take_back(root: Path) -> Outcome:
    """Take the configuration away. The line in `.gitattributes` stays: without it, it means nothing."""
    _refuse_none(root)
    present = _present(root)
    for section in _SECTIONS:
        if any(name.startswith(f"{section}.") for name in present):
            _config(root, "--remove-section", section)
    return Outcome(tuple(sorted(present)))


def holding_outputs(root: Path) -> list[str]:
    """The notebooks that are in the repository with something that was computed."""
    listed = ask_git(root, "grep", "--cached", "-lzE", r'"(output_type|user_expressions)":', "--", "*.ipynb")
    return sorted(name for name in (listed or "").split("\0") if name)


def _present(root: Path) -> Mapping[str, str]:
    """What of these sections stands in the repository's own configuration."""
    listed = ask_git(root, "config", "--local", "--null", "--list") or ""
    pairs = (entry.partition("\n") for entry in listed.split("\0") if entry)
    return {name: value for name, _newline, value in pairs if name.startswith(tuple(f"{one}." for one in _SECTIONS))}


def _refuse_none(root: Path) -> None:
    if ask_git(root, "--version") is None:
        raise InputRefused(faults=[Fault("", what=_("Git is not installed."), allowed=_("install it: git-scm.com"))])
    if ask_git(root, "rev-parse", "--git-dir") is None:
        what = _("The project's folder is no Git repository.")
        raise InputRefused(faults=[Fault("", what=what, allowed="git init")])


def _has_line(root: Path) -> bool:
    """Whether Git itself finds all three attributes for a notebook: they may stand in another file."""
    told = ask_git(root, "check-attr", "filter", "diff", "merge", "--", "notebooks/x.ipynb") or ""
    found = [line.rpartition(": ")[2] for line in told.splitlines()]
    return found == ["nbstripout", "jupyternotebook", "jupyternotebook"]


def _add_line(path: Path) -> None:
    """Add the line, in one move."""
    try:
        before = path.read_text("utf-8") if path.exists() else ""
        lines = [*before.splitlines(), ATTRIBUTES_LINE]
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".gitattributes-")
        with open(handle, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123 - mkstemp has opened it
            file.writelines(f"{line}\n" for line in lines)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise BuildFailed(f"{path.name}: {error.strerror}") from error


def _config(root: Path, *arguments: str) -> None:
    command: Sequence[str] = ("git", "-C", str(root), "config", "--local", *arguments)
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - Git with arguments of ours
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip()
        raise BuildFailed(_("Git could not be set up: {reason}").format(reason=reason))
