"""What can go wrong, as people meet it.

FokusrapportError            any error whose text is meant for a person, shown without a traceback
├── InputRefused             parameters, data or arguments are not accepted; carries every fault    exit 2
│   └── NoSuchCall           a notebook calls what does not exist
├── FetchFailed              a statistical service could not be asked; nothing was changed          exit 1
├── BuildFailed              something failed while building                                        exit 1
│   ├── RunsFailed           one or more notebooks raised; carries one fault a notebook
│   ├── DocumentRefused      an executed notebook holds something the document cannot carry
│   └── RenderFailed         HTML or PDF could not be made from the chapter
└── DocumentCheckFailed      built, but a check on the finished document failed                     exit 3
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import ClassVar

from fokusrapport.i18n import _


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong, in words a person can act on.

    `file` is relative to the project; `line` counts from 1; `place` names what a line cannot (a cell, a column);
    `allowed` says what may stand there instead; `nearest` is the closest thing that would have been right.
    """

    file: str
    line: int = 0
    place: str = ""
    what: str = ""
    allowed: str = ""
    nearest: str = ""

    @property
    def where(self) -> str:
        """File, line and place as one text: «params/x.yaml:3», «notebooks/nav.ipynb, celle 4»."""
        position = f"{self.file}:{self.line}" if self.line else self.file
        return ", ".join(part for part in (position, self.place) if part)

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


class FokusrapportError(Exception):
    """An error whose text is meant for a person."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str = "", faults: Iterable[Fault] = ()) -> None:
        self.message = message
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(message or "; ".join(map(in_short, self.faults)))

    def as_json(self) -> dict[str, object]:
        """The error with its faults as plain values."""
        return {
            "error": self.message,
            "faults": [asdict(fault) for fault in self.faults],
            "exit_code": self.exit_code,
        }


def in_short(fault: Fault) -> str:
    """A fault in one line, as it is seen where a notebook calls something that refuses."""
    parts = [str(fault)]
    if fault.nearest:
        parts.append(_("Did you mean «{nearest}»?").format(nearest=fault.nearest))
    if fault.allowed:
        parts.append(_("Allowed: {allowed}").format(allowed=fault.allowed))
    return " ".join(parts)


class InputRefused(FokusrapportError):
    """Parameters, data or arguments are not accepted; nothing has been run."""

    exit_code = 2

    @classmethod
    def because(cls, what: str, *, allowed: str = "", nearest: str = "") -> InputRefused:
        """A refusal for one reason, where a call in a notebook is wrong: Jupyter shows the cell itself."""
        return cls(faults=[Fault("", what=what, allowed=allowed, nearest=nearest)])


class NoSuchCall(InputRefused, AttributeError):
    """A notebook calls what does not exist."""


class FetchFailed(FokusrapportError):
    """A statistical service could not be asked, or its answer not be used; nothing on disk was changed."""

    exit_code = 1


class BuildFailed(FokusrapportError):
    """Something failed while building; the old report is as it was."""

    exit_code = 1


class RunsFailed(BuildFailed):
    """One or more notebooks raised an error; the others finished."""


class DocumentRefused(BuildFailed):
    """An executed notebook holds something the document cannot carry."""


class RenderFailed(BuildFailed):
    """HTML or PDF could not be made from the chapter."""


class DocumentCheckFailed(FokusrapportError):
    """The document was built, but a check on the finished file failed."""

    exit_code = 3
