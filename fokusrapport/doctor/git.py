"""Git: there, set up for notebooks, with nothing computed in what is committed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fokusrapport.doctor.finding import Finding, command
from fokusrapport.errors import InputRefused
from fokusrapport.gitsetup import holding_outputs, missing
from fokusrapport.gitstate import ask_git
from fokusrapport.i18n import _

_SHOWN = 5


def git(root: Path) -> Iterator[Finding]:
    """The program, the filters, the hooks, and the notebooks that are committed."""
    try:
        lacking = missing(root)
    except InputRefused as refused:  # a report can be made without Git; nobody knows then from which state
        (fault,) = refused.faults
        yield Finding("Git", "note", fault.what, fault.allowed)
        return
    yield Finding("Git", "fine", (ask_git(root, "--version") or "").strip())
    yield _filters(root, lacking)
    yield _hooks(root)
    yield _outputs(root)


def _filters(root: Path, lacking: list[str]) -> Finding:
    name = _("Git and notebooks")
    if lacking:
        told = _("Git is not set up in this clone: what notebooks have computed would be committed.")
        return Finding(name, "wrong", told, command(str(root / "build.py"), "setup-git"))
    return Finding(name, "fine", _("outputs stay out of commits; cells are joined one by one"))


def _hooks(root: Path) -> Finding:
    """Hooks are for those who develop; a folder of hooks that is not there is a mistake of anybody's."""
    name = _("Git hooks")
    folder = (ask_git(root, "config", "core.hooksPath") or "").strip()
    if not folder:
        return Finding(name, "fine", _("none are set; only those who develop need them"))
    top = Path((ask_git(root, "rev-parse", "--show-toplevel") or str(root)).strip())
    if not (top / Path(folder).expanduser()).is_dir():
        told = _("core.hooksPath is {folder}, which is no folder: no hook is run.").format(folder=folder)
        return Finding(name, "note", told, "git config --unset core.hooksPath")
    return Finding(name, "fine", folder)


def _outputs(root: Path) -> Finding:
    name = _("committed notebooks")
    found = holding_outputs(root)
    if not found:
        return Finding(name, "fine", _("without outputs"))
    more = "…" if len(found) > _SHOWN else ""
    told = _("These hold outputs: {names}").format(names=", ".join(found[:_SHOWN]) + more)
    return Finding(name, "wrong", told, "git add --renormalize notebooks && git commit")
