"""Files as bytes and as text: what cannot be opened or is not UTF-8 becomes a fault in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fokusrapport.errors import Fault
from fokusrapport.i18n import _

if TYPE_CHECKING:
    from pathlib import Path


def relative(path: Path, root: Path) -> str:
    """The path as messages show it: from the project's folder, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def read_bytes(path: Path, root: Path) -> tuple[bytes | None, list[Fault]]:
    """What the file holds, or why it cannot be opened."""
    file = relative(path, root)
    try:
        return path.read_bytes(), []
    except FileNotFoundError:
        return None, [Fault(file, what=_("The file does not exist."))]
    except OSError as error:
        return None, [Fault(file, what=_("The file cannot be opened: {reason}.").format(reason=error.strerror))]


def decode(data: bytes, file: str) -> tuple[str | None, list[Fault]]:
    """The text of UTF-8 bytes without a byte order mark, or why they are no such text."""
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        return None, [_not_utf8(file, data, error.start)]


def _not_utf8(file: str, data: bytes, position: int) -> Fault:
    line = data.count(b"\n", 0, position) + 1
    what = _("The file is not UTF-8: the byte {byte} is no letter there (Latin-1 or Windows-1252?).")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        what, line = _("The file is written in UTF-16 («Unicode text»)."), 1
    allowed = _("UTF-8; in Excel choose «CSV UTF-8» when saving")
    return Fault(file, line, what=what.format(byte=f"0x{data[position]:02X}"), allowed=allowed)
