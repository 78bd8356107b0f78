"""A finished file as its reader finds it: area by area, each with its text and tables.

It is read twice over for a PDF, as a screen reader is told it and as it stands on the page, and each reading is held
against what the chapter's values say of themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fokusrapport.pipeline.expected import Grid


@dataclass(frozen=True)
class Section:
    """One area as it was read: its title, its running text, its tables and the text of its notes.

    `values` are the marked values in reading order, those of notes last; None where a format marks none.
    """

    title: str
    text: str
    grids: tuple[Grid, ...] = ()
    notes: str = ""
    values: tuple[str, ...] | None = None
    exact: tuple[str, ...] = ()


NOWHERE = Section("", "")
Sections = Sequence[Section]
