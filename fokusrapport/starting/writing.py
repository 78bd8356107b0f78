"""New files and files that grow, all of them or none, and nothing over what anybody has written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _

_EVERYBODY = 0o644  # mkstemp's files are for their owner only


@dataclass(frozen=True)
class Grown:
    """A file that gets more in it: what it held when it was read, and what it is to hold."""

    before: bytes
    after: bytes


@dataclass
class _Undo:
    """What has been done so far, to be taken back."""

    root: Path
    folders: list[Path] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    grown: dict[Path, bytes] = field(default_factory=dict)

    def folder_of(self, path: Path) -> None:
        """Make the folders that a file needs."""
        lacking = [folder for folder in path.parents if folder.is_relative_to(self.root) and not folder.exists()]
        for folder in reversed(lacking):
            folder.mkdir()
            self.folders.append(folder)

    def back(self) -> None:
        """As it was before."""
        for path, content in self.grown.items():
            _put(path, content)
        for path in self.files:
            path.unlink(missing_ok=True)
        for folder in reversed(self.folders):
            folder.rmdir()


def existing(root: Path, names: Sequence[str]) -> Iterator[Fault]:
    """A fault for every file that is there already."""
    for name in names:
        if (root / name).exists():
            yield Fault(name, what=_("The file is there already, and nothing is written over."))


def write(root: Path, new: Mapping[str, str], grown: Mapping[str, Grown]) -> None:
    """Write new files, then those that grow, in the order given; raises InputRefused, and then nothing is changed.

    Names are relative to `root`. What makes an area or an edition one stands in the last file.
    """
    if faults := [*existing(root, list(new)), *_changed(root, grown)]:
        raise InputRefused(faults=faults)
    undo = _Undo(root)
    try:
        for name, text in new.items():
            undo.folder_of(root / name)
            undo.files.append(root / name)
            _put(root / name, text.encode())
        for name, change in grown.items():
            undo.grown[root / name] = change.before
            _put(root / name, change.after)
    except BaseException as error:  # Ctrl-C, too
        undo.back()
        if isinstance(error, OSError):
            what = _("The files cannot be written: {reason}.").format(reason=error.strerror or error)
            raise InputRefused(faults=[Fault("", what=what)]) from error
        raise


def _changed(root: Path, grown: Mapping[str, Grown]) -> Iterator[Fault]:
    """A fault for a file that somebody has saved since it was read."""
    for name, change in grown.items():
        if (root / name).read_bytes() != change.before:
            yield Fault(name, what=_("Somebody has changed the file just now."), allowed=_("give the command again"))


def _put(path: Path, content: bytes) -> None:
    """Put a file in its place in one step, from one beside it that is whole."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        beside.chmod(_EVERYBODY)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
