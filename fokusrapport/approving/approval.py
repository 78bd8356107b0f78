"""Checks of areas written into the edition's files, and taken out of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from filelock import FileLock

from fokusrapport.approving.present import Present, present
from fokusrapport.approving.stood import Stood, areas_of, checked_edition, stood
from fokusrapport.checking import Checked
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.checks import EditionChecks
from fokusrapport.params.checks_file import with_check, write_all
from fokusrapport.params.checks_models import AreaChecks, Check
from fokusrapport.params.models import CheckRole
from fokusrapport.params.nearest import nearest
from fokusrapport.params.project import Project
from fokusrapport.params.yamlfile import Located, load_model
from fokusrapport.pipeline.standing import standings_of
from fokusrapport.pipeline.standing_words import lacking_faults

Given = Callable[[str], Check | None]
_LOCK = ".fokusrapport/checks.lock"


@dataclass(frozen=True)
class Approval:
    """What somebody stands by: some areas of an edition (the usual one when none is named), in a role, on a day."""

    areas: tuple[str, ...]
    role: CheckRole
    name: str
    date: dt.date
    edition: str = ""


def approve(project: Project, approval: Approval) -> Stood:
    """Write down that areas have been checked as they can be seen now.

    Raises InputRefused with every fault, and has then written nothing: areas that are unknown, not built, changed
    since, or missing in what was built, and a director's check that comes before the one it needs.
    """
    checked = checked_edition(project, approval.edition)
    faults = [*_unnamed(approval), *_unknown(checked, approval.areas)]
    known = [area for area in approval.areas if area in areas_of(checked)]
    found = present(checked, known)
    faults += found.unknown.values()
    faults += _out_of_order(checked, found, approval.role)
    if faults:
        raise InputRefused(faults=faults)

    def given(area: str) -> Check:
        return Check(name=approval.name.strip(), date=approval.date, content=dict(found.contents[area]))

    checks = _written(project, checked.checks, approval, given)
    return stood(checked, found, approval.areas, checks)


def withdraw(project: Project, approval: Approval) -> Stood:
    """Take back checks of areas; raises InputRefused, and has then written nothing, where there is none."""
    checked = checked_edition(project, approval.edition)
    faults = list(_unknown(checked, approval.areas))
    what = _("There is no such check to take back.")
    known = [area for area in approval.areas if area in areas_of(checked)]
    lacking = [area for area in known if checked.checks.check(area, approval.role) is None]
    faults += [Fault(checked.checks.file(area), what=what) for area in lacking]
    if faults:
        raise InputRefused(faults=faults)
    checks = _written(project, checked.checks, approval, lambda _area: None)
    return stood(checked, present(checked, known), approval.areas, checks)


# --- what may be checked ------------------------------------------------------------------------------------------


def _unnamed(approval: Approval) -> Iterator[Fault]:
    if not approval.name.strip() or not approval.name.isprintable():
        what = _("A check needs the name of the one who has made it.")
        yield Fault("--name", what=what, allowed='--name "Kari Nordmann"')


def _unknown(checked: Checked, areas: Iterable[str]) -> Iterator[Fault]:
    known, edition = areas_of(checked), checked.plan.request.name
    for area in areas:
        if area not in known:
            what = _("{edition} has no area «{area}».").format(edition=edition, area=area)
            yield Fault("", what=what, allowed=", ".join(known), nearest=nearest(area, known))


def _out_of_order(checked: Checked, found: Present, role: CheckRole) -> Iterator[Fault]:
    """Where the edition says so, the director checks only what the head of unit has checked as it is now."""
    if role != "director" or not checked.checks.in_order:
        return
    demanding = replace(checked.checks, requires=("unit",))
    first = standings_of(found.contents, found.contents, demanding, {})
    yield from lacking_faults(first, checked.plan.request.name)


# --- writing ------------------------------------------------------------------------------------------------------


def _written(project: Project, checks: EditionChecks, approval: Approval, given: Given) -> EditionChecks:
    """The checks with those of all areas written, or of none."""
    with _alone(project):
        texts = {}
        for area in approval.areas:
            path = project.root / checks.file(area)
            text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
            texts[path] = with_check(text, approval.role, given(area), checks.file(area))
        write_all(texts)
        read = {area: _read(project, checks.file(area)) for area in approval.areas}
    areas = {area: located for area, located in {**checks.areas, **read}.items() if located is not None}
    return replace(checks, areas=areas)


def _read(project: Project, file: str) -> Located[AreaChecks] | None:
    """The file as it is now; None where it is gone."""
    located, _faults = load_model(project.root / file, project.root, AreaChecks)
    return located


@contextmanager
def _alone(project: Project) -> Iterator[None]:
    """Nobody else writes checks meanwhile: two may check the same area at once."""
    lock = project.root / _LOCK
    lock.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(lock):
        yield
