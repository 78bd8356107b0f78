"""What can be seen of an edition: what its areas show in the reports that lie there, noted when they were built.

    .fokusrapport/built/<edition>.json

Only what has been built can be checked by anybody. A report that was put there by others, or was changed since, is not
the one that the note is about: the hash of its manifest tells. Without the note the edition is built anew.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import Field, ValidationError

from fokusrapport.blocks import Frozen
from fokusrapport.hashing import file_hash
from fokusrapport.params.checks_models import Content
from fokusrapport.pipeline.making import Made
from fokusrapport.pipeline.manifest_model import MANIFEST_NAME
from fokusrapport.pipeline.versions import program, sha256

FOLDER = ".fokusrapport/built"


class AreaBuilt(Frozen):
    """One area in one language: the fingerprint of its run, and what it shows; None for a placeholder."""

    run: str
    content: Content | None


class ReportBuilt(Frozen):
    """One report: the hash of its manifest, whether it is final, and its areas by language.

    `program` names the program that made it: another could show the same notebooks otherwise.
    """

    manifest: str
    program: str
    final: bool
    areas: dict[str, dict[str, AreaBuilt]]

    def contents(self) -> dict[str, dict[str, Content]]:
        """What the areas show that are whole in every language."""
        found = {}
        for area, built in self.areas.items():
            whole = {code: one.content for code, one in built.items() if one.content is not None}
            if len(whole) == len(built):
                found[area] = whole
        return found


class Noted(Frozen):
    """The reports of an edition, by the names of their folders."""

    reports: dict[str, ReportBuilt] = Field(default_factory=dict)


def reports_built(root: Path, edition: str, folder: Path) -> dict[str, ReportBuilt]:
    """The reports of an edition that lie beside each other in `folder` as they were built there."""
    try:
        noted = Noted.model_validate_json(_path(root, edition).read_bytes())
    except (OSError, ValidationError):
        return {}
    return {
        name: report
        for name, report in noted.reports.items()
        if file_hash(folder / name / MANIFEST_NAME) == report.manifest
    }


def report_built(made: Sequence[Made], manifest: bytes) -> ReportBuilt:
    """What there is to note of a report in all its languages, with its manifest."""
    areas: dict[str, dict[str, AreaBuilt]] = {}
    for one in made:
        code = one.document.chapter.front.language
        for run in one.executed:
            area = run.run.area
            areas.setdefault(area, {})[code] = AreaBuilt(run=run.fingerprint, content=one.document.contents.get(area))
    final = made[0].document.chapter.front.state == "final"
    return ReportBuilt(manifest=sha256(manifest), program=this_program(), final=final, areas=areas)


def this_program() -> str:
    """The fingerprint of the program's own files."""
    return sha256(json.dumps(program(), sort_keys=True).encode())


def published_contents(reports: Mapping[str, ReportBuilt]) -> dict[str, dict[str, Content]]:
    """What the areas show in the final report; nothing where there is none."""
    return next((report.contents() for report in reports.values() if report.final), {})


def note_built(root: Path, edition: str, place: Path, report: ReportBuilt) -> None:
    """Note a report that was just put in its place; a note that cannot be written is only a build that is made anew."""
    others = reports_built(root, edition, place.parent)
    content = Noted(reports={**others, place.name: report}).model_dump_json()
    path = _path(root, edition)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
        Path(name).replace(path)


def _path(root: Path, edition: str) -> Path:
    return root / FOLDER / f"{edition}.json"
