"""How many of an area's values were found again in the finished files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """The values one area shows, and how many of them its section of the page and of the PDF was found to hold."""

    area: str
    shown: int
    in_html: int
    in_pdf: int

    @property
    def whole(self) -> bool:
        """Whether every value was found in both."""
        return self.shown == self.in_html == self.in_pdf
