"""The comments of an edition on disk: `notebooks/comments/<municipality>/<year>/<area>/`, a file for every remark.

    <comment>.json             a comment
    <comment>.<answer>.json    an answer to it, or the word that it is settled

A file is written once and never changed, so two people who comment and answer at the same time never get into each
other's way in Git.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fokusrapport.comments.files import read_annotation, write_new
from fokusrapport.comments.model import Annotation, Person, Place, TextualBody
from fokusrapport.comments.thread import REOPENED, RESOLVED, Thread, threads_of
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _

FOLDER = "notebooks/comments"


@dataclass(frozen=True)
class Read:
    """The comments that could be read, by area and time, and what is wrong with the others."""

    threads: tuple[Thread, ...]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Store:
    """The comments of one edition (`kristiansund/2016`) of the project at `root`."""

    root: Path
    edition: str

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self.root / FOLDER / self.edition

    def read(self) -> Read:
        """Every comment of the edition, also of areas that it no longer has; one bad file hides no other."""
        found = [self._area(folder) for folder in sorted(self.folder.glob("*")) if folder.is_dir()]
        return Read(
            tuple(thread for one in found for thread in one.threads),
            tuple(fault for one in found for fault in one.faults),
        )

    def of(self, area: str) -> tuple[Thread, ...]:
        """The comments of an area that can be read."""
        return self._area(self.folder / area).threads

    def find(self, wanted: str) -> Thread:
        """The comment with this id, or the beginning of one; raises InputRefused when it is none or several."""
        threads = self.read().threads
        found = [thread for thread in threads if thread.id == wanted]
        found = found or [thread for thread in threads if wanted and thread.id.startswith(wanted)]
        if len(found) != 1:
            what = (
                _("{edition} has no comment «{id}».")
                if not found
                else _("{edition}: several comments begin so: «{id}».")
            )
            ids = ", ".join(thread.id for thread in (found or threads)[:_SHOWN])
            raise InputRefused(faults=[Fault("", what=what.format(edition=self.edition, id=wanted), allowed=ids)])
        return found[0]

    def add(self, annotation: Annotation) -> bool:
        """Keep a remark; False when it is there already. Raises InputRefused for an answer to what is not there."""
        if isinstance(annotation.target, Place):
            return self._write(annotation.target.area, annotation.id, annotation)
        thread = self.find(annotation.target)
        return self._write(thread.place.area, f"{thread.id}.{annotation.id}", annotation)

    def answer(self, wanted: str, text: str, name: str, now: dt.datetime | None = None) -> Annotation:
        """Answer a comment; gives what was kept."""
        return self._follow(wanted, name, "replying", text, now)

    def resolve(self, wanted: str, name: str, now: dt.datetime | None = None) -> Annotation:
        """Say that a comment is settled."""
        return self._follow(wanted, name, "moderating", RESOLVED, now)

    def reopen(self, wanted: str, name: str, now: dt.datetime | None = None) -> Annotation:
        """Say that a comment is not settled after all."""
        return self._follow(wanted, name, "moderating", REOPENED, now)

    def _follow(self, wanted: str, name: str, motivation: str, text: str, now: dt.datetime | None) -> Annotation:
        made = Annotation.model_validate(
            {
                "id": new_id(),
                "motivation": motivation,
                "creator": Person(name=name),
                "created": now or dt.datetime.now(dt.UTC),
                "body": TextualBody(value=text),
                "target": self.find(wanted).id,
            }
        )
        self.add(made)
        return made

    def _area(self, folder: Path) -> Read:
        files = [path for path in sorted(folder.glob("*.json")) if not path.name.startswith(".")]
        read = {path: read_annotation(path, self._named(path)) for path in files}
        good = {path: one for path, (one, _found) in read.items() if one is not None}
        faults = [fault for _one, found in read.values() for fault in found]
        faults += [fault for path, one in good.items() for fault in self._misplaced(path, one)]
        threads, lost = threads_of(good.values())
        by_id = {one.id: path for path, one in good.items()}
        what = _("It answers a comment that is not here.")
        faults += [Fault(self._named(by_id[one.id]), what=what) for one in lost]
        return Read(threads, tuple(faults))

    def _misplaced(self, path: Path, one: Annotation) -> Iterator[Fault]:
        if isinstance(one.target, Place) and (one.target.area, one.id) != (path.parent.name, path.stem):
            what = _("The comment «{id}» on «{area}» lies in a file that is not named after it.")
            right = f"{one.target.area}/{one.id}.json"
            yield Fault(self._named(path), what=what.format(id=one.id, area=one.target.area), allowed=right)

    def _write(self, area: str, stem: str, annotation: Annotation) -> bool:
        text = annotation.model_dump_json(indent=1, exclude_none=True, by_alias=True)
        return write_new(self.folder / area / f"{stem}.json", f"{text}\n".encode())

    def _named(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def new_id() -> str:
    """The id of something said now."""
    return secrets.token_hex(5)


_SHOWN = 12
