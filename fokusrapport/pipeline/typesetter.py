"""Typst in a process of its own: what it remembers of a document, hundreds of megabytes, goes away with it.

Typst keeps what it worked out for the next time, within a process and for ever: a report is set more than ten times,
and two dozen parts of it, which took gigabytes, and each time took longer than the last. This file is run as a program
by `typeset`, and is then to import nothing that takes long.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import typst

_REFUSED = 3  # the exit code when Typst refuses or warns


class Refused(Exception):
    """Typst's own words on why there is no PDF."""

    def __init__(self, diagnostic: str) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


def compiled(source: bytes, fonts: typst.Fonts, date: dt.datetime) -> bytes:
    """Typst text as PDF/UA-1 and PDF/A-2a with `date` as its date. Raises Refused also for a warning."""
    compiler = typst.Compiler(source, font_paths=fonts, ignore_system_fonts=True)
    try:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=date)
    except typst.TypstError as error:
        raise Refused(error.diagnostic) from error
    if warnings:
        raise Refused("\n".join(warning.diagnostic for warning in warnings))
    assert isinstance(pdf, bytes)  # noqa: S101 - one file, for no output was named
    return pdf


def typeset(source: bytes, folder: Path, date: dt.datetime) -> bytes:
    """The same in a process of its own, with the typefaces of a folder and those inside Typst.

    Raises Refused, and with the process's last words when it was ended from outside, as where memory is short.
    """
    # -P: this folder has modules named as Python's own are (html), and would be looked in first.
    command = [sys.executable, "-P", __file__, str(folder), date.isoformat()]
    done = subprocess.run(command, input=source, capture_output=True, check=False)  # noqa: S603 - this very file
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip()
        raise Refused(words if done.returncode == _REFUSED else f"{words} ({done.returncode})".strip())
    return done.stdout


def fonts_of(folder: Path) -> typst.Fonts:
    """The typefaces of a folder, and those inside Typst for code and rare signs."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])


def _main(folder: str, date: str) -> int:
    try:
        pdf = compiled(sys.stdin.buffer.read(), fonts_of(Path(folder)), dt.datetime.fromisoformat(date))
    except Refused as refused:
        sys.stderr.buffer.write(refused.diagnostic.encode())
        return _REFUSED
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
