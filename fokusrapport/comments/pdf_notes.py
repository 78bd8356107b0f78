"""What readers have marked and written in a PDF: highlights, struck words, notes and their answers (ISO 32000-2, 12.5).

A file that says a thing in a way the standard does not allow is read as far as it goes: the remark counts.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_MARKUP = {"/Highlight", "/Underline", "/StrikeOut", "/Squiggly"}
_NO_REMARKS = {
    "/Link",
    "/Popup",
    "/Widget",
    "/Screen",
    "/PrinterMark",
    "/TrapNet",
    "/Watermark",
    "/3D",
    "/Movie",
    "/Sound",
}
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?")
_BEGINNING = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # of a remark that does not say when it was made
_SETTLED = ("Completed", "Accepted", "Rejected", "Cancelled")


@dataclass
class Note:
    """A remark as the PDF has it: what it marks on which page, and the remarks that answer it.

    `state` is a word such as «Completed» that a reader set on the remark it answers.
    """

    kind: str
    page: int
    boxes: tuple[Box, ...]
    rect: Box
    text: str
    name: str
    created: dt.datetime
    state: str = ""
    answers: list[Note] = field(default_factory=list)

    @property
    def settles(self) -> bool:
        """Whether it says that the remark it answers is dealt with."""
        return self.state in _SETTLED

    @property
    def says(self) -> bool:
        """Whether it is a remark: words of its reader's, or words marked; a drawing alone is none."""
        return bool(self.text or self.boxes or self.answers)


def read_notes(path: Path, shown_as: str) -> list[Note]:
    """The remarks of a PDF in the order of its pages, each with its answers; raises InputRefused for no PDF."""
    try:
        with pikepdf.open(path) as document:
            return _threads(document)
    except OSError as error:
        what = _("The file cannot be opened: {reason}.").format(reason=error.strerror or error)
        raise InputRefused(faults=[Fault(shown_as, what=what)]) from error
    except pikepdf.PasswordError as error:
        what = _("The PDF is locked with a password.")
        raise InputRefused(faults=[Fault(shown_as, what=what, allowed=_("a copy without one"))]) from error
    except pikepdf.PdfError as error:
        what = _("The file is not a PDF that can be read.")
        raise InputRefused(faults=[Fault(shown_as, what=what)]) from error


def _threads(document: pikepdf.Pdf) -> list[Note]:
    notes: dict[tuple[int, int], Note] = {}
    raw: dict[tuple[int, int], Any] = {}
    for number, page in enumerate(document.pages):
        for position, item in enumerate(page.obj.get("/Annots", ())):
            if not isinstance(item, pikepdf.Dictionary) or str(item.get("/Subtype", "")) in _NO_REMARKS:
                continue
            key = item.objgen if item.objgen != (0, 0) else (-1 - number, position)
            notes[key], raw[key] = _note(item, number), item
    top = []
    for key, note in notes.items():
        parent = _parent(raw[key], notes)
        if parent is None or parent is note:
            top.append(note)
        elif str(raw[key].get("/RT", "/R")) == "/Group":  # «replace»: the words struck out belong to the note
            parent.boxes = parent.boxes or note.boxes
            parent.text = parent.text or note.text
        else:
            parent.answers.append(note)
    return top


def _parent(item: Any, notes: dict[tuple[int, int], Note]) -> Note | None:  # noqa: ANN401 - pikepdf's objects are untyped
    answered = item.get("/IRT")
    return notes.get(answered.objgen) if isinstance(answered, pikepdf.Dictionary) else None


def _note(item: Any, page: int) -> Note:  # noqa: ANN401 - as above
    kind = str(item.get("/Subtype", "/Text"))
    rect = _box(_numbers(item.get("/Rect")))
    return Note(
        kind=kind.removeprefix("/"),
        page=page,
        boxes=tuple(_quads(_numbers(item.get("/QuadPoints"))) or ([rect] if kind in _MARKUP else [])),
        rect=rect,
        text="\n".join(_string(item.get("/Contents")).replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip(),
        name=" ".join(_string(item.get("/T")).split())[:120],
        created=_moment(_string(item.get("/CreationDate")) or _string(item.get("/M"))),
        state=_string(item.get("/State")),
    )


def _string(item: object) -> str:
    return str(item) if isinstance(item, pikepdf.String) else ""


def _numbers(item: Any) -> list[float]:  # noqa: ANN401 - as above
    if not isinstance(item, pikepdf.Array):
        return []
    try:
        return [float(number) for number in item]
    except (TypeError, ValueError):
        return []


def _quads(numbers: list[float]) -> list[Box]:
    """The boxes of quadrilaterals: programs do not agree on the order of their corners, but on which they are."""
    return [_box(numbers[index : index + 8]) for index in range(0, len(numbers) - 7, 8)]


def _box(numbers: list[float]) -> Box:
    across, up = numbers[0::2] or [0.0], numbers[1::2] or [0.0]
    return (min(across), min(up), max(across), max(up))


def _moment(text: str) -> dt.datetime:
    """A date as PDF writes it; the beginning of the century where it is none."""
    match = _DATE.match(text)
    if match is None:
        return _BEGINNING
    year, month, day, *rest = match.groups()
    hour, minute, second, sign, hours, minutes = rest
    ahead = dt.timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        whole = dt.datetime(  # noqa: DTZ001 - the zone comes in the next line
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0)
        )
        return (whole - ahead).replace(tzinfo=dt.UTC)
    except (ValueError, OverflowError):
        return _BEGINNING
