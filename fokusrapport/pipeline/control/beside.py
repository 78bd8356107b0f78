"""Where the control page lies: beside the report's folder, replaced in one move."""

from __future__ import annotations

import os
from pathlib import Path

from fokusrapport.errors import BuildFailed
from fokusrapport.i18n import _
from fokusrapport.pipeline.control.facts import Report, facts_of
from fokusrapport.pipeline.control.page import control_page


def control_path(place: Path) -> Path:
    """The control page of the report in a folder: `2015.kontroll.html` beside `2015`."""
    return place.with_name(f"{place.name}.kontroll.html")


def put_control_page(report: Report) -> Path:
    """Make the control page of a report that was just put in its place, and put it beside it.

    Raises BuildFailed when it cannot be made or written; the old page is then as it was.
    """
    path = control_path(report.place)
    write_whole(path, control_page(facts_of(report)))
    return path


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


def withdraw_control_page(place: Path) -> None:
    """Take away the control page of a report that has been taken away."""
    control_path(place).unlink(missing_ok=True)
