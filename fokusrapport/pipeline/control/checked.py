"""Which of the finished files were read back, and what was found in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fokusrapport.errors import Fault
from fokusrapport.pipeline.filenames import STATEMENT_NAME

CheckKind = Literal["html", "pdf", "docx", "xlsx", "csv", "json", "other"]
_ORDER: tuple[CheckKind, ...] = ("html", "pdf", "docx", "xlsx", "csv", "json")
_UNREAD: frozenset[CheckKind] = frozenset({"json"})
MADE_AFTER = (STATEMENT_NAME, "manifest.json")
"""Files that tell what the checks found, and so are not among those checked."""


@dataclass(frozen=True)
class CheckedFiles:
    """Files of one kind with what the checks found in them."""

    kind: CheckKind
    names: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def read(self) -> bool:
        """Whether files of this kind are read back."""
        return self.kind not in _UNREAD


def checked_files(files: Mapping[str, bytes], problems: Sequence[Fault]) -> tuple[CheckedFiles, ...]:
    """The files of each kind there is; what was found elsewhere than in a file is a kind of its own."""
    named = sorted(set(files) - set(MADE_AFTER))
    found = tuple(_checked(kind, [name for name in named if name.endswith(f".{kind}")], problems) for kind in _ORDER)
    found = tuple(checked for checked in found if checked.names)
    placed = {fault for checked in found for fault in checked.faults}
    elsewhere = tuple(fault for fault in problems if fault not in placed)
    return (*found, CheckedFiles("other", (), elsewhere)) if elsewhere else found


def _checked(kind: CheckKind, names: Sequence[str], problems: Sequence[Fault]) -> CheckedFiles:
    return CheckedFiles(kind, tuple(names), tuple(fault for fault in problems if fault.file in names))
