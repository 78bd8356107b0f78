"""Python and the packages: held against what the package says it needs, and against the project's lock."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from fokusrapport.doctor.finding import Finding, command
from fokusrapport.environment import LOCK_NAME, environment_of, normal_name, read_lock
from fokusrapport.i18n import _

NAME = "fokusrapport"
_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+))?", re.MULTILINE)
_PLUG_INS = {
    "papermill.engine": "fokusrapport",
    "jupyter_client.kernel_provisioners": "fokusrapport-warm",
    "nbconvert.exporters": "fokusrapport_html",
}
_SHOWN = 5


def packages(root: Path) -> Iterator[Finding]:
    """Python, the program itself, what it needs, and the lock."""
    own = _own()
    yield _python(own)
    yield _installed(own, root)
    versions = dict(environment_of(b"").packages)
    if own is not None:
        yield _needed(own, versions, root)
    yield _locked(read_lock(root), versions, root)


def _own() -> Distribution | None:
    try:
        return distribution(NAME)
    except PackageNotFoundError:
        return None


def _python(own: Distribution | None) -> Finding:
    wanted = (own.metadata["Requires-Python"] if own else None) or ">=3.11"
    version = platform.python_version()
    told = f"{platform.python_implementation()} {version}"
    if SpecifierSet(wanted).contains(version, prereleases=True):
        return Finding("Python", "fine", told)
    told = _("{version} is too old; {wanted} is needed.").format(version=told, wanted=wanted)
    return Finding("Python", "wrong", told, _("Install a newer Python, and make the environment anew with it."))


def _installed(own: Distribution | None, root: Path) -> Finding:
    """Whether the program is installed, with what papermill and JupyterLab find it by."""
    mend = command("-m", "pip", "install", "--no-deps", "--no-build-isolation", "-e", str(root))
    if own is None:
        return Finding(NAME, "wrong", _("It is not installed: JupyterLab and its kernels do not find it."), mend)
    present = {(point.group, point.name) for point in own.entry_points}
    if lacking := sorted(name for group, name in _PLUG_INS.items() if (group, name) not in present):
        told = _("An older version is installed; it lacks {names}.").format(names=", ".join(lacking))
        return Finding(NAME, "wrong", told, mend)
    return Finding(NAME, "fine", own.version)


def _needed(own: Distribution, versions: Mapping[str, str], root: Path) -> Finding:
    """Every package that the program itself names: there, and new enough."""
    name = _("packages that are needed")
    wanted = [one for text in own.requires or () if _is_meant(one := Requirement(text))]
    lacking = [str(one.name) for one in wanted if normal_name(one.name) not in versions]
    old = [
        f"{one.name} {versions[normal_name(one.name)]} ({one.specifier})"
        for one in wanted
        if normal_name(one.name) in versions
        and not one.specifier.contains(versions[normal_name(one.name)], prereleases=True)
    ]
    told = []
    if lacking:
        told.append(_("Not installed: {names}.").format(names=", ".join(lacking)))
    if old:
        told.append(_("Too old: {names}.").format(names=", ".join(old)))
    if told:
        return Finding(name, "wrong", " ".join(told), _install(root))
    return Finding(name, "fine", str(len(wanted)))


def _is_meant(wanted: Requirement) -> bool:
    """Whether it is needed here, and for no extra."""
    return wanted.marker is None or wanted.marker.evaluate({"extra": ""})


def _locked(lock: bytes, versions: Mapping[str, str], root: Path) -> Finding:
    """Whether what is installed is what the lock says: other versions may make other bytes."""
    if not lock:
        told = _("There is none, so nobody can say with which versions a report was made.")
        return Finding(LOCK_NAME, "note", told)
    pinned = {normal_name(name): (version, marker) for name, version, marker in _PINNED.findall(lock.decode("utf-8"))}
    meant = {name: version for name, (version, marker) in pinned.items() if _fits(marker)}
    other = [
        f"{name} {versions[name]} ({meant[name]})" for name in meant if versions.get(name, meant[name]) != meant[name]
    ]
    absent = [name for name in meant if name not in versions]
    parts = []
    if other:
        parts.append(_("Other versions than in the lock: {names}.").format(names=_some(other)))
    if absent:
        parts.append(_("In the lock, but not installed: {names}.").format(names=_some(absent)))
    if parts:
        parts.append(_("A report made so may not be the same to the byte elsewhere."))
        return Finding(LOCK_NAME, "note", " ".join(parts), _install(root))
    return Finding(LOCK_NAME, "fine", _("{count} packages, each as it says").format(count=len(meant)))


def _fits(marker: str) -> bool:
    return not marker or _is_meant(Requirement(f"x; {marker.strip()}"))


def _some(names: list[str]) -> str:
    more = [_("and {count} more").format(count=len(names) - _SHOWN)] if len(names) > _SHOWN else []
    return ", ".join([*names[:_SHOWN], *more])


def _install(root: Path) -> str:
    lock = root / LOCK_NAME
    return command("-m", "pip", "install", "-r", str(lock)) if lock.exists() else command("-m", "pip", "install", NAME)
