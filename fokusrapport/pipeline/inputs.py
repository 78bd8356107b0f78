"""The files an edition is made from, as they were when it was planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fokusrapport.errors import BuildFailed, Fault
from fokusrapport.hashing import stands
from fokusrapport.i18n import _
from fokusrapport.pipeline.execute import Executed
from fokusrapport.pipeline.plan import EditionPlan

# Those of the edition are inputs. Of the other editions' only the names of areas matter: somebody may work on them.
_PARAMETERS = "params/"


@dataclass(frozen=True)
class Inputs:
    """Hashes of the inputs by their names, relative to `root`."""

    root: Path
    hashes: Mapping[str, str]

    @classmethod
    def of(cls, plan: EditionPlan) -> Inputs:
        """The inputs of a plan."""
        return cls(plan.request.root, plan.inputs)

    def refuse_changed(self, executed: Iterable[Executed] = ()) -> None:
        """Raises BuildFailed when one was changed since, or what a run used: the report would hold something of both.

        A run that is not the same another time may have changed a file itself, and is told of as it is.
        """
        settled = (run for run in executed if not run.irreproducible)
        used = {name: was for run in settled for name, was in run.beyond.items() if not name.startswith(_PARAMETERS)}
        faults = [
            Fault(name, what=_("The file was changed while the report was being made."))
            for name, was in {**used, **self.hashes}.items()
            if not stands(self.root / name, was)
        ]
        if faults:
            raise BuildFailed(_("The report was not published. Build again."), faults)
