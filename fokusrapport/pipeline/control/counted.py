"""What others have counted for the control page: values found again in the finished files, and typed numbers."""

from __future__ import annotations

from dataclasses import dataclass

from fokusrapport.pipeline.readback import ReadBack
from fokusrapport.prose import ProseReport, where


@dataclass(frozen=True)
class FoundAgain:
    """How many values an area shows, and how many of them were found in its section of the page, the PDF, and both."""

    area: str
    values: int
    in_html: int
    in_pdf: int
    in_both: int


@dataclass(frozen=True)
class TypedNumber:
    """A number that an author has typed where a value could have been fetched.

    `place` is for people («celle 4»), `known` what the data say, and `excused` the reason for which it may stand.
    `contradicts` is whether it says something else than the area's values, `head_count` whether it tells of people so
    few that a table would withhold them.
    """

    area: str
    place: str
    text: str
    known: str = ""
    excused: str = ""
    contradicts: bool = False
    head_count: bool = False

    @property
    def stops(self) -> bool:
        """Whether the report may not be published with it."""
        return (self.contradicts or self.head_count) and not self.excused


def typed_numbers(report: ProseReport) -> tuple[TypedNumber, ...]:
    """The numbers that the proofreading found, as the control page tells of them."""
    return tuple(
        TypedNumber(
            area=number.area,
            place=where(number.place),
            text=number.text,
            known=number.known,
            excused=number.excuse,
            contradicts=number.verdict == "contradicts",
            head_count=number.verdict == "head_count",
        )
        for number in report.numbers
    )


def found_again(read: ReadBack) -> tuple[FoundAgain, ...]:
    """How many values of each area the read-back found."""
    return tuple(FoundAgain(area.area, area.values, area.in_html, area.in_pdf, area.in_both) for area in read.areas)
