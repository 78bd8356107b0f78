"""Comments that come back: from a PDF in which somebody has marked and written, or from the page that was sent out.

What was taken in once is known by what it says, so a file can be taken in again when more has been written in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from fokusrapport.comments.files import annotation_from
from fokusrapport.comments.model import Annotation, Person, Place, TextualBody
from fokusrapport.comments.pdf_notes import Note, read_notes
from fokusrapport.comments.pdf_words import PageWords
from fokusrapport.comments.seeking import seek
from fokusrapport.comments.store import Store
from fokusrapport.comments.texts import Texts
from fokusrapport.comments.thread import RESOLVED
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _


@dataclass(frozen=True)
class Taken:
    """What a file held: remarks that are new, that were known, whose words were not found, and drawings left out."""

    file: str
    new: int
    known: int
    unplaced: int = 0
    drawings: int = 0


def read_pdf_comments(path: Path, texts: Texts, scope: str, name: str) -> tuple[list[Annotation], int, int]:
    """The remarks of a PDF, each where its words stand; how many were not found, and how many drawings say nothing.

    `name` is whose they are where the PDF does not tell.
    """
    notes = read_notes(path, path.name)
    said: list[Annotation] = []
    unplaced = 0
    with pypdfium2.PdfDocument(path) as document:
        pages = {number: PageWords.of(document[number]) for number in sorted({note.page for note in notes})}
        for note in notes:
            if not note.says:
                continue
            words = pages[note.page]
            sought = seek(words.under(note.boxes) if note.boxes else words.at(note.rect), words.text, texts, scope)
            unplaced += not sought.found
            said += _thread(note, sought.place, name)
    return said, unplaced, sum(not note.says for note in notes)


def _thread(note: Note, place: Place, name: str) -> Iterator[Annotation]:
    # Not the place, which may be another tomorrow; of two notes that say the same the page tells which is which.
    comment = _remark(note, place, name, _motivation(note), (note.kind, note.page, note.boxes or note.rect))
    yield comment
    for answer in _answers(note):
        yield _remark(answer, comment.id, name, "moderating" if answer.settles else "replying", comment.id)


def _answers(note: Note) -> Iterator[Note]:
    """All answers, and the answers to answers: a thread has one level."""
    for answer in note.answers:
        if answer.text or answer.settles:
            yield answer
        yield from _answers(answer)


def _motivation(note: Note) -> str:
    if note.kind == "StrikeOut":
        return "editing"
    return "commenting" if note.text else "highlighting"


def _remark(note: Note, target: Place | str, name: str, motivation: str, known_by: object) -> Annotation:
    text = RESOLVED if motivation == "moderating" else note.text
    person, created = note.name or name, note.created
    # Not by the name given for one who has none: the same file may be taken in again under another.
    digest = hashlib.sha256(repr((note.name, created.isoformat(), text, known_by)).encode()).hexdigest()
    return Annotation.model_validate(
        {
            "id": digest[:12],
            "motivation": motivation,
            "creator": Person(name=person),
            "created": created,
            "body": TextualBody(value=text[:20_000]) if text else None,
            "target": target,
        }
    )


def read_saved_comments(path: Path) -> tuple[str, list[Annotation]]:
    """What the page of a draft has saved: its scope, and the remarks; raises InputRefused with every fault."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        what = _("The file cannot be opened: {reason}.").format(reason=error.strerror)
        raise InputRefused(faults=[Fault(path.name, what=what)]) from error
    except ValueError as error:
        what = _("The file is not JSON: {reason}.").format(reason=error)
        raise InputRefused(faults=[Fault(path.name, what=what)]) from error
    items = content.get("items") if isinstance(content, dict) else None
    scope = content.get("partOf") if isinstance(content, dict) else None
    if not isinstance(items, list) or not isinstance(scope, str):
        what, allowed = _("The file holds no comments."), _("a PDF, or the file that the page of a draft saves")
        raise InputRefused(faults=[Fault(path.name, what=what, allowed=allowed)])
    read = [
        annotation_from(item, path.name, _("comment {number}").format(number=number))
        for number, item in enumerate(items, start=1)
    ]
    if faults := [fault for _one, found in read for fault in found]:
        raise InputRefused(faults=faults)
    return scope, [one for one, _found in read if one is not None]


def keep(store: Store, said: Sequence[Annotation], file: str) -> Taken:
    """Keep remarks, comments before their answers; what is known is left as it is."""
    ordered = sorted(said, key=lambda one: not isinstance(one.target, Place))
    new = [store.add(one) for one in ordered]
    return Taken(file, new=sum(new), known=len(new) - sum(new))
