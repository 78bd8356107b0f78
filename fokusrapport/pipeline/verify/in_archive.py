"""A workbook or Word document as what it is underneath: an archive of XML parts, each as pieces of its markup."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from fokusrapport.i18n import _
from fokusrapport.pipeline.verify.spots import Spot, at
from fokusrapport.pipeline.versions import sha256

_ELEMENT = re.compile(r"(?=<)")


def read_archive(content: bytes) -> Iterator[Spot]:
    """Every part in the archive's own order: its entry (date, kind of packing, rights), then what it holds."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            told = (entry.filename, entry.date_time, entry.compress_type, entry.create_system, entry.external_attr)
            yield Spot(_("entry {name} of the archive").format(name=entry.filename), " ".join(map(str, told)))
            yield from _part(entry.filename, archive.read(entry))


def _part(name: str, content: bytes) -> Iterator[Spot]:
    place = _("part {name} of the archive").format(name=name)
    if not name.endswith((".xml", ".rels")):
        yield Spot(place, f"{len(content)} B, SHA-256 {sha256(content)}")
        return
    for number, piece in enumerate(_ELEMENT.split(content.decode()), start=1):
        yield Spot(at(place, _("element {number}").format(number=number)), piece)
