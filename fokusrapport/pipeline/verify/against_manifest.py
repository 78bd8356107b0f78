"""The files of a report held against its manifest, without building anything: all an auditor needs is the folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from fokusrapport.i18n import _
from fokusrapport.pipeline.manifest_model import MANIFEST_NAME, Manifest, Output, load_manifest
from fokusrapport.pipeline.verify.difference import Difference
from fokusrapport.pipeline.verify.files import contents
from fokusrapport.pipeline.verify.verified import Verified
from fokusrapport.pipeline.versions import sha256


def verify_folder(path: Path) -> Verified:
    """Every file beside a manifest (the file, or the folder it lies in) held against it; raises InputRefused."""
    path = path / MANIFEST_NAME if path.is_dir() else path
    manifest = load_manifest(path)
    files = contents(path.parent)
    files.pop(path.name, None)
    return Verified(
        manifest.edition, len(manifest.outputs), tuple(_differences(manifest, files)), against_manifest=True
    )


def _differences(manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[Difference]:
    for name in sorted(manifest.outputs.keys() | files.keys()):
        if name not in files:
            yield Difference(name, what=_("the file is missing"))
        elif name not in manifest.outputs:
            yield Difference(name, what=_("the manifest has no such file: it was put there after the report was built"))
        elif not matches(manifest.outputs[name], files[name]):
            yield Difference(name, what=_changed(manifest.outputs[name], files[name]))


def matches(output: Output, content: bytes) -> bool:
    """Whether a file is the one the manifest speaks of."""
    return (output.bytes, output.sha256) == (len(content), sha256(content))


def _changed(output: Output, content: bytes) -> str:
    if output.bytes != len(content):
        told = _("the file has been changed: it has {found} bytes, and the manifest says {wanted}")
        return told.format(found=len(content), wanted=output.bytes)
    return _("the file has been changed: it has as many bytes as the manifest says, but another SHA-256")
