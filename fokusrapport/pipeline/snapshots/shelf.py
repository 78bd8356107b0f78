"""Where snapshots are kept: every final report, and the last drafts.

    .fokusrapport/snapshots/<municipality>/<year>/<when>-<draft|final>-<digest>.json.gz

The time stands in the name alone: the content is the same for the same report. A build that shows what the last one
showed keeps no other. Files may be copied and deleted at will.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.pipeline.snapshots.model import Snapshot

FOLDER = ".fokusrapport/snapshots"
DRAFTS_KEPT = 40
_TIME = "%Y%m%dT%H%M%S.%f"
_NAME = re.compile(r"(?P<time>\d{8}T\d{6}\.\d{6})Z-(?P<state>draft|final)-(?P<digest>[0-9a-f]{16})\.json\.gz")

State = Literal["draft", "final"]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class Kept:
    """A snapshot on the shelf: where it lies, when it was made, and of what."""

    path: Path
    made: dt.datetime
    state: State
    digest: str

    def read(self) -> Snapshot:
        """What it holds; raises InputRefused when it cannot be read."""
        try:
            text = gzip.decompress(self.path.read_bytes())
            return Snapshot.model_validate_json(text)
        except (OSError, EOFError, zlib.error, ValidationError):
            what = _("The snapshot cannot be read: it is damaged, or another version of fokusrapport wrote it.")
            allowed = _("delete the file; the next build keeps another")
            raise InputRefused(faults=[Fault(str(self.path), what=what, allowed=allowed)]) from None


@dataclass(frozen=True)
class SnapshotShelf:
    """The snapshots of one edition."""

    folder: Path
    clock: Callable[[], dt.datetime] = _now

    @classmethod
    def of(cls, root: Path, edition: str) -> SnapshotShelf:
        """Those of an edition of the project."""
        return cls(root / FOLDER / edition)

    def all(self) -> tuple[Kept, ...]:
        """Every snapshot, the newest first."""
        paths = self.folder.iterdir() if self.folder.is_dir() else ()
        found = [kept for path in paths if (kept := _kept(path)) is not None]
        return tuple(sorted(found, key=lambda kept: kept.made, reverse=True))

    def keep(self, snapshot: Snapshot, state: State) -> None:
        """Keep a snapshot, if it shows anything else than the last; raises OSError."""
        digest = hashlib.sha256(snapshot.text()).hexdigest()[:16]
        last = next(iter(self.all()), None)
        if last is not None and (last.digest, last.state) == (digest, state):
            return
        # A clock that was set back must not make the newest snapshot an older one.
        made = max(self.clock(), last.made + dt.timedelta(microseconds=1)) if last else self.clock()
        _write(self.folder / f"{made:{_TIME}}Z-{state}-{digest}.json.gz", snapshot.packed())
        for old in [kept for kept in self.all() if kept.state == "draft"][DRAFTS_KEPT:]:
            old.path.unlink(missing_ok=True)


def editions_kept(root: Path) -> tuple[str, ...]:
    """The editions that there are snapshots of."""
    folders = (root / FOLDER).glob("*/*")
    return tuple(sorted(f"{path.parent.name}/{path.name}" for path in folders if SnapshotShelf(path).all()))


def _write(path: Path, content: bytes) -> None:
    """Under another name first: whoever reads meets a whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.new")  # one build of an edition at a time: nobody else has this name
    try:
        staged.write_bytes(content)
        staged.replace(path)
    except BaseException:
        staged.unlink(missing_ok=True)
        raise


def _kept(path: Path) -> Kept | None:
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    made = dt.datetime.strptime(found["time"], _TIME).replace(tzinfo=dt.UTC)
    return Kept(path, made, "final" if found["state"] == "final" else "draft", found["digest"])
