"""Folders that are written to, space on the disk, and the language of the terminal."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from fokusrapport.doctor.finding import Finding
from fokusrapport.i18n import _, has_catalogue, language, ui_language

_GIGABYTE = 1_000_000_000
_NEEDED, _ENOUGH = 0.2, 1.0
_WRITTEN = ("reports", ".fokusrapport")


def places(root: Path) -> Iterator[Finding]:
    """Every folder that a build writes to, the disk, and the terminal."""
    for name in _WRITTEN:
        yield _writable(name, root / name)
    yield _writable(_("folder for temporary files"), Path(tempfile.gettempdir()))
    yield _space(root)
    yield _terminal()


def _writable(name: str, folder: Path) -> Finding:
    """Whether a file can be made there; a folder that is not there yet is made where it can be."""
    existing = next(one for one in (folder, *folder.parents) if one.exists())
    try:
        with tempfile.NamedTemporaryFile(dir=existing, prefix=".fokusrapport-"):
            pass
    except OSError as error:
        told = _("{folder} cannot be written to: {reason}.").format(folder=existing, reason=error.strerror)
        mend = _("Have whoever owns the folder let you write there, or free space on its disk.")
        return Finding(name, "wrong", told, mend)
    return Finding(name, "fine", str(folder))


def _space(root: Path) -> Finding:
    name = _("disk")
    free = shutil.disk_usage(root).free / _GIGABYTE
    told = _("{number} GB free").format(number=language(ui_language()).number(Decimal(str(round(free, 1))), 1))
    if free >= _ENOUGH:
        return Finding(name, "fine", told)
    mend = _("Free some space: old reports in reports/, and kept runs in .fokusrapport/, can be made again.")
    return Finding(name, "wrong" if free < _NEEDED else "note", told, mend)


def _terminal() -> Finding:
    """The language of messages, and whether the terminal has their letters."""
    name, code = _("language"), ui_language()
    encoding = (getattr(sys.__stdout__, "encoding", None) or "?").lower().replace("-", "")
    told = f"{language(code).own_name} ({code}), {encoding}"
    if not has_catalogue(code):
        return Finding(name, "note", _("There are no messages in «{code}»; they are English.").format(code=code))
    if encoding not in ("utf8", "utf8sig", "cp65001"):
        mend = "chcp 65001" if sys.platform == "win32" else "export LC_ALL=C.UTF-8"
        told = _("The terminal cannot show every letter ({encoding}); some are shown as «?».").format(encoding=encoding)
        return Finding(name, "note", told, mend)
    return Finding(name, "fine", told)
