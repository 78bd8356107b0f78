"""What `python build.py verify` is asked to do: which reports, and how each is verified."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.pipeline.verify.verified import Verified

Verification = Callable[[], Verified]


def verifications(editions: Sequence[str], manifest: Path | None, *, every: bool) -> list[tuple[str, Verification]]:
    """Every report to verify by its name, with what verifies it; raises InputRefused for what cannot be meant.

    A manifest alone needs no project, and nothing of what a build needs is imported for it.
    """
    if manifest is None:
        return _of_project(editions, every=every)
    if editions or every:
        what = _("--manifest names the one report to verify, so no edition can be given with it.")
        raise InputRefused(faults=[Fault("--manifest", what=what)])
    from fokusrapport.pipeline.verify.against_manifest import verify_folder  # noqa: PLC0415 - see above

    return [(str(manifest), lambda: verify_folder(manifest))]


def _of_project(editions: Sequence[str], *, every: bool) -> list[tuple[str, Verification]]:
    from fokusrapport.params.project import Project, find_root, list_editions  # noqa: PLC0415 - see above
    from fokusrapport.params.settings import load_settings  # noqa: PLC0415
    from fokusrapport.pipeline.verify.published import verify_edition  # noqa: PLC0415

    def verification(name: str) -> Verification:
        return lambda: verify_edition(project, name)

    if editions and every:
        raise InputRefused(faults=[Fault("--all", what=_("Give either editions or --all."))])
    project = Project(find_root())
    names = list_editions(project) if every else editions or (load_settings(project).default_edition,)
    return [(name, verification(name)) for name in dict.fromkeys(names)]
