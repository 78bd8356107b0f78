"""Numbers that an author has typed where a value could have been fetched."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TypedNumber:
    """One typed number: where it stands, the text around it, and the reason it was excused with, if it was.

    `place` is for people («celle 4»). `contradicts` is whether it says something else than the area's values.
    """

    area: str
    place: str
    text: str
    excused: str = ""
    contradicts: bool = False
