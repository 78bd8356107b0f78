"""What `manifest.json` holds, as models: its JSON Schema (docs/manifest.schema.json) is made from them."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, JsonValue, ValidationError

from fokusrapport.blocks import FrontMatter, Frozen
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.valuestore import Shown

MANIFEST_NAME = "manifest.json"
FORMAT = 1
"""Raised when a manifest that this version writes could not be read by the last one, or the other way round."""

_DRIVE = re.compile(r"[A-Za-z]:")


def _inside(name: str) -> str:
    """A name below the report's own folder: a manifest from elsewhere must not make us read other files."""
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts or "\\" in name or _DRIVE.match(name):
        message = f"«{name}» is no name of a file in the report's folder"
        raise ValueError(message)
    return name


Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of the content, in hexadecimal.")]
Name = Annotated[str, AfterValidator(_inside)]


class Output(Frozen):
    """One file of the report."""

    bytes: int = Field(ge=0, description="Its size.")
    sha256: Sha256


class RunEntry(Frozen):
    """One notebook that was run for the edition."""

    area: str
    notebook: str
    parameters: dict[str, JsonValue]
    complete: bool = Field(description="Whether it ran from its first cell to its last without an error.")
    fingerprint: str = Field(default="", description="Names everything the run's result depends on.")


class Git(Frozen):
    """Which version of the project the report was built from."""

    commit: str = Field(pattern="^[0-9a-f]{40}([0-9a-f]{24})?$")
    clean: bool = Field(description="Whether every file was as in the commit; reports and caches are not looked at.")


class Manifest(Frozen):
    """What a report was made from and what it consists of: no clock, host, user or path is in it."""

    format: Literal[1] = Field(description="Of this form of manifest; another form has another number.")
    edition: str = Field(description="Municipality and year: «kristiansund/2015».")
    front: FrontMatter = Field(description="What cover and page heads say; `state` is draft or final.")
    fokusrapport: str = Field(description="Version of the program.")
    program: dict[str, Sha256] = Field(description="The program's own files that can shape a report.")
    versions: dict[str, str] = Field(description="Python, and every package the program is built upon.")
    git: Git | None = Field(description="Null where the project lay in no Git repository.")
    inputs: dict[Name, Sha256] = Field(description="Parameters, data and notebooks, relative to the project.")
    runs: tuple[RunEntry, ...] = Field(description="In the order their areas are printed.")
    outputs: dict[Name, Output] = Field(description="Every file of the report but the manifest itself.")
    values: tuple[Shown, ...] = Field(description="Every value the report shows, in reading order.")

    def text(self) -> bytes:
        """The manifest as a file: JSON with sorted keys, the same bytes every time."""
        content = self.model_dump(mode="json")
        return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def load_manifest(path: Path) -> Manifest:
    """The manifest in a file; raises InputRefused, in plain words, when it is none that can be relied on."""
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise _refused(path, _("The manifest cannot be opened: {reason}").format(reason=error.strerror)) from None
    except ValueError:
        raise _refused(path, _("The file is no manifest: it is not JSON.")) from None
    return manifest_of(content, path)


def manifest_of(content: Any, path: Path) -> Manifest:  # noqa: ANN401 - whatever the file holds
    """The manifest in what a file `path` holds; raises InputRefused."""
    _refuse_other_formats(content, path)
    try:
        return Manifest.model_validate(content)
    except ValidationError as error:
        told = [".".join(map(str, one["loc"])) + f": {one['msg']}" for one in error.errors()[:10]]
        raise InputRefused(
            faults=[Fault(str(path), place=what, what=_("The manifest is not as it should be.")) for what in told]
        ) from None


def _refuse_other_formats(content: Any, path: Path) -> None:  # noqa: ANN401 - whatever the file holds
    if not isinstance(content, dict) or "outputs" not in content:
        raise _refused(path, _("The file is no manifest of a report."))
    number = content.get("format", 0)
    if number == FORMAT:
        return
    version = str(content.get("fokusrapport", "?"))
    if isinstance(number, int) and number > FORMAT:
        what = _(
            "The manifest was written by fokusrapport {version}, which is newer than this one and writes it otherwise."
        )
    else:
        what = _("The manifest was written by fokusrapport {version}, before manifests had the form of today.")
    raise _refused(
        path,
        what.format(version=version),
        _("use the version of fokusrapport that built the report, or build the report anew"),
    )


def _refused(path: Path, what: str, allowed: str = "") -> InputRefused:
    return InputRefused(faults=[Fault(str(path), what=what, allowed=allowed)])
