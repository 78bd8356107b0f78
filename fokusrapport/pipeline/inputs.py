"""The files an edition is made from, as they were when its build began."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fokusrapport.errors import BuildFailed, Fault
from fokusrapport.hashing import file_hash
from fokusrapport.i18n import _
from fokusrapport.pipeline.plan import EditionRequest


@dataclass(frozen=True)
class Inputs:
    """Hashes of the inputs by their names, relative to `root`."""

    root: Path
    hashes: Mapping[str, str]

    @classmethod
    def of(cls, request: EditionRequest) -> Inputs:
        """The inputs as they are now."""
        return cls(request.root, {name: file_hash(request.root / name) for name in request.inputs})

    def refuse_changed(self) -> None:
        """Raises BuildFailed when one was changed since: the report would hold something of both."""
        faults = [
            Fault(name, what=_("The file was changed while the report was being made."))
            for name, before in self.hashes.items()
            if file_hash(self.root / name) != before
        ]
        if faults:
            raise BuildFailed(_("The report was not published. Build again."), faults)
