"""What a person calls the two reports that are to be compared, and which snapshots those are.

fjordvik/2025                the newest snapshot of the edition
fjordvik/2025@2              the one before it; @1 is the newest
fjordvik/2025@2026-01-15     the last one of that day or before
fjordvik/2025@final          the last final report
HEAD~3                       a revision of Git, of the edition that is named otherwise
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fokusrapport.changes.revisions import commit_of, snapshot_of_revision
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _, language, ui_language
from fokusrapport.params.nearest import nearest
from fokusrapport.params.project import Project, list_editions
from fokusrapport.params.settings import load_settings
from fokusrapport.pipeline.snapshots.model import Snapshot
from fokusrapport.pipeline.snapshots.shelf import Kept, SnapshotShelf, editions_kept

_LIKE_EDITION = re.compile(r"[\w-]+/\d{4}")


@dataclass(frozen=True)
class Named:
    """One report to compare, and what it is called."""

    name: str
    snapshot: Snapshot


@dataclass(frozen=True)
class Asked:
    """What one side was called, taken apart: an edition and what stands after «@», or a revision of Git."""

    text: str
    edition: str = ""
    which: str = ""
    revision: str = ""


def two_reports(
    project: Project, names: Sequence[str], edition: str | None, tell: Callable[[str], object] = id
) -> tuple[Named, Named]:
    """The two reports that are meant, the old one first; `tell` is told of what takes its time.

    Nothing is the last two snapshots of the default edition, one edition the last two of it, one snapshot or revision
    what has changed since. Raises InputRefused, for both at once, where one cannot be found.
    """
    asked = _asked_for(project, names, edition)
    faults: list[Fault] = []
    found = []
    for one in asked:
        try:
            found.append(_Finder(project, tell).named(one))
        except InputRefused as error:
            faults += error.faults
    if faults:
        raise InputRefused(faults=faults)
    return found[0], found[1]


def _asked_for(project: Project, names: Sequence[str], edition: str | None) -> list[Asked]:
    """Both sides; InputRefused, with every fault, for what can name neither a snapshot nor a revision."""
    known = tuple(dict.fromkeys((*list_editions(project), *editions_kept(project.root))))
    own = edition or load_settings(project).default_edition
    if edition and edition not in known:
        raise InputRefused(faults=[_no_edition(edition, known)])
    asked: list[Asked] = []
    faults: list[Fault] = []
    for name in names:
        try:
            asked.append(_taken_apart(project, name, known))
        except InputRefused as error:
            faults += error.faults
    if faults:
        raise InputRefused(faults=faults)
    if not edition:
        own = next((one.edition for one in asked if one.edition), own)
    asked = [one if one.edition else Asked(one.text, own, one.which, one.revision) for one in asked]
    if not asked:
        return [Asked(f"{own}@2", own, "2"), Asked(own, own)]
    if len(asked) > 1:
        return asked
    only = asked[0]
    first = only if only.which or only.revision else Asked(f"{only.edition}@2", only.edition, "2")
    return [first, Asked(only.edition, only.edition)]


def _taken_apart(project: Project, name: str, known: Sequence[str]) -> Asked:
    head, _at, which = name.partition("@")
    if head in known:
        return Asked(name, head, which)
    if not head and which:
        return Asked(name, "", which)
    if commit_of(project.root, name):
        return Asked(name, revision=name)
    if _LIKE_EDITION.fullmatch(head):
        raise InputRefused(faults=[_no_edition(head, known)])
    what = _("«{name}» is no edition, no draft and no revision of Git.").format(name=name)
    allowed = _("an edition ({editions}), one of its drafts (edition@2, edition@2026-01-15), or a revision of Git")
    raise InputRefused(
        faults=[Fault("", what=what, allowed=allowed.format(editions=", ".join(known)), nearest=nearest(head, known))]
    )


def _no_edition(name: str, known: Sequence[str]) -> Fault:
    what = _("There is no edition «{name}».").format(name=name)
    return Fault("", what=what, allowed=", ".join(known), nearest=nearest(name, known))


@dataclass(frozen=True)
class _Finder:
    """Finds snapshots on the shelf, or makes those of revisions."""

    project: Project
    tell: Callable[[str], object]

    def named(self, asked: Asked) -> Named:
        if asked.revision:
            commit = commit_of(self.project.root, asked.revision) or ""
            name = _("{edition}, Git revision {revision} ({commit})")
            told = name.format(edition=asked.edition, revision=asked.revision, commit=commit[:7])
            self.tell(_("{report}: being built").format(report=told))
            return Named(told, snapshot_of_revision(self.project, asked.edition, commit))
        kept = self._kept(asked)
        return Named(shelf_name(asked.edition, kept), kept.read())

    def _kept(self, asked: Asked) -> Kept:
        shelf = SnapshotShelf.of(self.project.root, asked.edition).all()
        if not shelf:
            what = _("There is no snapshot of {edition} to compare.").format(edition=asked.edition)
            allowed = _("build it first: python build.py build {edition}").format(edition=asked.edition)
            raise InputRefused(faults=[Fault("", what=what, allowed=allowed)])
        found = _chosen(shelf, asked.which or "1")
        if found is None:
            what = _("There is no snapshot «{name}».").format(name=asked.text)
            raise InputRefused(faults=[Fault("", what=what, allowed=_choices(asked.edition, shelf))])
        return found


def _chosen(shelf: Sequence[Kept], which: str) -> Kept | None:
    if which == "final":
        return next((kept for kept in shelf if kept.state == "final"), None)
    if which.isascii() and which.isdigit():
        place = int(which)
        return shelf[place - 1] if 0 < place <= len(shelf) else None
    try:
        day = dt.date.fromisoformat(which)
    except ValueError:
        return None
    return next((kept for kept in shelf if kept.made.astimezone().date() <= day), None)


def _choices(edition: str, shelf: Sequence[Kept]) -> str:
    """What there is, the newest first."""
    shown = [f"{edition}@{place} ({_made(kept)})" for place, kept in enumerate(shelf[:5], start=1)]
    if len(shelf) > len(shown):
        shown.append(_("and so on to {name}").format(name=f"{edition}@{len(shelf)}"))
    return ", ".join(shown)


def shelf_name(edition: str, kept: Kept) -> str:
    """What a snapshot is called: «fjordvik/2025, utkast fra 15. januar 2026 kl. 10:30:05»."""
    return f"{edition}, {_made(kept)}"


def _made(kept: Kept) -> str:
    local = kept.made.astimezone()
    day, clock = language(ui_language()).date(local.date()), f"{local:%H:%M:%S}"
    told = _("final report of {day} at {clock}") if kept.state == "final" else _("draft of {day} at {clock}")
    return told.format(day=day, clock=clock)


def listed(project: Project, editions: Sequence[str]) -> dict[str, list[tuple[str, Kept]]]:
    """The snapshots there are of these editions, or of all, by the names they are asked for with."""
    known = editions_kept(project.root)
    every = tuple(dict.fromkeys((*list_editions(project), *known)))
    faults = [_no_edition(name, every) for name in editions if name not in every]
    if faults:
        raise InputRefused(faults=faults)
    return {
        name: [(f"{name}@{n}", kept) for n, kept in enumerate(SnapshotShelf.of(project.root, name).all(), start=1)]
        for name in editions or known
    }
