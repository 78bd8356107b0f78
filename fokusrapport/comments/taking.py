"""Files with comments taken in: all are read before anything is kept, and all faults of all of them told at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fokusrapport.comments.edition import presents_of
from fokusrapport.comments.importing import Taken, keep, read_pdf_comments, read_saved_comments
from fokusrapport.comments.model import Annotation, Place
from fokusrapport.comments.present import Present
from fokusrapport.comments.store import Store
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.project import Project, known_edition


@dataclass(frozen=True)
class _Read:
    """What was read from a file, and whose comments it adds to."""

    edition: str
    said: list[Annotation]
    taken: Taken


def take(project: Project, files: Sequence[Path], edition: str, name: str) -> list[tuple[str, Taken]]:
    """Take comments in from PDFs and from files that a page has saved; gives what each held, and for which edition.

    `edition` is the one that PDFs are of; a saved file knows its own. `name` is whose remarks those of a PDF are that
    do not tell. Raises InputRefused, and then nothing has been kept.
    """
    read: list[_Read] = []
    faults: list[Fault] = []
    for path in files:
        try:
            read.append(_pdf(project, path, edition, name) if _is_pdf(path) else _saved(project, path))
        except InputRefused as refused:
            faults += refused.faults
    if faults:
        raise InputRefused(faults=faults)
    return [(one.edition, _kept(project, one)) for one in read]


def _kept(project: Project, one: _Read) -> Taken:
    done = keep(Store(project.root, one.edition), one.said, one.taken.file)
    return replace(one.taken, new=done.new, known=done.known)


def _is_pdf(path: Path) -> bool:
    """By what is in it: a mail program may have given it any name."""
    try:
        with path.open("rb") as stream:
            return b"%PDF-" in stream.read(1024)
    except OSError as error:
        what = _("The file cannot be opened: {reason}.").format(reason=error.strerror)
        raise InputRefused(faults=[Fault(str(path), what=what)]) from error


def _pdf(project: Project, path: Path, edition: str, name: str) -> _Read:
    """The remarks of a PDF; of several languages, the one in which most of its words are found."""
    shown = presents_of(project, known_edition(project, edition))
    tried = [(*read_pdf_comments(path, one.texts, scope, name), scope) for scope, one in shown.items()]
    said, unplaced, drawings, _scope = min(tried, key=lambda found: found[1])
    return _Read(edition, said, Taken(path.name, 0, 0, unplaced, drawings))


def _saved(project: Project, path: Path) -> _Read:
    scope, said = read_saved_comments(path)
    edition = known_edition(project, "/".join(scope.split("/")[:2]))
    known = presents_of(project, edition)
    places = [(number, one.target) for number, one in enumerate(said, start=1) if isinstance(one.target, Place)]
    if faults := [fault for number, place in places for fault in _elsewhere(path.name, number, place, known)]:
        raise InputRefused(faults=faults)
    own = {one.id for one in said} | {thread.id for thread in Store(project.root, edition).read().threads}
    lost = [number for number, one in enumerate(said, start=1) if isinstance(one.target, str) and one.target not in own]
    if lost:
        what = _("It answers a comment that is not here.")
        raise InputRefused(faults=[Fault(path.name, place=_numbered(number), what=what) for number in lost])
    return _Read(edition, said, Taken(path.name, 0, 0))


def _elsewhere(file: str, number: int, place: Place, known: dict[str, Present]) -> list[Fault]:
    """An area that the report has lost since is no fault: its comments are kept, and told as detached."""
    if place.scope in known:
        return []
    what = _("The comment is on another report: {scope}, {area}.").format(scope=place.scope, area=place.area)
    return [Fault(file, place=_numbered(number), what=what, allowed=", ".join(known))]


def _numbered(number: int) -> str:
    return _("comment {number}").format(number=number)
