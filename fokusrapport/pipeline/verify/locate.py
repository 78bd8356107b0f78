"""Where in a file, and in which way, what is published and what was rebuilt differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import PurePosixPath

from fokusrapport.i18n import _
from fokusrapport.pipeline.verify.cause import likely_cause
from fokusrapport.pipeline.verify.difference import Difference
from fokusrapport.pipeline.verify.in_archive import read_archive
from fokusrapport.pipeline.verify.in_docx import read_docx
from fokusrapport.pipeline.verify.in_html import read_markup, read_text
from fokusrapport.pipeline.verify.in_json import read_json
from fokusrapport.pipeline.verify.in_pdf import read_objects, read_pages, read_tags
from fokusrapport.pipeline.verify.in_tables import read_csv, read_xlsx
from fokusrapport.pipeline.verify.spots import Parting, Reader, Spot, around, parting

# From what people read to what lies under it.
_READERS: Mapping[str, Sequence[Reader]] = {
    ".html": (read_text, read_markup),
    ".pdf": (read_tags, read_pages, read_objects),
    ".csv": (read_csv,),
    ".xlsx": (read_xlsx, read_archive),
    ".docx": (read_docx, read_archive),
    ".json": (read_json,),
}
_BYTES_SHOWN = 24


def locate(name: str, published: bytes, rebuilt: bytes) -> Difference:
    """The first difference of two files that are not the same."""
    unreadable = ""
    for reader in _READERS.get(PurePosixPath(name).suffix, ()):
        old, unread = _read(reader, published, _("the published file cannot be read as what its name says"))
        new, unread_too = _read(reader, rebuilt, _("the rebuilt file cannot be read as what its name says"))
        unreadable = unreadable or unread or unread_too
        found = None if unread or unread_too else parting(old, new)
        if found:
            return difference_at(name, found)
    return _first_byte(name, published, rebuilt, unreadable)


def _read(reader: Reader, content: bytes, otherwise: str) -> tuple[Sequence[Spot], str]:
    try:
        return list(reader(content)), ""
    except Exception:  # noqa: BLE001 - a damaged file can fail in any way; its bytes then tell the place
        return (), otherwise


def difference_at(name: str, found: Parting) -> Difference:
    """A parting of the file `name` as people are told of it."""
    old, new = found.published, found.rebuilt
    cause = likely_cause(old or "", new or "", reordered=found.reordered)
    shown = (None if old is None else around(old, new or ""), None if new is None else around(new, old or ""))
    return Difference(name, found.place, *shown, cause=cause, more=found.more)


def _first_byte(name: str, published: bytes, rebuilt: bytes, unreadable: str) -> Difference:
    """The place in bytes, and in lines, where nothing that reads the file sees a difference."""
    same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(published, rebuilt, strict=False)))
    line = published.count(b"\n", 0, same) + 1
    place = _("byte {byte}, line {line}").format(byte=same + 1, line=line)
    start = max(0, same - _BYTES_SHOWN // 2)
    old, new = (repr(one[start : start + _BYTES_SHOWN])[2:-1] for one in (published, rebuilt))
    return Difference(name, place, old, new, unreadable, "" if unreadable else likely_cause(old, new))
