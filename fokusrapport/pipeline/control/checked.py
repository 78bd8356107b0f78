"""Which of the finished files were read back, and what was found in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from fokusrapport.errors import Fault
from fokusrapport.pipeline.filenames import STATEMENT_NAME

CheckKind = Literal["html", "pdf", "docx", "xlsx", "data", "other"]
_KINDS: Mapping[str, CheckKind] = {".html": "html", ".pdf": "pdf", ".docx": "docx", ".xlsx": "xlsx"}
_UNREAD: frozenset[CheckKind] = frozenset({"data"})
MADE_AFTER = (STATEMENT_NAME, "manifest.json")
"""Files that tell what the checks found, and so are not among those checked."""
_ORDER: tuple[CheckKind, ...] = ("html", "pdf", "docx", "xlsx", "data")


@dataclass(frozen=True)
class CheckedFiles:
    """Files of one kind with what the checks found in them; data files are written, but not read back."""

    kind: CheckKind
    names: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def read(self) -> bool:
        """Whether files of this kind are read back."""
        return self.kind not in _UNREAD


def checked_files(files: Mapping[str, bytes], problems: Sequence[Fault]) -> tuple[CheckedFiles, ...]:
    """The files of each kind there is; what was found elsewhere than in a file is a kind of its own."""
    by_kind: dict[CheckKind, list[str]] = {kind: [] for kind in _ORDER}
    for name in sorted(set(files) - set(MADE_AFTER)):
        by_kind[_KINDS.get(PurePosixPath(name).suffix, "data")].append(name)
    found = tuple(_checked(kind, names, problems) for kind, names in by_kind.items() if names)
    placed = {fault for checked in found for fault in checked.faults}
    elsewhere = tuple(fault for fault in problems if fault not in placed)
    return (*found, CheckedFiles("other", (), elsewhere)) if elsewhere else found


def _checked(kind: CheckKind, names: Sequence[str], problems: Sequence[Fault]) -> CheckedFiles:
    return CheckedFiles(kind, tuple(names), tuple(fault for fault in problems if fault.file in names))
