"""Where the control page lies: beside the report's folder, replaced in one move."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from fokusrapport.errors import BuildFailed
from fokusrapport.i18n import LANGUAGES, _
from fokusrapport.pipeline.alternates import folder_of
from fokusrapport.pipeline.control.facts import Report, facts_of
from fokusrapport.pipeline.control.page import control_page


def control_path(place: Path, code: str = "") -> Path:
    """The control page of the report in a folder: `2015.kontroll.html` beside `2015`, or `2015.nn.kontroll.html`."""
    return place.with_name(f"{place.name}.{code}.kontroll.html" if code else f"{place.name}.kontroll.html")


def put_control_pages(reports: Sequence[Report]) -> Path:
    """Make the control pages of a report that was just put in its place, one a language, and put them beside it.

    Gives the one of the main language, which comes first. Raises BuildFailed when one cannot be made or written; the
    old page is then as it was.
    """
    place, paths = reports[0].place, []
    for report in reports:
        paths.append(control_path(place, folder_of(report.document.chapter.front).rstrip("/")))
        write_whole(paths[-1], control_page(facts_of(report)))
    _withdraw_others(place, paths)
    return paths[0]


def _withdraw_others(place: Path, kept: Sequence[Path]) -> None:
    for path in (control_path(place, code) for code in ("", *LANGUAGES)):
        if path not in kept:
            path.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that whoever reads it meets the old or the new one, never a part; raises BuildFailed."""
    staged = path.with_name(f".{path.name}.new")  # one build of an edition at a time: nobody else has this name
    try:
        staged.write_bytes(content)
        os.replace(staged, path)  # noqa: PTH105 - it is os.replace that promises to be atomic
    except OSError as error:
        staged.unlink(missing_ok=True)
        message = _("The report is in its place, but its control page could not be written to {place}: {reason}.")
        raise BuildFailed(message.format(place=path, reason=error.strerror or error)) from error


def withdraw_control_pages(place: Path) -> None:
    """Take away the control pages of a report that has been taken away."""
    _withdraw_others(place, ())
